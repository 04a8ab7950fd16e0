/// How the scores of sites changed between two runs or rounds.
public struct TrendReport: Sendable {
    public struct Site: Sendable {
        public let subject: Subject
        public let old: Run
        public let new: Run
        /// The sample that is the panel; nil where all pages of both runs are.
        public let sample: PageSample?
        public let rules: RuleSetChange
        /// Checked pages that only one of the runs has; they are no part of the difference.
        public let onlyOld: Int
        public let onlyNew: Int
        /// nil where too few pages could be scored in both.
        public let trend: ScoreTrend?
    }

    public let sites: [Site]

    public func text(in language: Language) -> String {
        sites.flatMap { Self.lines(of: $0, language) }.map(FindingListing.oneLine).joined(separator: "\n") + "\n"
    }

    private static func lines(of site: Site, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let runs = "\(site.old.id.number) → \(site.new.id.number)"
        var lines = [
            say(
                "\(site.subject.name)（\(site.subject.id)，检测 \(runs)）",
                "\(site.subject.name) (\(site.subject.id), runs \(runs))"
            )
        ]
        if !site.rules.isNone {
            let (added, removed, changed) = (
                site.rules.added.count, site.rules.removed.count, site.rules.changed.count
            )
            lines.append(
                say(
                    "  两次的规则不同（新增 \(added)，去掉 \(removed)，改版 \(changed)）：用共同的 \(site.rules.common.count) 条重新评分",
                    "  The rules differ (\(added) added, \(removed) removed, \(changed) changed): both scored anew with the \(site.rules.common.count) they share"
                )
            )
        }
        if let trend = site.trend {
            lines += self.lines(of: trend, language)
        } else {
            let least = AccessibilityCheckIndex.minimumPages
            lines.append(
                say(
                    "  不足以比较：两次都能评分的页面不到 \(least) 个",
                    "  Not enough to compare: fewer than \(least) pages could be scored in both"
                )
            )
        }
        lines.append(
            say(
                "  只在前一次的 \(site.onlyOld) 个页面、只在后一次的 \(site.onlyNew) 个页面不参加比较",
                "  Left out, since only one run has them: \(site.onlyOld.counted("page")) of the older, \(site.onlyNew) of the newer"
            )
        )
        return lines
    }

    private static func lines(of trend: ScoreTrend, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let change = signed(trend.difference)
        let around =
            trend.interval.map { range in
                let (low, high) = (signed(range.lowerBound), signed(range.upperBound))
                return say("（95% 置信区间 \(low) 至 \(high)）", " (95% interval \(low) to \(high))")
            }
            ?? (trend.isExact
                ? say("（全部页面，没有抽样误差）", " (all pages, no sampling error)")
                : say("（页面太少，不给区间）", " (too few pages for an interval)"))
        return [
            say(
                "  无障碍检测指数 \(trend.before.oneDecimal) → \(trend.after.oneDecimal)，\(change)\(around)：\(trend.verdict.title.zh)",
                "  Accessibility Check Index \(trend.before.oneDecimal) → \(trend.after.oneDecimal), \(change)\(around): \(trend.verdict.title.en)"
            ),
            say(
                "  比较了 \(trend.pages) 个页面（重点页面 \(trend.keyPages) 个，其余 \(trend.otherPages) 个代表 \(trend.frame) 个）",
                "  \(trend.pages.counted("page")) compared (\(trend.keyPages.counted("key page")); \(trend.otherPages.counted("other stands", "others stand")) for \(trend.frame))"
            ),
        ]
    }

    private static func signed(_ number: Double) -> String {
        let text = number.oneDecimal
        return text.hasPrefix("-") || text == "0.0" ? text : "+" + text
    }

    public var json: [UInt8] {
        var writer = JSONWriter(indentation: 2)
        writer.object { writer in
            writer.key("sites")
            writer.array(of: sites) { writer, site in Self.write(site, &writer) }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ site: Site, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("subject")
            writer.value(site.subject.id)
            writer.key("old")
            writer.value(site.old.id.number)
            writer.key("new")
            writer.value(site.new.id.number)
            writer.key("sample")
            writer.value(site.sample?.number.map { Int($0) })
            for (key, rules) in [
                ("rulesAdded", site.rules.added), ("rulesRemoved", site.rules.removed),
                ("rulesChanged", site.rules.changed),
            ] {
                writer.key(key)
                writer.array(of: rules) { $0.value($1) }
            }
            writer.key("onlyOld")
            writer.value(site.onlyOld)
            writer.key("onlyNew")
            writer.value(site.onlyNew)
            writer.number("before", site.trend?.before)
            writer.number("after", site.trend?.after)
            writer.number("difference", site.trend?.difference)
            writer.interval("interval", site.trend?.interval)
            writer.key("verdict")
            writer.value(site.trend?.verdict.rawValue)
            writer.key("keyPages")
            writer.value(site.trend?.keyPages)
            writer.key("otherPages")
            writer.value(site.trend?.otherPages)
            writer.key("frame")
            writer.value(site.trend?.frame)
        }
    }

    static let shape = JSONShape.object([
        .init(
            "sites",
            .list(
                .object([
                    .init("subject", .text), .init("old", .integer), .init("new", .integer),
                    .init("sample", .nullable(.integer)), .init("rulesAdded", .list(.text)),
                    .init("rulesRemoved", .list(.text)), .init("rulesChanged", .list(.text)),
                    .init("onlyOld", .integer), .init("onlyNew", .integer), .init("before", .nullable(.number)),
                    .init("after", .nullable(.number)), .init("difference", .nullable(.number)),
                    .init("interval", ScoreSchema.interval),
                    .init("verdict", .nullable(OutputSchema.words(ScoreTrend.Verdict.self))),
                    .init("keyPages", .nullable(.integer)), .init("otherPages", .nullable(.integer)),
                    .init("frame", .nullable(.integer)),
                ])
            )
        )
    ])
}
