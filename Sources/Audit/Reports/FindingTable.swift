/// Findings as rows of a table, for spreadsheets.
struct FindingTable {
    private let language: Language
    private var titles: [String: Requirement] = [:]
    private var run = ""

    init(language: Language) { self.language = language }

    /// What follows are findings of this subject.
    mutating func begin(_ subject: SubjectReport) {
        titles = Dictionary(subject.totals.map { ($0.requirement.id, $0.requirement) }) { first, _ in first }
        run = "\(subject.run.id.number)"
    }

    /// One cell for each of ``columns``.
    func cells(of stored: StoredFinding, isSuppressed: Bool) -> [Cell] {
        let suppressed = isSuppressed ? LocalizedText(zh: "是", en: "yes") : LocalizedText(zh: "否", en: "no")
        return general(stored) + node(stored.finding.place) + item(stored.finding.place) + measured(stored.finding)
            + [.text(suppressed[language])]
    }

    /// In characters.
    static let widths = [
        18, 16, 24, 24, 8, 24, 36, 24, 10, 10, 10, 10, 12, 50, 50, 20, 40, 8, 8, 40, 30, 50, 16, 20, 12, 12, 30, 10, 8,
        10, 10, 10, 10,
    ]

    enum Cell {
        case text(String)
        case number(Double?)
    }

    static let columns: [LocalizedText] = [
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
        LocalizedText(zh: "允差", en: "tolerance"), LocalizedText(zh: "已屏蔽", en: "suppressed"),
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
}
