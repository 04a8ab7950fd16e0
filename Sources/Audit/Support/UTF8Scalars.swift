/// The Unicode scalars of UTF-8 text, decoded without making a `String`.
///
/// A byte that does not begin a well-formed sequence becomes U+FFFD, as Unicode recommends.
struct UTF8Scalars: Sequence, IteratorProtocol {
    private var rest: Bytes

    init(_ text: Bytes) { rest = text }

    mutating func next() -> Unicode.Scalar? {
        guard let lead = rest.popFirst() else { return nil }
        if lead < 0x80 { return Unicode.Scalar(lead) }
        let length: Int
        var value: UInt32
        switch lead {
        case 0xC2...0xDF: (length, value) = (1, UInt32(lead & 0x1F))
        case 0xE0...0xEF: (length, value) = (2, UInt32(lead & 0x0F))
        case 0xF0...0xF4: (length, value) = (3, UInt32(lead & 0x07))
        default: return "\u{FFFD}"
        }
        var index = rest.startIndex
        for _ in 0..<length {
            guard index < rest.endIndex, rest[index] & 0xC0 == 0x80 else { return "\u{FFFD}" }
            value = value << 6 | UInt32(rest[index] & 0x3F)
            index += 1
        }
        guard let scalar = Unicode.Scalar(value), value >= Self.smallest[length] else { return "\u{FFFD}" }
        rest = rest[index...]
        return scalar
    }

    /// The smallest value that needs this many continuation bytes.
    private static let smallest: [UInt32] = [0, 0x80, 0x800, 0x1_0000]
}

extension Collection where Element == UInt8, SubSequence == Bytes {
    var scalars: UTF8Scalars { UTF8Scalars(self[startIndex..<endIndex]) }
}

extension Unicode.Scalar {
    /// Whether Unicode gives it the property White_Space.
    var isWhitespace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
        default: false
        }
    }

    /// A Chinese character: CJK Unified Ideographs with their extensions and compatibility forms, and 〇 and 々.
    var isHan: Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0xF900...0xFAFF, 0x2_0000...0x3_FFFF, 0x3005, 0x3007: true
        default: false
        }
    }

    /// A character that shows nothing and takes no room (zero-width space and joiners, byte order mark, soft hyphen).
    var isZeroWidth: Bool {
        switch value {
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFE00...0xFE0F, 0xFEFF: true
        default: false
        }
    }

    /// The ASCII character a full-width form stands for; any other scalar unchanged.
    var foldingWidth: Unicode.Scalar {
        switch value {
        case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
        case 0x3000: " "
        default: self
        }
    }
}
