import Foundation

/// Distances on a sphere of the earth's mean radius, right to half a per cent.
enum GreatCircle {
    typealias Point = (latitude: Double, longitude: Double)

    static let radius = 6_371_008.8
    static let metresPerDegree = radius * .pi / 180

    /// By the haversine formula, which stays exact for points close together.
    static func metres(from start: Point, to end: Point) -> Double {
        let (first, second) = (start.latitude * .pi / 180, end.latitude * .pi / 180)
        let (north, east) = (second - first, (end.longitude - start.longitude) * .pi / 180)
        let half = sin(north / 2) * sin(north / 2) + cos(first) * cos(second) * sin(east / 2) * sin(east / 2)
        return 2 * radius * asin(min(1, half.squareRoot()))
    }

    /// Along a line of points.
    static func metres(along line: [Point]) -> Double {
        zip(line, line.dropFirst()).map { metres(from: $0, to: $1) }.reduce(0, +)
    }
}
