import ArgumentParser
import Audit
import Foundation

/// Which findings a command is about.
struct FindingFilterArguments: ParsableArguments {
    @Option(help: ArgumentHelp(Interface.text("规则或检查项的编号。", "Id of a rule or checklist item.")))
    var rule: String?
    @Option(help: ArgumentHelp(Interface.text("对象的编号。", "Id of a subject.")))
    var subject: String?
    @Option(help: ArgumentHelp(Interface.text("责任单位。", "Responsible unit.")))
    var unit: String?
    @Option(help: ArgumentHelp(Interface.text("web 或 physical。", "web or physical.")))
    var domain: Finding.Domain?
    @Option(help: ArgumentHelp(Interface.text("准则或条款，如 1.1.1。", "Criterion or clause, such as 1.1.1.")))
    var criterion: String?
    @Option(help: ArgumentHelp(Interface.text("严重程度，可多次给出。", "Severity; may be repeated.")))
    var severity: [Severity] = []
    @Option(help: ArgumentHelp(Interface.text("failed 或 cantTell，可多次给出。", "failed or cantTell; may be repeated.")))
    var outcome: [Outcome] = []
    @Option(
        help: ArgumentHelp(
            Interface.text("violation、review 或 advice，可多次给出。", "violation, review or advice; may be repeated.")
        )
    )
    var kind: [RuleMetadata.Kind] = []
    @Option(help: ArgumentHelp(Interface.text("整改状态，可多次给出。", "State of the defect; may be repeated.")))
    var state: [DefectState] = []
    @Option(help: ArgumentHelp(Interface.text("页面地址或表单编号的一部分。", "Part of a page's address or of a form's id.")))
    var place: String?
    @Option(help: ArgumentHelp(Interface.text("一个页面的完整地址。", "The whole address of one page.")))
    var page: String?
    @Option(help: ArgumentHelp(Interface.text("一个缺陷的编号或其开头。", "Id of a defect, or the beginning of it.")))
    var defect: String?
    @Option(help: ArgumentHelp(Interface.text("检测的编号（默认：现存的问题）。", "Number of a run (default: what stands now).")))
    var run: Int64?
    @Option(help: ArgumentHelp(Interface.text("轮次的名称。", "Name of a round.")))
    var round: String?
    @Option(
        help: ArgumentHelp(
            Interface.text("已屏蔽的问题：any、only 或 without。", "Suppressed findings: any, only or without.")
        )
    )
    var suppressed: FindingFilter.Suppressed = .any
    @Flag(help: ArgumentHelp(Interface.text("只要已超过整改期限的。", "Only what is past its deadline.")))
    var overdue = false

    /// The filter at this moment.
    func filter() -> FindingFilter {
        var filter = FindingFilter()
        filter.runs = run.map { [RunID($0)] } ?? []
        filter.round = round
        filter.requirement = rule
        filter.subject = subject
        filter.unit = unit
        filter.domain = domain
        filter.criterion = criterion
        filter.severities = Set(severity)
        filter.outcomes = Set(outcome)
        filter.kinds = Set(kind)
        filter.states = Set(state)
        filter.place = place
        filter.page = page
        filter.defect = defect
        filter.suppressed = suppressed
        if suppressed != .any { filter.moment = .now }
        if overdue { filter.overdueAt = .now }
        return filter
    }
}

/// A whole number of rows.
struct RangeArguments: ParsableArguments {
    @Option(help: ArgumentHelp(Interface.text("最多列出多少条。", "At most so many.")))
    var limit: Int?
    @Option(help: ArgumentHelp(Interface.text("跳过前面多少条。", "Leave out so many first.")))
    var offset = 0

    mutating func validate() throws {
        guard limit ?? 1 > 0, offset >= 0 else {
            throw ValidationError(
                Interface.text("--limit 要大于 0，--offset 不能小于 0。", "--limit has to be above 0 and --offset not below it.")
            )
        }
    }
}

/// Who does something, and whether it is only tried.
struct ActorArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "操作人账号（默认取 AUDIT_ACTOR，再取 USER）。",
                "Account of whoever does it (default: AUDIT_ACTOR, else USER)."
            )
        )
    )
    var actor: String?
    @Flag(help: ArgumentHelp(Interface.text("只说明会改动什么，不改动。", "Say what would change and change nothing.")))
    var dryRun = false
    @Flag(
        help: ArgumentHelp(
            Interface.text("跳过不能这样改的，其余照改。", "Leave out what refuses the step and change the rest.")
        )
    )
    var skipRefused = false

    /// The account in force; empty where nothing names one, which the store refuses.
    var account: String { Self.account(actor) }

    static func account(_ actor: String?) -> String {
        let environment = ProcessInfo.processInfo.environment
        return actor ?? environment["AUDIT_ACTOR"] ?? environment["USER"] ?? ""
    }
}

/// A day as an option gives it.
struct DayArgument: ExpressibleByArgument {
    let end: Timestamp

    init?(argument: String) {
        guard let end = Timestamp(endOf: argument) else { return nil }
        self.end = end
    }
}
