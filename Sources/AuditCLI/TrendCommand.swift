import ArgumentParser
import Audit
import Foundation

struct TrendCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trend",
        abstract: Interface.text("两次检测或两个轮次之间得分的变化。", "How scores changed between two runs or rounds."),
        discussion: Interface.text(
            "逐页比较两次都检测了的页面；差值的 95% 置信区间不含零才称显著。后一次检测有样本时比较样本中的页面。规则不同时拒绝比较，"
                + "加 --common-rules 则用共同的规则重新评分。退出码：0 完成，2 输入有误或规则不同，3 没有可比的网站，5 数据库出错。",
            "Compares page by page what both checked; a change is significant only if the 95 % interval of the difference "
                + "leaves out zero. Where the newer run has a sample, its pages are compared. Runs with different rules are "
                + "refused; --common-rules scores both anew with the rules they share. Exits with 0 when done, 2 on an "
                + "input error or different rules, 3 if no site is in both, 5 on a store error."
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
    @Flag(
        help: ArgumentHelp(
            Interface.text("规则不同时，用共同的规则重新评分。", "Score both anew with the rules they share where rules differ.")
        )
    )
    var commonRules = false
    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: ScoreCommand.Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let report = try await TrendAssembly(store: store).trends(from: old, to: new, onCommonRules: commonRules)
        try output.write(format == .json ? report.json : Array(report.text(in: Interface.language).utf8))
    }
}
