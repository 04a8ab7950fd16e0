/// The assertions of pages put together by success criterion, so that each of twenty parts of an index need not go through
/// all rules of all pages again.
///
/// One assertion stands for a criterion on a page: its worst rule's counts, whether a rule could not tell, and that any rule
/// looked at all. An index is made of no more than that.
struct CriterionDigest {
    private let weights: [String: [ScoredCriteria.Weighted]]

    /// - Parameter rules: What the ids of assertions stand for.
    init(rules: [Requirement]) { weights = ScoredCriteria.wcag22.weights(of: rules) }

    /// What the digested assertions are about: each criterion as a requirement of its own.
    var requirements: [Requirement] {
        WCAG.criteria.map { criterion in
            Requirement(
                id: criterion.number,
                domain: .web,
                title: criterion.title,
                kind: .violation,
                severity: .moderate,
                criteria: [criterion.key]
            )
        }
    }

    func assertions(of page: AccessibilityCheckIndex.PageInput) -> [Assertion] {
        var worst: [String: Assertion] = [:]
        for assertion in page.assertions where assertion.outcome != .untested {
            for criterion in weights[assertion.rule] ?? [] {
                let known = worst[criterion.criterion]
                worst[criterion.criterion] = Self.worse(known, assertion, criterion.criterion)
            }
        }
        return worst.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The counts of the rule with the larger share of failures; a judged one before one that was not.
    private static func worse(_ known: Assertion?, _ new: Assertion, _ criterion: String) -> Assertion {
        let counts = known.map { share($0) < share(new) ? new : $0 } ?? new
        return Assertion(
            rule: criterion,
            outcome: counts.outcome,
            failed: counts.failed,
            cantTell: max(known?.cantTell ?? 0, new.cantTell),
            passed: counts.passed
        )
    }

    /// The share of failures; less than none where no target was judged.
    private static func share(_ assertion: Assertion) -> Double {
        let judged = assertion.failed + assertion.passed
        return judged > 0 ? Double(assertion.failed) / Double(judged) : -1
    }
}
