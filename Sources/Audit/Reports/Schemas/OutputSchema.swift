/// The JSON Schemas that `audit schema` prints: one for each output of the contract, and those of what people write.
///
/// A schema of an ndjson output is that of one line.
public enum OutputSchema: String, Sendable, CaseIterable {
    case check, tree, rules, runs, pages, findings, score, report
    case sample, trend, district, places, indicators, health, plan
    /// What people write: files of checklists and forms.
    case checklist, form

    public var title: LocalizedText {
        switch self {
        case .check: LocalizedText(zh: "audit check --format ndjson 的一行", en: "a line of audit check --format ndjson")
        case .tree: LocalizedText(zh: "audit tree --format json", en: "audit tree --format json")
        case .rules: LocalizedText(zh: "audit rules --format json", en: "audit rules --format json")
        case .runs: LocalizedText(zh: "audit runs --format ndjson 的一行", en: "a line of audit runs --format ndjson")
        case .pages: LocalizedText(zh: "audit pages --format ndjson 的一行", en: "a line of audit pages --format ndjson")
        case .findings:
            LocalizedText(zh: "audit findings --format ndjson 的一行", en: "a line of audit findings --format ndjson")
        case .score: LocalizedText(zh: "audit score --format json", en: "audit score --format json")
        case .report: LocalizedText(zh: "audit report --format json", en: "audit report --format json")
        case .sample: LocalizedText(zh: "audit sample pages --format json", en: "audit sample pages --format json")
        case .trend: LocalizedText(zh: "audit trend --format json", en: "audit trend --format json")
        case .district: LocalizedText(zh: "audit district --format json", en: "audit district --format json")
        case .places: LocalizedText(zh: "audit places --format json", en: "audit places --format json")
        case .indicators: LocalizedText(zh: "audit indicators --format json", en: "audit indicators --format json")
        case .health: LocalizedText(zh: "audit health --format json", en: "audit health --format json")
        case .plan: LocalizedText(zh: "计划文件 plan.yaml", en: "a plan file, plan.yaml")
        case .checklist:
            LocalizedText(zh: "核查表文件和元素文件（YAML）", en: "a file of a checklist or of elements (YAML)")
        case .form: LocalizedText(zh: "填写的表格（YAML、JSON）", en: "a form that is filled in (YAML, JSON)")
        }
    }

    /// The schema as a JSON document (draft 2020-12).
    public var json: [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("$schema")
            writer.value("https://json-schema.org/draft/2020-12/schema")
            writer.key("title")
            writer.value(title.en)
            shape.keywords(&writer)
        }
        writer.newline()
        return writer.bytes
    }

    var shape: JSONShape {
        switch self {
        case .check: .either([Self.checkedPage, Self.checkedSite, Self.summary])
        case .tree: Self.treeShape
        case .rules: .list(Self.rule)
        case .runs: Self.run
        case .pages: Self.page
        case .findings: .either([.object(Self.webFinding), .object(Self.physicalFinding)])
        case .score: ScoreSchema.shape
        case .report: Self.reportShape
        case .sample: PlanSchema.sample
        case .trend: TrendReport.shape
        case .district: DistrictReport.shape
        case .places: PlaceReport.shape
        case .indicators: PlanSchema.indicators
        case .health: HealthReport.shape
        case .plan: PlanSchema.plan
        case .checklist: ChecklistSchema.file
        case .form: ChecklistSchema.form
        }
    }
}

// MARK: - Words

extension OutputSchema {
    static func words<Value: RawRepresentable & CaseIterable>(_: Value.Type) -> JSONShape
    where Value.RawValue == String { .choice(Value.allCases.map(\.rawValue)) }

    private static let reason = JSONShape.nullable(.choice(NotCheckedReason.allCases.map(\.rawValue)))
    private static let open = JSONShape.choice([Outcome.failed.rawValue, Outcome.cantTell.rawValue])
}

// MARK: - Shapes

extension OutputSchema {
    private static let checkedPage = JSONShape.object([
        .init("type", .choice(["page"])), .init("page", .text), .init("status", words(PageRecord.Status.self)),
        .init("reason", reason), .init("mode", .choice(["static"])), .init("title", .text),
        .init("language", .nullable(.text)), .init("bytes", .integer), .init("elements", .integer),
        .init(
            "frames",
            .list(
                .object([
                    .init("xpath", .text), .init("address", .nullable(.text)),
                    .init("examined", words(PageRecord.Frame.Examined.self)),
                ])
            )
        ),
        outcomes, .init("findings", .list(.object(finding))),
    ])

