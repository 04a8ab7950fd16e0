/// Comma-separated values as people's tools write them (RFC 4180): quoted cells, line breaks inside quotes, CRLF or LF.
public struct CSVTable: Sendable, Equatable {
    public struct Row: Sendable, Equatable {
        /// Where the row begins in the file, from 1.
        public var line: Int
        public var cells: [String]
    }

    /// The first row that is not blank.
    public let header: [String]
    public let rows: [Row]

    /// A larger file is refused.
    public static let maximumBytes = 64 << 20
    public static let maximumRows = 1_000_000
    static let maximumColumns = 1_000

    /// Reads UTF-8 with or without a byte order mark; what is not UTF-8 becomes U+FFFD.
    ///
    /// - Throws: ``AuditError`` `malformedForm` with the line at fault: a quote that is not closed, too much of
    ///   anything, or no row at all.
    public init(_ bytes: [UInt8], path: String) throws {
        guard bytes.count <= Self.maximumBytes else {
            throw Self.error(path, 1, zh: "文件超过 64 MiB", en: "the file is larger than 64 MiB")
        }
        var reader = Reader(bytes: bytes, index: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0)
        var rows: [Row] = []
        while let row = try reader.row(path) {
            if row.cells.allSatisfy(\.isEmpty) { continue }
            rows.append(row)
            guard rows.count <= Self.maximumRows, row.cells.count <= Self.maximumColumns else {
                throw Self.error(path, row.line, zh: "行或列太多", en: "there are too many rows or columns")
            }
        }
        guard let first = rows.first else {
            throw Self.error(path, 1, zh: "文件里没有表格", en: "there is no table in the file")
        }
        header = first.cells
        self.rows = Array(rows.dropFirst())
    }

    static func error(_ path: String, _ line: Int, zh: String, en: String) -> AuditError {
        AuditError(
            .malformedForm,
            at: "\(path):\(line)",
            LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(
                zh: "请从表格软件另存为 CSV（UTF-8）后重试",
                en: "Save it as CSV (UTF-8) from the spreadsheet and try again"
            )
        )
    }

    private struct Reader {
        let bytes: [UInt8]
        var index: Int
        var line = 1

        mutating func row(_ path: String) throws -> Row? {
            guard index < bytes.count else { return nil }
            var row = Row(line: line, cells: [])
            while true {
                row.cells.append(try cell(path))
                guard index < bytes.count else { return row }
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: ",") { continue }
                if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
                line += 1
                return row
            }
        }

        /// Up to the comma or the end of the line, which are left.
        private mutating func cell(_ path: String) throws -> String {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else {
                let start = index
                while index < bytes.count, !Self.endsCell(bytes[index]) { index += 1 }
                return trimmed(bytes[start..<index])
            }
            let first = line
            index += 1
            var content: [UInt8] = []
            while index < bytes.count {
                let byte = bytes[index]
                index += 1
                if byte == UInt8(ascii: "\"") {
                    guard index < bytes.count, bytes[index] == byte else {
                        // What follows the closing quote up to the comma belongs to nothing.
                        while index < bytes.count, !Self.endsCell(bytes[index]) { index += 1 }
                        return trimmed(content[...])
                    }
                    index += 1
                }
                if byte == 0x0A { line += 1 }
                content.append(byte)
            }
            throw CSVTable.error(path, first, zh: "引号没有闭合", en: "a quotation mark is not closed")
        }

        private func trimmed(_ bytes: ArraySlice<UInt8>) -> String { bytes.trimmed.string }

        private static func endsCell(_ byte: UInt8) -> Bool {
            byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D
        }
    }
}
