import ArgumentParser
import Audit

struct PlacesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: Interface.text("核查过的场所：各区汇总、道路数字、随机抽样。", "Inspected places: districts, roads, random samples."),
        subcommands: [PlacesReportCommand.self, PlacesSampleCommand.self],
        defaultSubcommand: PlacesReportCommand.self
    )
}

struct PlacesReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Interface.text(
            "各区现场核查的汇总与各条道路的数字。",
            "Shares over the inspected places of each district, and figures of roads."
        ),
        discussion: Interface.text(
            "随机抽取或全部核查的场所与投诉、指定的分开计算；前者附 95% 区间。退出码：0 完成，3 没有现场核查。",
            """
            Places drawn at random or visited without exception are kept apart from complaints and chosen ones; the former \
            have 95 % intervals. Exits with 0 when done, 3 where there is no inspection.
            """
        )
    )

    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            Interface.text(
                "按什么分区：division（默认）、region、unit、kind 或 none。",
                "What a district is: division (default), region, unit, kind or none."
            )
        )
    )
    var grouping: PlaceSample.Grouping = .division
    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: PlaceReport.Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let report = try await PlaceAssembly(store: store).report(by: grouping)
        try output.write(report.render(as: format, in: Interface.language))
    }
}
