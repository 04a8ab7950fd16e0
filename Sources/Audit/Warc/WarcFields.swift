/// Blocks of the type `application/warc-fields` as this tool writes them.
enum WarcFields {
    static let failureName = "audit-not-checked"

    /// Lines of name and value; line breaks within a value become spaces.
    static func block(_ fields: [(name: String, value: String)]) -> [UInt8] {
        var text: [UInt8] = []
        for field in fields {
            text += field.name.utf8
            text += ": ".utf8
            text += field.value.utf8.map { $0 < 0x20 ? 0x20 : $0 }
            text += "\r\n".utf8
        }
        return text
    }

    static func values(_ name: StaticString, in block: [UInt8]) -> [Bytes] {
        block.split(separator: 0x0A).compactMap { line in
            guard let colon = line.firstIndex(of: 0x3A), line[..<colon].trimmed.equalsIgnoringCase(name) else {
                return nil
            }
            return line[(colon + 1)...].trimmed
        }
    }

    /// Why the answer was not used, where the block says so.
    static func failure(in block: [UInt8]) -> NotChecked? {
        guard let word = values("audit-not-checked", in: block).first?.string,
            let reason = NotCheckedReason(rawValue: word)
        else { return nil }
        guard let zh = values("audit-detail-zh", in: block).first, let en = values("audit-detail-en", in: block).first
        else { return NotChecked(reason) }
        return NotChecked(reason, zh: zh.string, en: en.string)
    }
}
