/// What one rule says about one page, counted.
///
/// The counts are the denominators of every score: passing targets are counted, never stored one by one.
public struct Assertion: Sendable, Equatable {
    public let rule: String
    // Half as wide as counts are elsewhere: a report holds a million of these.
    private let failures: Int32
    private let questions: Int32
    private let passes: Int32
    public let outcome: Outcome

    public var failed: Int { Int(failures) }
    public var cantTell: Int { Int(questions) }
    public var passed: Int { Int(passes) }

    public init(rule: String, outcome: Outcome, failed: Int = 0, cantTell: Int = 0, passed: Int = 0) {
        self.rule = rule
        self.outcome = outcome
        failures = Int32(clamping: failed)
        questions = Int32(clamping: cantTell)
        passes = Int32(clamping: passed)
    }
}

/// A failed or cantTell verdict with its target.
public struct TargetVerdict: Sendable, Equatable {
    public let rule: String
    public let target: NodeID
    public let verdict: Verdict
}

/// The outcomes of all rules on one page.
public struct PageAssertions: Sendable {
    /// One for every rule, in the order of the registry.
    public var assertions: [Assertion] = []
    /// The failed and cantTell verdicts, by rule and then by place in the document.
    public var verdicts: [TargetVerdict] = []
}
