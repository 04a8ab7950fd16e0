/// The encoding a document declares within itself: the prescan of HTML §13.2.3.2.
struct MetaPrescan {
    /// The standard's own number: a declaration belongs into the first 1,024 bytes.
    static let standardBytes = 1_024
    /// A declaration further down makes browsers start the parse again (HTML §13.2.3.5 "changing the encoding while
    /// parsing"); pages that need it put scripts before the declaration, so this much is looked through.
    static let lateBytes = 65_536

    struct Declaration {
        let charset: Charset?
        let label: Bytes
    }

    private let bytes: Bytes
    private var index: Int
    /// A label that names no encoding, kept to be reported.
    private var unknown: Declaration?

    /// The declaration that counts, with a nil encoding if there are only unknown labels.
    static func declaration(in bytes: Bytes) -> Declaration? {
        if bytes.starts(with: [0x3C, 0, 0x3F, 0, 0x78, 0]) { return Declaration(charset: .utf16LE, label: []) }
        if bytes.starts(with: [0, 0x3C, 0, 0x3F, 0, 0x78]) { return Declaration(charset: .utf16BE, label: []) }
        var first = MetaPrescan(bytes.prefix(standardBytes))
        if let found = first.scan() ?? first.xmlDeclaration() { return found }
        guard bytes.count > standardBytes else { return first.unknown }
        var late = MetaPrescan(bytes.prefix(lateBytes))
        return late.scan() ?? late.unknown
    }

    private init(_ bytes: Bytes) {
        self.bytes = bytes
        index = bytes.startIndex
    }

    private var current: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

    private func starts(with lowercase: StaticString, at start: Int) -> Bool {
        bytes[start...].prefix(lowercase.utf8CodeUnitCount).equalsIgnoringCase(lowercase)
    }

    // MARK: - Tags

    private mutating func scan() -> Declaration? {
        while index < bytes.endIndex {
            guard bytes[index] == 0x3C else {
                index += 1
                continue
            }
            let next = index + 1 < bytes.endIndex ? bytes[index + 1] : 0
            if starts(with: "<!--", at: index) {
                skipComment()
            } else if starts(with: "<meta", at: index), index + 5 < bytes.endIndex,
                bytes[index + 5].isHTMLSpace || bytes[index + 5] == 0x2F
            {
                index += 6
                if let found = readMeta() { return found }
                index += 1
            } else if next.isASCIIAlpha || (next == 0x2F && index + 2 < bytes.endIndex && bytes[index + 2].isASCIIAlpha)
            {
                skipTag()
            } else if next == 0x21 || next == 0x2F || next == 0x3F {
                index = bytes[index...].firstIndex(of: 0x3E).map { $0 + 1 } ?? bytes.endIndex
            } else {
                index += 1
            }
        }
        return nil
    }

    /// The two hyphens of the end may be those of the beginning.
    private mutating func skipComment() {
        var position = index + 2
        while position + 2 < bytes.endIndex {
            if bytes[position] == 0x2D, bytes[position + 1] == 0x2D, bytes[position + 2] == 0x3E {
                index = position + 3
                return
            }
            position += 1
        }
        index = bytes.endIndex
    }

    private mutating func skipTag() {
        while let byte = current, !byte.isHTMLSpace, byte != 0x3E { index += 1 }
        while readAttribute() != nil {}
        index += 1
    }

    private mutating func readMeta() -> Declaration? {
        var isContentType = false
        var needsContentType: Bool?
        var label: Bytes?
        var seen: Set<[UInt8]> = []
        while let (name, value) = readAttribute() {
            guard seen.insert(name).inserted else { continue }
            if name.equals("http-equiv") {
                if value.equalsIgnoringCase("content-type") { isContentType = true }
            } else if name.equals("content") {
                if label == nil, let found = MetaPrescan.label(inContent: value), isKnown(found) {
                    label = found
                    needsContentType = true
                }
            } else if name.equals("charset") {
                label = isKnown(value) ? value : nil
                needsContentType = false
            }
        }
        // A start tag that the input cuts off declares nothing.
        guard index < bytes.endIndex, let needsContentType, let label, !needsContentType || isContentType,
            let charset = Charset(label: label)
        else { return nil }
        return Declaration(charset: charset.asDeclaredInMeta, label: label)
    }

    private mutating func isKnown(_ label: Bytes) -> Bool {
        if Charset(label: label) != nil { return true }
        if unknown == nil { unknown = Declaration(charset: nil, label: label) }
        return false
    }

    /// "Get an attribute": the name in lower case and the value.
    private mutating func readAttribute() -> (name: [UInt8], value: Bytes)? {
        while let byte = current, byte.isHTMLSpace || byte == 0x2F { index += 1 }
        guard let first = current, first != 0x3E else { return nil }
        var name: [UInt8] = []
        while let byte = current, !(byte == 0x3D && !name.isEmpty), !byte.isHTMLSpace, byte != 0x2F, byte != 0x3E {
            name.append(byte.asciiLowercased)
            index += 1
        }
        while let byte = current, byte.isHTMLSpace { index += 1 }
        guard current == 0x3D else { return (name, []) }
        index += 1
        while let byte = current, byte.isHTMLSpace { index += 1 }
        guard let quote = current else { return (name, []) }
        if quote == 0x22 || quote == 0x27 {
            let end = bytes[(index + 1)...].firstIndex(of: quote) ?? bytes.endIndex
            defer { index = min(end + 1, bytes.endIndex) }
            return (name, bytes[(index + 1)..<end])
        }
        let start = index
        while let byte = current, !byte.isHTMLSpace, byte != 0x3E { index += 1 }
        return (name, bytes[start..<index])
    }

    // MARK: - Labels

    /// "Algorithm for extracting a character encoding from a meta element", HTML §2.5.5.
    static func label(inContent content: Bytes) -> Bytes? {
        var rest = content
        while rest.count >= 7 {
            guard rest.prefix(7).equalsIgnoringCase("charset") else {
                rest = rest.dropFirst()
                continue
            }
            rest = rest.dropFirst(7).drop(while: \.isHTMLSpace)
            guard rest.first == 0x3D else { continue }
            rest = rest.dropFirst().drop(while: \.isHTMLSpace)
            guard let first = rest.first else { return nil }
            if first == 0x22 || first == 0x27 {
                let value = rest.dropFirst()
                return value.firstIndex(of: first).map { value[..<$0] }
            }
            return rest.prefix { !$0.isHTMLSpace && $0 != 0x3B }
        }
        return nil
    }

    /// "Get an XML encoding", HTML §13.2.3.2.
    private mutating func xmlDeclaration() -> Declaration? {
        guard bytes.starts(with: Array("<?xml".utf8)), let end = bytes.firstIndex(of: 0x3E) else { return nil }
        var rest = bytes[..<end]
        while rest.count >= 8, !rest.prefix(8).equals("encoding") { rest = rest.dropFirst() }
        guard rest.count >= 8 else { return nil }
        rest = rest.dropFirst(8).drop { $0 <= 0x20 }
        guard rest.first == 0x3D else { return nil }
        rest = rest.dropFirst().drop { $0 <= 0x20 }
        guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
        rest = rest.dropFirst()
        guard let close = rest.firstIndex(of: quote), !rest[..<close].contains(where: { $0 <= 0x20 }) else {
            return nil
        }
        let label = rest[..<close]
        guard isKnown(label), let charset = Charset(label: label) else { return nil }
        let isUTF16 = charset == .utf16BE || charset == .utf16LE
        return Declaration(charset: isUTF16 ? .utf8 : charset, label: label)
    }
}
