import ArgumentParser
import Audit
import Foundation

struct FindingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: Interface.text("数据库里的问题，网站与场所在一起。", "Findings in the store, web and physical together."),
        subcommands: [
            FindingsListCommand.self, FindingsShowCommand.self, FindingsExportCommand.self, FindingsAssignCommand.self,
            FindingsResolveCommand.self,
            FindingsSuppressCommand.self, FindingsSuppressionsCommand.self, FindingsCommentCommand.self,
            FindingsDeadlinesCommand.self, FindingsAttachCommand.self, FindingsEvidenceCommand.self,
            FindingsMergeCommand.self, FindingsSplitCommand.self, FindingsWhyCommand.self,
        ],
        defaultSubcommand: FindingsListCommand.self
    )
}

enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case text, ndjson
}

struct FindingsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Interface.text("按条件列出问题。", "List findings that match all conditions.")
    )

    @OptionGroup var conditions: FindingFilterArguments
    @OptionGroup var range: RangeArguments
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let sink = try output.open()
        let walk = FindingWalk(store: store, filter: conditions.filter())
        try await walk.each(offset: range.offset, limit: range.limit) { stored in
            try sink.write(
                format == .text
                    ? Array((FindingListing.line(stored, language: Interface.language) + "\n").utf8)
                    : FindingListing.json(stored, language: Interface.language)
            )
        }
        try sink.close()
    }
}

struct FindingsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Interface.text(
            "显示一个问题的全部内容和整改历史。",
            "Show all that is known of one finding, and the history of its defect."
        )
    )

    @Argument(
        help: ArgumentHelp(
            Interface.text("问题或缺陷的编号，或其开头。", "Id of the finding or defect, or the beginning of it.")
        )
    )
    var id: String
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let dossier = try await FindingDossier(of: id, in: store)
        let language = Interface.language
        if format == .ndjson {
            return try output.write(dossier.finding.map { FindingListing.json($0, language: language) } ?? [])
        }
        var text = dossier.finding.map { FindingListing.details($0, language: language) } ?? ""
        if let defect = dossier.defect {
            text += DefectListing.details(defect, history: dossier.history, at: .now, language: language)
        }
        try output.write(Array(text.utf8))
    }
}
