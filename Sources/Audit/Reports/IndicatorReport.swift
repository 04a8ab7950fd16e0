/// The indicators of a plan with their values in each round and now.
public struct IndicatorReport: Sendable {
    public struct Row: Sendable {
        public let indicator: DevelopmentPlan.Indicator
        public let values: [Column]

        public init(indicator: DevelopmentPlan.Indicator, values: [Column]) {
            self.indicator = indicator
            self.values = values
        }
    }

    public struct Column: Sendable {
        /// nil for what stands now.
        public let round: String?
        public let value: PlanValue

        public init(round: String?, value: PlanValue) {
            self.round = round
            self.value = value
        }
    }

    public enum Format: String, Sendable, CaseIterable {
        case text, json, csv
    }

    public let plan: DevelopmentPlan
    public let rows: [Row]

    public init(plan: DevelopmentPlan, rows: [Row]) {
        self.plan = plan
        self.rows = rows
    }

    public func render(as format: Format, in language: Language) -> [UInt8] {
        switch format {
        case .text: Array(text(in: language).utf8)
        case .json: json
        case .csv: csv(in: language)
        }
    }

    static func name(of round: String?, _ language: Language) -> String {
        round ?? LocalizedText(zh: "现状", en: "now")[language]
    }
}

// MARK: - Text

extension IndicatorReport {
    private func text(in language: Language) -> String {
        let lines = [plan.title[language], ""] + rows.flatMap { self.lines(of: $0, language) + [""] }
        return lines.map(FindingListing.oneLine).joined(separator: "\n")
    }

    private func lines(of row: Row, _ language: Language) -> [String] {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let indicator = row.indicator
        let target = indicator.target
        let baseline = indicator.baseline.map { "\($0.value.shortText) (\($0.year))" } ?? "—"
        return [
            say(
                "\(indicator.name.zh)（\(indicator.unit)，\(indicator.nature.title.zh)）",
                "\(indicator.name.en) (\(indicator.unit), \(indicator.nature.title.en))"
            ),
            say(
                "  基期 \(baseline)，目标 \(target.value.shortText) (\(target.year))；来源：\(indicator.source)",
                "  baseline \(baseline), target \(target.value.shortText) (\(target.year)); source: \(indicator.source)"
            ),
        ] + row.values.map { line(of: $0, indicator, language) }
    }

    private func line(of column: Column, _ indicator: DevelopmentPlan.Indicator, _ language: Language) -> String {
        func say(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        let (name, basis) = (Self.name(of: column.round, language), column.value.basis[language])
        guard let value = column.value.value else { return say("  \(name)：—（\(basis)）", "  \(name): — (\(basis))") }
        let progress = Self.progress(column.value, indicator)[language]
        return say(
            "  \(name)：\(value.oneDecimal)（\(basis)），\(progress)",
            "  \(name): \(value.oneDecimal) (\(basis)), \(progress)"
        )
    }

    /// How far a value is on the way to the target; a dash where there is none.
    static func progress(_ value: PlanValue, _ indicator: DevelopmentPlan.Indicator) -> LocalizedText {
        guard let number = value.value else { return LocalizedText(zh: "—", en: "—") }
        let reached =
            indicator.isReached(number)
            ? LocalizedText(zh: "已达目标", en: "target reached") : LocalizedText(zh: "未达目标", en: "target not reached")
        guard let share = indicator.progress(number) else { return reached }
        guard share >= 0 else {
            return LocalizedText(
                zh: "比基期离目标更远，\(reached.zh)",
                en: "further from the target than at the baseline, \(reached.en)"
            )
        }
        let percent = (share * 100).oneDecimal
        return LocalizedText(
            zh: "完成进度 \(percent)%，\(reached.zh)",
            en: "\(percent)% of the way, \(reached.en)"
        )
    }
}

// MARK: - JSON and CSV

extension IndicatorReport {
    private var json: [UInt8] {
        var writer = JSONWriter(indentation: 2)
        write(to: &writer)
        writer.newline()
        return writer.bytes
    }

