import ArgumentParser
import Audit

struct FindingsExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: Interface.text("把问题写成地图文件（GeoJSON）。", "Write findings as a map (GeoJSON)."),
        discussion: Interface.text(
            "坐标是 WGS-84。没有自己位置的问题标在所属对象处，geometrySource 说明是哪一种。",
            "Coordinates are WGS-84. A finding without a place of its own stands at its subject; geometrySource says which."
        )
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case geojson
    }

    @OptionGroup var conditions: FindingFilterArguments
    @OptionGroup var range: RangeArguments
    @Option(help: ArgumentHelp(Interface.text("geojson。", "geojson.")))
    var format: Format = .geojson
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let subjects = Dictionary(try await store.subjects(unit: nil).map { ($0.id, $0) }) { first, _ in first }
        let sink = try output.open()
        var map = FindingGeoJSON()
        try sink.write(map.begin())
        let walk = FindingWalk(store: store, filter: conditions.filter())
        try await walk.each(offset: range.offset, limit: range.limit) { stored in
            try sink.write(map.feature(stored, subject: subjects[stored.subject]))
        }
        try sink.write(map.end())
        try sink.close()
    }
}
