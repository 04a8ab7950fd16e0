/// 无障碍检测指数: how much of what can be checked automatically passes, from 0 to 100.
///
/// The unit is page × success criterion. For a page and a criterion with at least one rule of kind violation that had
/// targets, `x = 1 − max over its rules of failed / (passed + failed)`. A page scores the mean of its `x`, weighted 3 for
/// level A and 2 for AA, times 100. What a rule cannot tell never enters; neither do AAA, reviews and advice. How pages
/// make a site is said by ``SiteEstimate``. An index is never called conformance. The arithmetic is in docs/scoring.md.
public struct AccessibilityCheckIndex: Sendable, Equatable {
    /// Raised whenever equal assertions may give another number.
    public static let version = 3
    /// Fewer pages than this give no index but 「不足以评分」.
    public static let minimumPages = 5
    /// A smaller share of checked pages than this gives none either.
    public static let minimumCheckedShare = 0.5

    /// What one checked page adds.
    public struct PageInput: Sendable, Equatable {
        public var assertions: [Assertion]
        /// Pages of one template or column; pages are sampled and weighted by stratum.
        public var stratum: String
        /// Whether the page is one of the key pages (home, search, login …), which are all checked and count half.
        public var isKey: Bool

        public init(assertions: [Assertion], stratum: String = "", isKey: Bool = false) {
            self.assertions = assertions
            self.stratum = stratum
            self.isKey = isKey
        }
    }

    /// Why there is no index.
    public enum Insufficiency: Sendable, Equatable {
        /// So many pages could be scored.
        case pages(Int)
        /// So many pages of so many could be checked.
        case checked(Int, of: Int)

        public var text: LocalizedText {
            switch self {
            case .checked(let checked, let all):
                LocalizedText(
                    zh: "应检测的 \(all) 个页面只检测了 \(checked) 个",
                    en: "only \(checked) of the \(all.counted("page")) that should have been checked could be"
                )
            case .pages(let pages):
                LocalizedText(
                    zh: "\(pages) 个页面可计分，至少需要 \(minimumPages) 个",
                    en: "\(pages.counted("page")) can be scored, \(minimumPages) are needed"
                )
            }
        }
    }

    /// A rule whose failure blocks people altogether: a critical violation.
    ///
    /// Listed apart, never blended into the index.
    public struct Blocker: Sendable, Equatable {
        public var requirement: Requirement
        public var pages: Int
        public var failed: Int
    }

    /// The index with its interval, or nil where too little was checked.
    public let estimate: SiteEstimate?
    public let insufficiency: Insufficiency?
    /// Pages with at least one criterion that could be judged.
    public let pages: Int
    /// Pairs of page and criterion that were judged.
    public let pairs: Int
    /// Pairs without any failure.
    public let clean: Int
    /// Pairs in which nothing was judged because no rule could tell; people have to look, and the index leaves them out.
    public let unsure: Int
    /// The strict pass rate (达标率), nil where nothing was judged.
    public let strict: StrictRate?
    /// Criteria at levels A and AA that at least one rule tested on at least one page, and how many there are.
    public let coverage: Coverage
    public let blockers: [Blocker]

    public struct Coverage: Sendable, Equatable {
        /// Numbers of criteria, such as 1.1.1, in their order.
        public var tested: [String]
        /// All criteria at levels A and AA.
        public var of: Int
    }

    /// Checks of ``PortalChecks`` that failed and do not count yet.
    public let unproven: [Requirement]

    /// From 0 to 100.
    public var value: Double? { estimate?.value }
    /// From 0 to 1; nil where nothing was judged.
    public var strictRate: Double? { strict?.value }
    public var band: ScoreBand? { value.map { ScoreBand($0) } }

    /// The largest share of the site's other pages that may fail although none of those sampled does (95 %).
    ///
    /// Nil where one failed, where every page was checked, and where no page was drawn.
    public var highestFailingShare: Double? {
        clean == pairs ? estimate?.unseenShare : nil
    }

