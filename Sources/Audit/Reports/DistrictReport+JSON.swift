// The district view as JSON.

extension DistrictReport {
    public var json: [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("districts")
            writer.array(of: districts) { writer, district in
                writer.object { writer in
                    writer.key("district")
                    writer.value(district.name)
                    writer.key("web")
                    if let web = district.web { Self.write(web, &writer) } else { writer.null() }
                    writer.key("physical")
                    writer.array(of: district.physical) { writer, places in Self.write(places, &writer) }
                    writer.key("field")
                    if let field = district.field { PlaceReport.write(field, &writer) } else { writer.null() }
                }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ web: Web, _ writer: inout JSONWriter) {
        writer.object { writer in
            for (key, count) in [
                ("sites", web.sites), ("scored", web.scored), ("unscanned", web.unscanned),
                ("withBlockers", web.withBlockers),
            ] {
                writer.key(key)
                writer.value(count)
            }
            writer.number("mean", web.mean)
            writer.number("median", web.median)
            writer.key("bands")
            writer.object { writer in
                for band in ScoreBand.allCases {
                    writer.key(band.rawValue)
                    writer.value(web.bands[band] ?? 0)
                }
            }
            writer.key("parts")
            writer.array(of: web.parts) { writer, part in
                writer.object { writer in
                    writer.key("dimension")
                    writer.value(part.dimension.rawValue)
                    writeKeys(of: part.mean, &writer)
                }
            }
            writer.key("units")
            writer.array(of: web.units) { $1.write(to: &$0) }
            writer.key("lowest")
            writer.array(of: web.lowest) { writer, entry in
                writer.object { writer in
                    writer.key("site")
                    writer.value(entry.id)
                    writer.number("value", entry.value)
                }
            }
        }
    }

    private static func write(_ physical: Physical, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("checklist")
            writer.value(physical.checklist)
            writer.key("places")
            writer.value(physical.places)
            writer.key("withFailedGates")
            writer.value(physical.withFailedGates)
            writer.key("grades")
            writer.object { writer in
                for grade in ChecklistScore.Grade.allCases {
                    writer.key(grade.rawValue)
                    writer.value(physical.grades[grade] ?? 0)
                }
            }
            write(physical.groups, named: "groups", &writer)
        }
    }

    private static func write(_ parts: [GroupMean], named name: String, _ writer: inout JSONWriter) {
        writer.key(name)
        writer.array(of: parts) { writer, part in writer.object { writeKeys(of: part, &$0) } }
    }

    private static func writeKeys(of part: GroupMean, _ writer: inout JSONWriter) {
        writer.key("key")
        writer.value(part.key)
        writer.key("title")
        writer.localized(part.title)
        writer.key("count")
        writer.value(part.count)
        writer.number("mean", part.mean)
    }

    private static func counts<Key: RawRepresentable & CaseIterable>(_: Key.Type) -> JSONShape
    where Key.RawValue == String { .object(Key.allCases.map { .init($0.rawValue, .integer) }) }

    private static let mean: [JSONShape.Field] = [
        .init("key", .text), .init("title", .localized), .init("count", .integer), .init("mean", .number),
    ]
    private static let part: [JSONShape.Field] = [
        .init("dimension", OutputSchema.words(ScorePart.Dimension.self))
    ]

    static let shape = JSONShape.object([
        .init(
            "districts",
            .list(
                .object([
                    .init("district", .nullable(.text)),
                    .init(
                        "web",
                        .nullable(
                            .object([
                                .init("sites", .integer), .init("scored", .integer), .init("unscanned", .integer),
                                .init("withBlockers", .integer), .init("mean", .nullable(.number)),
                                .init("median", .nullable(.number)), .init("bands", counts(ScoreBand.self)),
                                .init("parts", .list(.object(part + mean))),
                                .init("units", .list(ScoreSummary.shape)),
                                .init(
                                    "lowest",
                                    .list(.object([.init("site", .text), .init("value", .nullable(.number))]))
                                ),
                            ])
                        )
                    ),
                    .init(
                        "physical",
                        .list(
                            .object([
                                .init("checklist", .text), .init("places", .integer),
                                .init("withFailedGates", .integer),
                                .init("grades", counts(ChecklistScore.Grade.self)),
                                .init("groups", .list(.object(mean))),
                            ])
                        )
                    ),
                    .init("field", .nullable(PlaceReport.figures)),
                ])
            )
        )
    ])
}
