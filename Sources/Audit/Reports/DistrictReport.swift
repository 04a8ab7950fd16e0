/// Districts with their sites and places side by side; web and physical figures are never added up.
public struct DistrictReport: Sendable {
    /// The sites of a district: an unweighted mean, never by pages.
    public struct Web: Sendable, Equatable {
        /// Sites of the register, and those of them that have an index and that no scan has seen.
        public let sites: Int
        public let scored: Int
        public let unscanned: Int
        public let mean: Double?
        public let median: Double?
        /// Sites in each band, best band first.
        public let bands: [ScoreBand: Int]
        /// The sites with the lowest indices, lowest first.
        public let lowest: [Entry]
        /// Sites with at least one kind of blocker, of those that were scanned.
        public let withBlockers: Int

        public struct Entry: Sendable, Equatable {
            public let id: String
            public let name: String
            public let value: Double
        }
    }

    /// The places that were inspected with one checklist.
    public struct Physical: Sendable, Equatable {
        public let checklist: String
        public let places: Int
        public let grades: [ChecklistScore.Grade: Int]
        /// Places where a gate item failed.
        public let withFailedGates: Int
    }

    public struct District: Sendable, Equatable {
        /// nil where the register does not say.
        public let name: String?
        public let web: Web?
        public let physical: [Physical]
    }

    static let lowestSites = 3

    /// By name, those without one last.
    public let districts: [District]

    /// - Parameters:
    ///   - scores: Of all sites and places.
    ///   - district: A region or division; all of them where nil.
    public init(_ scores: ScoreReport, district: String? = nil) {
        let subjects = scores.sites.map(\.subject) + scores.places.map(\.subject) + scores.unscanned
        let names = Set(subjects.map(\.district)).filter { district == nil || $0 == district }
        districts = names.sorted { left, right in
            guard let left, let right else { return left != nil }
            return left < right
        }.map { name in
            District(
                name: name,
                web: Self.web(
                    scores.sites.filter { $0.subject.district == name },
                    unscanned: scores.unscanned.count { $0.district == name }
                ),
                physical: Self.physical(scores.places.filter { $0.subject.district == name })
            )
        }
    }

    private static func web(_ sites: [ScoreReport.Site], unscanned: Int) -> Web? {
        guard !sites.isEmpty || unscanned > 0 else { return nil }
        let scored = sites.compactMap { site in
            site.index.value.map { Web.Entry(id: site.subject.id, name: site.subject.name, value: $0) }
        }.sorted { ($0.value, $0.id) < ($1.value, $1.id) }
        let values = scored.map(\.value)
        return Web(
            sites: sites.count + unscanned,
            scored: scored.count,
            unscanned: unscanned,
            mean: values.mean,
            median: values.median,
            bands: Dictionary(values.map { (ScoreBand($0), 1) }, uniquingKeysWith: +),
            lowest: Array(scored.prefix(lowestSites)),
            withBlockers: sites.count { !$0.index.blockers.isEmpty }
        )
    }

    private static func physical(_ places: [ScoreReport.Place]) -> [Physical] {
        Dictionary(grouping: places, by: \.checklist).sorted { $0.key < $1.key }.map { checklist, places in
            Physical(
                checklist: checklist,
                places: places.count,
                grades: Dictionary(places.map { ($0.score.grade, 1) }, uniquingKeysWith: +),
                withFailedGates: places.count { !$0.score.failedGates.isEmpty }
            )
        }
    }
}

// MARK: - Text

extension DistrictReport {
    public func text(in language: Language) -> String {
        var lines: [String] = []
        for district in districts {
            lines.append(district.name ?? LocalizedText(zh: "未注明地区", en: "district not stated")[language])
            lines += district.web.map { self.lines(of: $0, language) } ?? []
            lines += district.physical.map { line(of: $0, language) } + [""]
        }
        lines.append(
            LocalizedText(
                zh: "网站与场所并列，不相加。" + ScoreReport.caution.zh,
                en: "Sites and places stand side by side and are not added up. " + ScoreReport.caution.en
            )[language]
        )
        return lines.map(FindingListing.oneLine).joined(separator: "\n") + "\n"
    }

    private func lines(of web: Web, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let (mean, median) = (web.mean?.oneDecimal ?? "—", web.median?.oneDecimal ?? "—")
        let bands = ScoreBand.allCases.map { "\($0.title[language]) \(web.bands[$0] ?? 0)" }
        let lowest = web.lowest.map { "\($0.name) \($0.value.oneDecimal)" }
        return [
            say(
                "  网站 \(web.sites) 个：\(web.scored) 个可评分，\(web.sites - web.scored) 个不可评分（其中 \(web.unscanned) 个未检测）",
                "  \(web.sites) sites: \(web.scored) scored, \(web.sites - web.scored) not (\(web.unscanned) of them never scanned)"
            ),
            say(
                "    无障碍检测指数：平均 \(mean)，中位数 \(median)（各网站权重相同）",
                "    Accessibility Check Index: mean \(mean), median \(median) (every site counts alike)"
            ),
            say("    分布：", "    Distribution: ") + bands.joined(separator: say("，", ", ")),
            say("    最低：", "    Lowest: ") + (lowest.isEmpty ? "—" : lowest.joined(separator: say("，", ", "))),
            say("    有阻断问题的网站 \(web.withBlockers) 个", "    \(web.withBlockers) sites with blockers"),
        ]
    }

    private func line(of physical: Physical, _ language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let grades = ChecklistScore.Grade.allCases.reversed().map { grade in
            "\(grade.title[language]) \(physical.grades[grade] ?? 0)"
        }
        return say(
            "  场所（\(physical.checklist)）\(physical.places) 处：\(grades.joined(separator: "，"))；一票否决项未过的 \(physical.withFailedGates) 处",
            "  Places (\(physical.checklist)) \(physical.places): \(grades.joined(separator: ", ")); \(physical.withFailedGates) with a failed gate"
        )
    }
}

// MARK: - JSON

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
        }
    }

    private static func counts<Key: RawRepresentable & CaseIterable>(_: Key.Type) -> JSONShape
    where Key.RawValue == String { .object(Key.allCases.map { .init($0.rawValue, .integer) }) }

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
                            ])
                        )
                    ),
                ])
            )
        )
    ])
}
