/// The report as a workbook: a sheet of results for each subject's figures, one of all findings, one of what is untested.
///
/// Held in memory, since a ZIP archive is written in whole; findings beyond the bound are counted and said.
struct XLSXReport: ReportWriter {
    static let maximumFindings = 100_000

    private let language: Language
    private var table: FindingTable
    private var results: [[Workbook.Cell]] = []
    private var findings: [[Workbook.Cell]] = []
    private var untested: [[Workbook.Cell]] = []
    private var omitted = 0
    private var bytes: [UInt8] = []

    init(language: Language) {
        self.language = language
        table = FindingTable(language: language)
    }

    mutating func begin(_ report: Report) {
        results = [
            texts([("对象", "subject"), ("指标", "figure"), ("数值", "value"), ("依据", "of what")]),
            [.text(report.title[language]), .text("audit \(report.toolVersion)"), .text(report.made.iso8601)]
                + [.text("SHA-256 \(report.dataHash)")],
        ]
        findings = [FindingTable.columns.map { .text($0[language]) }]
        untested = [texts([("对象", "subject"), ("没有检测的", "not tested"), ("数量", "count"), ("原因", "reason")])]
    }

    private func texts(_ pairs: [(String, String)]) -> [Workbook.Cell] {
        pairs.map { .text(LocalizedText(zh: $0.0, en: $0.1)[language]) }
    }

    mutating func begin(_ entry: SubjectReport) {
        table.begin(entry)
        let name = shown(entry.subject.name)
        results.append([name, .text(""), .text(""), .text(entry.sentence[language])])
        for figure in entry.figures {
            results.append([name] + [figure.label, figure.value, figure.basis].map { .text($0[language]) })
        }
        for lost in entry.untested {
            untested.append([
                name, .text(lost.what[language]), .number(Double(lost.count)), shown(lost.reason[language]),
            ])
        }
    }

    /// Texts from outside, made visible; an inline string is never a formula.
    private func shown(_ text: String) -> Workbook.Cell { .text(HostileText.line(text)) }

    mutating func add(_ finding: StoredFinding) {
        guard findings.count <= Self.maximumFindings else {
            omitted += 1
            return
        }
        findings.append(
            table.cells(of: finding).map { cell in
                switch cell {
                case .text(let text): shown(text)
                case .number(let number): number.map { .number($0) } ?? .empty
                }
            }
        )
    }

    mutating func end(_ subject: SubjectReport) {}

    mutating func end() throws {
        if omitted > 0 {
            let text = LocalizedText(
                zh: "另有 \(omitted) 条问题未写入本文件；CSV 和 JSON 中齐全",
                en: "\(omitted) more findings are not in this file; CSV and JSON have them all"
            )
            results.append([.text(text[language])])
        }
        func name(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        bytes = try Workbook(sheets: [
            .init(name: name("结果", "Results"), rows: results, widths: [30, 30, 24, 70]),
            .init(name: name("问题", "Findings"), rows: findings, widths: FindingTable.widths),
            .init(name: name("未检测", "Not tested"), rows: untested, widths: [30, 40, 10, 60]),
        ]).bytes()
    }

    mutating func drain() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
