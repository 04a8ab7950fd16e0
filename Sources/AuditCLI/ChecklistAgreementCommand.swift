import ArgumentParser
import Audit
import Foundation

struct ChecklistAgreementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agreement",
        abstract: Interface.text(
            "比较两人对同一批场所的核查结果。",
            "Compare what two inspectors found at the same places."
        ),
        discussion: Interface.text(
            """
            给出每个场所的两份表格。逐项列出一致数、Cohen κ、Gwet AC1 和量值之差；满 \(Agreement.minimumPairs) 对而 AC1 低于 0.61 \
            的项建议修改提问。用 --draw 说明是哪次抽取，就会报告复查名单完成了多少。不写入数据库。
            """,
            """
            Name both forms of each place. Lists for each item how often they agree, Cohen's kappa, Gwet's AC1 and how \
            far measures lie apart; items with \(Agreement.minimumPairs) pairs or more and an AC1 under 0.61 should be \
            reworded. With --draw it tells how much of what was drawn to be inspected twice is here. Nothing is stored.
            """
        )
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp(Interface.text("填好的表格，每个场所两份。", "Filled forms, two of each place.")))
    var files: [String]
    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: Format = .text
    @Option(
        help: ArgumentHelp(
            Interface.text("数据库里哪次抽取的复查名单。", "The draw in the store whose second inspections these are."),
            valueName: "number"
        )
    )
    var draw: Int64?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let library = try checklists.library()
        var drawn: SecondInspections?
        if let draw {
            let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
            drawn = try await SecondInspectionTask(store: store).inspections(ofDraw: draw)
        }
        let inspection = try await Interface.reporting { () throws -> DoubleInspection in
            try AgreementAssembly.read(files.map { URL(fileURLWithPath: $0) }, library: library)
        }
        let listing = AgreementListing(inspection, drawn: drawn)
        switch format {
        case .json: try output.write(listing.json())
        case .text: try output.write(Array(listing.lines(in: Interface.language).map { $0 + "\n" }.joined().utf8))
        }
    }
}
