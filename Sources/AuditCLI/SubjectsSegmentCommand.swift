import ArgumentParser
import Audit

struct SubjectsSegmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment",
        abstract: Interface.text("把道路切成路段，加入台账。", "Cut roads into segments and add them to the register."),
        discussion: Interface.text(
            """
            道路要有线形（GeoJSON LineString）。先在属于这条路的路口处切开，再等分成接近 --length 的路段。路段编号是“道路编号-序号”，\
            上级是这条路；同样的切法重复运行不会改变什么。抽样和按百米计的指标都用路段。
            """,
            """
            A road needs a line (GeoJSON LineString). It is cut at the junctions that belong to it, and between them into \
            equal pieces as near to --length as they come. A segment is called after its road with a number and has the road \
            as its parent; the same cut again changes nothing. Draws and figures per 100 m rest on segments.
            """
        )
    )

    @Argument(help: ArgumentHelp(Interface.text("道路的编号。", "Ids of roads.")))
    var roads: [String]
    @Option(
        help: ArgumentHelp(
            Interface.text("路段长度，米（WGS-84）。", "Length of a segment in metres (on WGS-84)."),
            valueName: "metres"
        )
    )
    var length: Double = RoadCut.Bound.defaultMetres
    @Flag(help: ArgumentHelp(Interface.text("左右两侧人行道各成路段。", "Make the footway on each side a segment of its own.")))
    var bothSides = false
    @Flag(help: ArgumentHelp(Interface.text("只看结果，不写入。", "Only say what would come of it; store nothing.")))
    var dryRun = false
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        let allowed = RoadCut.Bound.metres
        guard allowed.contains(length) else {
            let (low, high) = (Int(allowed.lowerBound), Int(allowed.upperBound))
            throw ValidationError(
                Interface.text("--length：应在 \(low) 到 \(high) 米之间", "--length: must be from \(low) to \(high) metres")
            )
        }
    }

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        let results = try await RoadCutTask(store: store).run(
            roads,
            metres: length,
            bothSides: bothSides,
            isPreview: dryRun
        )
        if common.quiet { return }
        for result in results {
            let (metres, junctions) = (Int(result.cut.length.rounded()), result.cut.junctions)
            let (count, road) = (result.cut.segments.count, result.road.id.quotedForMessage)
            let fate =
                result.isUnchanged
                ? Interface.text("，此前已有", ", there before")
                : dryRun ? Interface.text("，未写入", ", not stored") : ""
            print(
                Interface.text(
                    "\(road)：全长 \(metres) 米，在 \(junctions) 个路口切开，\(count) 个路段",
                    "\(road): \(metres) m, cut at \(junctions.counted("junction")), \(count.counted("segment"))"
                ) + fate
            )
        }
    }
}
