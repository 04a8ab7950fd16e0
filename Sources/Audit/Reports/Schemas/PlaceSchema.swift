// The shapes of what `audit places` and `audit district` say of inspected places.

extension PlaceReport {
    /// The visits of one district.
    static let figures = JSONShape.object([
        .init("district", .nullable(.text)), .init("drawn", .nullable(group)), .init("other", .nullable(group)),
    ])

    private static let group = JSONShape.object([
        .init("visited", .map(.integer)), .init("registered", .map(.integer)),
        .init("shares", .list(.object([.init("id", .text), .init("label", .localized)] + share))),
    ])

    private static let share: [JSONShape.Field] = [
        .init("hits", .integer), .init("cases", .integer), .init("places", .integer),
        .init("share", .nullable(.number)), .init("low", .nullable(.number)), .init("high", .nullable(.number)),
    ]

    private static let density = JSONShape.nullable(
        .object([
            .init("per100Metres", .number), .init("segments", .integer), .init("metres", .nullable(.number)),
        ])
    )

    /// `audit places --format json`.
    static let shape = JSONShape.object([
        .init("districts", .list(figures)),
        .init(
            "roads",
            .list(
                .object([
                    .init("road", .text), .init("name", .text), .init("obstructions", density),
                    .init("breaks", density), .init("corners", .object(share)),
                    .init("soundingCrossings", .object(share)),
                ])
            )
        ),
    ])
}
