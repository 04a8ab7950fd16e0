/// How the index of a site changed, from the pages that both runs checked (the panel).
///
/// Each page is compared with itself, so that which pages were drawn does not enter the difference; the interval of a
/// difference therefore needs no least number of pages. A change is called one only where its 95 % interval leaves out zero.
public struct ScoreTrend: Sendable, Equatable {
    /// A page of the panel as each run found it.
    public struct Page: Sendable {
        public var before: [Assertion]
        public var after: [Assertion]
        public var stratum: String
        public var isKey: Bool

        public init(before: [Assertion], after: [Assertion], stratum: String = "", isKey: Bool = false) {
            self.before = before
            self.after = after
            self.stratum = stratum
            self.isKey = isKey
        }
    }

    public enum Verdict: String, Sendable, CaseIterable {
        /// Surely better, surely worse, or neither can be said.
        case higher, lower, unclear

        public var title: LocalizedText {
            switch self {
            case .higher: LocalizedText(zh: "显著提高", en: "significantly higher")
            case .lower: LocalizedText(zh: "显著降低", en: "significantly lower")
            case .unclear: LocalizedText(zh: "没有显著变化", en: "no significant change")
            }
        }
    }

    /// The index of the panel in either run.
    public let before: Double
    public let after: Double
    /// 95 %, of the difference; nil where the panel is every page there is.
    public let interval: ClosedRange<Double>?
    public let keyPages: Int
    public let otherPages: Int
    /// Pages the others stand for.
    public let frame: Int

    public var difference: Double { after - before }
    public var pages: Int { keyPages + otherPages }
    public var isExact: Bool { otherPages == frame }

    public var verdict: Verdict {
        guard let range = interval ?? (isExact ? difference...difference : nil) else { return .unclear }
        // Rounding must not make a change of what is equal.
        let nothing = 1e-9
        return range.lowerBound > nothing ? .higher : range.upperBound < -nothing ? .lower : .unclear
    }

    /// Nil where fewer pages than an index needs could be scored in both runs.
    ///
    /// - Parameters:
    ///   - pages: The panel, in any order.
    ///   - rules: What both runs asked.
    ///   - frame: As in ``AccessibilityCheckIndex``.
    public init?(_ pages: [Page], rules: [Requirement], frame: [String: Int] = [:]) {
        let weights = ScoredCriteria.wcag22.weights(of: rules)
        let scored = pages.compactMap { page -> (page: Page, before: Double, after: Double)? in
            guard let before = PageScore(page.before, weights), let after = PageScore(page.after, weights) else {
                return nil
            }
            return (page, before.value, after.value)
        }
        guard scored.count >= AccessibilityCheckIndex.minimumPages else { return nil }
        func estimate(_ scale: ClosedRange<Double>, _ score: (Double, Double) -> Double) -> SiteEstimate? {
            SiteEstimate(
                scored.map { .init(score: score($0.before, $0.after), stratum: $0.page.stratum, isKey: $0.page.isKey) },
                frame: frame,
                scale: scale,
                least: 0
            )
        }
        guard let old = estimate(0...100, { before, _ in before }), let new = estimate(0...100, { _, after in after }),
            let change = estimate(-100...100, { before, after in after - before })
        else { return nil }
        (before, after) = (old.value, new.value)
        interval = change.interval
        (keyPages, otherPages, self.frame) = (new.keyPages, new.otherPages, new.frame)
    }
}
