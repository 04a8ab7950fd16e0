/// Every finding as a row, for spreadsheets: UTF-8 with a byte order mark, RFC 4180.
///
/// A text that a spreadsheet could take for a formula gets an apostrophe before it; numbers stand as numbers.
public struct CSVReport: ReportWriter {
    private let language: Language
    private var bytes: [UInt8] = []
    private var table: FindingTable

    public init(language: Language) {
        self.language = language
        table = FindingTable(language: language)
    }

    public mutating func begin(_ report: Report) {
        // Excel takes a file without the mark for one in the system's old code page.
        bytes += [0xEF, 0xBB, 0xBF]
        row(FindingTable.columns.map { .text($0[language]) })
    }

    public mutating func begin(_ subject: SubjectReport) { table.begin(subject) }

    public mutating func add(_ finding: StoredFinding, isSuppressed: Bool) {
        row(table.cells(of: finding, isSuppressed: isSuppressed))
    }

    public mutating func end(_ subject: SubjectReport) {}
    public mutating func end() {}

    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func row(_ cells: [FindingTable.Cell]) {
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

    /// Cells that are ready, as a row.
    static func row(_ cells: [[UInt8]]) -> [UInt8] { Array(cells.joined(separator: [0x2C])) + [0x0D, 0x0A] }
}
