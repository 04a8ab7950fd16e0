import ArgumentParser
import Audit
import Foundation

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: Interface.text("列出网站检测和现场核查，最新的在前。", "List scans and inspections, newest first.")
    )

    @Option(help: ArgumentHelp(Interface.text("只列这个对象。", "Of this subject only."), valueName: "id"))
    var subject: String?
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let lines = try await store.runs(of: subject).map { run in
            format == .ndjson
                ? RunListing.json(run) : Array((RunListing.line(run, language: Interface.language) + "\n").utf8)
        }
        try output.write(Array(lines.joined()))
    }
}
