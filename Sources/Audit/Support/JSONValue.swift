/// A JSON text as a tree (RFC 8259).
///
/// Linear, without recursion; at most ``maximumDepth`` levels deep, or the text is refused.
public enum JSONValue: Sendable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case array([JSONValue])
    case object([String: JSONValue])

    static let maximumDepth = 128

    /// The tree of a text in UTF-8, with or without a byte order mark; nil where it is no JSON.
    public init?(_ bytes: [UInt8]) {
        var parser = JSONTreeParser(bytes)
        guard let value = parser.parse() else { return nil }
        self = value
    }

    /// The line on which reading a text that is no JSON ends, from 1.
    static func lineOfFault(_ bytes: [UInt8]) -> Int {
        var parser = JSONTreeParser(bytes)
        _ = parser.parse()
        return bytes.prefix(parser.position).count { $0 == 0x0A } + 1
    }

    public subscript(key: String) -> JSONValue {
        guard case .object(let members) = self else { return .null }
        return members[key] ?? .null
    }

    public var string: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    public var int: Int? {
        guard case .number(let number) = self, number.rounded() == number, number.magnitude < 1e15 else { return nil }
        return Int(number)
    }

    /// The elements of an array; none for anything else.
    public var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }
}

/// Reads JSON with a stack of its own.
private struct JSONTreeParser {
    private let bytes: [UInt8]
    private var index: Int
    private var open: [Container] = []

    private struct Container {
        var isObject: Bool
        var elements: [JSONValue] = []
        var members: [String: JSONValue] = [:]
        var key: String?
    }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// How far the text was read.
    var position: Int { index }

    mutating func parse() -> JSONValue? {
        while true {
            skipSpace()
            guard index < bytes.count else { return nil }
            var value: JSONValue
            switch bytes[index] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                guard begin(isObject: bytes[index] == UInt8(ascii: "{")) else { return nil }
                guard let empty = closed() else { continue }
                value = empty
            default:
                guard let scalar = scalar() else { return nil }
                value = scalar
            }
            // The value may end the container it stands in, and that one the next.
            while true {
                guard let container = open.last else {
                    skipSpace()
                    return index == bytes.count ? value : nil
                }
                add(value)
                skipSpace()
                guard index < bytes.count else { return nil }
                if bytes[index] == UInt8(ascii: ",") {
                    index += 1
                    guard !container.isObject || key() else { return nil }
                    break
                }
                guard let whole = closed() else { return nil }
                value = whole
            }
        }
    }

    private mutating func begin(isObject: Bool) -> Bool {
        guard open.count < JSONValue.maximumDepth else { return false }
        index += 1
        open.append(Container(isObject: isObject))
        skipSpace()
        guard isObject, index < bytes.count, bytes[index] != UInt8(ascii: "}") else { return true }
        return key()
    }

    /// The container that ends here, taken off the stack; nil where none ends.
    private mutating func closed() -> JSONValue? {
        guard let container = open.last, index < bytes.count,
            bytes[index] == (container.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        else { return nil }
        index += 1
        open.removeLast()
        return container.isObject ? .object(container.members) : .array(container.elements)
    }

    private mutating func add(_ value: JSONValue) {
        let last = open.count - 1
        if let key = open[last].key {
            open[last].members[key] = value
            open[last].key = nil
        } else {
            open[last].elements.append(value)
        }
    }

    private mutating func key() -> Bool {
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: "\""), let key = string() else { return false }
        skipSpace()
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return false }
        index += 1
        open[open.count - 1].key = key
        return true
    }

    private mutating func scalar() -> JSONValue? {
        if bytes[index] == UInt8(ascii: "\"") { return string().map(JSONValue.text) }
        let start = index
        while index < bytes.count, !Self.endsScalar(bytes[index]) { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        switch word {
        case "null": return .null
        case "true": return .flag(true)
        case "false": return .flag(false)
        default:
            // Swift reads `inf`, `nan` and hexadecimal numbers too, which JSON does not have.
            let isNumber = word.utf8.allSatisfy { $0.isASCIIDigit || "+-.eE".utf8.contains($0) }
            return isNumber ? Double(word).map(JSONValue.number) : nil
        }
    }

    private mutating func string() -> String? {
        index += 1
        var text: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            guard byte == UInt8(ascii: "\\") else {
                if byte < 0x20 { return nil }
                text.append(byte)
                continue
            }
            guard index < bytes.count else { return nil }
            let escape = bytes[index]
            index += 1
            switch escape {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
            case UInt8(ascii: "b"): text.append(0x08)
            case UInt8(ascii: "f"): text.append(0x0C)
            case UInt8(ascii: "n"): text.append(0x0A)
            case UInt8(ascii: "r"): text.append(0x0D)
            case UInt8(ascii: "t"): text.append(0x09)
            case UInt8(ascii: "u"):
                guard let scalar = escapedScalar() else { return nil }
                text += Array(String(Character(scalar)).utf8)
            default: return nil
            }
        }
        return nil
    }

    /// The character after `\u`; half of a surrogate pair that stands alone becomes U+FFFD.
    private mutating func escapedScalar() -> Unicode.Scalar? {
        guard let first = hexadecimal() else { return nil }
        guard (0xD800..<0xE000).contains(first) else { return Unicode.Scalar(first) }
        guard first < 0xDC00, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
            bytes[index + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let back = index
        index += 2
        guard let second = hexadecimal() else { return nil }
        guard (0xDC00..<0xE000).contains(second) else {
            index = back
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func hexadecimal() -> UInt32? {
        guard index + 4 <= bytes.count, bytes[index..<index + 4].allSatisfy(\.isASCIIHexDigit) else { return nil }
        defer { index += 4 }
        return UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
    }
}
