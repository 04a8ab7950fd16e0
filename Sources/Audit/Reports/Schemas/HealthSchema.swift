// The shape of `audit health --format json`.

extension HealthReport {
    static let shape = JSONShape.object([
        .init("run", .integer), .init("subject", .text), .init("day", .text),
        .init("home", .object([.init("probes", .integer), .init("failures", .integer)])),
        .init("deadOnHome", links), .init("deadInFrame", links), .init("deadOutside", .nullable(links)),
        .init("homeFreshness", .nullable(freshness)), .init("columns", .list(column)),
        .init("attachments", attachments),
        .init(
            "ipv6",
            .nullable(
                .object([.init("hasAddress", .flag), .init("checked", .integer), .init("fetched", .integer)])
            )
        ),
        .init(
            "load",
            .object([
                .init("pages", .integer), .init("over3Seconds", .integer),
                .init("medianMilliseconds", .nullable(.integer)),
                .init("percentile95Milliseconds", .nullable(.integer)),
            ])
        ),
        .init(
            "tags",
            .list(.object([.init("name", .text), .init("pages", .integer), .init("having", .integer)]))
        ),
        .init(
            "indicators",
            .list(
                .object([
                    .init("id", .text), .init("label", .localized), .init("value", .localized),
                    .init("basis", .localized),
                ])
            )
        ),
    ])

    private static let targets = JSONShape.list(
        .object([
            .init("url", .text), .init("reason", .text), .init("httpStatus", .nullable(.integer)),
            .init("from", .nullable(.text)),
        ])
    )

    private static let links = JSONShape.object([
        .init("checked", .integer), .init("notAsked", .integer), .init("dead", targets), .init("unknown", targets),
    ])

    private static let freshness = JSONShape.object([
        .init("day", .text), .init("source", .text), .init("age", .integer),
    ])

    private static let column = JSONShape.object([
        .init("url", .text), .init("title", .text), .init("state", OutputSchema.words(PortalHealth.Column.State.self)),
        .init("term", .nullable(.integer)), .init("freshness", .nullable(freshness)),
    ])

    private static let attachments = JSONShape.object([
        .init("checked", .integer), .init("downloadable", .integer), .init("unknown", .integer),
        .init("broken", targets),
        .init(
            "files",
            .list(
                .object([.init("url", .text), .init("from", .nullable(.text)), .init("bytes", .integer)] + fileContent)
            )
        ),
    ])

    /// What a file offered for downloading is.
    static let fileContent: [JSONShape.Field] = [
        .init("kind", .text), .init("day", .nullable(.text)), .init("label", .nullable(.text)),
        .init("matchesName", .nullable(.flag)), .init("labelSaysKind", .nullable(.flag)),
    ]
}
