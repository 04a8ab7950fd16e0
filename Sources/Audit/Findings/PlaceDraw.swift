/// A random draw of places from the register, kept so that anybody can draw it again.
public struct PlaceDraw: Sendable, Equatable, Codable {
    public struct Stratum: Sendable, Equatable, Codable {
        public var key: String
        /// How many there were to draw from.
        public var frame: Int
        /// Ids of the subjects drawn.
        public var drawn: [String]

        public init(key: String, frame: Int, drawn: [String]) {
            (self.key, self.frame, self.drawn) = (key, frame, drawn)
        }
    }

    public var made: Timestamp
    public var seed: UInt64
    /// What parted the register: `kind`, `division`.
    public var grouping: String
    public var strata: [Stratum]

    public init(made: Timestamp, seed: UInt64, grouping: String, strata: [Stratum]) {
        (self.made, self.seed, self.grouping, self.strata) = (made, seed, grouping, strata)
    }
}
