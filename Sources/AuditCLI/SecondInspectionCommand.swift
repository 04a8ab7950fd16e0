import ArgumentParser
import Audit

struct SecondInspectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "double",
        abstract: Interface.text(
            "列出要由另一人复查的场所：谁去过，还差哪些。",
            "List the places that another person inspects too: who was there, and what is missing."
        ),
        discussion: Interface.text(
            "名单由 audit sample places --double 抽取。只算抽取之日以后入库的核查；两份表格用 audit checklist agreement 比较。",
            "audit sample places --double draws them. Inspections stored since the day of the draw count; compare both forms "
                + "of each place with audit checklist agreement."
        )
    )

    @Option(
        help: ArgumentHelp(
            Interface.text("哪次抽取（默认最近一次有复查名单的）。", "Which draw (default: the newest with second inspections)."),
            valueName: "number"
        )
    )
    var draw: Int64?
    @Option(help: ArgumentHelp(Interface.text("text、csv 或 json。", "text, csv or json.")))
    var format: SecondInspectionListing.Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let inspections = try await SecondInspectionTask(store: store).inspections(ofDraw: draw)
        try output.write(SecondInspectionListing(inspections, language: Interface.language).render(as: format))
    }
}
