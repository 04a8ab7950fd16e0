import ArgumentParser
import Audit
import Foundation

/// Which defects a change is about, and who makes it.
struct ChangeArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            Interface.text("问题或缺陷的编号；也可以只用条件选择。", "Ids of findings or defects; conditions alone do as well.")
        )
    )
    var ids: [String] = []
    @OptionGroup var conditions: FindingFilterArguments
    @OptionGroup var actor: ActorArguments
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    /// Does it to the chosen defects and says what came of it.
    func perform(_ action: DefectTask.Action) async throws {
        let task = DefectTask(store: try SQLiteStore(path: storeOptions.path, opening: .existing))
        let defects = try await task.defects(ids: ids, matching: conditions.filter())
        let outcome = try await task.perform(
            action,
            on: defects,
            skipsRefused: actor.skipRefused,
            isPreview: actor.dryRun
        )
        if !common.quiet { print(DefectListing.text(outcome.summary, language: Interface.language), terminator: "") }
    }
}

struct FindingsAssignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign",
        abstract: Interface.text("把问题交办给责任单位。", "Give findings to the unit that has to repair them."),
        discussion: Interface.text(
            "改动整个缺陷：同一模板的所有问题一起交办。先用 --dry-run 查看。",
            "Changes whole defects: all findings of one template go together. Look first with --dry-run."
        )
    )

    @Option(name: .customLong("to"), help: ArgumentHelp(Interface.text("责任单位。", "The unit."), valueName: "unit"))
    var receiver: String
    @Option(help: ArgumentHelp(Interface.text("整改期限，如 2026-12-31。", "Deadline, such as 2026-12-31."), valueName: "day"))
    var deadline: DayArgument?
    @Option(help: ArgumentHelp(Interface.text("说明。", "Why.")))
    var reason = ""
    @OptionGroup var change: ChangeArguments

    func run() async throws {
        let step = DefectChange(
            to: .assigned,
            by: change.actor.account,
            reason: reason,
            at: .now,
            unit: receiver,
            deadline: deadline?.end
        )
        try await change.perform(.step(step))
    }
}

struct FindingsResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve",
        abstract: Interface.text("改变问题的整改状态。", "Take findings a step further towards being repaired."),
        discussion: Interface.text(
            "网页问题只由复测销号；场所问题由整改人以外的人凭新的照片或实测值销号。",
            "Web findings are closed by a scan alone; physical ones by someone other than who repaired them, with a new "
                + "photo or reading."
        )
    )

    @Option(name: .customLong("as"), help: ArgumentHelp(Interface.text("新的状态。", "The new state."), valueName: "state"))
    var newState: DefectState = .reportedDone
    @Option(help: ArgumentHelp(Interface.text("理由。", "Why.")))
    var reason = ""
    @Option(help: ArgumentHelp(Interface.text("复查的照片，可多次给出。", "Photo of the re-inspection; may be repeated.")))
    var photo: [String] = []
    @Option(help: ArgumentHelp(Interface.text("复查的实测值，如 7.9 %。", "Reading of the re-inspection, such as 7.9 %.")))
    var reading: String?
    @Option(help: ArgumentHelp(Interface.text("有异议时，裁定人的账号。", "In a dispute, the account of who decides it.")))
    var reviewer: String?
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "替代措施的复核日期，如 2026-12-31。",
                "When a substitute measure is looked at again, such as 2026-12-31."
            ),
            valueName: "day"
        )
    )
    var reviewOn: DayArgument?
    @OptionGroup var change: ChangeArguments

    func run() async throws {
        let photos = try photo.map(EvidenceFile.init(path:))
        let step = DefectChange(
            to: newState,
            by: change.actor.account,
            reason: reason,
            at: .now,
            evidence: photos.map { Inspection.Attachment($0.hash, name: $0.name) },
            reading: reading,
            reviewer: reviewer,
            reviewDue: reviewOn?.end
        )
        if !change.actor.dryRun, !photos.isEmpty {
            let store = try SQLiteStore(path: change.storeOptions.path, opening: .existing)
            for photo in photos { try await photo.store(in: store, by: change.actor.account, at: .now) }
        }
        try await change.perform(.step(step))
    }
}

struct FindingsCommentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "comment",
        abstract: Interface.text("在问题的历史里加一条备注。", "Add a remark to the history of findings.")
    )

    @Option(help: ArgumentHelp(Interface.text("备注。", "The remark.")))
    var text: String
    @OptionGroup var change: ChangeArguments

    func run() async throws {
        try await change.perform(.comment(text, actor: change.actor.account, at: .now))
    }
}

