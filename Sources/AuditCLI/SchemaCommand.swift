import ArgumentParser
import Audit

struct SchemaCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: Interface.text("打印各种 JSON 输出的 JSON Schema。", "Print the JSON Schema of an output."),
        discussion: Interface.text("不给名称就列出全部。", "Lists them all where no name is given.")
    )

    @Argument(
        help: ArgumentHelp(
            Interface.text("输出的名称。", "Which output: ") + OutputSchema.allCases.map(\.rawValue).joined(separator: ", ")
        )
    )
    var name: OutputSchema?
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        if let name { return try output.write(name.json) }
        let lines = OutputSchema.allCases.map { "\($0.rawValue)\t\($0.title[Interface.language])\n" }
        try output.write(Array(lines.joined().utf8))
    }
}
