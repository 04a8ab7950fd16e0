import ArgumentParser
import Audit

struct TreeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tree",
        abstract: Interface.text("显示引擎看到的无障碍树。", "Show the accessibility tree as the engine sees it.")
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Argument(
        help: ArgumentHelp(
            Interface.text("HTML 文件、网址，或 -（标准输入）。", "An HTML file, an address, or - for standard input.")
        )
    )
    var target: String
    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: Format = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let page = try await CheckRun.page(CheckRun.Target(target))
        try output.write(
            format == .json ? AccessibilityTree.json(of: page) : AccessibilityTree.text(of: page)
        )
    }
}