    /// Scores a site.
    ///
    /// - Parameters:
    ///   - pages: The checked pages, in any order; the order changes nothing.
    ///   - rules: What the rules' ids stand for; criteria that no rule of kind violation names do not count.
    ///   - frame: Pages the site has, by stratum; strata not named have as many as were checked (a census).
    ///   - notChecked: Pages that should have been checked and could not be.
    ///   - criteria: Which criteria count, and with which weight.
    public init(
        pages: [PageInput],
        rules: [Requirement],
        frame: [String: Int] = [:],
        notChecked: Int = 0,
        criteria: ScoredCriteria
    ) {
        let weights = criteria.weights(of: rules)
        let scores = pages.compactMap { page in PageScore(page.assertions, weights).map { (page: page, score: $0) } }
        self.pages = scores.count
        pairs = scores.map(\.score.pairs).reduce(0, +)
        clean = scores.map(\.score.clean).reduce(0, +)
        unsure = pages.map { PageScore.unsure($0.assertions, weights) }.reduce(0, +)
        strict = StrictRate(scores.map { StrictRate.Page($0.page, $0.score) }, frame: frame)
        coverage = Self.coverage(pages, weights, criteria)
        blockers = Self.blockers(pages, rules)
        unproven = Self.unproven(pages, rules)
        insufficiency = Self.insufficiency(scored: scores.count, checked: pages.count, notChecked: notChecked)
        let scored = scores.map { page, score in
            SiteEstimate.Page(score: score.value, stratum: page.stratum, isKey: page.isKey)
        }
        estimate = insufficiency == nil ? SiteEstimate(scored, frame: frame) : nil
    }

    /// What one page scores, from 0 to 100; nil where no criterion could be judged.
    public static func score(of assertions: [Assertion], rules: [Requirement]) -> Double? {
        PageScore(assertions, ScoredCriteria.wcag22.weights(of: rules))?.value
    }

    private static func insufficiency(scored: Int, checked: Int, notChecked: Int) -> Insufficiency? {
        if scored < minimumPages { return .pages(scored) }
        let all = checked + notChecked
        return Double(checked) < minimumCheckedShare * Double(all) ? .checked(checked, of: all) : nil
    }

    private static func coverage(
        _ pages: [PageInput],
        _ weights: [String: [ScoredCriteria.Weighted]],
        _ criteria: ScoredCriteria
    ) -> Coverage {
        var rules: Set<String> = []
        for page in pages {
            // A rule that looked and found nothing to judge has tested its criterion; one that could not look has not.
            for assertion in page.assertions where assertion.outcome != .untested { rules.insert(assertion.rule) }
        }
        let tested = Set(rules.flatMap { weights[$0] ?? [] }.map(\.criterion))
        return Coverage(tested: criteria.sorted(tested), of: criteria.count)
    }

    private static func unproven(_ pages: [PageInput], _ rules: [Requirement]) -> [Requirement] {
        let failed = Set(pages.flatMap(\.assertions).filter { $0.failed > 0 }.map(\.rule))
        return rules.filter { $0.kind == .violation && failed.contains($0.id) && !PortalChecks.counts($0.id) }
    }

    private static func blockers(_ pages: [PageInput], _ rules: [Requirement]) -> [Blocker] {
        let critical = rules.filter { $0.kind == .violation && $0.severity == .critical }
        var found = Dictionary(
            critical.map { ($0.id, Blocker(requirement: $0, pages: 0, failed: 0)) },
            uniquingKeysWith: { first, _ in first }
        )
        for assertion in pages.flatMap(\.assertions) where assertion.failed > 0 {
            found[assertion.rule]?.pages += 1
            found[assertion.rule]?.failed += assertion.failed
        }
        return critical.compactMap { found[$0.id] }.filter { $0.pages > 0 }
    }
}
