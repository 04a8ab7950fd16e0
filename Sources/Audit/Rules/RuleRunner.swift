/// The bounds of what one page's assertions hold.
public enum RuleLimits {
    /// The verdicts kept of one rule on one page; the counts go on exactly.
    public static let maximumVerdictsPerRule = 1_000
}

extension Page {
    /// What the rules say about this page: one assertion for each, in the order given.
    ///
    /// A rule whose need the page does not meet, and every rule on a page that was cut at a limit, is `untested`.
    ///
    /// - Parameters:
    ///   - rules: The rules to run.
    ///   - isAsked: Whether a target counts; all do where it is nil.
    /// - Returns: One assertion for every rule, and the verdicts that did not pass.
    func assertions(of rules: [AppliedRule], where isAsked: ((NodeID) -> Bool)?) -> PageAssertions {
        var result = PageAssertions()
        result.assertions.reserveCapacity(rules.count)
        for rule in rules {
            guard document.exceededLimit == nil, meets(rule.metadata.needs) else {
                result.assertions.append(.untested(rule.metadata.id))
                continue
            }
            run(rule, isAsked, into: &result)
        }
        return result
    }

    /// What the rules say about all targets of this page.
    public func assertions(of rules: [AppliedRule] = .all) -> PageAssertions { assertions(of: rules, where: nil) }

    /// What rules of the registry say about this page, as they are.
    public func assertions(of rules: [any Rule.Type]) -> PageAssertions {
        assertions(of: rules.map { AppliedRule($0) })
    }

    /// Every verdict of one rule, uncapped, with its target; empty where the rule is inapplicable.
    func verdicts<R: Rule>(of rule: R.Type) -> [TargetVerdict] {
        R().verdicts(in: self).map { TargetVerdict(rule: R.metadata.id, target: $0.target, verdict: $0.verdict) }
    }

    private func meets(_ need: RuleMetadata.Need) -> Bool {
        switch need {
        case .source: true
        case .style: styles != nil
        case .render, .interaction, .site: false
        }
    }

    private func run(_ rule: AppliedRule, _ isAsked: ((NodeID) -> Bool)?, into result: inout PageAssertions) {
        let id = rule.metadata.id
        var counts = (failed: 0, cantTell: 0, passed: 0)
        for (target, verdict) in rule.verdicts(self) where isAsked?(target) ?? true {
            switch verdict {
            case .passed: counts.passed += 1
            case .failed: counts.failed += 1
            case .cantTell: counts.cantTell += 1
            }
            guard verdict != .passed else { continue }
            guard counts.failed + counts.cantTell <= RuleLimits.maximumVerdictsPerRule else { continue }
            result.verdicts.append(TargetVerdict(rule: id, target: target, verdict: verdict))
        }
        result.assertions.append(
            Assertion(rule: id, failed: counts.failed, cantTell: counts.cantTell, passed: counts.passed)
        )
    }
}

extension Assertion {
    /// The outcome of a page: failed before cantTell before passed, and inapplicable where nothing was a target.
    init(rule: String, failed: Int, cantTell: Int, passed: Int) {
        let outcome: Outcome =
            if failed > 0 {
                .failed
            } else if cantTell > 0 {
                .cantTell
            } else if passed > 0 {
                .passed
            } else {
                .inapplicable
            }
        self.init(rule: rule, outcome: outcome, failed: failed, cantTell: cantTell, passed: passed)
    }

    static func untested(_ rule: String) -> Self {
        self.init(rule: rule, outcome: .untested, failed: 0, cantTell: 0, passed: 0)
    }
}
