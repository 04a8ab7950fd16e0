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

    /// The share of the places drawn that another person inspects too.
    public struct Second: Sendable, Equatable, Codable {
        /// As it was asked for, from 0 to 1; never fewer places than ``PlaceSample/minimumSecond``.
        public var share: Double
        /// Ids of the subjects.
        public var drawn: [String]

        public init(share: Double, drawn: [String]) { (self.share, self.drawn) = (share, drawn) }
    }

    public var made: Timestamp
    public var seed: UInt64
    /// What parted the register: `kind`, `division`.
    public var grouping: String
    public var strata: [Stratum]
    /// nil where nothing is to be inspected twice.
    public var second: Second?

    public init(made: Timestamp, seed: UInt64, grouping: String, strata: [Stratum], second: Second? = nil) {
        (self.made, self.seed, self.grouping, self.strata) = (made, seed, grouping, strata)
        self.second = second
    }
}