struct FindingsSuppressCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppress",
        abstract: Interface.text("让问题在一段时间内不计数。", "Put findings aside until a day."),
        discussion: Interface.text(
            "被屏蔽的问题仍然列出，单独计数。选择器和地址里 * 代表任意字符。",
            "What is suppressed stays listed and is counted apart. In selectors and addresses * stands for anything."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("问题或缺陷的编号。", "Ids of findings or defects.")))
    var ids: [String] = []
    @Option(help: ArgumentHelp(Interface.text("规则或检查项的编号。", "Id of a rule or checklist item.")))
    var rule: String?
    @Option(help: ArgumentHelp(Interface.text("选择器。", "Selector.")))
    var selector: String?
    @Option(help: ArgumentHelp(Interface.text("页面地址。", "Address of pages.")))
    var address: String?
    @Option(
        help: ArgumentHelp(
            "falsePositive, acceptedRisk, thirdParty, plannedRemoval, other"
        )
    )
    var reasonCode: Suppression.ReasonCode
    @Option(help: ArgumentHelp(Interface.text("理由。", "Why.")))
    var reason: String
    @Option(help: ArgumentHelp(Interface.text("批准人账号。", "Account of who answers for it.")))
    var approver: String
    @Option(
        help: ArgumentHelp(
            Interface.text("到哪一天为止，如 2026-12-31。", "Until which day, such as 2026-12-31."),
            valueName: "day"
        )
    )
    var until: DayArgument
    @Flag(help: ArgumentHelp(Interface.text("只说明会屏蔽多少，不改动。", "Say how much it would hide and change nothing.")))
    var dryRun = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let defects = try await DefectTask(store: store).defects(ids: ids, matching: nil)
        for defect in defects.isEmpty ? [nil] : defects.map(Optional.some) {
            let suppression = Suppression(
                requirement: rule,
                selector: selector,
                address: address,
                defect: defect,
                reasonCode: reasonCode,
                reason: reason,
                approver: approver,
                created: .now,
                expires: until.end
            )
            let reach = DefectListing.reach(try await store.reach(of: suppression))[Interface.language]
            if dryRun {
                print(Interface.text("将屏蔽：", "would hide: ") + reach)
            } else {
                let number = try await store.suppress(suppression)
                if !common.quiet { print(Interface.text("屏蔽 \(number)：", "suppression \(number): ") + reach) }
            }
        }
    }
}

struct FindingsSuppressionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suppressions",
        abstract: Interface.text(
            "列出全部屏蔽，包括已过期的，和现在屏蔽的数量。",
            "List all suppressions, also expired ones, and how much each hides now."
        )
    )

    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let lines = try await store.suppressions().map { stored in
            format == .ndjson
                ? DefectListing.json(stored)
                : Array((DefectListing.line(stored, at: .now, language: Interface.language) + "\n").utf8)
        }
        try output.write(Array(lines.joined()))
    }
}

struct FindingsDeadlinesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadlines",
        abstract: Interface.text("显示或设置各严重程度的整改天数。", "Show or set the days until findings should be repaired."),
        discussion: Interface.text(
            "这是设置，不是法律规定；只影响以后发现的问题。",
            "A setting, not law; it concerns what is found from now on."
        )
    )

    @Option(help: ArgumentHelp(Interface.text("致命问题的天数。", "Days for critical findings."), valueName: "days"))
    var critical: Int?
    @Option(help: ArgumentHelp(Interface.text("严重问题的天数。", "Days for serious findings."), valueName: "days"))
    var serious: Int?
    @Option(help: ArgumentHelp(Interface.text("中等问题的天数。", "Days for moderate findings."), valueName: "days"))
    var moderate: Int?
    @Option(help: ArgumentHelp(Interface.text("轻微问题的天数。", "Days for minor findings."), valueName: "days"))
    var minor: Int?
    @OptionGroup var author: AuthorArguments
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        for days in [critical, serious, moderate, minor].compactMap(\.self)
        where !(0...DeadlinePolicy.maximumDays).contains(days) {
            throw ValidationError(
                Interface.text(
                    "天数应在 0 到 \(DeadlinePolicy.maximumDays) 之间。",
                    "Days are 0 to \(DeadlinePolicy.maximumDays)."
                )
            )
        }
    }

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        var policy = try await store.deadlines()
        let old = policy
        policy.critical = critical ?? policy.critical
        policy.serious = serious ?? policy.serious
        policy.moderate = moderate ?? policy.moderate
        policy.minor = minor ?? policy.minor
        if policy != old { try await store.set(policy, by: author.author) }
        for severity in Severity.allCases.reversed() { print("\(severity.rawValue)\t\(policy.days(for: severity))") }
    }
}
