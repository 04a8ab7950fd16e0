import ArgumentParser
import Audit
import Foundation

struct ChecklistCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist",
        abstract: Interface.text("场所核查表与填好的表格。", "Checklists for places, and filled forms."),
        subcommands: [
            ChecklistListCommand.self, ChecklistShowCommand.self, ChecklistValidateCommand.self,
            ChecklistNewCommand.self, ChecklistFillCommand.self, ChecklistExportCommand.self,
            ChecklistImportCommand.self, ChecklistReviewCommand.self, ChecklistAgreementCommand.self,
            ChecklistFreezeCommand.self,
        ],
        defaultSubcommand: ChecklistListCommand.self
    )
}

/// Where checklists come from.
struct ChecklistOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "自己的核查表文件夹，先于 AUDIT_CHECKLISTS 和随程序安装的。",
                "A folder of your own checklists, before AUDIT_CHECKLISTS and the installed ones."
            ),
            valueName: "folder"
        )
    )
    var checklists: String?

    func library() throws -> ChecklistLibrary {
        try ChecklistLibrary.standard(
            folder: try checklists ?? Interface.configuration.get().checklists,
            environment: ProcessInfo.processInfo.environment,
            executable: Bundle.main.executablePath,
            current: FileManager.default.currentDirectoryPath
        )
    }
}

extension Interface {
    /// Prints all problems but the last, which is thrown on for the one place that ends the program.
    static func reporting<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let problems as AuditErrors {
            for error in problems.errors.dropLast() { say("audit: " + error.message(in: language)) }
            if problems.omitted > 0 {
                say(
                    text(
                        "还有 \(problems.omitted) 个问题未列出",
                        "\(problems.omitted.counted("more problem is", "more problems are")) not listed"
                    )
                )
            }
            throw problems.errors[problems.errors.count - 1]
        }
    }
}

struct ChecklistListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Interface.text(
            "列出核查表；每个都有 -short 简表和 -full 全表。",
            "List the checklists; each has a -short and a -full form."
        )
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: ArgumentHelp(Interface.text("text 或 json。", "text or json.")))
    var format: Format = .text
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let listing = ChecklistListing(try checklists.library())
        let bytes = try await Interface.reporting { () throws -> [UInt8] in
            switch format {
            case .json: try listing.json()
            case .text: Array(try listing.lines(in: Interface.language).map { $0 + "\n" }.joined().utf8)
            }
        }
        try output.write(bytes)
    }
}

struct ChecklistShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: Interface.text("显示一个核查表的全部问题、限值和依据。", "Show all questions, limits and sources of a checklist.")
    )

    @Argument(help: ArgumentHelp(Interface.text("核查表编号，如 crossing。", "Id of a checklist, such as crossing.")))
    var id: String
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let library = try checklists.library()
        let checklist = try await Interface.reporting { () throws -> Checklist in try library.checklist(id) }
        try output.write(Array(checklist.description(in: Interface.language).utf8))
    }
}

struct ChecklistValidateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: Interface.text("检查核查表文件；不带文件则检查全部。", "Check checklist files; all known ones without a file."),
        discussion: Interface.text("有问题时以 2 结束。", "Exits with 2 if anything is wrong.")
    )

    @Argument(help: ArgumentHelp(Interface.text("核查表 YAML 文件。", "YAML files of checklists.")))
    var files: [String] = []
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let library = try checklists.library()
        let count = try await Interface.reporting { () throws -> Int in
            try library.validate(files.map { URL(fileURLWithPath: $0) })
        }
        if !common.quiet {
            print(
                Interface.text("\(count) 个核查表没有问题。", "\(count.counted("checklist is", "checklists are")) well formed.")
            )
        }
    }
}

struct ChecklistNewCommand: AsyncParsableCommand {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case yaml, json
    }

    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: Interface.text("生成一份空白表格（YAML 或 JSON）。", "Make an empty form (YAML or JSON).")
    )

    @Argument(help: ArgumentHelp(Interface.text("核查表编号，如 crossing。", "Id of a checklist, such as crossing.")))
    var id: String
    @Option(help: ArgumentHelp(Interface.text("yaml 或 json。", "yaml or json.")))
    var format: Format = .yaml
    @Flag(help: ArgumentHelp(Interface.text("表格用中英两种语言。", "Write the form in both languages.")))
    var bilingual = false
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let library = try checklists.library()
        let checklist = try await Interface.reporting { () throws -> Checklist in try library.checklist(id) }
        let languages = bilingual ? Language.allCases : [Interface.language]
        let template = FormTemplate(checklist, languages: languages)
        try output.write(format == .json ? template.json() : Array(template.yaml().utf8))
    }
}

struct ChecklistImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: Interface.text("把填好的表格存入数据库。", "Store filled forms."),
        discussion: Interface.text(
            "按文件名的结尾区分：.yaml、.json、.xlsx、.csv，手机提交的 .xml，ODK Central 导出的 .zip。"
                + "有一处不对，全部表格都不入库，以 2 结束。草稿只核对不入库。同一份表格再次导入不会重复。",
            """
            Told by the end of the name: .yaml, .json, .xlsx, .csv, .xml of a phone, .zip of ODK Central. \
            If anything is wrong with any form none is stored, and the command exits with 2. A draft is checked only. \
            Importing a form again stores nothing twice.
            """
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("填好的表格。", "Filled forms.")))
    var files: [String]
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "照片里的坐标系：wgs84（默认）、gcj02 或 bd09。",
                "What the coordinates in photos are: wgs84 (default), gcj02 or bd09."
            )
        )
    )
    var photoCrs: CoordinateSystem = .wgs84
    @OptionGroup var checklists: ChecklistOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let library = try checklists.library()
        let results = try await Interface.reporting { () async throws -> [FormImport.Result] in
            try await FormImport.run(
                files.map { URL(fileURLWithPath: $0) },
                library: library,
                photoSystem: photoCrs
            ) {
                try SQLiteStore(path: storeOptions.path)
            }
        }
        for result in results {
            print(result.line(in: Interface.language))
            for remark in result.remarks { Interface.say("\(result.path): \(remark[Interface.language])") }
        }
    }
}
