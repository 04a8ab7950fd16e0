import ArgumentParser
import Audit

/// Which rules run, and what makes the command fail.
struct RuleOptions: ParsableArguments {
    @Option(
        name: .customLong("rule"),
        help: ArgumentHelp(Interface.text("只运行这条规则，可多次给出。", "Run only this rule; may be repeated."), valueName: "id")
    )
    var only: [String] = []
    @Option(
        name: .customLong("disable-rule"),
        help: ArgumentHelp(Interface.text("不运行这条规则，可多次给出。", "Leave out this rule; may be repeated."), valueName: "id")
    )
    var disabled: [String] = []
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "有确定的、至少这么严重的未通过时以 1 退出。",
                "Exit with 1 where a certain failure is at least this severe."
            ),
            valueName: "severity"
        )
    )
    var failOn: Severity?

    /// The rules to run, as the configuration sets them.
    func chosen() throws -> [AppliedRule] {
        try RuleSelection(only: only, disabled: disabled).rules(from: try Interface.configuration.get().appliedRules)
    }

    /// Ends with 1 where the policy is not met.
    func enforce(worst: Severity?) throws {
        let policy = try failOn ?? Interface.configuration.get().failOn
        if let policy, let worst, worst >= policy { throw ExitCode(1) }
    }
}
