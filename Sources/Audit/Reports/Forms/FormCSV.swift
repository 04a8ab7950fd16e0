/// A form to fill in as CSV (RFC 4180, UTF-8 with a byte order mark, which spreadsheets in China need).
struct FormCSV {
    let table: FormTable
    /// One or both; questions are written in each.
    let languages: [Language]

    func bytes() -> [UInt8] {
        let columns = table.columns
        var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
        write(columns.map { text($0.title) }, to: &bytes)
        for row in table.modules.flatMap(\.rows) { write(columns.map { cell($0, row) }, to: &bytes) }
        return bytes
    }

    private func write(_ cells: [String], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            bytes += Self.quoted(cell)
        }
        bytes += [0x0D, 0x0A]
    }

    /// Between quotation marks; an apostrophe before what a spreadsheet would take for a formula is taken off again when
    /// the form comes back.
    private static func quoted(_ text: String) -> [UInt8] {
        guard let first = text.unicodeScalars.first else { return [] }
        let isNumber = Double(text) != nil
        let mark = !isNumber && "=+-@＝＋－＠|%".unicodeScalars.contains(first) ? "'" : ""
        return [0x22] + (mark + text).utf8.flatMap { $0 == 0x22 ? [0x22, 0x22] : [$0] } + [0x22]
    }

    private func text(_ text: LocalizedText) -> String {
        var seen: Set<String> = []
        return languages.map { text[$0] }.filter { !$0.isEmpty && seen.insert($0).inserted }.joined(separator: " / ")
    }

    private func cell(_ column: FormTable.Column, _ row: FormTable.Row) -> String {
        switch column {
        case .section: row.section
        case .id: row.id
        case .question: text(row.question)
        case .how: row.how.map { text($0) } ?? ""
        case .unit: row.unit.map { text($0) } ?? ""
        case .answer: row.answers.first ?? ""
        case .reading(let number): row.answers.indices.contains(number - 1) ? row.answers[number - 1] : ""
        case .reason: row.reason ?? ""
        case .note: row.note ?? ""
        case .photos: row.photos.joined(separator: "; ")
        }
    }
}
