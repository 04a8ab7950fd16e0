import Foundation

/// How a map or device gives coordinates in China.
///
/// Chinese web maps show GCJ-02, some hundred metres off; Baidu's BD-09 adds an offset to that. Everything is kept in
/// WGS-84. There is no exact inverse: this one iterates until it is within 1e-9 of a degree (0.1 mm).
public enum CoordinateSystem: String, Sendable, Codable, CaseIterable {
    case wgs84, gcj02, bd09

    /// The point in WGS-84 degrees.
    public func wgs84(latitude: Double, longitude: Double) -> (latitude: Double, longitude: Double) {
        switch self {
        case .wgs84: return (latitude, longitude)
        case .gcj02: return Self.fromGCJ02(latitude, longitude)
        case .bd09:
            let point = Self.gcj02(fromBD09: latitude, longitude)
            return Self.fromGCJ02(point.latitude, point.longitude)
        }
    }

    /// The point a Chinese web map shows for a WGS-84 point; outside China the two are the same.
    static func gcj02(_ latitude: Double, _ longitude: Double) -> (latitude: Double, longitude: Double) {
        guard (0.8293...55.8271).contains(latitude), (72.004...137.8347).contains(longitude) else {
            return (latitude, longitude)
        }
        let (x, y) = (longitude - 105, latitude - 35)
        let root = sqrt(abs(x))
        let common = 20 * sin(6 * x * .pi) + 20 * sin(2 * x * .pi)
        var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
        north += (common + 20 * sin(y * .pi) + 40 * sin(y / 3 * .pi)) * 2 / 3
        north += (160 * sin(y / 12 * .pi) + 320 * sin(y * .pi / 30)) * 2 / 3
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
        east += (common + 20 * sin(x * .pi) + 40 * sin(x / 3 * .pi)) * 2 / 3
        east += (150 * sin(x / 12 * .pi) + 300 * sin(x / 30 * .pi)) * 2 / 3
        // The Krasovsky 1940 ellipsoid, on which the shift is defined.
        let (axis, eccentricity) = (6_378_245.0, 0.00669342162296594323)
        let radians = latitude * .pi / 180
        let magic = 1 - eccentricity * sin(radians) * sin(radians)
        let northDegrees = north * 180 / (axis * (1 - eccentricity) / (magic * sqrt(magic)) * .pi)
        let eastDegrees = east * 180 / (axis / sqrt(magic) * cos(radians) * .pi)
        return (latitude + northDegrees, longitude + eastDegrees)
    }

    private static func fromGCJ02(_ latitude: Double, _ longitude: Double) -> (latitude: Double, longitude: Double) {
        inverse(of: gcj02(_:_:), latitude, longitude)
    }

    /// The point Baidu's maps show for a point of GCJ-02.
    static func bd09(fromGCJ02 latitude: Double, _ longitude: Double) -> (latitude: Double, longitude: Double) {
        let turn = Double.pi * 3000 / 180
        let radius = sqrt(longitude * longitude + latitude * latitude) + 0.00002 * sin(latitude * turn)
        let angle = atan2(latitude, longitude) + 0.000003 * cos(longitude * turn)
        return (radius * sin(angle) + 0.006, radius * cos(angle) + 0.0065)
    }

    private static func gcj02(fromBD09 latitude: Double, _ longitude: Double) -> (latitude: Double, longitude: Double) {
        inverse(of: bd09(fromGCJ02:_:), latitude, longitude)
    }

    /// The point that `shift`, which moves points little and evenly, brings here.
    private static func inverse(
        of shift: (Double, Double) -> (latitude: Double, longitude: Double),
        _ latitude: Double,
        _ longitude: Double
    ) -> (latitude: Double, longitude: Double) {
        var guess = (latitude: latitude, longitude: longitude)
        for _ in 0..<12 {
            let shifted = shift(guess.latitude, guess.longitude)
            let (north, east) = (shifted.latitude - latitude, shifted.longitude - longitude)
            guess = (guess.latitude - north, guess.longitude - east)
            if abs(north) < 1e-9, abs(east) < 1e-9 { break }
        }
        return guess
    }
}
