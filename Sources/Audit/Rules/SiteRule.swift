/// A rule about what the pages of one site make of each other, in the terms of W3C's ACT Rules Format 1.1.
///
/// Like a ``Rule`` it is a pure function, but of what all pages left behind (``SiteFacts``) and not of their documents,
/// so that a site of any size can be judged after its pages are gone.
public protocol SiteRule: DocumentedRule {
    /// Documentation and test in one: `SiteRuleExampleTests` runs each of them.
    static var examples: [SiteExample] { get }

    init()

    /// Every verdict over the pages, by page and then by place in the document.
    func verdicts(over site: Site) -> [SiteOutcome]
}

extension SiteRule {
    public static var illustrations: [(outcome: Outcome, markup: String)] {
        examples.map { ($0.outcome, $0.pages.joined(separator: " ⏎ ")) }
    }
}

/// A target on one page of a site and what a rule says about it.
public struct SiteOutcome: Sendable, Equatable {
    /// The page's number in ``Site/pages``.
    public let page: Int
    public let target: NodeID
    public let verdict: Verdict
}

/// The pages of one subject that were seen, as site rules read them.
public struct Site: Sendable {
    /// In the order of their keys, so that the outcome does not depend on when each was seen.
    public let pages: [SitePage]
    /// Whether all pages of the site were seen; else nothing is said to pass.
    public let isWhole: Bool

    public init(pages: [SitePage], isWhole: Bool) {
        self.pages = pages
        self.isWhole = isWhole
    }
}

public struct SitePage: Sendable, Equatable {
    public let key: String
    public let facts: SiteFacts

    public init(key: String, facts: SiteFacts) {
        self.key = key
        self.facts = facts
    }
}

/// The bounds of what a site leaves behind.
public enum SiteLimits {
    /// Pages that are compared; rules are untested on what lies beyond.
    public static let maximumPages = 10_000
    /// Bytes of one text that is kept.
    static let maximumText = 120
    static let maximumMenus = 4
    static let maximumEntries = 40
    static let maximumControls = 24
    static let maximumImages = 24
    static let maximumVagueLinks = 8
    static let maximumHelp = 8
}

/// A small site with the outcome expected on its pages.
///
/// `▸` stands right before each target that must have it; the first page is the home page.
public struct SiteExample: Sendable {
    public let outcome: Outcome
    public let pages: [String]
    public let line: Int

    public static func passed(_ pages: String..., line: Int = #line) -> Self { .init(.passed, pages, line) }
    public static func failed(_ pages: String..., line: Int = #line) -> Self { .init(.failed, pages, line) }
    public static func cantTell(_ pages: String..., line: Int = #line) -> Self { .init(.cantTell, pages, line) }
    public static func inapplicable(_ pages: String..., line: Int = #line) -> Self {
        .init(.inapplicable, pages, line)
    }

    private init(_ outcome: Outcome, _ pages: [String], _ line: Int) {
        self.outcome = outcome
        self.pages = pages
        self.line = line
    }
}

// MARK: - Running

extension Site {
    /// What site rules say about each page: one assertion for each rule, in the order given.
    ///
    /// Where not all pages of the site were seen, what would have passed is `untested`: a page not seen may differ.
    public func assertions(of rules: [AppliedRule]) -> [PageAssertions] {
        var result: [PageAssertions] = []
        result.reserveCapacity(pages.count)
        forEachPage(judgedBy: rules) { _, found in result.append(found) }
        return result
    }

    /// Hands out what ``assertions(of:)`` gives, page by page, with the page's number.
    func forEachPage(judgedBy rules: [AppliedRule], _ body: (Int, PageAssertions) throws -> Void) rethrows {
        var judged = rules.compactMap { rule in
            rule.siteVerdicts.map { Judged(rule: rule.metadata.id, $0(self), pages: pages.count) }
        }
        for page in pages.indices {
            var found = PageAssertions()
            for number in judged.indices {
                let rule = judged[number].rule
                let (passed, open) = judged[number].next(page)
                add(open, passed: passed, of: rule, to: &found)
            }
            try body(page, found)
        }
    }

    /// What one rule says, without the targets that pass: those are most, and only their number counts.
    private struct Judged {
        let rule: String
        /// By the number of the page.
        private var passed: [Int32]
        /// By page and target.
        private let open: [SiteOutcome]
        private var upcoming = 0

        init(rule: String, _ outcomes: [SiteOutcome], pages: Int) {
            self.rule = rule
            passed = [Int32](repeating: 0, count: pages)
            var open: [SiteOutcome] = []
            for outcome in outcomes {
                if outcome.verdict == .passed { passed[outcome.page] += 1 } else { open.append(outcome) }
            }
            self.open = open.sorted { ($0.page, $0.target) < ($1.page, $1.target) }
        }

        /// What it says of a page; pages are asked for in their order.
        mutating func next(_ page: Int) -> (passed: Int, open: ArraySlice<SiteOutcome>) {
            let own = open[upcoming...].prefix { $0.page == page }
            upcoming = own.endIndex
            return (Int(passed[page]), own)
        }
    }

    private func add(
        _ open: ArraySlice<SiteOutcome>,
        passed: Int,
        of rule: String,
        to page: inout PageAssertions
    ) {
        if !isWhole, open.isEmpty {
            page.assertions.append(.untested(rule))
            return
        }
        for outcome in open {
            page.verdicts.append(TargetVerdict(rule: rule, target: outcome.target, verdict: outcome.verdict))
        }
        let failed = open.count { $0.verdict.outcome == .failed }
        let cantTell = open.count - failed
        page.assertions.append(
            Assertion(rule: rule, failed: failed, cantTell: cantTell, passed: isWhole ? passed : 0)
        )
    }
}
