/// One automatic test, in the terms of W3C's ACT Rules Format 1.1.
///
/// A rule is a pure function of the page: it reads no clock, file or network, and calling it twice
/// gives the same answer, so pages can be audited in any order and in parallel.
public protocol Rule: DocumentedRule {
    /// Documentation and test in one: `RuleExampleTests` runs each of them.
    static var examples: [Example] { get }

    init()

    /// Applicability: the nodes the rule makes a statement about, in document order.
    func targets(in page: Page) -> [NodeID]
    /// Expectation: the verdict on one of those nodes.
    func expect(_ target: NodeID, in page: Page) -> Verdict
    /// The targets with their verdicts, in document order; there is no need to write it, see ``GroupRule``.
    func verdicts(in page: Page) -> [TargetOutcome]
}

/// What every rule says of itself, whatever it looks at.
public protocol DocumentedRule: Sendable {
    static var metadata: RuleMetadata { get }
    /// The examples as a reader sees them: the markup of a page, or of several pages, with its outcome.
    static var illustrations: [(outcome: Outcome, markup: String)] { get }
}

extension Rule {
    public static var illustrations: [(outcome: Outcome, markup: String)] {
        examples.map { ($0.outcome, $0.markup) }
    }
}

/// A target and what a rule says about it.
public typealias TargetOutcome = (target: NodeID, verdict: Verdict)

extension Rule {
    public func verdicts(in page: Page) -> [TargetOutcome] {
        targets(in: page).map { ($0, expect($0, in: page)) }
    }
}

/// A rule whose verdicts share work: links of one name, the cells of a table.
///
/// It states its verdicts at once, so that a page costs linear time; targets and expectation follow from them.
public protocol GroupRule: Rule {
}

extension GroupRule {
    public func targets(in page: Page) -> [NodeID] { verdicts(in: page).map(\.target) }

    public func expect(_ target: NodeID, in page: Page) -> Verdict {
        verdicts(in: page).first { $0.target == target }?.verdict ?? .passed
    }
}

/// What is known of a rule without running it.
public struct RuleMetadata: Sendable {
    /// Kebab case, stated in the affirmative, and never reused once released.
    public let id: String
    /// What the rule was called before, oldest first; its findings and suppressions follow it under any of them.
    public let formerIDs: [String]
    /// Raised whenever the outcomes of the rule may change.
    public let version: Int
    /// The good case, as a statement.
    public let title: LocalizedText
    public let kind: Kind
    public let needs: Need
    /// Success criteria of WCAG 2.2 that a failure violates, such as "1.1.1"; empty for advice without one.
    public let criteria: [String]
    /// The same as findings name them, such as "wcag22:1.1.1".
    public let criterionKeys: [String]
    /// The six-character identifiers of the W3C rules this implements.
    public let act: [String]
    public private(set) var severity: Severity
    public let confidence: Confidence
    /// One sentence for people who never heard of WCAG: who is hit, and how.
    public let impact: LocalizedText
    /// What the author of the page should do about a failure, for developers.
    public let fix: LocalizedText

    public init(
        id: String,
        formerIDs: [String] = [],
        version: Int = 1,
        title: LocalizedText,
        kind: Kind = .violation,
        needs: Need = .source,
        criteria: [String],
        act: [String] = [],
        severity: Severity,
        confidence: Confidence = .certain,
        impact: LocalizedText,
        fix: LocalizedText
    ) {
        self.id = id
        self.formerIDs = formerIDs
        self.version = version
        self.title = title
        self.kind = kind
        self.needs = needs
        self.criteria = criteria
        criterionKeys = criteria.map { "wcag22:" + $0 }
        self.act = act
        self.severity = severity
        self.confidence = confidence
        self.impact = impact
        self.fix = fix
    }

    /// The name that findings are known by, however the rule is called now.
    var family: String { formerIDs.first ?? id }

    /// The same rule with another severity.
    func with(_ severity: Severity) -> Self {
        var copy = self
        copy.severity = severity
        return copy
    }

    /// What a failure means: a violation counts, a review is a question to a person, advice never counts.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case violation, review, advice
    }

    /// What a page must carry for the rule to run; where it is missing the rule is untested.
    public enum Need: String, Sendable, Codable, CaseIterable {
        case source, style, render, interaction, site
    }
}

/// How hard a failure hits, the same scale for web and physical findings.
public enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case minor, moderate, serious, critical

    public static func < (lhs: Self, rhs: Self) -> Bool {
        Self.allCases.firstIndex(of: lhs)! < Self.allCases.firstIndex(of: rhs)!
    }
}

/// How sure the rule is of its failures; only `certain` ones decide a policy by default.
public enum Confidence: String, Sendable, Codable, CaseIterable {
    case certain, likely, review
}

/// EARL's outcome values.
///
/// `inapplicable` and `untested` belong to a page (or an item of a checklist), the others to a target.
public enum Outcome: String, Sendable, Codable, CaseIterable {
    case failed, cantTell, passed, inapplicable, untested
}

/// What a rule says about one target, with the reason a reader of the report sees.
public enum Verdict: Sendable, Equatable {
    case passed
    case failed(LocalizedText)
    case cantTell(LocalizedText)

    public static func failed(zh: String, en: String) -> Self { .failed(LocalizedText(zh: zh, en: en)) }
    public static func cantTell(zh: String, en: String) -> Self { .cantTell(LocalizedText(zh: zh, en: en)) }

    public var outcome: Outcome {
        switch self {
        case .passed: .passed
        case .failed: .failed
        case .cantTell: .cantTell
        }
    }
}

/// A page with its expected outcome.
///
/// `▸` stands right before each target that must have it.
public struct Example: Sendable {
    public let outcome: Outcome
    public let markup: String
    public let line: Int

    public static func passed(_ markup: String, line: Int = #line) -> Self { .init(.passed, markup, line) }
    public static func failed(_ markup: String, line: Int = #line) -> Self { .init(.failed, markup, line) }
    public static func cantTell(_ markup: String, line: Int = #line) -> Self { .init(.cantTell, markup, line) }
    public static func inapplicable(_ markup: String, line: Int = #line) -> Self {
        .init(.inapplicable, markup, line)
    }

    private init(_ outcome: Outcome, _ markup: String, _ line: Int) {
        self.outcome = outcome
        self.markup = markup
        self.line = line
    }
}
