import ArgumentParser
import Audit
import Foundation

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: Interface.text("导入其他工具的检测结果。", "Take in what other tools found."),
        discussion: Interface.text(
            "规则编号前加上工具名称，与本工具的结果分开存放。退出码：0 完成，2 文件有误，3 没有页面，5 数据库出错。",
            "Rules are named after their tool and kept apart from our own. Exits with 0 when done, 2 if the file is not "
                + "understood, 3 if it names no page, 5 on a store error."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("报告文件，或 - 为标准输入。", "The report, or - for standard input.")))
    var file: String
    @Option(help: ArgumentHelp(Interface.text("对象的编号。", "Id of the subject."), valueName: "id"))
    var subject: String
    @Option(
        help: ArgumentHelp(
            Interface.text("axe、sarif、earl 或 csv（默认自动识别）。", "axe, sarif, earl or csv (default: found out).")
        )
    )
    var format: FindingImport.Format?
    @Option(help: ArgumentHelp(Interface.text("工具名称（默认看报告）。", "Name of the tool (default: as the report says).")))
    var tool: String?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let bytes = try InputFile.bytes(file, maximumBytes: FindingImport.maximumBytes)
        let store = try SQLiteStore(path: storeOptions.path)
        let result = try await FindingImport(store: store)
            .run(bytes, path: file, as: format, subject: subject, tool: tool, at: .now)
        if common.quiet { return }
        Interface.say(
            Interface.text(
                "第 \(result.run.number) 次：\(result.tool)，\(result.pages) 个页面，\(result.findings) 处问题",
                "run \(result.run.number): \(result.tool), \(result.pages.counted("page")), \(result.findings.counted("finding"))"
            )
        )
    }
}
