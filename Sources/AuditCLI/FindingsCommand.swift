import ArgumentParser
import Audit
import Foundation

struct FindingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "findings",
        abstract: Interface.text("数据库里的问题，网站与场所在一起。", "Findings in the store, web and physical together."),
        subcommands: [FindingsListCommand.self, FindingsShowCommand.self],
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

    @Option(help: ArgumentHelp(Interface.text("规则或检查项的编号。", "Id of a rule or checklist item.")))
    var rule: String?
    @Option(help: ArgumentHelp(Interface.text("对象的编号。", "Id of a subject.")))
    var subject: String?
    @Option(help: ArgumentHelp(Interface.text("责任单位。", "Responsible unit.")))
    var unit: String?
    @Option(help: ArgumentHelp(Interface.text("web 或 physical。", "web or physical.")))
    var domain: Finding.Domain?
    @Option(help: ArgumentHelp(Interface.text("准则或条款，如 1.1.1。", "Criterion or clause, such as 1.1.1.")))
    var criterion: String?
    @Option(help: ArgumentHelp(Interface.text("严重程度，可多次给出。", "Severity; may be repeated.")))
    var severity: [Severity] = []
    @Option(help: ArgumentHelp(Interface.text("failed 或 cantTell，可多次给出。", "failed or cantTell; may be repeated.")))
    var outcome: [Outcome] = []
    @Option(help: ArgumentHelp(Interface.text("页面地址或表单编号的一部分。", "Part of a page's address or of a form's id.")))
    var place: String?
    @Option(help: ArgumentHelp(Interface.text("检测的编号（默认：现存的问题）。", "Number of a run (default: what stands now).")))
    var run: Int64?
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        var bytes: [UInt8] = []
        var cursor: FindingCursor?
        repeat {
            let page = try await store.findings(filter, after: cursor, limit: 1000)
            for stored in page.findings {
                bytes +=
                    format == .text
                    ? Array((FindingListing.line(stored, language: Interface.language) + "\n").utf8)
                    : FindingListing.json(stored, language: Interface.language)
            }
            cursor = page.next
        } while cursor != nil
        try output.write(bytes)
    }

    private var filter: FindingFilter {
        var filter = FindingFilter()
        filter.runs = run.map { [RunID($0)] } ?? []
        filter.requirement = rule
        filter.subject = subject
        filter.unit = unit
        filter.domain = domain
        filter.criterion = criterion
        filter.severities = Set(severity)
        filter.outcomes = Set(outcome)
        filter.place = place
        return filter
    }
}

struct FindingsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Interface.text("显示一个问题的全部内容。", "Show all that is known of one finding.")
    )

    @Argument(help: ArgumentHelp(Interface.text("问题的编号或其开头。", "Id of the finding, or the beginning of it.")))
    var id: String
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        guard let finding = try await store.finding(id: id) else {
            throw AuditError(
                .usage,
                at: id.quotedForMessage,
                LocalizedText(zh: "没有这个编号的问题", en: "no finding has this id"),
                remedy: LocalizedText(zh: "用 audit findings list 查看编号", en: "See the ids with audit findings list")
            )
        }
        try output.write(
            format == .ndjson
                ? FindingListing.json(finding, language: Interface.language)
                : Array(FindingListing.details(finding, language: Interface.language).utf8)
        )
    }
}
