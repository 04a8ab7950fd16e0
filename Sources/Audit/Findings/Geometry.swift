/// A point, line or ring in WGS-84 degrees, with the coordinate system it was captured in.
public struct Geometry: Sendable, Equatable, Codable {
    public enum Shape: String, Sendable, Codable, CaseIterable {
        case point, line, polygon
    }

    /// What the device or map gave; what is stored has already been converted to WGS-84.
    public enum CapturedSystem: String, Sendable, Codable, CaseIterable {
        case wgs84, gcj02, bd09
    }

    /// How the coordinates came about.
    public enum Method: String, Sendable, Codable, CaseIterable {
        /// Measured by surveyors.
        case survey
        /// By a satellite receiver, a telephone's included.
        case satellite
        /// From what a camera wrote into a photo.
        case photo
        /// Pointed at on a map.
        case map
        /// Looked up by the street address.
        case address
    }

    public struct Coordinate: Sendable, Equatable, Codable {
        public var latitude: Double
        public var longitude: Double

        public init(latitude: Double, longitude: Double) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    public var shape: Shape
    public var coordinates: [Coordinate]
    public var captured: CapturedSystem
    /// How far off the coordinates may be, in metres, as the device or the surveyor said.
    public var accuracy: Double?
    public var method: Method?

    public init(
        shape: Shape,
        coordinates: [Coordinate],
        captured: CapturedSystem = .wgs84,
        accuracy: Double? = nil,
        method: Method? = nil
    ) {
        self.shape = shape
        self.coordinates = coordinates
        self.captured = captured
        self.accuracy = accuracy
        self.method = method
    }
}
