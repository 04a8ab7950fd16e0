import ArgumentParser
import Audit

struct PlacesSampleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "places",
        abstract: Interface.text("从台账中随机抽取要核查的场所。", "Draw places to inspect from the register at random."),
        discussion: Interface.text(
            """
            名单里有种子、层和抽中概率，用同一种子从同一台账可以抽出同样的场所。抽中的场所在表格里写 selection: random。
            """,
            """
            The list holds seed, stratum and chance; the same seed draws the same places from the same register. Write \
            selection: random into the forms of places that were drawn.
            """
        )
    )

    @Option(help: ArgumentHelp(Interface.text("抽多少个。", "How many to draw.")))
    var size: Int?
    @Flag(help: ArgumentHelp(Interface.text("只列出以前抽取的名单。", "Only list what was drawn before.")))
    var list = false
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "只抽这些类型，可重复：crossing、roadSegment……",
                "Of these kinds only, repeatable: crossing, roadSegment …"
            )
        )
    )
    var kind: [Subject.Kind] = []
    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            Interface.text(
                "分层：kind（默认）、division、region、unit 或 none。",
                "Strata: kind (default), division, region, unit or none."
            )
        )
    )
    var grouping: PlaceSample.Grouping = .kind
    @Option(
        help: ArgumentHelp(
            Interface.text("随机种子；不写则生成一个并写进名单。", "Seed; one is made and written into the list where none is given.")
        )
    )
    var seed: UInt64?
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "抽中的场所里再抽多少由另一人复查，如 10%（至少 \(PlaceSample.minimumSecond) 处）；之后用 audit sample double 查看。",
                "The share of the places drawn that another person inspects too, as 10% (at least "
                    + "\(PlaceSample.minimumSecond) places); see audit sample double."
            ),
            valueName: "share"
        ),
        transform: { text in
            guard let share = OptionUnits.share(text) else {
                throw ValidationError(
                    Interface.text("--double：应写成 10% 这样的百分数", "--double: write a share such as 10%")
                )
            }
            return share
        }
    )
    var double: Double?
    @Option(help: ArgumentHelp(Interface.text("csv 或 json。", "csv or json.")))
    var format: PlaceSampleListing.Format = .csv
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions
    @OptionGroup var common: CommonOptions

    func validate() throws {
        guard list || (size ?? 0) > 0 else {
            throw ValidationError(Interface.text("请用 --size 说明抽多少个", "Say with --size how many to draw"))
        }
    }

    func run() async throws {
        let store = try SQLiteStore(path: storeOptions.path, opening: .existing)
        guard let size, !list else { return try await listDraws(of: store) }
        let sample = PlaceSample(
            of: PlaceSample.frame(try await store.subjects(unit: nil), kinds: kind),
            size: size,
            by: grouping,
            seed: seed ?? .random(in: 0...UInt64.max),
            twice: double
        )
        let number = try await store.record(sample.record(at: .now))
        try output.write(PlaceSampleListing(sample).render(as: format))
        if !common.quiet {
            Interface.say(
                Interface.text(
                    "第 \(number) 次抽取：从 \(sample.frame) 个场所抽取 \(sample.drawn) 个，种子 \(sample.seed)",
                    "draw \(number): \(sample.drawn) of \(sample.frame.counted("place")) with seed \(sample.seed)"
                ) + twice(sample)
            )
        }
    }

    private func twice(_ sample: PlaceSample) -> String {
        guard let second = sample.second else { return "" }
        return Interface.text("，其中 \(second.drawn.count) 个由另一人复查", ", \(second.drawn.count) of them to inspect twice")
    }

    private func listDraws(of store: SQLiteStore) async throws {
        let lines = try await store.placeDraws().map { number, sample in
            let drawn = sample.strata.map(\.drawn.count).reduce(0, +)
            let frame = sample.strata.map(\.frame).reduce(0, +)
            let cells = [
                "\(number)", sample.made.iso8601, "\(drawn)/\(frame)", sample.grouping, "\(sample.seed)",
                sample.second.map { "\($0.drawn.count)" } ?? "-",
            ]
            return cells.joined(separator: "\t") + "\n"
        }
        try output.write(Array(lines.joined().utf8))
    }
}
