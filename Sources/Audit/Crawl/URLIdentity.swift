/// What makes two addresses the same page to the crawler; the address seen first is the one that is fetched.
///
/// Left out are fragment, credentials, tracking and session parameters, an empty query and the order of the query;
/// escapes are brought into one form. Scheme, host, letter case and final slashes do tell pages apart.
public struct URLIdentity: Sendable, Hashable, CustomStringConvertible {
    /// The normalised address; ASCII, usable as an address.
    public let key: [UInt8]

    public init(_ url: WebURL) {
        var record = WebURLRecord(of: url)
        record.fragment = nil
        record.username = []
        record.password = []
        if !record.hasOpaquePath {
            record.path = URLIdentity.normalised(path: record.path[...])
            record.query = record.query.flatMap(URLIdentity.normalised(query:))
        }
        let written = record.serialised
        // What is left of a segment without its session may be a dot segment, which parsing takes out.
        key = written.path == url.path ? written.bytes : WebURL(written.bytes)?.bytes ?? written.bytes
    }

    public var description: String { key.string }

    // MARK: - Path

    /// Escapes in one form, sessions left out.
    static func normalised(path: Bytes) -> [UInt8] { withoutSession(path: normalised(path)) }

    /// RFC 3986 §6.2.2: escapes of unreserved characters are decoded, the others in upper case.
    private static func normalised(_ text: Bytes) -> [UInt8] {
        guard text.contains(0x25) else { return Array(text) }
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var index = text.startIndex
        while index < text.endIndex {
            guard let byte = PercentEncoding.escape(at: index, in: text) else {
                output.append(text[index])
                index += 1
                continue
            }
            PercentEncoding.append([byte], escaping: .allButUnreserved, to: &output)
            index += 3
        }
        return output
    }

    /// Without `;jsessionid=…` and without the segment of ASP.NET's cookieless state: `(S(…))`, `(X(1)S(…))`, `(F(…))`.
    private static func withoutSession(path: [UInt8]) -> [UInt8] {
        guard path.contains(0x3B) || path.contains(0x28) else { return path }
        var output: [UInt8] = []
        output.reserveCapacity(path.count)
        for (index, segment) in path.split(separator: 0x2F, omittingEmptySubsequences: false).enumerated() {
            if isASPSession(segment) { continue }
            if index > 0 { output.append(0x2F) }
            for (position, part) in segment.split(separator: 0x3B, omittingEmptySubsequences: false).enumerated() {
                if position > 0, SessionParameters.isSession(path: part) { continue }
                if position > 0 { output.append(0x3B) }
                output += part
            }
        }
        return output
    }

    private static func isASPSession(_ segment: Bytes) -> Bool {
        guard segment.count >= 6, segment.first == 0x28, segment.suffix(2).equals("))") else { return false }
        // One or several of a letter and a value in parentheses; X is what the browser can do.
        var rest = segment.dropFirst().dropLast()
        var hasState = false
        while let kind = rest.popFirst() {
            guard [0x41, 0x46, 0x53, 0x58].contains(kind), rest.first == 0x28, let end = rest.firstIndex(of: 0x29)
            else {
                return false
            }
            hasState = hasState || kind != 0x58
            rest = rest[(end + 1)...]
        }
        return hasState
    }

    // MARK: - Query

    /// Nil if nothing is left; sorted by name, the order of those with one name kept.
    private static func normalised(query: [UInt8]) -> [UInt8]? {
        let fields = query.split(separator: 0x26).map { field -> (name: Bytes, text: [UInt8]) in
            let text = normalised(field)
            return (text[..<(text.firstIndex(of: 0x3D) ?? text.endIndex)], text)
        }
        let kept = fields.filter { !SessionParameters.isDropped(name: $0.name, text: $0.text) }
        guard !kept.isEmpty else { return nil }
        let sorted = kept.enumerated().sorted { left, right in
            if left.element.name == right.element.name { return left.offset < right.offset }
            return left.element.name.lexicographicallyPrecedes(right.element.name)
        }
        return Array(sorted.map(\.element.text).joined(separator: [0x26]))
    }
}
