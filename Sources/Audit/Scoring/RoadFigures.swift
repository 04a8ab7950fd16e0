/// What the inspections of one road say: its segments and the junctions on it.
public struct RoadFigures: Sendable, Equatable {
    /// Things counted along the way, per 100 m.
    public struct Density: Sendable, Equatable {
        public let per100Metres: Double
        /// Segments counted on.
        public let segments: Int
        /// Their length together where every one of them has a line in the register; otherwise all weigh the same.
        public let metres: Double?
    }

    /// The id of the road in the register, or of the one segment or junction.
    public let road: String
    public let name: String
    /// Places where tactile paving is occupied or cut off.
    public let obstructions: Density?
    /// Places where tactile paving is broken, loose or missing.
    public let breaks: Density?
    /// Corners with a curb ramp, of corners looked at.
    public let corners: PlaceShare
    /// Crossings whose sound works, of crossings that must have or have a sound.
    public let soundingCrossings: PlaceShare

    /// The items the figures rest on.
    public enum Item {
        public static let obstructions = "tactile-paving.obstruction-count"
        public static let breaks = "tactile-paving.intact"
        public static let corner = "curb-ramp.present"
        public static let soundPresent = "pedestrian-signal.audible-present"
        public static let soundWorks = "pedestrian-signal.audible-works"
    }

    /// The figures of each road, by name; a place belongs to the road that is its parent.
    ///
    /// - Parameters:
    ///   - visits: The newest of each place and checklist.
    ///   - names: Names by the id of a subject.
    public static func roads(_ visits: [PlaceVisit], names: [String: String]) -> [RoadFigures] {
        let relevant = visits.filter { [.roadSegment, .crossing].contains($0.subject.kind) }
        let roads = Dictionary(grouping: relevant) { $0.subject.parent ?? $0.subject.id }
        return roads.map { road, visits in
            RoadFigures(road: road, name: names[road] ?? road, visits: visits)
        }.sorted { ($0.name, $0.road) < ($1.name, $1.road) }
    }

    init(road: String, name: String, visits: [PlaceVisit]) {
        self.road = road
        self.name = name
        obstructions = Self.density(Item.obstructions, visits)
        breaks = Self.density(Item.breaks, visits)
        corners = PlaceShare(visits.map { $0.judged(Item.corner) }, population: nil)
        soundingCrossings = PlaceShare(visits.map(Self.sounding), population: nil)
    }

    private static func density(_ item: String, _ visits: [PlaceVisit]) -> Density? {
        let counted = visits.compactMap { visit -> (value: Double, metres: Double?)? in
            let values = visit.answers.filter { $0.item == item && $0.outcome != .untested }.compactMap(\.number)
            guard let first = values.first else { return nil }
            // A segment is answered once; several entries would be stretches of it without known lengths.
            let value = values.count == 1 ? first : values.reduce(0, +) / Double(values.count)
            return (value, visit.subject.geometry.flatMap(\.metres))
        }
        guard !counted.isEmpty else { return nil }
        let lengths = counted.compactMap(\.metres)
        let whole = lengths.reduce(0, +)
        guard lengths.count == counted.count, whole > 0 else {
            let mean = counted.map(\.value).reduce(0, +) / Double(counted.count)
            return Density(per100Metres: mean, segments: counted.count, metres: nil)
        }
        let sum = zip(counted, lengths).map { $0.value * $1 }.reduce(0, +)
        return Density(per100Metres: sum / whole, segments: counted.count, metres: whole)
    }

    /// A crossing that has no sound though it must counts as one whose sound does not work.
    static func sounding(_ visit: PlaceVisit) -> (passed: Int, judged: Int) {
        let entries = Dictionary(
            grouping: visit.answers.filter { [Item.soundPresent, Item.soundWorks].contains($0.item) }
        ) { $0.section + "\u{1F}" + $0.entry }
        var (passed, judged) = (0, 0)
        for answers in entries.values {
            let works = answers.first { $0.item == Item.soundWorks }?.outcome
            let present = answers.first { $0.item == Item.soundPresent }?.outcome
            if works == .passed {
                passed += 1
                judged += 1
            } else if works == .failed || present == .failed {
                judged += 1
            }
        }
        return (passed, judged)
    }
}

extension Geometry {
    /// The length of a line; nil for anything else.
    var metres: Double? {
        guard shape == .line, coordinates.count > 1 else { return nil }
        return GreatCircle.metres(along: coordinates.map { ($0.latitude, $0.longitude) })
    }
}
