/// A set of bytes that a part of an address writes as `%XX` (URL Standard §1.3); non-ASCII is always in it.
struct PercentEncodeSet: Sendable {
    private let low: UInt64
    private let high: UInt64

    private init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }

    func adding(_ characters: StaticString) -> PercentEncodeSet {
        var (low, high) = (low, high)
        for index in 0..<characters.utf8CodeUnitCount {
            let byte = characters.utf8Start[index]
            if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte - 64) }
        }
        return PercentEncodeSet(low: low, high: high)
    }

    func contains(_ byte: UInt8) -> Bool {
        if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
        return byte >= 0x80 || high >> UInt64(byte - 64) & 1 == 1
    }

    static let control = PercentEncodeSet(low: 0xFFFF_FFFF, high: 1 << 63)
    static let fragment = control.adding(" \"<>`")
    static let query = control.adding(" \"#<>")
    static let specialQuery = query.adding("'")
    static let path = query.adding("?^`{}")
    static let userinfo = path.adding("/:;=@[\\]|")
    /// Everything but RFC 3986's unreserved characters.
    static let allButUnreserved = userinfo.adding("!$%&'()*+,")
}

enum PercentEncoding {
    private static let digits: StaticString = "0123456789ABCDEF"

    static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
        output.append(0x25)
        output.append(digits.utf8Start[Int(byte >> 4)])
        output.append(digits.utf8Start[Int(byte & 15)])
    }

    static func append(_ bytes: some Sequence<UInt8>, escaping set: PercentEncodeSet, to output: inout [UInt8]) {
        for byte in bytes {
            if set.contains(byte) { appendEscape(of: byte, to: &output) } else { output.append(byte) }
        }
    }

    /// The bytes with every `%XX` decoded; a percent sign without two digits stays (URL Standard §1.3).
    static func decode(_ bytes: Bytes) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if let byte = escape(at: index, in: bytes) {
                output.append(byte)
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    /// The byte that `%XX` at the index stands for.
    static func escape(at index: Int, in bytes: Bytes) -> UInt8? {
        guard bytes[index] == 0x25, index + 2 < bytes.endIndex,
            let high = bytes[index + 1].hexDigit, let low = bytes[index + 2].hexDigit
        else { return nil }
        return high << 4 | low
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit.
    var hexDigit: UInt8? {
        if isASCIIDigit { return self - 0x30 }
        let letter = (self | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
}
