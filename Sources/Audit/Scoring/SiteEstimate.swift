/// What the scores of pages say about a site: half from the key pages, half from the others, weighted by stratum.
///
/// `value = 0.5 · mean(K) + 0.5 · Σ_h (N_h/N) · mean_h`; without key pages, or with nothing else, the one part there is.
/// Where every page of the frame was checked the value is exact and has no interval.
public struct SiteEstimate: Sendable, Equatable {
    public struct Page: Sendable, Equatable {
        public var score: Double
        public var stratum: String
        public var isKey: Bool

        public init(score: Double, stratum: String = "", isKey: Bool = false) {
            self.score = score
            self.stratum = stratum
            self.isKey = isKey
        }
    }

    public let value: Double
    /// 95 %; nil where every page was checked, or where too few were drawn to tell.
    public let interval: ClosedRange<Double>?
    /// Key pages and others that were scored.
    public let keyPages: Int
    public let otherPages: Int
    /// Pages the others stand for, themselves included.
    public let frame: Int

    /// Pages of strata that were not scored whole.
    public let byLot: Int

    /// The largest share of the pages drawn from that may be like none of those drawn (95 %); nil where all were scored.
    ///
    /// No interval made of what was drawn knows of such pages: it holds but for them.
    public var unseenShare: Double? {
        isExact ? nil : WilsonInterval.upperBoundWhenNoneSeen(in: byLot)
    }

    /// Whether every page was scored, so that nothing was estimated.
    public var isExact: Bool { otherPages == frame }

    /// What the key pages weigh beside the others.
    static let keyShare = 0.5
    /// From fewer pages drawn no interval is given: of real portals too few held what they should (docs/scoring.md).
    public static let minimumDrawn = 40

    /// Nil where there is no page.
    ///
    /// - Parameters:
    ///   - pages: The scored pages, in any order; the order changes nothing.
    ///   - frame: How many pages that are not key pages each stratum has; as many as were scored where it is not named.
    ///   - scale: The lowest and the highest score there can be; those of a page where nothing is said.
    ///   - least: How many pages beside the key pages an interval needs.
    public init?(
        _ pages: [Page],
        frame: [String: Int] = [:],
        scale: ClosedRange<Double> = 0...100,
        least: Int = minimumDrawn
    ) {
        guard !pages.isEmpty else { return nil }
        let key = pages.filter(\.isKey).map(\.score).sorted()
        let strata = Dictionary(grouping: pages.filter { !$0.isKey }, by: \.stratum).sorted { $0.key < $1.key }
            .map { name, pages in
                StratifiedBootstrap.Stratum(pages.map { SIMD2($0.score, 0) }, size: frame[name] ?? 0)
            }
        keyPages = key.count
        otherPages = strata.map(\.rows.count).reduce(0, +)
        self.frame = strata.map(\.size).reduce(0, +)
        byLot = strata.filter { $0.sampled < 1 }.map(\.rows.count).reduce(0, +)
        let others = StratifiedMean(strata)
        let keyMean = key.isEmpty ? nil : key.reduce(0, +) / Double(key.count)
        let share = key.isEmpty ? 1 : others == nil ? 0 : 1 - Self.keyShare
        let fixed = (keyMean ?? 0) * (1 - share)
        value = fixed + (others?.mean ?? 0) * share
        interval =
            otherPages < least
            ? nil
            : others?.interval.map { around in
                max(
                    scale.lowerBound,
                    fixed + around.lowerBound * share
                )...min(
                    scale.upperBound,
                    fixed + around.upperBound * share
                )
            }
    }
}
