import ArgumentParser
import Audit
import Foundation

struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: Interface.text("把数据库的内容写成一份报告。", "Write what the store holds as a report."),
        discussion: Interface.text(
            "报告只有一个文件，不需要网络。退出码：0 完成，3 没有可报告的内容，5 数据库出错。",
            "The report is one file that needs no network. "
                + "Exits with 0 when written, 3 if there is nothing to report, 5 on a store error."
        )
    )

    @Option(
        help: ArgumentHelp(
            Interface.text(
                "html、csv、xlsx、json、sarif、earl、junit 或 markdown。",
                "html, csv, xlsx, json, sarif, earl, junit or markdown."
            )
        )
    )
    var format: ReportFormat = .html
    @Option(help: ArgumentHelp(Interface.text("只报告这个对象。", "Report this subject only."), valueName: "id"))
    var subject: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let report = try await ReportAssembly(store: store).report(subject: subject)
        let sink = try output.open()
        try await ReportExport(report, store: store, language: Interface.language).write(as: format) { bytes in
            try sink.write(bytes)
        }
        try sink.close()
        if let path = output.output, !common.quiet {
            Interface.say(Interface.text("报告已写入 ", "report written to ") + path)
        }
    }
}
