import Foundation

/// A line of points with the metres from its beginning at each of them.
struct MeasuredLine {
    private let points: [Geometry.Coordinate]
    /// As many as points, rising.
    private let metres: [Double]

    var length: Double { metres.last ?? 0 }

    init(_ points: [Geometry.Coordinate]) {
        self.points = points
        var sum = 0.0
        metres = points.indices.map { index in
            if index > 0 { sum += Self.distance(points[index - 1], points[index]) }
            return sum
        }
    }

    private static func distance(_ one: Geometry.Coordinate, _ other: Geometry.Coordinate) -> Double {
        GreatCircle.metres(from: (one.latitude, one.longitude), to: (other.latitude, other.longitude))
    }

    /// The points from one place on the line to another, in metres from its beginning, both ends included.
    func part(_ range: ClosedRange<Double>) -> [Geometry.Coordinate] {
        let (first, last) = (firstIndex { $0 > range.lowerBound }, firstIndex { $0 >= range.upperBound })
        let inner = first < last ? Array(points[first..<last]) : []
        return [point(at: range.lowerBound)] + inner + [point(at: range.upperBound)]
    }

    /// The first point whose metres are beyond something, found by halving.
    private func firstIndex(where isBeyond: (Double) -> Bool) -> Int {
        var (low, high) = (0, metres.count)
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(metres[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Between two points in equal parts of degrees, which at the length of a street is as good as the great circle; to the
    /// centimetre.
    private func point(at position: Double) -> Geometry.Coordinate {
        let next = min(firstIndex { $0 >= position }, points.count - 1)
        guard next > 0 else { return points[0] }
        if position == metres[next] { return points[next] }
        let (start, end) = (points[next - 1], points[next])
        let whole = metres[next] - metres[next - 1]
        let share = whole > 0 ? (position - metres[next - 1]) / whole : 0
        return Geometry.Coordinate(
            latitude: start.latitude + share * (end.latitude - start.latitude),
            longitude: start.longitude + share * (end.longitude - start.longitude)
        ).toTheCentimetre
    }

    /// Where on the line a point is nearest, and how far off it is, both in metres; on a plane that touches the earth there.
    func nearest(to point: Geometry.Coordinate) -> (position: Double, distance: Double) {
        let east = cos(point.latitude * .pi / 180)
        func plane(_ other: Geometry.Coordinate) -> SIMD2<Double> {
            SIMD2((other.longitude - point.longitude) * east, other.latitude - point.latitude)
        }
        var best = (position: 0.0, degrees: Double.infinity)
        for index in points.indices.dropFirst() {
            let start = plane(points[index - 1])
            let way = plane(points[index]) - start
            let square = (way * way).sum()
            let share = square > 0 ? min(1, max(0, -(start * way).sum() / square)) : 0
            let foot = start + share * way
            let degrees = (foot * foot).sum().squareRoot()
            if degrees < best.degrees {
                best = (metres[index - 1] + share * (metres[index] - metres[index - 1]), degrees)
            }
        }
        return (best.position, best.degrees * GreatCircle.metresPerDegree)
    }
}

extension Geometry.Coordinate {
    /// Seven decimals of a degree, which is as much as OpenSidewalks takes and more than any phone knows.
    var toTheCentimetre: Geometry.Coordinate {
        Geometry.Coordinate(latitude: (latitude * 1e7).rounded() / 1e7, longitude: (longitude * 1e7).rounded() / 1e7)
    }
}
