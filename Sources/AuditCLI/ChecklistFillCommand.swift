import ArgumentParser
import Audit
import Foundation

struct ChecklistFillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill",
        abstract: Interface.text("在终端逐题填写表格，随时可停、可续。", "Fill a form in the terminal; stop and go on at any time."),
        discussion: Interface.text(
            "文件已有则接着填，没有则用 --checklist 开始。每答一题即存盘。退出码：0 已定稿，4 仍是草稿。",
            """
            Goes on with the file, or begins one with --checklist. Saved after every answer. \
            Exits with 0 when the form is final, 4 while it is a draft.
            """
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("表格文件。", "The form's file.")))
    var file: String
    @Option(help: ArgumentHelp(Interface.text("核查表编号，如 crossing-short。", "Id of a checklist, such as crossing-short.")))
    var checklist: String?
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let library = try checklists.library()
        let session = try await Interface.reporting { () throws -> FormSession in
            try FormSession.open(file, checklist: checklist, library: library)
        }
        let path = file
        var dialogue = FormDialogue(session, library: library, language: Interface.language) {
            readLine()
        } say: { line in
            print(line)
        } save: { bytes in
            try AtomicFile.write(bytes, to: path)
        }
        let end = try dialogue.run()
        if end == .draft { throw ExitCode(4) }
    }
}
