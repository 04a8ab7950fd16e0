import ArgumentParser
import Audit

struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: Interface.text("列出和解释规则。", "List and explain the rules."),
        subcommands: [RulesListCommand.self, RulesExplainCommand.self],
        defaultSubcommand: RulesListCommand.self
    )
}

struct RulesListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Interface.text("列出规则，按配置文件的设置。", "List the rules, as the configuration sets them.")
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, markdown
    }

    @Option(help: ArgumentHelp(Interface.text("text、json 或 markdown。", "text, json or markdown.")))
    var format: Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let rules = try Interface.configuration.get().appliedRules
        switch format {
        case .text: try output.write(Array(RuleListing.text(rules, in: Interface.language).utf8))
        case .json: try output.write(RuleListing.json(rules))
        case .markdown: try output.write(Array(RuleListing.markdown().utf8))
        }
    }
}

struct RulesExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: Interface.text("解释一条规则：依据、影响、整改和例子。", "Explain a rule: criteria, impact, repair, examples.")
    )

    @Argument(help: ArgumentHelp(Interface.text("规则的编号。", "Id of the rule.")))
    var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
        print(try RuleListing.explanation(of: id, in: Interface.language), terminator: "")
    }
}
