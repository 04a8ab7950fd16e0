/// What `audit score` says of sites and places: numbers with what they were computed over.
public struct ScoreReport: Sendable {
    public struct Site: Sendable {
        public let subject: Subject
        public let run: Run
        public let index: AccessibilityCheckIndex
        public let parts: [ScorePart]
        public let models: [(model: ScoreModel, result: ScoreModel.Result)]
    }

    public struct Place: Sendable {
        public let subject: Subject
        public let run: Run
        public let checklist: String
        public let score: ChecklistScore
    }

    public let sites: [Site]
    public let places: [Place]

    /// The lowest index among the sites, or nil where one of them has none: a policy is not met by what was not scored.
    public var lowestIndex: Double? {
        let values = sites.map(\.index.value)
        return values.contains { $0 == nil } ? nil : values.compactMap(\.self).min()
    }

    /// Sites of one unit, or all; never weighted by their pages.
    public struct Summary: Sendable, Equatable {
        /// nil for all sites together.
        public let unit: String?
        public let sites: Int
        /// Sites that have an index.
        public let scored: Int
        public let mean: Double?
        public let median: Double?
    }

    /// All sites first, then each unit by name.
    public var summaries: [Summary] {
        let units = Dictionary(grouping: sites.filter { $0.subject.responsibleUnit != nil }) {
            $0.subject.responsibleUnit ?? ""
        }
        let all: [Summary] = sites.isEmpty ? [] : [Self.summary(nil, sites)]
        return all + units.sorted { $0.key < $1.key }.map { Self.summary($0.key, $0.value) }
    }

    private static func summary(_ unit: String?, _ sites: [Site]) -> Summary {
        let values = sites.compactMap(\.index.value).sorted()
        let middle = values.count / 2
        let median: Double? =
            values.isEmpty
            ? nil : values.count % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2
        return Summary(
            unit: unit,
            sites: sites.count,
            scored: values.count,
            mean: values.isEmpty ? nil : values.reduce(0, +) / Double(values.count),
            median: median
        )
    }
}

// MARK: - Text

extension ScoreReport {
    /// The scores as lines for a terminal.
    public func text(in language: Language) -> String {
        var lines: [String] = []
        for site in sites { lines += self.lines(of: site, language) + [""] }
        for place in places { lines += self.lines(of: place, language) + [""] }
        if sites.count > 1 { lines += summaries.map { line(of: $0, language) } + [""] }
        lines.append(
            LocalizedText(
                zh: "指数只说自动检测能判定的部分，不表示符合任何标准。",
                en: "The index covers what can be judged automatically; it says nothing of conformance to a standard."
            )[language]
        )
        return lines.map(FindingListing.oneLine).joined(separator: "\n") + "\n"
    }

    private func lines(of site: Site, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let index = site.index
        let isPartial = site.run.state != .done
        var lines = ["\(site.subject.name) (\(site.subject.id))" + (isPartial ? say("【部分结果】", " PARTIAL") : "")]
        if let value = index.value {
            let around =
                index.estimate?.interval.map { "（95%：\($0.lowerBound.oneDecimal)–\($0.upperBound.oneDecimal)）" } ?? ""
            lines.append(
                say(
                    "  无障碍检测指数 \(value.oneDecimal) / 100\(around)：\(index.pages) 个页面，\(index.pairs) 个“页面 × 准则”",
                    "  Accessibility Check Index \(value.oneDecimal) of 100: \(index.pages) pages, \(index.pairs) pairs of page and criterion"
                )
            )
        } else {
            let why = index.insufficiency?.text[language] ?? say("没有可计算的准则", "no criterion could be judged")
            lines.append(say("  无障碍检测指数：不足以评分（\(why)）", "  Accessibility Check Index: not enough to score (\(why))"))
        }
        if let rate = index.strictRate {
            lines.append(
                say(
                    "  达标率 \((rate * 100).oneDecimal)%：\(index.pairs) 个中 \(index.clean) 个没有未通过",
                    "  Strict pass rate \((rate * 100).oneDecimal)%: \(index.clean) of \(index.pairs) pairs without a failure"
                )
            )
        }
        lines.append(
            say(
                "  自动检测覆盖 \(index.coverage.tested.count) / \(index.coverage.of) 条 A、AA 级准则，其余需人工",
                "  Automatic rules tested \(index.coverage.tested.count) of \(index.coverage.of) criteria at A and AA, in part; the rest needs people"
            )
        )
        lines.append(say("  阻断问题 \(index.blockers.count) 类", "  \(index.blockers.count) kinds of blockers"))
        lines += index.blockers.map { blocker in
            say(
                "    未做到“\(blocker.requirement.title.zh)”：\(blocker.pages) 个页面，\(blocker.failed) 处",
                "    not met: \(blocker.requirement.title.en): \(blocker.failed) on \(blocker.pages) pages"
            )
        }
        lines += site.parts.map { part in
            let value = part.index.value.map(\.oneDecimal) ?? "—"
            return say(
                "  · \(part.title.zh)：\(value)（\(part.index.coverage.tested.count) 条准则，\(part.index.pages) 个页面）",
                "  · \(part.title.en): \(value) (\(part.index.coverage.tested.count) criteria, \(part.index.pages) pages)"
            )
        }
        lines += site.models.map { model, result in
            "  ~ \(model.title[language]) v\(model.version): \(result.value.map(\.oneDecimal) ?? "—") (\(result.basis[language]))"
        }
        return lines
    }

