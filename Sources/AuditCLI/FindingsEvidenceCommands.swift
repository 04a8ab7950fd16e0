import ArgumentParser
import Audit

struct FindingsAttachCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attach",
        abstract: Interface.text("给一个问题附上照片或文件。", "Add photos or documents to a finding."),
        discussion: Interface.text(
            "照片逐字节保存；同样的内容只存一次。附件跟随整个缺陷。",
            "Photos are kept byte for byte, equal content once. They belong to the whole defect."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("问题或缺陷的编号。", "Id of the finding or defect.")))
    var id: String
    @Argument(help: ArgumentHelp(Interface.text("文件。", "Files.")))
    var files: [String]
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "操作人账号（默认取 AUDIT_ACTOR，再取 USER）。",
                "Account of whoever does it (default: AUDIT_ACTOR, else USER)."
            )
        )
    )
    var actor: String?
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let defects = try await DefectTask(store: store).defects(ids: [id], matching: nil)
        // All are read before the first is stored.
        for file in try files.map(EvidenceFile.init(path:)) {
            let hash = try await file.store(
                in: store,
                for: defects.map(EvidenceTarget.defect),
                by: ActorArguments.account(actor),
                at: .now
            )
            if !common.quiet { print("\(hash)\t\(file.mediaType)\t\(file.bytes.count)\t\(file.name)") }
        }
    }
}

struct FindingsEvidenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: Interface.text("列出一个问题的照片和文件，或写到文件夹里。", "List what shows a finding, or write it to a folder.")
    )

    @Argument(help: ArgumentHelp(Interface.text("问题或缺陷的编号。", "Id of the finding or defect.")))
    var id: String
    @Option(help: ArgumentHelp(Interface.text("把原件写进这个已有的文件夹。", "Write the originals into this existing folder.")))
    var to: String?
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let folder = EvidenceFolder(store: try SQLiteStore(path: storeOptions.path, opening: .existing))
        let links = try await folder.links(of: id)
        if let to { return print(try await folder.write(links, to: to).map { $0 + "\n" }.joined(), terminator: "") }
        let lines = links.map { link in
            format == .ndjson
                ? EvidenceListing.json(link)
                : Array((EvidenceListing.line(link, language: Interface.language) + "\n").utf8)
        }
        try output.write(Array(lines.joined()))
    }
}
