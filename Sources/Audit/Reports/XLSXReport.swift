/// The report as a workbook: a sheet of results for each subject's figures, one of all findings, one of what is untested.
///
/// Rows go to a file in the temporary folder as they come, so memory does not grow with them; findings beyond the bound are
/// counted and said.
struct XLSXReport: ReportWriter {
    static let maximumFindings = 100_000

    private enum Sheet: Int {
        case results, findings, untested
    }

    private let language: Language
    private var table: FindingTable
    /// The workbook, or why there is none.
    private var file: Result<WorkbookFile, any Error>?
    private var findings = 0
    private var omitted = 0
    private var bytes: [UInt8] = []

    init(language: Language) {
        self.language = language
        table = FindingTable(language: language)
    }

    mutating func begin(_ report: Report) {
        let file = Result { try WorkbookFile() }
        self.file = file
        guard case .success(let workbook) = file else { return }
        workbook.add(
            .init(
                name: name("结果", "Results"),
                rows: [
                    texts([("对象", "subject"), ("指标", "figure"), ("数值", "value"), ("依据", "of what")]),
                    [.text(report.title[language]), .text("audit \(report.toolVersion)"), .text(report.made.iso8601)]
                        + [.text("SHA-256 \(report.dataHash)")],
                ],
                widths: [30, 30, 24, 70]
            )
        )
        let columns = FindingTable.columns.map { Workbook.Cell.text($0[language]) }
        workbook.add(.init(name: name("问题", "Findings"), rows: [columns], widths: FindingTable.widths))
        let heads = texts([("对象", "subject"), ("没有检测的", "not tested"), ("数量", "count"), ("原因", "reason")])
        workbook.add(.init(name: name("未检测", "Not tested"), rows: [heads], widths: [30, 40, 10, 60]))
    }

    private func name(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }

    private func texts(_ pairs: [(String, String)]) -> [Workbook.Cell] { pairs.map { .text(name($0.0, $0.1)) } }

    private func append(_ cells: [Workbook.Cell], to sheet: Sheet) {
        if case .success(let workbook)? = file { workbook.append(cells, to: sheet.rawValue) }
    }

    mutating func begin(_ entry: SubjectReport) {
        table.begin(entry)
        let name = shown(entry.subject.name)
        append([name, .text(""), .text(""), .text(entry.sentence[language])], to: .results)
        for figure in entry.figures {
            append([name] + [figure.label, figure.value, figure.basis].map { .text($0[language]) }, to: .results)
        }
        for lost in entry.untested {
            append(
                [name, .text(lost.what[language]), .number(Double(lost.count)), shown(lost.reason[language])],
                to: .untested
            )
        }
    }

    /// Texts from outside, made visible; an inline string is never a formula.
    private func shown(_ text: String) -> Workbook.Cell { .text(HostileText.line(text)) }

    mutating func add(_ finding: StoredFinding, isSuppressed: Bool) {
        guard findings < Self.maximumFindings else {
            omitted += 1
            return
        }
        findings += 1
        append(
            table.cells(of: finding, isSuppressed: isSuppressed).map { cell in
                switch cell {
                case .text(let text): shown(text)
                case .number(let number): number.map { .number($0) } ?? .empty
                }
            },
            to: .findings
        )
    }

    mutating func end(_ subject: SubjectReport) {}

    mutating func end() throws {
        if omitted > 0 {
            let text = LocalizedText(
                zh: "另有 \(omitted) 条问题未写入本文件；CSV 和 JSON 中齐全",
                en:
                    "\(omitted.counted("more finding is", "more findings are")) not in this file; CSV and JSON have them all"
            )
            append([.text(text[language])], to: .results)
        }
        guard let file else { preconditionFailure("a report begins before it ends") }
        bytes = try file.get().finish()
    }

    mutating func drain() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
