/// `findings list` and `findings show`, as text and as JSON.
public enum FindingListing {
    /// One line a finding: id, outcome, severity, requirement, place and message.
    public static func line(_ stored: StoredFinding, language: Language) -> String {
        let finding = stored.finding
        let words = [
            stored.id,
            ReportTerms.outcome(finding.outcome)[language],
            ReportTerms.severity(finding.severity)[language],
            finding.requirement,
            place(finding.place),
            finding.message[language],
        ]
        return words.map(oneLine).joined(separator: "\t")
    }

    /// Everything known of a finding, one fact a line.
    public static func details(_ stored: StoredFinding, language: Language) -> String {
        let finding = stored.finding
        func fact(_ zh: String, _ en: String, _ value: String) -> String {
            LocalizedText(zh: zh, en: en)[language] + (language == .zhHans ? "：" : ": ") + oneLine(value) + "\n"
        }
        var text = fact("编号", "id", stored.id)
        text += fact("对象", "subject", "\(stored.subjectName) (\(stored.subject))")
        text += fact("责任单位", "responsible unit", stored.unit ?? "—")
        text += fact("要求", "requirement", finding.requirement)
        text += fact("依据", "criteria", finding.criteria.joined(separator: " "))
        text += fact("结果", "outcome", ReportTerms.outcome(finding.outcome)[language])
        text += fact("性质", "kind", ReportTerms.kind(finding.kind)[language])
        text += fact("把握", "confidence", ReportTerms.confidence(finding.confidence)[language])
        text += fact("严重程度", "severity", ReportTerms.severity(finding.severity)[language])
        text += fact("状态", "state", ReportTerms.state(stored.state)[language])
        text += fact("位置", "place", place(finding.place))
        if case .node(let node) = finding.place {
            text += fact("路径", "xpath", node.xpath)
            text += fact("选择器", "selector", node.selector)
            text += fact("代码", "snippet", node.snippet)
        }
        if let measurement = finding.measurement {
            text += fact("实测", "measured", "\(measurement.value) \(measurement.unit)")
        }
        text += fact("说明", "message", finding.message[language])
        text += fact("问题指纹", "defect", finding.defect)
        return text
    }

    /// The finding as one JSON object on one line.
    public static func json(_ stored: StoredFinding, language: Language) -> [UInt8] {
        var writer = JSONWriter()
        write(stored, language: language, to: &writer)
        writer.newline()
        return writer.bytes
    }

    /// The finding as one JSON object, wherever it stands.
    static func write(_ stored: StoredFinding, language: Language, to writer: inout JSONWriter) {
        writer.object { writeKeys(of: stored, language: language, to: &$0) }
    }

    /// The keys of that object, for those who add some of their own.
    static func writeKeys(of stored: StoredFinding, language: Language, to writer: inout JSONWriter) {
        let finding = stored.finding
        for (key, value) in [
            ("id", stored.id), ("subject", stored.subject), ("domain", finding.domain.rawValue),
            ("requirement", finding.requirement), ("outcome", finding.outcome.rawValue),
            ("kind", finding.kind.rawValue), ("confidence", finding.confidence.rawValue),
            ("severity", finding.severity.rawValue), ("state", stored.state.rawValue),
        ] {
            writer.key(key)
            writer.value(value)
        }
        writer.key("unit")
        writer.value(stored.unit)
        writer.key("deadline")
        writer.value(stored.deadline?.iso8601)
        writer.key("criteria")
        writer.array(of: finding.criteria) { $0.value($1) }
        writer.key("message")
        writer.value(finding.message[language])
        placeJSON(finding.place, &writer)
        measurementJSON(finding.measurement, &writer)
        writer.key("occurrence")
        writer.value(finding.occurrence)
        writer.key("defect")
        writer.value(finding.defect)
    }

    private static func placeJSON(_ place: Place, _ writer: inout JSONWriter) {
        switch place {
        case .node(let node):
            for (key, value) in [("page", node.page), ("xpath", node.xpath), ("selector", node.selector)] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("line")
            writer.value(node.line)
            writer.key("column")
            writer.value(node.column)
            writer.key("snippet")
            writer.value(node.snippet)
        case .item(let item):
            for (key, value) in [("form", item.form), ("section", item.section), ("entry", item.entry)] {
                writer.key(key)
                writer.value(value)
            }
            writer.key("latitude")
            writer.value(item.latitude)
            writer.key("longitude")
            writer.value(item.longitude)
            writer.key("note")
            writer.value(item.note)
        }
    }

    private static func measurementJSON(_ measurement: Measurement?, _ writer: inout JSONWriter) {
        writer.key("measurement")
        guard let measurement else { return writer.null() }
        writer.object { writer in
            writer.key("value")
            writer.value(measurement.value)
            writer.key("unit")
            writer.value(measurement.unit)
            writer.key("minimum")
            writer.value(measurement.minimum)
            writer.key("maximum")
            writer.value(measurement.maximum)
            writer.key("tolerance")
            writer.value(measurement.tolerance)
        }
    }

    static func place(_ place: Place) -> String {
        switch place {
        case .node(let node): "\(node.page):\(node.line):\(node.column)"
        case .item(let item): item.entry.isEmpty ? item.section : "\(item.section)/\(item.entry)"
        }
    }

    /// Control characters, which could rewrite a terminal, become spaces.
    static func oneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? " " : $0 }
            )
        )
    }
}