    /// The object that `audit indicators --format json` prints.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("plan")
            writer.localized(plan.title)
            writer.key("indicators")
            writer.array(of: rows) { writer, row in Self.write(row, &writer) }
        }
    }

    private static func write(_ row: Row, _ writer: inout JSONWriter) {
        let indicator = row.indicator
        writer.object { writer in
            writer.key("id")
            writer.value(indicator.id)
            writer.key("name")
            writer.localized(indicator.name)
            writer.key("unit")
            writer.value(indicator.unit)
            writer.key("nature")
            writer.value(indicator.nature.rawValue)
            writer.key("baseline")
            if let baseline = indicator.baseline { write(baseline, &writer) } else { writer.null() }
            writer.key("target")
            write(indicator.target, &writer)
            writer.key("source")
            writer.value(indicator.source)
            writer.key("values")
            writer.array(of: row.values) { writer, column in write(column, indicator, &writer) }
        }
    }

    private static func write(_ point: DevelopmentPlan.Point, _ writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("year")
            writer.value(point.year)
            writer.key("value")
            writer.value(point.value)
        }
    }

    private static func write(
        _ column: Column,
        _ indicator: DevelopmentPlan.Indicator,
        _ writer: inout JSONWriter
    ) {
        let value = column.value
        writer.object { writer in
            writer.key("round")
            writer.value(column.round)
            writer.number("value", value.value)
            writer.key("count")
            writer.value(value.count)
            writer.key("of")
            writer.value(value.of)
            writer.key("basis")
            writer.localized(value.basis)
            writer.number("progress", value.value.flatMap { indicator.progress($0) })
            writer.key("reached")
            if let number = value.value { writer.value(indicator.isReached(number)) } else { writer.null() }
        }
    }

    private func csv(in language: Language) -> [UInt8] {
        let head = [
            LocalizedText(zh: "指标", en: "indicator"), LocalizedText(zh: "单位", en: "unit"),
            LocalizedText(zh: "性质", en: "nature"), LocalizedText(zh: "基期年", en: "baseline year"),
            LocalizedText(zh: "基期值", en: "baseline"), LocalizedText(zh: "目标年", en: "target year"),
            LocalizedText(zh: "目标值", en: "target"), LocalizedText(zh: "轮次", en: "round"),
            LocalizedText(zh: "数值", en: "value"), LocalizedText(zh: "分子", en: "count"),
            LocalizedText(zh: "分母", en: "of"), LocalizedText(zh: "依据", en: "basis"),
            LocalizedText(zh: "完成进度", en: "progress"), LocalizedText(zh: "来源", en: "source"),
        ]
        // Excel takes a file without the mark for one in the system's old code page.
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + CSVText.row(head.map { CSVText.quoted($0[language]) })
        for row in rows {
            for column in row.values { bytes += CSVText.row(cells(row.indicator, column, language)) }
        }
        return bytes
    }

    private func cells(
        _ indicator: DevelopmentPlan.Indicator,
        _ column: Column,
        _ language: Language
    ) -> [[UInt8]] {
        func number(_ number: Double?) -> [UInt8] { number.map { Array($0.shortText.utf8) } ?? [] }
        let value = column.value
        return [
            CSVText.quoted(indicator.name[language]), CSVText.quoted(indicator.unit),
            CSVText.quoted(indicator.nature.title[language]), number(indicator.baseline.map { Double($0.year) }),
            number(indicator.baseline?.value), number(Double(indicator.target.year)), number(indicator.target.value),
            CSVText.quoted(Self.name(of: column.round, language)), number(value.value),
            number(value.count.map(Double.init)), number(value.of.map(Double.init)),
            CSVText.quoted(value.basis[language]), number(value.value.flatMap { indicator.progress($0) }),
            CSVText.quoted(indicator.source),
        ]
    }
}
