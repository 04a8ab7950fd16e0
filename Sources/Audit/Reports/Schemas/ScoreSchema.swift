/// The shape of `audit score --format json`.
enum ScoreSchema {
    static let interval = JSONShape.nullable(.list(.number))

    private static let index = JSONShape.object([
        .init("version", .integer), .init("value", .nullable(.number)),
        .init("band", .nullable(OutputSchema.words(ScoreBand.self))), .init("interval", interval),
        .init("insufficient", .nullable(.text)), .init("pages", .integer), .init("pairs", .integer),
        .init("clean", .integer), .init("unsure", .integer), .init("strictRate", .nullable(.number)),
        .init("strictInterval", interval), .init("highestFailingShare", .nullable(.number)),
        .init("unseenShare", .nullable(.number)),
        .init("keyPages", .nullable(.integer)), .init("otherPages", .nullable(.integer)),
        .init("frame", .nullable(.integer)),
    ])

    private static let model = JSONShape.object([
        .init("id", .text), .init("version", .integer), .init("versionName", .text),
        .init("parameters", .list(.object([.init("name", .text), .init("value", .number)]))),
        .init("value", .nullable(.number)), .init("range", .list(.number)), .init("higherIsBetter", .flag),
        .init("title", .localized), .init("explanation", .localized), .init("basis", .localized),
    ])

    private static let part = JSONShape.object([
        .init("dimension", OutputSchema.words(ScorePart.Dimension.self)), .init("key", .text),
        .init("criteria", .integer), .init("index", index),
    ])

    private static let site = JSONShape.object([
        .init("subject", .text), .init("unit", .nullable(.text)), .init("run", .integer),
        .init("state", OutputSchema.words(Run.State.self)), .init("sample", .nullable(.integer)),
        .init("index", index),
        .init("coverage", .object([.init("tested", .list(.text)), .init("of", .integer)])),
        .init(
            "blockers",
            .list(.object([.init("rule", .text), .init("pages", .integer), .init("failed", .integer)]))
        ), .init("unproven", .list(.text)), .init("parts", .list(part)), .init("models", .list(model)),
    ])

    private static let place = JSONShape.object([
        .init("subject", .text), .init("run", .integer), .init("checklist", .text),
        .init("grade", OutputSchema.words(ChecklistScore.Grade.self)), .init("failedGates", .list(.text)),
        .init("applicable", .integer), .init("judged", .integer), .init("passed", .integer),
        .init("coverage", .nullable(.number)), .init("conformity", .nullable(.number)),
    ])

    static let shape = JSONShape.object([
        .init("sites", .list(site)), .init("places", .list(place)), .init("unscanned", .list(.text)),
        .init(
            "ranking",
            .list(.object([.init("site", .text), .init("rank", .integer), .init("tied", .flag)]))
        ),
        .init("summaries", .list(ScoreSummary.shape)),
    ])
}
