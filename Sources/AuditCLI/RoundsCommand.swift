import ArgumentParser
import Audit
import Foundation

struct RoundsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rounds",
        abstract: Interface.text("项目的轮次，如基线、中期、终期。", "Rounds of a programme: baseline, mid-term, final."),
        subcommands: [RoundsListCommand.self, RoundsAddCommand.self, RoundsPutCommand.self],
        defaultSubcommand: RoundsListCommand.self
    )
}

struct RoundsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Interface.text("列出轮次和其中的检测。", "List the rounds and their runs.")
    )

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        for round in try await store.rounds() {
            print("\(round.programme)\t\(round.name)\t" + round.runs.map { "\($0.number)" }.joined(separator: " "))
        }
    }
}

struct RoundsAddCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: Interface.text("给项目加一个轮次；项目没有时一并建立。", "Add a round to a programme, which is made where it is new.")
    )

    @Argument(help: ArgumentHelp(Interface.text("轮次的名称。", "Name of the round.")))
    var name: String
    @Option(help: ArgumentHelp(Interface.text("项目的名称。", "Name of the programme.")))
    var programme: String
    @OptionGroup var author: AuthorArguments
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try await SQLiteStore(path: storeOptions.path).addRound(name, to: programme, by: author.author)
    }
}

struct RoundsPutCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "put",
        abstract: Interface.text("把检测放进一个轮次。", "Put runs into a round."),
        discussion: Interface.text(
            "第一次网站检测固定这个轮次的规则；规则不同的检测不能再放进来。",
            "The first scan fixes the rules of the round; scans with other rules are refused."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("轮次的名称。", "Name of the round.")))
    var name: String
    @Argument(help: ArgumentHelp(Interface.text("检测的编号。", "Numbers of runs.")))
    var runs: [Int64]
    @OptionGroup var author: AuthorArguments
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        try await store.put(runs.map { RunID($0) }, inRound: name, by: author.author)
    }
}
