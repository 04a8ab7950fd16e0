/// What one rule says about one page, counted.
///
/// The counts are the denominators of every score: passing targets are counted, never stored one by one.
public struct Assertion: Sendable, Equatable {
    public let rule: String
    public let outcome: Outcome
    public let failed: Int
    public let cantTell: Int
    public let passed: Int

    public init(rule: String, outcome: Outcome, failed: Int = 0, cantTell: Int = 0, passed: Int = 0) {
        self.rule = rule
        self.outcome = outcome
        self.failed = failed
        self.cantTell = cantTell
        self.passed = passed
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
