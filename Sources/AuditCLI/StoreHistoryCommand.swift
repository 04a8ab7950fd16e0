import ArgumentParser
import Audit
import Foundation

struct StoreHistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: Interface.text(
            "对象、轮次、整改天数和分派规则的更改记录：谁、何时、改了什么、为什么。",
            "What was changed of subjects, rounds, deadlines and routes: who, when, what, why."
        ),
        discussion: Interface.text(
            "记录只增不改。一个问题的经过用 findings show 查看。",
            "It only grows. The life of a finding is shown by findings show."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("只看这个对象编号、轮次或地址。", "Of this subject id, round or address only.")))
    var name: String?
    @Option(
        name: .customLong("of"),
        help: ArgumentHelp(
            Interface.text("只看 subject、round、deadlines 或 route。", "Only subject, round, deadlines or route."),
            valueName: "kind"
        )
    )
    var kind: RegisterChange.Kind?
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let lines = try await store.changes(of: kind, named: name).map { change in
            format == .ndjson
                ? RegisterHistoryListing.json(change)
                : Array(RegisterHistoryListing.lines(change, language: Interface.language).utf8)
        }
        try output.write(Array(lines.joined()))
    }
}