    private static let checkedSite = JSONShape.object([
        .init("type", .choice(["site"])), .init("pages", .integer), outcomes,
        .init("findings", .list(.object([.init("page", .text)] + finding))),
    ])

    private static let outcomes = JSONShape.Field(
        "outcomes",
        .list(
            .object([
                .init("rule", .text), .init("outcome", words(Outcome.self)), .init("failed", .integer),
                .init("cantTell", .integer), .init("passed", .integer),
            ])
        )
    )

    private static let finding: [JSONShape.Field] = [
        .init("rule", .text), .init("outcome", open), .init("confidence", words(Confidence.self)),
        .init("severity", words(Severity.self)), .init("criteria", .list(.text)), .init("xpath", .text),
        .init("selector", .text), .init("line", .integer), .init("column", .integer), .init("offset", .integer),
        .init("snippet", .text), .init("message", .text), .init("occurrence", .text), .init("defect", .text),
    ]

    private static let summary = JSONShape.object([
        .init("type", .choice(["summary"])), .init("pages", .integer), .init("checked", .integer),
        .init("notChecked", .integer), .init("seconds", .number),
    ])

    private static let treeShape = JSONShape.object([
        .init("page", .text),
        .init(
            "elements",
            .list(
                .object([
                    .init("xpath", .text), .init("id", .nullable(.text)), .init("role", .nullable(.text)),
                    .init("name", .text), .init("description", .text), .init("exposed", .flag),
                    .init("focusable", .flag), .init("line", .integer),
                ])
            )
        ),
    ])

    private static let rule = JSONShape.object([
        .init("id", .text), .init("version", .integer), .init("title", .localized),
        .init("kind", words(RuleMetadata.Kind.self)), .init("needs", words(RuleMetadata.Need.self)),
        .init("severity", words(Severity.self)), .init("confidence", words(Confidence.self)),
        .init("criteria", .list(.text)), .init("level", .nullable(words(SuccessCriterion.Level.self))),
        .init("standards", .list(.text)), .init("act", .list(.text)),
        .init("groups", .list(words(FunctionalGroup.self))),
        .init("impact", .localized), .init("fix", .localized),
    ])

    private static let run = JSONShape.object([
        .init("run", .integer), .init("kind", words(Run.Kind.self)), .init("subject", .text), .init("started", .text),
        .init("ended", .nullable(.text)), .init("state", words(Run.State.self)), .init("stopReason", .nullable(.text)),
        .init("mode", .text), .init("tool", .text), .init("checked", .integer), .init("notChecked", .integer),
        .init("failed", .integer), .init("cantTell", .integer), .init("advice", .integer),
    ])

    private static let page = JSONShape.object([
        .init("url", .text), .init("status", words(PageRecord.Status.self)), .init("reason", reason),
        .init("httpStatus", .nullable(.integer)), .init("finalURL", .nullable(.text)), .init("redirects", .integer),
        .init("contentType", .nullable(.text)), .init("charset", .nullable(.text)), .init("bytes", .integer),
        .init("depth", .integer), .init("from", .nullable(.text)), .init("title", .text),
        .init("kind", .nullable(.text)), .init("file", .nullable(.object(HealthReport.fileContent))),
        .init("detail", .nullable(.localized)),
    ])

    private static func finding(_ place: [JSONShape.Field]) -> [JSONShape.Field] {
        [
            .init("id", .text), .init("subject", .text), .init("domain", words(Finding.Domain.self)),
            .init("requirement", .text), .init("outcome", open), .init("kind", words(RuleMetadata.Kind.self)),
            .init("confidence", words(Confidence.self)), .init("severity", words(Severity.self)),
            .init("state", words(DefectState.self)), .init("unit", .nullable(.text)),
            .init("deadline", .nullable(.text)), .init("criteria", .list(.text)), .init("message", .text),
        ] + place + [
            .init(
                "measurement",
                .nullable(
                    .object([
                        .init("value", .number), .init("unit", .text), .init("minimum", .nullable(.number)),
                        .init("maximum", .nullable(.number)), .init("tolerance", .number),
                    ])
                )
            ), .init("occurrence", .text), .init("defect", .text),
        ]
    }

    static let webFinding = finding([
        .init("page", .text), .init("xpath", .text), .init("selector", .text), .init("line", .integer),
        .init("column", .integer), .init("snippet", .text),
    ])

    static let physicalFinding = finding([
        .init("form", .text), .init("section", .text), .init("entry", .text), .init("latitude", .nullable(.number)),
        .init("longitude", .nullable(.number)), .init("note", .text),
    ])
}
