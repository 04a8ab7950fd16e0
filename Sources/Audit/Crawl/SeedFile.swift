import Foundation

/// One line of `sites.csv`: where a crawl starts and who answers for it.
public struct Seed: Sendable, Equatable {
    public var url: WebURL
    public var name: String
    public var unit: String
    public var region: String
    public var kind: String

    public init(url: WebURL, name: String = "", unit: String = "", region: String = "", kind: String = "") {
        self.url = url
        self.name = name
        self.unit = unit
        self.region = region
        self.kind = kind
    }

    /// The permanent id of what is scanned: host and port, with the path where the site is only a part of a host.
    public var subjectID: String {
        let host = (url.host?.string ?? "") + (url.port.map { ":\($0)" } ?? "")
        return url.path.count > 1 ? host + url.path.string : host
    }
}

/// Reads a table of seeds: CSV (RFC 4180) in UTF-8 with a header line naming the columns.
///
/// The columns are url (required), name, unit, region and kind, in any order; a header is read in any case. Lines that
/// are empty or begin with `#` are skipped.
public enum SeedFile {
    public static let maximumBytes = 16 << 20
    public static let maximumSeeds = 100_000

    private enum Column: String, CaseIterable {
        case url, name, unit, region, kind
    }

    /// - Parameters:
    ///   - bytes: The file's content.
    ///   - path: What errors call the file.
    /// - Returns: The seeds in the order of the file.
    /// - Throws: ``AuditError`` with file and line; nothing is read in part.
    public static func seeds(in bytes: [UInt8], path: String) throws -> [Seed] {
        guard bytes.count <= maximumBytes else {
            throw error(
                path,
                line: nil,
                zh: "文件超过 \(maximumBytes) 字节",
                en: "the file has more than \(maximumBytes) bytes"
            )
        }
        guard UTF8Decoding.firstError(in: bytes, from: 0) == nil else {
            throw error(path, line: nil, zh: "文件不是 UTF-8 编码", en: "the file is not UTF-8")
        }
        var reader = CSVReader(bytes)
        var columns: [Column?]?
        var seeds: [Seed] = []
        var lines: [String: Int] = [:]
        while let row = try reader.row(path: path) {
            guard let known = columns else {
                columns = try header(row, path: path)
                continue
            }
            let seed = try seed(row, columns: known, path: path)
            if let earlier = lines.updateValue(row.line, forKey: seed.subjectID) {
                let text = seed.url.description.quotedForMessage
                throw error(
                    path,
                    line: row.line,
                    zh: "\(text) 已在第 \(earlier) 行出现",
                    en: "\(text) is on line \(earlier) already"
                )
            }
            seeds.append(seed)
            guard seeds.count <= maximumSeeds else {
                throw error(path, line: row.line, zh: "超过 \(maximumSeeds) 行", en: "more than \(maximumSeeds) lines")
            }
        }
        guard columns != nil else { throw error(path, line: nil, zh: "文件为空", en: "the file is empty") }
        guard !seeds.isEmpty else {
            throw error(path, line: nil, zh: "只有表头，没有网址", en: "there is a header but no address")
        }
        return seeds
    }

    private static func header(_ row: CSVReader.Row, path: String) throws -> [Column?] {
        let names = row.fields.map { $0.trimmed.map(\.asciiLowercased).string }
        let columns = names.map { Column(rawValue: $0) }
        if let index = columns.firstIndex(of: nil) {
            let name = row.fields[index].string.quotedForMessage
            throw error(path, line: row.line, zh: "未知的列 \(name)", en: "unknown column \(name)")
        }
        if let twice = names.first(where: { name in names.count { $0 == name } > 1 }) {
            let name = twice.quotedForMessage
            throw error(path, line: row.line, zh: "列 \(name) 出现两次", en: "the column \(name) is there twice")
        }
        guard columns.contains(.url) else {
            throw error(path, line: row.line, zh: "缺少 url 列", en: "there is no column 'url'")
        }
        return columns
    }

