import ArgumentParser
import Audit
import Foundation

struct SubjectsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subjects",
        abstract: Interface.text("检测的对象：网站、路口、大厅等。", "What is audited: sites, crossings, halls."),
        subcommands: [
            SubjectsListCommand.self, SubjectsImportCommand.self, SubjectsExportCommand.self,
            SubjectsSegmentCommand.self, SubjectsRouteCommand.self, SubjectsRoutesCommand.self,
        ],
        defaultSubcommand: SubjectsListCommand.self
    )
}

struct SubjectsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: Interface.text("列出对象。", "List the subjects.")
    )

    @Option(help: ArgumentHelp(Interface.text("只列这个责任单位的。", "Of this unit only.")))
    var unit: String?
    @Option(help: ArgumentHelp(Interface.text("text 或 ndjson。", "text or ndjson.")))
    var format: ListFormat = .text
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let listing = SubjectListing(try await store.subjects(unit: unit), language: Interface.language)
        try output.write(listing.render(as: format == .text ? .text : .ndjson))
    }
}

struct SubjectsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Interface.text("把对象写成表格或地图。", "Write the subjects as a table or a map."),
        discussion: Interface.text(
            "坐标都是 WGS-84；线和面不在 CSV 里。opensidewalks 和 a11yjson 写最近一次核查的结果，容不下的会说明。",
            "Coordinates are WGS-84; lines and outlines are not in CSV. opensidewalks and a11yjson hold the newest "
                + "inspections; what they have no room for is told."
        )
    )

    @Option(help: ArgumentHelp(Interface.text("只写这个责任单位的。", "Of this unit only.")))
    var unit: String?
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case csv, geojson, opensidewalks, a11yjson
    }

    @Option(
        help: ArgumentHelp(
            Interface.text("csv、geojson、opensidewalks 或 a11yjson。", "csv, geojson, opensidewalks or a11yjson.")
        )
    )
    var format: Format = .csv
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        if let format = PlaceExport.Format(rawValue: format.rawValue) {
            let (bytes, leftOut) = try await PlaceExport(store: store).export(as: format)
            try output.write(bytes)
            if common.quiet { return }
            for (what, count) in leftOut {
                let name = what[Interface.language]
                Interface.say(Interface.text("未写入：\(name) \(count)", "left out: \(name) \(count)"))
            }
            return
        }
        let listing = SubjectListing(try await store.subjects(unit: unit), language: Interface.language)
        try output.write(listing.render(as: format == .csv ? .csv : .geojson))
    }
}

struct SubjectsImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: Interface.text("从 CSV 或 GeoJSON 加入或更新对象。", "Add or update subjects from CSV or GeoJSON."),
        discussion: Interface.text(
            "按编号（id）更新；没有的列不动，空单元格清除。坐标系一列写 gcj02 或 bd09 时换算为 WGS-84。",
            "Updates by id; absent columns keep, empty cells clear. Where the column system says gcj02 or bd09, coordinates "
                + "are converted to WGS-84."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("文件。", "The file.")))
    var file: String
    @Option(help: ArgumentHelp(Interface.text("csv 或 geojson（默认看文件名）。", "csv or geojson (default: by the name).")))
    var format: SubjectImport.Format?
    @Flag(help: ArgumentHelp(Interface.text("只检查，不写入。", "Check only and store nothing.")))
    var dryRun = false
    @OptionGroup var author: AuthorArguments
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let bytes = try InputFile.bytes(file, maximumBytes: CSVTable.maximumBytes)
        let store = try SQLiteStore(path: storeOptions.path)
        let result = try await SubjectImport(store: store).run(
            bytes,
            path: file,
            as: format ?? SubjectImport.Format(path: file),
            isPreview: dryRun,
            by: author.author
        )
        if common.quiet { return }
        print(
            Interface.text(
                "新增 \(result.added)，更新 \(result.changed)，不变 \(result.unchanged)",
                "\(result.added) new, \(result.changed) changed, \(result.unchanged) as before"
            )
        )
    }
}

struct SubjectsRouteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: Interface.text(
            "把某些页面以后发现的问题分给一个责任单位。",
            "Send what is found on some pages from now on to a unit."
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("页面地址，* 代表任意字符。", "Address of pages; * stands for anything.")))
    var address = "*"
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "只限这个栏目：页面 ColumnName 标签的内容，* 代表任意字符。",
                "Of this column only: what the ColumnName tag of pages says; * stands for anything."
            ),
            valueName: "name"
        )
    )
    var column: String?
    @Option(name: .customLong("to"), help: ArgumentHelp(Interface.text("责任单位。", "The unit."), valueName: "unit"))
    var receiver: String
    @Option(help: ArgumentHelp(Interface.text("只限这个对象。", "Of this subject only."), valueName: "id"))
    var subject: String?
    @OptionGroup var author: AuthorArguments
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        try await store.route(address, column: column, of: subject, to: receiver, by: author.author)
    }
}

struct SubjectsRoutesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "routes",
        abstract: Interface.text("列出分派规则，先符合的为准。", "List the routes; the first that fits decides.")
    )

    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        for route in try await store.routes() {
            print("\(route.subject ?? "*")\t\(route.address)\t\(route.column ?? "*")\t\(route.unit)")
        }
    }
}
