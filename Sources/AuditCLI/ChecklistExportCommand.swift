import ArgumentParser
import Audit
import Foundation

struct ChecklistExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Interface.text(
            "把表格导出给手机、电子表格或打印。",
            "Export a form for phones, spreadsheets or paper."
        ),
        discussion: Interface.text(
            "xlsx 和 csv 填好后用 audit checklist import 读回；xlsform 和 xform 可上传到 ODK Central 或 KoboToolbox，"
                + "同时有中英两种语言；print 是可在 A4 纸上打印的 HTML。",
            """
            xlsx and csv come back through audit checklist import; xlsform and xform go to ODK Central or KoboToolbox \
            and have both languages; print is HTML for A4 paper.
            """
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("核查表编号，如 crossing。", "Id of a checklist, such as crossing.")))
    var id: String
    @Option(
        help: ArgumentHelp(Interface.text("xlsx、csv、xlsform、xform 或 print。", "xlsx, csv, xlsform, xform or print."))
    )
    var format: ChecklistExport
    @Option(
        help: ArgumentHelp(
            Interface.text("xlsx 和 csv：先填入这份表格的答案。", "xlsx and csv: begin with the answers of this form."),
            valueName: "file"
        )
    )
    var form: String?
    @Flag(help: ArgumentHelp(Interface.text("xlsx 和 csv 用中英两种语言。", "xlsx and csv in both languages.")))
    var bilingual = false
    @Flag(
        help: ArgumentHelp(
            Interface.text(
                "xlsform 和 xform：题目带示意图（SVG），图存入“文件名-media”文件夹，与表单一起上传。",
                "xlsform and xform: questions show drawings (SVG), which lie in the folder NAME-media and are uploaded with it."
            )
        )
    )
    var drawings = false
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        if drawings, !format.isForPhones || output.output == nil {
            throw ValidationError(
                Interface.text(
                    "--drawings 只用于 --format xlsform 和 xform，并要有 --output",
                    "--drawings goes with --format xlsform and xform, and with --output"
                )
            )
        }
        if form != nil, !format.takesAnswers {
            throw ValidationError(
                Interface.text("--form 只用于 --format xlsx 和 csv", "--form goes with --format xlsx and csv only")
            )
        }
    }

    func run() async throws {
        let library = try checklists.library()
        let (checklist, answers) = try await Interface.reporting { () throws -> (Checklist, FilledForm?) in
            guard let form else { return (try library.checklist(id), nil) }
            return try FormImport.answers(in: URL(fileURLWithPath: form), to: id, library: library)
        }
        let other = Interface.language == .en ? Language.zhHans : .en
        if drawings { try writeMedia(checklist) }
        try output.write(
            format.bytes(
                of: checklist,
                in: bilingual ? [Interface.language, other] : [Interface.language],
                instance: FormTemplate.newInstance(),
                form: answers,
                drawings: drawings
            )
        )
    }

    /// The folder that ODK's tools look for beside a form: `crossing.xlsx` has `crossing-media`.
    private func writeMedia(_ checklist: Checklist) throws {
        guard let path = output.output else { return }
        let form = URL(filePath: path)
        let folder = form.deletingLastPathComponent()
            .appending(path: form.deletingPathExtension().lastPathComponent + "-media")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw AtomicFile.failure(folder.relativePath, error)
        }
        for (name, bytes) in ChecklistExport.media(of: checklist) {
            try AtomicFile.write(bytes, to: folder.appending(path: name).path)
        }
    }
}
