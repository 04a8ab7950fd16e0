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
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let run = try await RunSelection(store: store).scan(numbered: run)
        let listing = PageListing()
        try await store.forEachPage(of: run.id) { listing.add($0) }
        try output.write(listing.bytes)
    }
}