    private func lines(of place: Place, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let whole = place.score.whole
        let conformity = whole.conformity.map { ($0 * 100).oneDecimal + "%" } ?? "—"
        return [
            "\(place.subject.name) (\(place.subject.id), \(place.checklist))",
            say("  等级：\(place.score.grade.title.zh)", "  Grade: \(place.score.grade.title.en)"),
            say(
                "  一票否决项未通过 \(place.score.failedGates.count) 处",
                "  \(place.score.failedGates.count) gate items failed"
            ),
            say(
                "  核查覆盖 \(whole.judged) / \(whole.applicable)；按权重符合率 \(conformity)",
                "  Coverage \(whole.judged) of \(whole.applicable) items that apply; conformity by weight \(conformity)"
            ),
        ]
    }

    private func line(of summary: Summary, _ language: Language) -> String {
        let name = summary.unit ?? LocalizedText(zh: "全部网站", en: "All sites")[language]
        let (mean, median) = (summary.mean?.oneDecimal ?? "—", summary.median?.oneDecimal ?? "—")
        return LocalizedText(
            zh: "\(name)：\(summary.sites) 个网站，\(summary.scored) 个可评分；平均 \(mean)，中位数 \(median)",
            en: "\(name): \(summary.scored) of \(summary.sites) sites scored; mean \(mean), median \(median)"
        )[language]
    }
}

// MARK: - JSON

extension ScoreReport {
    /// The scores as one JSON object.
    public var json: [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("sites")
            writer.array(of: sites) { writer, site in Self.write(site, &writer) }
            writer.key("places")
            writer.array(of: places) { writer, place in Self.write(place, &writer) }
            writer.key("summaries")
            writer.array(of: summaries) { writer, summary in
                writer.object { writer in
                    writer.key("unit")
                    writer.value(summary.unit)
                    writer.key("sites")
                    writer.value(summary.sites)
                    writer.key("scored")
                    writer.value(summary.scored)
                    writer.number("mean", summary.mean)
                    writer.number("median", summary.median)
                }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ site: Site, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("subject")
            writer.value(site.subject.id)
            writer.key("unit")
            writer.value(site.subject.responsibleUnit)
            writer.key("run")
            writer.value(site.run.id.number)
            writer.key("state")
            writer.value(site.run.state.rawValue)
            writer.key("index")
            write(site.index, &writer)
            writer.key("coverage")
            writer.object { writer in
                writer.key("tested")
                writer.array(of: site.index.coverage.tested) { $0.value($1) }
                writer.key("of")
                writer.value(site.index.coverage.of)
            }
            writer.key("blockers")
            writer.array(of: site.index.blockers) { writer, blocker in
                writer.object { writer in
                    writer.key("rule")
                    writer.value(blocker.requirement.id)
                    writer.key("pages")
                    writer.value(blocker.pages)
                    writer.key("failed")
                    writer.value(blocker.failed)
                }
            }
            writer.key("parts")
            writer.array(of: site.parts) { writer, part in
                writer.object { writer in
                    writer.key("dimension")
                    writer.value(part.dimension.rawValue)
                    writer.key("key")
                    writer.value(part.key)
                    writer.key("criteria")
                    writer.value(part.index.coverage.tested.count)
                    writer.key("index")
                    write(part.index, &writer)
                }
            }
            writer.key("models")
            writer.array(of: site.models) { writer, entry in write(entry.model, entry.result, &writer) }
        }
    }

    private static func write(_ index: AccessibilityCheckIndex, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("version")
            writer.value(AccessibilityCheckIndex.version)
            writer.number("value", index.value)
            writer.key("interval")
            if let interval = index.estimate?.interval {
                writer.array(of: [interval.lowerBound, interval.upperBound]) { $0.value($1.rounded(to: 4)) }
            } else {
                writer.null()
            }
            writer.key("insufficient")
            writer.value(index.insufficiency?.text.en)
            writer.key("pages")
            writer.value(index.pages)
            writer.key("pairs")
            writer.value(index.pairs)
            writer.key("clean")
            writer.value(index.clean)
            writer.number("strictRate", index.strictRate)
        }
    }

    private static func write(_ model: ScoreModel, _ result: ScoreModel.Result, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("id")
            writer.value(model.id)
            writer.key("version")
            writer.value(model.version)
            writer.number("value", result.value)
            writer.key("range")
            writer.array(of: [model.range.lowerBound, model.range.upperBound]) { $0.value($1) }
            writer.key("higherIsBetter")
            writer.value(model.isHigherBetter)
            for (key, text) in [("title", model.title), ("explanation", model.explanation), ("basis", result.basis)] {
                writer.key(key)
                writer.object { writer in
                    for language in Language.allCases {
                        writer.key(language.rawValue)
                        writer.value(text[language])
                    }
                }
            }
        }
    }

    private static func write(_ place: Place, _ writer: inout JSONWriter) {
        let whole = place.score.whole
        writer.object { writer in
            writer.key("subject")
            writer.value(place.subject.id)
            writer.key("run")
            writer.value(place.run.id.number)
            writer.key("checklist")
            writer.value(place.checklist)
            writer.key("grade")
            writer.value(place.score.grade.rawValue)
            writer.key("failedGates")
            writer.array(of: place.score.failedGates) { $0.value($1.item) }
            writer.key("applicable")
            writer.value(whole.applicable)
            writer.key("judged")
            writer.value(whole.judged)
            writer.key("passed")
            writer.value(whole.passed)
            writer.number("coverage", whole.coverage)
            writer.number("conformity", whole.conformity)
        }
    }
}

extension JSONWriter {
    /// A key with a number to four decimals, or null.
    fileprivate mutating func number(_ name: String, _ number: Double?) {
        key(name)
        if let number { value(number.rounded(to: 4)) } else { null() }
    }
}

extension Double {
    fileprivate func rounded(to decimals: Int) -> Double {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        return (self * scale).rounded() / scale
    }
}
