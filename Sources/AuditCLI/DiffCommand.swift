import ArgumentParser
import Audit
import Foundation

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: Interface.text("比较两次检测或两个轮次。", "Compare two runs or two rounds."),
        discussion: Interface.text(
            "分别列出新增、已修复、重新出现、未复测、已屏蔽的问题和原因；没有复测的不算修复。"
                + "退出码：0 完成，1 新增或重新出现的问题达到 --fail-on 的程度，2 没有这次检测或轮次，5 数据库出错。",
            "Lists what is new, fixed, reopened, not retested and suppressed, and why; what was not looked at again is not "
                + "fixed. Exits with 0 when done, 1 if something new or reopened is as severe as --fail-on says, 2 if "
                + "there is no such run or round, 5 on a store error."
        )
    )

    @Argument(
        help: ArgumentHelp(
            Interface.text("较早的检测编号或轮次名称。", "Number of the older run, or name of a round."),
            valueName: "A"
        )
    )
    var old: String
    @Argument(
        help: ArgumentHelp(
            Interface.text("较新的检测编号或轮次名称。", "Number of the newer run, or name of a round."),
            valueName: "B"
        )
    )
    var new: String
    @Option(help: ArgumentHelp(Interface.text("text、json 或 markdown。", "text, json or markdown.")))
    var format: DifferenceFormat = .text
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "有确定的、至少这么严重的新增或重新出现的问题时以 1 退出。",
                "Exit with 1 where a certain failure that is new or reopened is at least this severe."
            ),
            valueName: "severity"
        )
    )
    var failOn: Severity?
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let differences = try await RunDifferences(store: store).compare(old, with: new, at: .now)
        try output.write(DifferenceListing(differences, language: Interface.language).render(as: format))
        let worst = differences.compactMap(\.comparison.worstArrival).max()
        if let failOn, let worst, worst >= failOn { throw ExitCode(1) }
    }
}
