/// The basic URL parser (URL Standard §4.4) without state override.
///
/// The standard's state machine reads byte by byte; here each state is a function over what is left, which
/// comes to the same because `#`, `?` and `/` end the same parts in every state.
struct WebURLParser {
    private var record = WebURLRecord()
    private let base: WebURL?
    private let queryEncoding: Charset?

    static func parse(
        _ text: some Collection<UInt8>,
        base: WebURL?,
        queryEncoding: Charset?
    ) -> WebURL? {
        guard text.count <= WebURL.maximumBytes, let input = cleaned(text) else { return nil }
        var parser = WebURLParser(base: base, queryEncoding: queryEncoding)
        guard parser.parse(input[...]) else { return nil }
        let url = parser.record.serialised
        return url.bytes.count <= WebURL.maximumBytes ? url : nil
    }

    private init(base: WebURL?, queryEncoding: Charset?) {
        self.base = base
        self.queryEncoding = queryEncoding
    }

    /// The input without surrounding controls and spaces and without tabs and newlines; valid UTF-8.
    private static func cleaned(_ text: some Collection<UInt8>) -> [UInt8]? {
        var bytes = Array(text)
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        let start = bytes.firstIndex { $0 > 0x20 } ?? bytes.count
        bytes.removeSubrange(..<start)
        if bytes.contains(where: { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) {
            bytes.removeAll { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        }
        if bytes.contains(where: { $0 >= 0x80 }) {
            bytes = UTF8Decoding.repaired(bytes).bytes
        }
        return bytes
    }

    // MARK: - Scheme

    private mutating func parse(_ input: Bytes) -> Bool {
        var rest = input
        if let mark = rest.firstIndex(of: 0x23) {
            record.fragment = escaped(rest[(mark + 1)...], .fragment)
            rest = rest[..<mark]
        }
        guard let colon = WebURLParser.endOfScheme(in: rest) else { return parseReference(rest) }
        record.scheme = rest[..<colon].map(\.asciiLowercased)
        rest = rest[(colon + 1)...]
        if record.isFile { return parseFile(rest) }
        if record.isSpecial {
            if let base, base.scheme == record.scheme[...], !rest.starts(with: [0x2F, 0x2F]) {
                return parseRelative(rest, to: base)
            }
            return parseAuthority(rest.drop { isSlash($0) })
        }
        if rest.starts(with: [0x2F, 0x2F]) { return parseAuthority(rest.dropFirst(2)) }
        if rest.first == 0x2F { return parsePath(rest.dropFirst()) }
        parseOpaquePath(rest)
        return true
    }

    private static func endOfScheme(in text: Bytes) -> Int? {
        guard let first = text.first, first.isASCIIAlpha else { return nil }
        let end = text.firstIndex { byte in
            !(byte.isASCIIAlpha || byte.isASCIIDigit || byte == 0x2B || byte == 0x2D || byte == 0x2E)
        }
        guard let end, text[end] == 0x3A else { return nil }
        return end
    }

    private func isSlash(_ byte: UInt8) -> Bool { byte == 0x2F || (byte == 0x5C && record.isSpecial) }

    private func escaped(_ bytes: Bytes, _ set: PercentEncodeSet) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        PercentEncoding.append(bytes, escaping: set, to: &output)
        return output
    }

    // MARK: - Relative

    /// States "no scheme", "relative" and "file" of a reference without a scheme.
    private mutating func parseReference(_ rest: Bytes) -> Bool {
        guard let base else { return false }
        record.scheme = Array(base.scheme)
        if base.hasOpaquePath {
            guard rest.isEmpty, record.fragment != nil else { return false }
            record.path = Array(base.path)
            record.hasOpaquePath = true
            record.query = base.query.map { Array($0) }
            return true
        }
        return record.isFile ? parseFile(rest) : parseRelative(rest, to: base)
    }

    private mutating func parseRelative(_ rest: Bytes, to base: WebURL) -> Bool {
        if let first = rest.first, isSlash(first) {
            let after = rest.dropFirst()
            if let second = after.first, isSlash(second) {
                return parseAuthority(record.isSpecial ? after.drop { isSlash($0) } : after.dropFirst())
            }
            record.copyAuthority(from: base)
            return parsePath(after)
        }
        record.copyAuthority(from: base)
        return parseAgainstPath(of: base, rest)
    }

    private mutating func parseAgainstPath(of base: WebURL, _ rest: Bytes) -> Bool {
        record.path = Array(base.path)
        if rest.isEmpty {
            record.query = base.query.map { Array($0) }
            return true
        }
        if rest.first == 0x3F {
            parseQuery(rest.dropFirst())
            return true
        }
        record.shortenPath()
        return parsePath(rest)
    }

    // MARK: - File

    private mutating func parseFile(_ rest: Bytes) -> Bool {
        record.host = []
        let base = base.flatMap { $0.scheme.equals("file") ? $0 : nil }
        if let first = rest.first, isSlash(first) {
            let after = rest.dropFirst()
            if let second = after.first, isSlash(second) { return parseFileHost(after.dropFirst()) }
            if let base {
                record.host = base.host.map { Array($0) }
                if !WebURLParser.startsWithDriveLetter(after), WebURLParser.startsWithDrive(base.path) {
                    record.path = Array(base.path.prefix(3))
                }
            }
            return parsePath(after)
        }
        guard let base else { return parsePath(rest) }
        record.host = base.host.map { Array($0) }
        if WebURLParser.startsWithDriveLetter(rest) { return parsePath(rest) }
        return parseAgainstPath(of: base, rest)
    }

    private mutating func parseFileHost(_ rest: Bytes) -> Bool {
        let end = rest.firstIndex { isSlash($0) || $0 == 0x3F } ?? rest.endIndex
        let name = rest[..<end]
        if name.count == 2, WebURLParser.startsWithDriveLetter(name) { return parsePath(rest) }
        if !name.isEmpty {
            guard let host = HostParser.parse(name, isOpaque: false) else { return false }
            record.host = host.equals("localhost") ? [] : host
        }
        return parsePathStart(rest[end...])
    }

    /// "Starts with a Windows drive letter", URL Standard §4.2.
    private static func startsWithDriveLetter(_ text: Bytes) -> Bool {
        let head = text.prefix(3)
        guard head.count >= 2, head[head.startIndex].isASCIIAlpha else { return false }
        let second = head[head.startIndex + 1]
        guard second == 0x3A || second == 0x7C else { return false }
        guard head.count == 3, let third = head.last else { return true }
        return third == 0x2F || third == 0x5C || third == 0x3F
    }

    /// Whether the first segment of a path is a normalised drive letter (`/C:`).
    private static func startsWithDrive(_ path: Bytes) -> Bool {
        let head = Array(path.prefix(4))
        return head.count >= 3 && head[1].isASCIIAlpha && head[2] == 0x3A && (head.count == 3 || head[3] == 0x2F)
    }

    // MARK: - Authority

    private mutating func parseAuthority(_ rest: Bytes) -> Bool {
        let end = rest.firstIndex { isSlash($0) || $0 == 0x3F } ?? rest.endIndex
        var authority = rest[..<end]
        if let mark = authority.lastIndex(of: 0x40) {
            let credentials = authority[..<mark]
            let colon = credentials.firstIndex(of: 0x3A) ?? credentials.endIndex
            record.username = escaped(credentials[..<colon], .userinfo)
            record.password = escaped(credentials[colon...].dropFirst(), .userinfo)
            authority = authority[(mark + 1)...]
            if authority.isEmpty { return false }
        }
        let (name, port) = WebURLParser.splitPort(authority)
        if name.isEmpty, port != nil || record.isSpecial { return false }
        guard let host = name.isEmpty ? [] : HostParser.parse(name, isOpaque: !record.isSpecial) else { return false }
        record.host = host
        if let port, !parsePort(port) { return false }
        return parsePathStart(rest[end...])
    }

    /// Splits at the first colon outside brackets.
    private static func splitPort(_ authority: Bytes) -> (host: Bytes, port: Bytes?) {
        var isInBrackets = false
        for index in authority.indices {
            switch authority[index] {
            case 0x5B: isInBrackets = true
            case 0x5D: isInBrackets = false
            case 0x3A where !isInBrackets: return (authority[..<index], authority[(index + 1)...])
            default: break
            }
        }
        return (authority, nil)
    }

    private mutating func parsePort(_ digits: Bytes) -> Bool {
        var value = 0
        for digit in digits {
            guard digit.isASCIIDigit else { return false }
            value = value * 10 + Int(digit - 0x30)
            if value > 65_535 { return false }
        }
        if !digits.isEmpty, UInt16(value) != WebURL.defaultPort(ofScheme: record.scheme[...]) {
            record.port = UInt16(value)
        }
        return true
    }

    // MARK: - Path and query

    private mutating func parsePathStart(_ rest: Bytes) -> Bool {
        if record.isSpecial {
            return parsePath(rest.first.map { isSlash($0) } == true ? rest.dropFirst() : rest)
        }
        guard let first = rest.first else { return true }
        if first == 0x3F {
            parseQuery(rest.dropFirst())
            return true
        }
        return parsePath(first == 0x2F ? rest.dropFirst() : rest)
    }

    /// State "path": segments up to the question mark.
    private mutating func parsePath(_ rest: Bytes) -> Bool {
        var start = rest.startIndex
        while true {
            let end = rest[start...].firstIndex { isSlash($0) || $0 == 0x3F } ?? rest.endIndex
            let isLast = end == rest.endIndex || rest[end] == 0x3F
            appendSegment(rest[start..<end], isLast: isLast)
            if isLast {
                if end < rest.endIndex { parseQuery(rest[(end + 1)...]) }
                return true
            }
            start = end + 1
        }
    }

    private mutating func appendSegment(_ segment: Bytes, isLast: Bool) {
        switch WebURLParser.dots(in: segment) {
        case 2:
            record.shortenPath()
            if isLast { record.path.append(0x2F) }
        case 1:
            if isLast { record.path.append(0x2F) }
        default:
            let isDrive =
                record.isFile && record.path.isEmpty && segment.count == 2
                && WebURLParser.startsWithDriveLetter(segment)
            record.path.append(0x2F)
            PercentEncoding.append(segment, escaping: .path, to: &record.path)
            if isDrive { record.path[record.path.count - 1] = 0x3A }
        }
    }

    /// How many dots a segment is, where `%2e` is a dot; 0 if it is anything else.
    private static func dots(in segment: Bytes) -> Int {
        guard segment.count <= 6 else { return 0 }
        var count = 0
        var index = segment.startIndex
        while index < segment.endIndex {
            if segment[index] == 0x2E {
                index += 1
            } else if PercentEncoding.escape(at: index, in: segment) == 0x2E {
                index += 3
            } else {
                return 0
            }
            count += 1
        }
        return count <= 2 ? count : 0
    }

    private mutating func parseOpaquePath(_ rest: Bytes) {
        record.hasOpaquePath = true
        let mark = rest.firstIndex(of: 0x3F)
        let text = rest[..<(mark ?? rest.endIndex)]
        record.path = escaped(text, .control)
        if record.path.last == 0x20, mark != nil || record.fragment != nil {
            record.path.removeLast()
            record.path += Array("%20".utf8)
        }
        if let mark { parseQuery(rest[(mark + 1)...]) }
    }

    private mutating func parseQuery(_ text: Bytes) {
        let set = record.isSpecial ? PercentEncodeSet.specialQuery : .query
        let isWeb = record.scheme.equals("http") || record.scheme.equals("https") || record.scheme.equals("file")
        if isWeb, let queryEncoding, let encoded = queryEncoding.percentEncoded(text, set) {
            record.query = encoded
        } else {
            record.query = escaped(text, set)
        }
    }
}
