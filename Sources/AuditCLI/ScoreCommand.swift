import ArgumentParser
import Audit
import Foundation

struct ScoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "score",
        abstract: Interface.text("计算网站和场所的得分。", "Score sites and places."),
        discussion: Interface.text(
            "按每个对象最近一次检测计算检测指数、达标率、分项和其他模型，都写明分母。"
                + "退出码：0 完成，1 有网站低于 --min-score 或不足以评分，3 没有可评分的内容，5 数据库出错。",
            "Computes from each subject's newest run the index, the strict rate, parts and other models, each with its "
                + "denominator. Exits with 0 when done, 1 if a site is below --min-score or cannot be scored, 3 if there "
                + "is nothing to score, 5 on a store error."
        )
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: Format = .text
    @Option(help: ArgumentHelp(Interface.text("只计算这个对象。", "Of this subject only."), valueName: "id"))
    var subject: String?
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "按这个样本（audit sample pages）估计，并给出置信区间。",
                "Estimate from this sample (audit sample pages), with its interval."
            ),
            valueName: "number"
        )
    )
    var sample: Int64?
    @Option(
        name: .customLong("run"),
        help: ArgumentHelp(
            Interface.text(
                "样本页面取自哪次检测（默认抽样时的那次）。",
                "Which run the sampled pages are taken from (default: the sample's)."
            ),
            valueName: "number"
        )
    )
    var scan: Int64?
    @Flag(
        help: ArgumentHelp(Interface.text("给网站排名；区间重叠的并列。", "Rank the sites; those whose intervals overlap are tied."))
    )
    var rank = false
    @Option(
        help: ArgumentHelp(
            Interface.text("有网站的指数低于它时以 1 退出（0–100）。", "Exit with 1 where a site's index is below this (0 to 100)."),
            valueName: "index"
        )
    )
    var minScore: Double?
    @Option(help: ArgumentHelp(Interface.text("用户满意度，0–100。", "User satisfaction, 0 to 100."), valueName: "points"))
    var satisfaction: Double?
    @Option(help: ArgumentHelp(Interface.text("自评得分，0–100。", "Self-assessment, 0 to 100."), valueName: "points"))
    var selfAssessment: Double?
    @Option(
        help: ArgumentHelp(
            Interface.text("人工判定的单项否决数。", "Veto indicators hit, as judged by people."),
            valueName: "count"
        )
    )
    var vetoes: Int?
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    mutating func validate() throws {
        for (name, value) in [
            ("--min-score", minScore), ("--satisfaction", satisfaction), ("--self-assessment", selfAssessment),
        ] {
            guard let value, !(0...100).contains(value) else { continue }
            throw ValidationError(
                Interface.text("\(name)：应在 0 到 100 之间", "\(name): must be between 0 and 100")
            )
        }
        if scan != nil && sample == nil || sample != nil && subject != nil {
            throw ValidationError(
                Interface.text("--run 只与 --sample 同用，--subject 不与它同用", "--run goes with --sample, --subject does not")
            )
        }
        if let vetoes, vetoes < 0 {
            throw ValidationError(Interface.text("--vetoes：不能为负", "--vetoes: must not be negative"))
        }
    }

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let entered = ScoreAssembly.Entered(
            satisfaction: satisfaction,
            selfAssessment: selfAssessment,
            vetoes: vetoes
        )
        let assembly = ScoreAssembly(store: store, models: try Interface.configuration.get().scoreModels)
        let report =
            if let sample {
                try await assembly.scores(sample: sample, run: scan, entered: entered)
            } else {
                try await assembly.scores(subject: subject, entered: entered)
            }
        let text = report.text(in: Interface.language, isRanked: rank)
        try output.write(format == .json ? report.json : Array(text.utf8))
        guard let minScore, !report.sites.isEmpty else { return }
        if (report.lowestIndex ?? -1) < minScore { throw ExitCode(1) }
    }
}
