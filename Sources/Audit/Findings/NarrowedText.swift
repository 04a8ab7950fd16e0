/// A text with full-width letters, digits and signs (U+FF01 to U+FF5E) and the ideographic space as their ASCII
/// counterparts, and where each byte came from.
struct NarrowedText {
    /// The first byte of most of them.
    static let lead: UInt8 = 0xEF

    let bytes: [UInt8]
    private let original: [UInt8]
    /// Where in the original each byte of `bytes` begins.
    private let origins: [Int]

    /// nil where nothing is full-width.
    init?(_ original: [UInt8]) {
        var index = 0
        while index < original.count, Self.narrow(original, index) == nil { index += 1 }
        guard index < original.count else { return nil }
        var (bytes, origins) = (Array(original[..<index]), Array(0..<index))
        bytes.reserveCapacity(original.count)
        origins.reserveCapacity(original.count)
        while index < original.count {
            let narrow = Self.narrow(original, index)
            bytes.append(narrow ?? original[index])
            origins.append(index)
            index += narrow == nil ? 1 : Self.width
        }
        (self.bytes, self.original, self.origins) = (bytes, original, origins)
    }

    /// Whether a full-width letter, digit or one of the signs ＃＆；＝？＠ begins here, which numbers, addresses and secrets are
    /// made of; Chinese commas and brackets are none.
    static func isWordOrSign(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        guard bytes[index] == lead, let narrow = narrow(bytes, index) else { return false }
        return narrow.isASCIIAlpha || narrow.isASCIIDigit || "#&;=?@".utf8.contains(narrow)
    }

    /// Bytes of a full-width character in UTF-8.
    private static let width = 3

    /// The original with `*` or `＊` where `masked`, which is as long as `bytes`, differs from them.
    func widened(_ masked: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(original.count)
        for index in masked.indices {
            let end = index + 1 < origins.count ? origins[index + 1] : original.count
            if masked[index] == bytes[index] {
                output += original[origins[index]..<end]
            } else if end - origins[index] == Self.width {
                output += "＊".utf8
            } else {
                output.append(masked[index])
            }
        }
        return output
    }

    /// The counterpart of the character that begins here; nil where it has none.
    private static func narrow<Text: RandomAccessCollection<UInt8>>(_ bytes: Text, _ index: Int) -> UInt8?
    where Text.Index == Int {
        guard bytes[index] == lead || bytes[index] == 0xE3, index + 2 < bytes.count else { return nil }
        switch (bytes[index], bytes[index + 1], bytes[index + 2]) {
        case (lead, 0xBC, let last) where last >= 0x81: return last - 0x60
        case (lead, 0xBD, let last) where (0x80...0x9E).contains(last): return last - 0x20
        case (0xE3, 0x80, 0x80): return UInt8(ascii: " ")
        default: return nil
        }
    }
}
