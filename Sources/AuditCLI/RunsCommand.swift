import ArgumentParser
import Audit
import Foundation

struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: Interface.text("网站检测和现场核查：列表和详情。", "Scans and inspections: all of them, or one in detail."),
        subcommands: [RunsListCommand.self, RunsShowCommand.self],
        defaultSubcommand: RunsListCommand.self
    )
}

struct RunsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
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

struct RunsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Interface.text(
            "一次网站检测：对各主机的请求数、字节数、最高速率，以及所遵守的 robots.txt。",
            "One scan: requests, bytes and highest rate by host, and the robots.txt that was obeyed."
        )
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(help: ArgumentHelp(Interface.text("检测的编号（默认最近一次）。", "Number of the run (default: the newest scan).")))
    var run: Int64?
    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let run = try await RunSelection(store: store).scan(numbered: run)
        let detail = RunDetail(
            run: run,
            log: try await store.crawlLog(of: run.id),
            unchanged: try await store.unchangedPages(of: run.id),
            reasons: try await store.reasons(of: run.id)
        )
        try output.write(format == .json ? detail.json() : Array(detail.text(language: Interface.language).utf8))
    }
}
