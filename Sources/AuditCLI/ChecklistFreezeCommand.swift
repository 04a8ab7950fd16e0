import ArgumentParser
import Audit
import Foundation

struct ChecklistFreezeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze",
        abstract: Interface.text(
            "保存核查表的现行版本，供以后读取迟交的表格。",
            "Keep the present version of checklists, to read forms that come late."
        ),
        discussion: Interface.text(
            "修改核查表、提高 version 之前先运行。版本存放在该文件夹的 versions/编号/版本/ 中。",
            "Run it before you change a checklist and raise its version. Versions lie in versions/ID/VERSION/ of the folder."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("核查表编号；不带编号则全部。", "Ids of checklists; all of them without one.")))
    var ids: [String] = []
    @Option(
        help: ArgumentHelp(
            Interface.text("存放到哪个核查表文件夹。", "Which folder of checklists to keep them in."),
            valueName: "folder"
        )
    )
    var to: String
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let library = try checklists.library()
        let folder = URL(fileURLWithPath: to, isDirectory: true)
        try await Interface.reporting {
            for id in ids.isEmpty ? library.ids : ids {
                let (kept, isNew) = try ChecklistVersions.keep(id, of: library, in: folder)
                guard !common.quiet else { continue }
                let fate = isNew ? Interface.text("已保存", "kept") : Interface.text("此前已保存", "kept before")
                print("\(kept.relativePath): \(fate)")
            }
        }
    }
}
