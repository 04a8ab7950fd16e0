import ArgumentParser
import Audit
import Foundation

struct ChecklistExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Interface.text(
            "把空白表格导出给手机（XLSForm）或打印。",
            "Export an empty form for phones (XLSForm) or for paper."
        ),
        discussion: Interface.text(
            "XLSForm 可上传到 ODK Central 或 KoboToolbox，同时有中英两种语言；print 是可在 A4 纸上打印的 HTML。",
            "An XLSForm goes to ODK Central or KoboToolbox and has both languages; print is HTML for A4 paper."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("核查表编号，如 crossing。", "Id of a checklist, such as crossing.")))
    var id: String
    @Option(help: ArgumentHelp(Interface.text("xlsform 或 print。", "xlsform or print.")))
    var format: ChecklistExport
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let library = try checklists.library()
        let checklist = try await Interface.reporting { () throws -> Checklist in try library.checklist(id) }
        try output.write(
            format.bytes(of: checklist, in: Interface.language, instance: FormTemplate.newInstance())
        )
    }
}