    private static func seed(_ row: CSVReader.Row, columns: [Column?], path: String) throws -> Seed {
        guard row.fields.count == columns.count else {
            throw error(
                path,
                line: row.line,
                zh: "有 \(row.fields.count) 列，应为 \(columns.count) 列",
                en: "\(row.fields.count) fields instead of \(columns.count)"
            )
        }
        var values: [Column: [UInt8]] = [:]
        for (column, field) in zip(columns, row.fields) { if let column { values[column] = Array(field.trimmed) } }
        let written = values[.url] ?? []
        guard let url = WebURL(written), url.isHTTP, url.host?.isEmpty == false else {
            let text = written.string.quotedForMessage
            throw error(
                path,
                line: row.line,
                zh: "\(text) 不是 http 或 https 地址",
                en: "\(text) is not an http or https address"
            )
        }
        func text(_ column: Column) -> String { values[column]?.string ?? "" }
        return Seed(
            url: url.withoutFragment,
            name: text(.name),
            unit: text(.unit),
            region: text(.region),
            kind: text(.kind)
        )
    }

    static func error(_ path: String, line: Int?, zh: String, en: String) -> AuditError {
        AuditError(
            .usage,
            at: path + (line.map { ":\($0)" } ?? ""),
            LocalizedText(zh: zh, en: en),
            remedy: LocalizedText(
                zh: "文件应为 UTF-8 编码的 CSV，首行列名为 url,name,unit,region,kind",
                en: "The file is CSV in UTF-8 whose first line names the columns url,name,unit,region,kind"
            )
        )
    }
}

/// Reads CSV row by row (RFC 4180; line ends LF, CRLF or CR).
struct CSVReader {
    struct Row {
        /// From 1, where the row begins.
        let line: Int
        let fields: [[UInt8]]
    }

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    }

    /// The next row that is neither empty nor a comment; nil at the end.
    mutating func row(path: String) throws -> Row? {
        while index < bytes.count {
            let start = line
            let isComment = bytes[index] == 0x23
            let fields = try isComment ? skipLine() : fields(path: path)
            if !isComment, fields.contains(where: { !$0.isBlank }) { return Row(line: start, fields: fields) }
        }
        return nil
    }

    private mutating func skipLine() -> [[UInt8]] {
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
        takeLineEnd()
        return []
    }

    private mutating func takeLineEnd() {
        guard index < bytes.count else { return }
        let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
        index += isPair ? 2 : 1
        line += 1
    }

    private mutating func fields(path: String) throws -> [[UInt8]] {
        var fields: [[UInt8]] = []
        while true {
            fields.append(try field(path: path))
            guard index < bytes.count, bytes[index] == 0x2C else {
                takeLineEnd()
                return fields
            }
            index += 1
        }
    }

    private mutating func field(path: String) throws -> [UInt8] {
        guard index < bytes.count, bytes[index] == 0x22 else {
            let start = index
            while index < bytes.count, ![0x2C, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
            return Array(bytes[start..<index])
        }
        let start = line
        index += 1
        var value: [UInt8] = []
        while index < bytes.count {
            if bytes[index] == 0x22 {
                index += 1
                guard index < bytes.count, bytes[index] == 0x22 else { return try closed(value, path: path) }
            }
            if bytes[index] == 0x0A { line += 1 }
            value.append(bytes[index])
            index += 1
        }
        throw SeedFile.error(path, line: start, zh: "引号没有结束", en: "a quotation mark is not closed")
    }

    private func closed(_ value: [UInt8], path: String) throws -> [UInt8] {
        guard index == bytes.count || [0x2C, 0x0A, 0x0D].contains(bytes[index]) else {
            throw SeedFile.error(path, line: line, zh: "引号后还有文字", en: "there is text after a closing quotation mark")
        }
        return value
    }
}
