/// The shapes of plans: the file a bureau writes, what `audit indicators` prints, and samples of pages.
enum PlanSchema {
    /// A number in YAML, which some editors see as text.
    private static let point = JSONShape.object([.init("year", .integer), .init("value", .number)])

    private static func measure(_ kind: PlanMeasure.Kind) -> JSONShape {
        let (required, optional) = kind.keys
        return .object(
            [.init("measure", .choice([kind.rawValue]))] + required.map { .init($0, shape(of: $0)) }
                + optional.map { .init($0, shape(of: $0), isRequired: false) }
        )
    }

    private static func shape(of key: String) -> JSONShape {
        switch key {
        case "at-least": .number
        case "grade": OutputSchema.words(ChecklistScore.Grade.self)
        case "severity": OutputSchema.words(Severity.self)
        case "domain": OutputSchema.words(Finding.Domain.self)
        default: .text
        }
    }

    /// `plan.yaml`.
    static let plan = JSONShape.object([
        .init("title", .bothLanguages),
        .init(
            "indicators",
            .list(
                .object([
                    .init("id", .text), .init("name", .bothLanguages), .init("unit", .text),
                    .init("nature", OutputSchema.words(DevelopmentPlan.Nature.self)),
                    .init("baseline", point, isRequired: false), .init("target", point),
                    .init("better", OutputSchema.words(DevelopmentPlan.Direction.self), isRequired: false),
                    .init("source", .text),
                    .init("compute", .either(PlanMeasure.Kind.allCases.map(measure)), isRequired: false),
                    .init(
                        "entered",
                        .list(.object([.init("round", .text), .init("value", .number), .init("source", .text)])),
                        isRequired: false
                    ),
                ])
            )
        ),
    ])

    private static let value = JSONShape.object([
        .init("round", .nullable(.text)), .init("value", .nullable(.number)), .init("count", .nullable(.integer)),
        .init("of", .nullable(.integer)), .init("basis", .localized), .init("progress", .nullable(.number)),
        .init("reached", .nullable(.flag)),
    ])

    /// `audit indicators --format json`.
    static let indicators = JSONShape.object([
        .init("plan", .localized),
        .init(
            "indicators",
            .list(
                .object([
                    .init("id", .text), .init("name", .localized), .init("unit", .text),
                    .init("nature", OutputSchema.words(DevelopmentPlan.Nature.self)),
                    .init("baseline", .nullable(point)), .init("target", point), .init("source", .text),
                    .init("values", .list(value)),
                ])
            )
        ),
    ])

    /// `audit sample pages --format json`.
    static let sample = JSONShape.object(
        drawing + [
            .init(
                "pages",
                .list(
                    .object([
                        .init("address", .text), .init("key", .text),
                        .init("part", OutputSchema.words(PageSample.Part.self)),
                        .init("stratum", .nullable(.text)), .init("reason", .text), .init("kept", .flag),
                    ])
                )
            )
        ]
    )

    /// How a sample was drawn, without its pages.
    static let drawing: [JSONShape.Field] = [
        .init("sample", .nullable(.integer)), .init("subject", .text), .init("run", .integer), .init("seed", .text),
        .init("basis", OutputSchema.words(PageSample.Basis.self)), .init("frame", .integer),
        .init("previous", .nullable(.integer)),
        .init("exclusions", .list(.object([.init("reason", .text), .init("pages", .integer)]))),
        .init(
            "strata",
            .list(.object([.init("name", .text), .init("size", .integer), .init("drawn", .integer)]))
        ),
    ]
}

extension JSONShape {
    /// A text in both languages as files of a bureau write it.
    fileprivate static let bothLanguages = JSONShape.object([.init("zh", .text), .init("en", .text)])
}
