import ArgumentParser
import Audit
import Foundation

struct IndicatorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "indicators",
        abstract: Interface.text("规划指标的进展。", "Progress of a plan's indicators."),
        discussion: Interface.text(
            "从数据库计算计划文件里的指标，或列出填报的值，按轮次与目标对照，都写明分母；数据不足的写明无法计算。"
                + "退出码：0 完成，2 计划文件有误，5 数据库出错。",
            "Computes the indicators of a plan file from the store, or shows what was entered, against the target for each "
                + "round, with denominators; what cannot be computed says why. Exits with 0 when done, 2 if the plan file "
                + "is wrong, 5 on a store error."
        )
    )

    @Option(
        help: ArgumentHelp(
            Interface.text(
                "计划文件（YAML；默认取配置文件的 plan，再默认 plan.yaml）。",
                "The plan file (YAML; default: the configuration's plan, else plan.yaml)."
            ),
            valueName: "file"
        )
    )
    var plan: String?
    @Option(help: ArgumentHelp(Interface.text("text、json 或 csv。", "text, json or csv.")))
    var format: IndicatorReport.Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let path = try plan ?? Interface.configuration.get().plan ?? "plan.yaml"
        let plan = try await Interface.reporting { try IndicatorAssembly.plan(at: path) }
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let report = try await IndicatorAssembly(store: store, at: .now).report(on: plan)
        try output.write(report.render(as: format, in: Interface.language))
    }
}
