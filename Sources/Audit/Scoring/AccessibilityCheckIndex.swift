/// 无障碍检测指数: how much of what can be checked automatically passes, from 0 to 100.
///
/// The unit is page × success criterion. For a page and a criterion with at least one rule of kind violation that had
/// targets, `x = 1 − max over its rules of failed / (passed + failed)`. A page scores the mean of its `x`, weighted 3 for
/// level A and 2 for AA, times 100. What a rule cannot tell never enters; neither do AAA, reviews and advice. How pages
/// make a site is said by ``SiteEstimate``. An index is never called conformance. The arithmetic is in docs/scoring.md.
public struct AccessibilityCheckIndex: Sendable, Equatable {
    /// Raised whenever equal assertions may give another number.
    public static let version = 1
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
                    en: "only \(checked) of the \(all) pages that should have been checked could be"
                )
            case .pages(let pages):
                LocalizedText(
                    zh: "\(pages) 个页面可计分，至少需要 \(minimumPages) 个",
                    en: "\(pages) pages can be scored, \(minimumPages) are needed"
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
    /// Pairs without any failure; `clean / pairs` is the strict pass rate (达标率).
    public let clean: Int
    /// Criteria at levels A and AA that at least one rule tested on at least one page, and how many there are.
    public let coverage: Coverage
    public let blockers: [Blocker]

    public struct Coverage: Sendable, Equatable {
        /// Numbers of criteria, such as 1.1.1, in their order.
        public var tested: [String]
        /// All criteria at levels A and AA.
        public var of: Int
    }

    /// From 0 to 100.
    public var value: Double? { estimate?.value }
    /// From 0 to 1; nil where nothing was judged.
    public var strictRate: Double? { pairs == 0 ? nil : Double(clean) / Double(pairs) }

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
        var scored: [SiteEstimate.Page] = []
        var pairs = 0
        var clean = 0
        for page in pages {
            guard let score = PageScore(page.assertions, weights) else { continue }
            scored.append(SiteEstimate.Page(score: score.value, stratum: page.stratum, isKey: page.isKey))
            pairs += score.pairs
            clean += score.clean
        }
        self.pages = scored.count
        self.pairs = pairs
        self.clean = clean
        coverage = Self.coverage(pages, weights, criteria)
        blockers = Self.blockers(pages, rules)
        insufficiency = Self.insufficiency(scored: scored.count, checked: pages.count, notChecked: notChecked)
        estimate = insufficiency == nil ? SiteEstimate(scored, frame: frame) : nil
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

/// The criteria an index is made of.
public struct ScoredCriteria: Sendable, Equatable {
    /// By number, in the order of the standard: weight 3 for level A, 2 for AA; others are not in it.
    private let weights: [(number: String, weight: Double)]
    private let byNumber: [String: Double]

    public init(_ weights: [(number: String, weight: Double)]) {
        self.weights = weights.filter { $0.weight > 0 }
        byNumber = Dictionary(self.weights.map { ($0.number, $0.weight) }, uniquingKeysWith: { first, _ in first })
    }

    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.byNumber == rhs.byNumber }

    public var count: Int { byNumber.count }

    /// The criteria among these that a breakdown is about, with the weights they have.
    public func filtered(_ isIncluded: (String) -> Bool) -> ScoredCriteria {
        ScoredCriteria(weights.filter { isIncluded($0.number) })
    }

    /// A criterion that a rule bears on.
    struct Weighted: Sendable {
        let criterion: String
        let weight: Double
    }

    /// For each rule of kind violation the criteria it tests that count here.
    func weights(of rules: [Requirement]) -> [String: [Weighted]] {
        var result: [String: [Weighted]] = [:]
        for rule in rules where rule.kind == .violation {
            let criteria = rule.criteria.compactMap { name -> Weighted? in
                guard name.hasPrefix("wcag22:") else { return nil }
                let number = String(name.dropFirst("wcag22:".count))
                return byNumber[number].map { Weighted(criterion: number, weight: $0) }
            }
            if !criteria.isEmpty { result[rule.id] = criteria }
        }
        return result
    }

    func sorted(_ numbers: Set<String>) -> [String] { weights.map(\.number).filter { numbers.contains($0) } }
}

/// The score of one page.
struct PageScore: Equatable {
    /// From 0 to 100.
    let value: Double
    /// Criteria that were judged, and those of them without a failure.
    let pairs: Int
    let clean: Int

    /// Nil where no criterion could be judged.
    init?(_ assertions: [Assertion], _ weights: [String: [ScoredCriteria.Weighted]]) {
        var worst: [String: (share: Double, weight: Double)] = [:]
        for assertion in assertions where assertion.failed + assertion.passed > 0 {
            let share = Double(assertion.failed) / Double(assertion.failed + assertion.passed)
            for criterion in weights[assertion.rule] ?? [] {
                let known = worst[criterion.criterion]?.share ?? 0
                worst[criterion.criterion] = (max(known, share), criterion.weight)
            }
        }
        guard !worst.isEmpty else { return nil }
        // In the order of the numbers, so that equal pages score equally to the last bit.
        let judged = worst.sorted { $0.key < $1.key }.map(\.value)
        let whole = judged.map(\.weight).reduce(0, +)
        value = 100 * judged.map { $0.weight * (1 - $0.share) }.reduce(0, +) / whole
        pairs = judged.count
        clean = judged.count { $0.share == 0 }
    }
}
