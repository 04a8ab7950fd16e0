/// Writes JSON in the order in which it is told, straight into bytes.
///
/// Foundation's encoder cannot keep the order of keys, which the contract fixes, and builds a tree first.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    /// Whether the next value at this depth needs a comma before it.
    private var needsComma = [false]
    private let indentation: Int?

    /// - Parameter indentation: Spaces a level; nil writes everything on one line.
    public init(indentation: Int? = nil) { self.indentation = indentation }

    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        open(.object)
        try body(&self)
        close(.object)
    }

    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        open(.array)
        try body(&self)
        close(.array)
    }

    /// What holds other values.
    public enum Container: Sendable {
        case object, array
    }

    /// Begins an object or array whose content comes bit by bit, drained in between.
    public mutating func open(_ container: Container) {
        separate()
        bytes.append(container == .object ? 0x7B : 0x5B)
        needsComma.append(false)
    }

    /// Ends what was opened last.
    public mutating func close(_ container: Container) {
        precondition(needsComma.count > 1, "nothing is open")
        if needsComma.removeLast() { breakLine() }
        bytes.append(container == .object ? 0x7D : 0x5D)
        needsComma[needsComma.count - 1] = true
    }

    public mutating func array<Element>(
        of elements: some Sequence<Element>,
        _ body: (inout JSONWriter, Element) throws -> Void
    ) rethrows {
        try array { writer in
            for element in elements { try body(&writer, element) }
        }
    }

    /// Writes a key; its value must follow.
    public mutating func key(_ name: String) {
        separate()
        appendQuoted(name.utf8)
        bytes.append(0x3A)
        if indentation != nil { bytes.append(0x20) }
        needsComma[needsComma.count - 1] = false
    }

    public mutating func value(_ text: String) { scalar { $0.appendQuoted(text.utf8) } }
    /// Writes bytes that may not be valid UTF-8; what is not becomes U+FFFD.
    public mutating func value(utf8 text: some Sequence<UInt8>) {
        value(String(decoding: Array(text), as: UTF8.self))
    }
    public mutating func value(_ number: some BinaryInteger) { plain("\(number)") }
    public mutating func value(_ flag: Bool) { plain(flag ? "true" : "false") }
    public mutating func null() { plain("null") }

    /// Writes the shortest decimal that reads back as this number; not a number and infinities are null.
    public mutating func value(_ number: Double) {
        guard number.isFinite else { return null() }
        let whole = number.rounded() == number && number.magnitude < 1e15
        plain(whole ? "\(Int64(number))" : "\(number)")
    }

    public mutating func value(_ text: String?) {
        if let text { value(text) } else { null() }
    }

    public mutating func value(_ number: Int?) {
        if let number { value(number) } else { null() }
    }

    public mutating func value(_ number: Double?) {
        if let number { value(number) } else { null() }
    }

    /// Ends a line of NDJSON.
    public mutating func newline() {
        bytes.append(0x0A)
        needsComma = [false]
    }

    /// Hands over what has been written and starts anew, so that long outputs need not be held.
    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }
}

// MARK: - Writing

extension JSONWriter {
    private mutating func scalar(_ append: (inout JSONWriter) -> Void) {
        if bytes.last != 0x3A && !endsWithKey { separate() }
        append(&self)
        needsComma[needsComma.count - 1] = true
    }

    /// Writes a number or a word as it is.
    private mutating func plain(_ text: String) { scalar { $0.bytes.append(contentsOf: text.utf8) } }

    /// Whether a key and its colon stand last.
    private var endsWithKey: Bool {
        indentation != nil && bytes.last == 0x20 && bytes.dropLast().last == 0x3A
    }

    private mutating func separate() {
        if bytes.last == 0x3A || endsWithKey { return }
        if needsComma[needsComma.count - 1] { bytes.append(0x2C) }
        if needsComma.count > 1 { breakLine() }
    }

    private mutating func breakLine() {
        guard let indentation else { return }
        bytes.append(0x0A)
        bytes += [UInt8](repeating: 0x20, count: indentation * (needsComma.count - 1))
    }

    /// Escapes what JSON requires, and U+2028 and U+2029, which end a line where JSON stands in a script.
    private mutating func appendQuoted(_ text: String.UTF8View) {
        bytes.append(0x22)
        let isContiguous: Void? = text.withContiguousStorageIfAvailable { appendEscaped($0) }
        if isContiguous == nil { Array(text).withUnsafeBufferPointer { appendEscaped($0) } }
        bytes.append(0x22)
    }

    /// Copies runs of bytes that stand for themselves as they are.
    private mutating func appendEscaped(_ text: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in text.indices {
            let byte = text[index]
            guard byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xA8 || byte == 0xA9 else {
                continue
            }
            if byte >= 0xA8 {
                let endsLine = index - start >= 2 && text[index - 1] == 0x80 && text[index - 2] == 0xE2
                guard endsLine else { continue }
                bytes.append(contentsOf: text[start..<index - 2])
            } else {
                bytes.append(contentsOf: text[start..<index])
            }
            start = index + 1
            switch byte {
            case 0x22, 0x5C:
                bytes.append(0x5C)
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0xA8: bytes.append(contentsOf: "\\u2028".utf8)
            case 0xA9: bytes.append(contentsOf: "\\u2029".utf8)
            default:
                bytes.append(contentsOf: "\\u00".utf8)
                bytes.append(Self.hexDigit(byte >> 4))
                bytes.append(Self.hexDigit(byte & 15))
            }
        }
        bytes.append(contentsOf: text[start...])
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
