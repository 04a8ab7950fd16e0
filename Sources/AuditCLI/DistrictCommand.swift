import ArgumentParser
import Audit
import Foundation

struct DistrictCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "district",
        abstract: Interface.text("按地区并列网站和场所的得分。", "Sites and places of each district, side by side."),
        discussion: Interface.text(
            "网站取最近一次检测的指数：不加权的平均、中位数、分布和最低的三个；场所按清单列出各等级的处数、各人群的符合率，"
                + "以及抽查和全查场所的比例和 95% 区间。两者不相加。"
                + "退出码：0 完成，3 没有可评分的内容，5 数据库出错。",
            "Of sites the index of the newest scan: unweighted mean, median, distribution and the lowest three; of places "
                + "how many have each grade, by checklist, and shares over inspected places with 95 % intervals. The two "
                + "are never added up. Exits with 0 when done, 3 if there "
                + "is nothing to score, 5 on a store error."
        )
    )

    @Argument(
        help: ArgumentHelp(
            Interface.text("只看这个地区（登记的地区或行政区划代码）。", "This district only (region of the register, or division code)."),
            valueName: "district"
        )
    )
    var district: String?
    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: ScoreCommand.Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let report = try await DistrictAssembly(store: store).report(of: district)
        try output.write(format == .json ? report.json : Array(report.text(in: Interface.language).utf8))
    }
}
