import ArgumentParser
import Audit
import Foundation

struct PagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pages",
        abstract: Interface.text(
            "列出一次检测的全部地址：检测了的，以及没有检测的和原因。",
            "List every address of a run: those checked, and those not with the reason."
        )
    )

    @Option(help: ArgumentHelp(Interface.text("检测的编号（默认最近一次）。", "Number of the run (default: the newest scan).")))
    var run: Int64?
    @Option(help: ArgumentHelp(Interface.text("checked 或 notChecked。", "checked or notChecked.")))
    var status: PageRecord.Status?
    @Option(help: ArgumentHelp(Interface.text("未检测的原因，如 robots。", "Reason for not checking, such as robots.")))
    var reason: NotCheckedReason?
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "只列这一类：home、search、login、guide、form、contact、list、article、elder、attachment。",
                "Of this kind only: home, search, login, guide, form, contact, list, article, elder, attachment."
            )
        )
    )
    var kind: PageKind?
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let run = try await RunSelection(store: store).scan(numbered: run)
        let sink = try output.open()
        let (status, reason, kind, format) = (status, reason?.rawValue, kind?.rawValue, format)
        let mayBeFiles = self.status != .checked && (self.kind ?? .attachment) == .attachment
        let files = mayBeFiles ? try await AttachmentInventory(of: run.id, in: store) : AttachmentInventory()
        try await store.forEachPage(of: run.id) { page in
            guard status == nil || page.status == status, reason == nil || page.reason == reason,
                kind == nil || page.pageKind == kind
            else { return }
            try sink.write(
                format == .ndjson
                    ? PageListing.json(page, file: files[page])
                    : Array(PageListing.line(page, file: files[page], language: Interface.language).utf8)
            )
        }
        try sink.close()
    }
}
