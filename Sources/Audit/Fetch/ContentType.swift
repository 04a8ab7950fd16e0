/// The value of a Content-Type header (MIME Sniffing Standard §4.4, "parse a MIME type").
public struct ContentType: Sendable, Equatable {
    /// Longer values are cut; real ones have a few dozen bytes.
    static let maximumBytes = 4_096

    /// `type/subtype` in lower case.
    public let essence: String
    /// The value of the charset parameter, as it was written.
    public let charset: Bytes?

    public init?(_ value: some Collection<UInt8>) {
        let text = Array(value.prefix(ContentType.maximumBytes))[...].trimmed
        let end = text.firstIndex(of: 0x3B) ?? text.endIndex
        let pieces = text[..<end].trimmed.split(separator: 0x2F, maxSplits: 1, omittingEmptySubsequences: false)
        guard pieces.count == 2, pieces.allSatisfy(ContentType.isToken) else { return nil }
        essence = (pieces[0] + [0x2F] + pieces[1]).map(\.asciiLowercased).string
        charset = ContentType.parameter("charset", in: text[end...])
    }

    private static func isToken(_ text: Bytes) -> Bool {
        !text.isEmpty
            && text.allSatisfy { byte in
                byte.isASCIIAlpha || byte.isASCIIDigit
                    || [
                        0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E, 0x5F, 0x60, 0x7C, 0x7E,
                    ].contains(byte)
            }
    }

    /// The first parameter of that name; `text` begins at a semicolon.
    static func parameter(_ wanted: StaticString, in text: Bytes) -> Bytes? {
        var rest = text
        while rest.first == 0x3B {
            rest = rest.dropFirst().drop(while: \.isHTMLSpace)
            let nameEnd = rest.firstIndex { $0 == 0x3B || $0 == 0x3D } ?? rest.endIndex
            let name = rest[..<nameEnd]
            rest = rest[nameEnd...]
            guard rest.first == 0x3D else { continue }
            rest = rest.dropFirst()
            var value: [UInt8] = []
            let isQuoted = rest.first == 0x22
            if isQuoted {
                value = readQuoted(&rest)
                rest = rest.drop { $0 != 0x3B }
            } else {
                let end = rest.firstIndex(of: 0x3B) ?? rest.endIndex
                value = Array(rest[..<end].trimmed)
                rest = rest[end...]
            }
            if name.equalsIgnoringCase(wanted), isQuoted || !value.isEmpty { return value[...] }
        }
        return nil
    }

    private static func readQuoted(_ rest: inout Bytes) -> [UInt8] {
        rest = rest.dropFirst()
        var value: [UInt8] = []
        while let byte = rest.popFirst(), byte != 0x22 {
            value.append(byte == 0x5C ? rest.popFirst() ?? byte : byte)
        }
        return value
    }
}
