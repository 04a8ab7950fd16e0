import ArgumentParser
import Audit

/// Who says which findings are one, and why.
struct DecisionArguments: ParsableArguments {
    @Option(help: ArgumentHelp(Interface.text("理由。", "Why.")))
    var reason: String
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "操作人账号（默认取 AUDIT_ACTOR，再取 USER）。",
                "Account of whoever does it (default: AUDIT_ACTOR, else USER)."
            )
        )
    )
    var actor: String?

    var account: String { ActorArguments.account(actor) }
}

struct FindingsMergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: Interface.text("说明几个缺陷其实是同一个。", "Say that several defects are one."),
        discussion: Interface.text(
            "第一个保留，其余并入；以后的检测照此归并。用 findings split 撤回。",
            "The first stays and the others join it; later runs keep to it. Taken back by findings split."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("问题或缺陷的编号，至少两个。", "Ids of findings or defects, two or more.")))
    var ids: [String]
    @OptionGroup var decision: DecisionArguments
    @Flag(help: ArgumentHelp(Interface.text("只说明会改动什么，不改动。", "Say what would change and change nothing.")))
    var dryRun = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let task = GroupingTask(store: try SQLiteStore(path: storeOptions.path, opening: .existing))
        let (kept, joined) = try await task.merge(
            ids,
            by: decision.account,
            reason: decision.reason,
            at: .now,
            isPreview: dryRun
        )
        if common.quiet { return }
        for defect in joined {
            let (from, to) = (defect.id.prefix(16), kept.id.prefix(16))
            print(
                dryRun
                    ? Interface.text(
                        "将把 \(from)（\(defect.occurrences) 处）并入 \(to)",
                        "would join \(from) (\(defect.occurrences.counted("finding"))) to \(to)"
                    )
                    : Interface.text(
                        "已把 \(from)（\(defect.occurrences) 处）并入 \(to)",
                        "joined \(from) (\(defect.occurrences.counted("finding"))) to \(to)"
                    )
            )
        }
    }
}

struct FindingsSplitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split",
        abstract: Interface.text("把问题从缺陷里单独拆出，或撤回一次合并。", "Take findings out of their defect, or take a merge back."),
        discussion: Interface.text(
            "给出问题的编号则拆出它，给出已并入的缺陷的编号则恢复它；以后的检测照此归并。",
            "The id of a finding takes it out, the id of a merged defect restores that; later runs keep to it."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("问题或已并入的缺陷的编号。", "Ids of findings or of merged defects.")))
    var ids: [String]
    @OptionGroup var decision: DecisionArguments
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let task = GroupingTask(store: try SQLiteStore(path: storeOptions.path, opening: .existing))
        for id in ids {
            let own = try await task.split(id, by: decision.account, reason: decision.reason, at: .now)
            if !common.quiet {
                print(Interface.text("单独的缺陷：\(own.prefix(16))", "a defect of its own: \(own.prefix(16))"))
            }
        }
    }
}

struct FindingsWhyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why",
        abstract: Interface.text("说明一个问题为什么归入它的缺陷。", "Say why a finding belongs to its defect."),
        discussion: Interface.text(
            "列出归并依据、比对的特征、模板覆盖的页面，以及人工合并和拆分。",
            "Lists what decided it, the signals compared, on how many pages a template shows it, and merges and splits."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("问题或缺陷的编号。", "Id of a finding or defect.")))
    var id: String
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let task = GroupingTask(store: try SQLiteStore(path: storeOptions.path, opening: .existing))
        let reason = try await task.reason(of: id)
        try output.write(
            format == .ndjson
                ? GroupingListing.json(reason)
                : Array(GroupingListing.text(reason, language: Interface.language).utf8)
        )
    }
}
