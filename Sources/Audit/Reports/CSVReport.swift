/// Every finding as a row, for spreadsheets: UTF-8 with a byte order mark, RFC 4180.
///
/// A text that a spreadsheet could take for a formula gets an apostrophe before it; numbers stand as numbers.
public struct CSVReport: ReportWriter {
    private let language: Language
    private var bytes: [UInt8] = []
    private var titles: [String: Requirement] = [:]
    private var run = ""

    public init(language: Language) { self.language = language }

    public mutating func begin(_ report: Report) {
        // Excel takes a file without the mark for one in the system's old code page.
        bytes += [0xEF, 0xBB, 0xBF]
        row(Self.columns.map { .text($0[language]) })
    }

    public mutating func begin(_ subject: SubjectReport) {
        titles = Dictionary(subject.totals.map { ($0.requirement.id, $0.requirement) }) { first, _ in first }
        run = "\(subject.run.id.number)"
    }

    public mutating func add(_ stored: StoredFinding) {
        row(general(stored) + node(stored.finding.place) + item(stored.finding.place) + measured(stored.finding))
    }

    public mutating func end(_ subject: SubjectReport) {}
    public mutating func end() {}

    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    // MARK: - Cells

    enum Cell {
        case text(String)
        case number(Double?)
    }

    private static let columns: [LocalizedText] = [
        LocalizedText(zh: "编号", en: "id"), LocalizedText(zh: "对象编号", en: "subject"),
        LocalizedText(zh: "对象", en: "subject name"), LocalizedText(zh: "责任单位", en: "responsible unit"),
        LocalizedText(zh: "检测编号", en: "run"), LocalizedText(zh: "要求编号", en: "requirement"),
        LocalizedText(zh: "要求", en: "requirement title"), LocalizedText(zh: "依据", en: "criteria"),
        LocalizedText(zh: "结果", en: "outcome"), LocalizedText(zh: "性质", en: "kind"),
        LocalizedText(zh: "把握", en: "confidence"), LocalizedText(zh: "严重程度", en: "severity"),
        LocalizedText(zh: "状态", en: "state"), LocalizedText(zh: "说明", en: "message"),
        LocalizedText(zh: "改法", en: "fix"), LocalizedText(zh: "问题指纹", en: "defect"),
        LocalizedText(zh: "页面", en: "page"), LocalizedText(zh: "行", en: "line"),
        LocalizedText(zh: "列（字节）", en: "column (bytes)"), LocalizedText(zh: "路径", en: "xpath"),
        LocalizedText(zh: "选择器", en: "selector"), LocalizedText(zh: "代码", en: "snippet"),
        LocalizedText(zh: "部位", en: "section"), LocalizedText(zh: "名称", en: "entry"),
        LocalizedText(zh: "纬度（WGS-84）", en: "latitude (WGS-84)"),
        LocalizedText(zh: "经度（WGS-84）", en: "longitude (WGS-84)"), LocalizedText(zh: "备注", en: "note"),
        LocalizedText(zh: "实测值", en: "measured"), LocalizedText(zh: "单位", en: "unit"),
        LocalizedText(zh: "下限", en: "minimum"), LocalizedText(zh: "上限", en: "maximum"),
        LocalizedText(zh: "允差", en: "tolerance"),
    ]

    private func general(_ stored: StoredFinding) -> [Cell] {
        let finding = stored.finding
        let requirement = titles[finding.requirement]
        return [
            stored.id, stored.subject, stored.subjectName, stored.unit ?? "", run, finding.requirement,
            requirement?.title[language] ?? "", finding.criteria.joined(separator: " "),
            ReportTerms.outcome(finding.outcome)[language], ReportTerms.kind(finding.kind)[language],
            ReportTerms.confidence(finding.confidence)[language], ReportTerms.severity(finding.severity)[language],
            stored.state.rawValue, finding.message[language], requirement?.fix[language] ?? "", finding.defect,
        ].map { .text($0) }
    }

    private func node(_ place: Place) -> [Cell] {
        guard case .node(let node) = place else { return [Cell](repeating: .text(""), count: 6) }
        return [
            .text(node.page), .number(Double(node.line)), .number(Double(node.column)), .text(node.xpath),
            .text(node.selector), .text(node.snippet),
        ]
    }

    private func item(_ place: Place) -> [Cell] {
        guard case .item(let item) = place else { return [Cell](repeating: .text(""), count: 5) }
        return [
            .text(item.section), .text(item.entry), .number(item.latitude), .number(item.longitude), .text(item.note),
        ]
    }

    private func measured(_ finding: Finding) -> [Cell] {
        guard let measurement = finding.measurement else { return [Cell](repeating: .text(""), count: 5) }
        return [
            .number(measurement.value), .text(measurement.unit), .number(measurement.minimum),
            .number(measurement.maximum), .number(measurement.tolerance),
        ]
    }

    private mutating func row(_ cells: [Cell]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(0x2C) }
            switch cell {
            case .text(let text): bytes += CSVText.quoted(text)
            case .number(let number): bytes += Array((number.map { $0.shortText } ?? "").utf8)
            }
        }
        bytes += [0x0D, 0x0A]
    }
}

/// Texts in comma-separated values.
enum CSVText {
    /// Cells longer than this are cut; spreadsheets hold 32,767 characters.
    static let maximumCharacters = 30_000

    /// The text between quotation marks, safe from being taken for a formula.
    ///
    /// Source: OWASP "CSV Injection": `=`, `+`, `-`, `@`, tab and carriage return begin a formula or a command; the
    /// full-width forms do so in East Asian editions. White space before them is skipped, as spreadsheets may.
    static func quoted(_ text: String) -> [UInt8] {
        var line = HostileText.line(text, limit: maximumCharacters)
        let first = line.unicodeScalars.first { !$0.properties.isWhitespace }
        if let first, "=+-@＝＋－＠|%".unicodeScalars.contains(first) { line = "'" + line }
        if line.isEmpty { return [] }
        return [0x22] + line.utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
    }
}
