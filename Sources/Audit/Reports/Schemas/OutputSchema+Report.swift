// The shape of the JSON report.

extension OutputSchema {
    static let reportShape = JSONShape.object([
        .init("schema", .choice([JSONReport.schema])), .init("language", words(Language.self)), .init("title", .text),
        .init("made", .text), .init("judged", .text), .init("toolVersion", .text), .init("dataHash", .text),
        .init("suppressions", .list(suppression)), .init("indicators", .nullable(PlanSchema.indicators)),
        .init("summaries", .list(ScoreSummary.shape)), .init("subjects", .list(reportedSubject)),
    ])

    private static let suppression = JSONShape.object([
        .init("number", .integer), .init("requirement", .nullable(.text)), .init("selector", .nullable(.text)),
        .init("address", .nullable(.text)), .init("defect", .nullable(.text)),
        .init("reasonCode", words(Suppression.ReasonCode.self)), .init("reason", .text), .init("approver", .text),
        .init("created", .text), .init("expires", .text), .init("findings", .integer),
    ])

    private static let reportedSubject = JSONShape.object([
        .init("id", .text), .init("kind", words(Subject.Kind.self)), .init("name", .text), .init("address", .text),
        .init("division", .nullable(.text)), .init("region", .nullable(.text)), .init("category", .nullable(.text)),
        .init("unit", .nullable(.text)), .init("department", .nullable(.text)), .init("run", reportedRun),
        .init("sentence", .text), .init("figures", .list(figure)), .init("parts", .list(part)),
        .init("totals", .list(total)),
        .init("untested", .list(untested)),
        .init("method", .list(.object([.init("label", .text), .init("value", .text)]))),
        .init("blockers", .list(blocker)), .init("defects", defects), .init("criteria", .list(criterion)),
        .init("change", .nullable(change)), .init("suppressed", .integer),
        .init("health", .nullable(HealthReport.shape)), .init("sample", .nullable(drawnSample)),
        .init("review", .nullable(review)),
        .init("findings", .list(.either([webFinding, physicalFinding].map { .object($0 + [isSuppressed]) }))),
    ])

    private static let isSuppressed = JSONShape.Field("suppressed", .flag)

    private static let drawnSample = JSONShape.object(
        [.init("isUsed", .flag), .init("structured", .integer), .init("random", .integer)] + PlanSchema.drawing
    )

    private static let review = JSONShape.object([
        .init("form", .text), .init("state", words(FormReview.State.self)),
        .init(
            "steps",
            .list(
                .object([
                    .init("to", words(FormReview.State.self)), .init("actor", .text), .init("reason", .text),
                    .init("at", .text),
                ])
            )
        ),
    ])

    private static let reportedRun = JSONShape.object([
        .init("id", .integer), .init("kind", words(Run.Kind.self)), .init("mode", .text),
        .init("state", words(Run.State.self)), .init("started", .text), .init("ended", .nullable(.text)),
        .init("stopReason", .nullable(.text)), .init("checked", .integer), .init("notChecked", .integer),
        .init("failed", .integer), .init("cantTell", .integer),
    ])

    private static let figure = JSONShape.object([
        .init("label", .text), .init("value", .text), .init("basis", .text),
    ])

    private static let part = JSONShape.object([
        .init("dimension", words(ScorePart.Dimension.self)), .init("key", .text), .init("title", .text),
        .init("value", .nullable(.number)), .init("interval", ScoreSchema.interval), .init("pages", .integer),
        .init("pairs", .integer), .init("clean", .integer),
    ])

    private static let byOutcome = JSONShape.object(Outcome.allCases.map { .init($0.rawValue, .integer) })

    private static let total = JSONShape.object([
        .init("requirement", .text), .init("title", .text), .init("kind", words(RuleMetadata.Kind.self)),
        .init("severity", words(Severity.self)), .init("criteria", .list(.text)), .init("failed", .integer),
        .init("cantTell", .integer), .init("passed", .integer), .init("pages", byOutcome),
    ])

    private static let untested = JSONShape.object([
        .init("what", .text), .init("count", .integer), .init("reason", .text), .init("examples", .list(.text)),
    ])

    private static let blocker = JSONShape.object([
        .init("title", .text), .init("findings", .integer), .init("places", .integer), .init("of", .integer),
    ])

    private static let defects = JSONShape.object([
        .init("total", .integer),
        .init(
            "shown",
            .list(
                .object([
                    .init("id", .text), .init("requirement", .text), .init("fix", .text),
                    .init("severity", words(Severity.self)), .init("scope", words(Defect.Scope.self)),
                    .init("state", words(DefectState.self)), .init("unit", .nullable(.text)),
                    .init("deadline", .nullable(.text)), .init("findings", .integer), .init("places", .integer),
                ])
            )
        ),
    ])

    private static let criterion = JSONShape.object([
        .init("criterion", .text), .init("level", words(SuccessCriterion.Level.self)),
        .init("outcome", words(Outcome.self)), .init("rules", .integer), .init("pages", byOutcome),
    ])

    private static let change = JSONShape.object([
        .init("subject", .text), .init("old", .integer), .init("new", .integer),
        .init(
            "counts",
            .object(
                RunComparison.Kind.allCases.map { .init($0.rawValue, .integer) } + [.init("persisting", .integer)]
            )
        ),
        .init(
            "changes",
            .list(
                .object([
                    .init("kind", words(RunComparison.Kind.self)),
                    .init("causes", .list(words(RunComparison.Cause.self))), .init("finding", .text),
                    .init("requirement", .text), .init("severity", words(Severity.self)),
                    .init("outcome", words(Outcome.self)), .init("place", .text),
                ])
            )
        ),
    ])
}
