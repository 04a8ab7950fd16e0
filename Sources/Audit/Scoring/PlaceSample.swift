/// Places drawn at random from the register, so that shares over them may stand for all.
///
/// The same seed draws the same places from the same register on every machine, in whichever order it is listed.
public struct PlaceSample: Sendable, Equatable {
    /// Places that are drawn from apart from the others.
    public struct Stratum: Sendable, Equatable {
        public let key: String
        /// How many there are.
        public let frame: Int
        /// By id.
        public let drawn: [Subject]

        /// The chance each place had.
        public var probability: Double { frame == 0 ? 0 : Double(drawn.count) / Double(frame) }
    }

    /// What parts the register.
    public enum Grouping: String, Sendable, CaseIterable {
        case none, kind, division, region, unit

        func key(_ subject: Subject) -> String {
            switch self {
            case .none: ""
            case .kind: subject.kind.rawValue
            case .division: subject.division ?? ""
            case .region: subject.region ?? ""
            case .unit: subject.responsibleUnit ?? ""
            }
        }
    }

    public let seed: UInt64
    public let grouping: Grouping
    public let strata: [Stratum]
    /// The places that another person inspects too; nil where none was asked for.
    public let second: PlaceDraw.Second?

    /// So many places are inspected twice at the least, or all that were drawn: of fewer, agreement says nothing.
    public static let minimumSecond = 15

    /// The draw as the store keeps it.
    public func record(at moment: Timestamp) -> PlaceDraw {
        PlaceDraw(
            made: moment,
            seed: seed,
            grouping: grouping.rawValue,
            strata: strata.map { PlaceDraw.Stratum(key: $0.key, frame: $0.frame, drawn: $0.drawn.map(\.id)) },
            second: second
        )
    }

    public var drawn: Int { strata.map(\.drawn.count).reduce(0, +) }
    public var frame: Int { strata.map(\.frame).reduce(0, +) }

    /// Draws `size` places, from each stratum in proportion to its size and at least one of each; all
    /// where there are no more.
    ///
    /// - Parameters:
    ///   - subjects: What is drawn from.
    ///   - size: How many places.
    ///   - grouping: What parts the strata.
    ///   - seed: Decides the draw, and that of the second inspections.
    ///   - share: Of the places drawn, how many are inspected twice, from 0 to 1; drawn from each stratum in proportion.
    public init(of subjects: [Subject], size: Int, by grouping: Grouping, seed: UInt64, twice share: Double? = nil) {
        self.seed = seed
        self.grouping = grouping
        let groups = Dictionary(grouping: subjects, by: grouping.key).sorted { $0.key < $1.key }
        let sizes = Self.allocate(max(0, size), over: groups.map(\.value.count))
        let strata = zip(groups, sizes).map { group, size in
            let (key, members) = group
            return Stratum(
                key: key,
                frame: members.count,
                drawn: Self.draw(size, of: members.sorted { $0.id < $1.id }, seed: seed, stratum: key)
            )
        }
        self.strata = strata
        second = share.map { Self.second($0, of: strata, seed: seed) }
    }

    /// The same seed draws in a sequence of its own, so that asking for second inspections changes no first ones.
    private static func second(_ share: Double, of strata: [Stratum], seed: UInt64) -> PlaceDraw.Second {
        let frames = strata.map(\.drawn.count)
        // A hair less, so that a tenth of 60 is 6 whatever the product of the fractions is.
        let asked = Int((share * Double(frames.reduce(0, +)) - 1e-9).rounded(.up))
        let drawn = zip(strata, allocate(max(asked, minimumSecond), over: frames)).flatMap { stratum, size in
            draw(size, of: stratum.drawn, seed: seed, stratum: "second\u{1F}" + stratum.key)
        }
        return PlaceDraw.Second(share: share, drawn: drawn.map(\.id))
    }

    /// What may be drawn: places, not websites, and no road that was cut into segments beside its segments.
    ///
    /// - Parameters:
    ///   - register: All subjects.
    ///   - kinds: Of these kinds only; of every kind of place where there are none.
    /// - Returns: In the order of the register.
    public static func frame(_ register: [Subject], kinds: [Subject.Kind]) -> [Subject] {
        let digital: Set<Subject.Kind> = [.site, .app, .document]
        return register.withoutCutRoads.filter { subject in
            kinds.isEmpty ? !digital.contains(subject.kind) : kinds.contains(subject.kind)
        }
    }

    /// How many of each; the largest remainders first, ties by order, none above what there is.
    static func allocate(_ size: Int, over frames: [Int]) -> [Int] {
        let whole = frames.reduce(0, +)
        guard size < whole else { return frames }
        guard size > 0 else { return frames.map { _ in 0 } }
        var sizes = frames.map { max(min($0, 1), $0 * size / whole) }
        let order = frames.indices.sorted { left, right in
            let (first, second) = (frames[left] * size % whole, frames[right] * size % whole)
            return first == second ? left < right : first > second
        }
        // Where small strata got their one, the largest give way.
        while sizes.reduce(0, +) > size, let index = sizes.indices.max(by: { sizes[$0] < sizes[$1] }), sizes[index] > 1
        {
            sizes[index] -= 1
        }
        while sizes.reduce(0, +) < size {
            for index in order where sizes[index] < frames[index] && sizes.reduce(0, +) < size { sizes[index] += 1 }
        }
        return sizes
    }

    /// The first `size` of a shuffle (Fisher and Yates, from the front).
    private static func draw(_ size: Int, of members: [Subject], seed: UInt64, stratum: String) -> [Subject] {
        var members = members
        var hash = FNV1a()
        hash.add(stratum.utf8)
        var random = SplitMix64(seed: seed ^ hash.value)
        for position in 0..<min(size, members.count) {
            members.swapAt(position, position + random.index(below: members.count - position))
        }
        return members.prefix(size).sorted { $0.id < $1.id }
    }
}
