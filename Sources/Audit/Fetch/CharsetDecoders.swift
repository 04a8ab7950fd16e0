/// Decoders of the Encoding Standard §9–§14; each is linear and counts what was malformed.
enum UnicodeDecoders {
    /// §14.2: lone surrogates and a last odd byte are malformed.
    static func utf16(_ bytes: Bytes, isBigEndian: Bool) -> (bytes: [UInt8], undecodable: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var (undecodable, high, index) = (0, UInt32(0), bytes.startIndex)
        func malformed() {
            output += UTF8Decoding.replacement
            undecodable += 1
        }
        while index + 1 < bytes.endIndex {
            let (first, second) = (UInt32(bytes[index]), UInt32(bytes[index + 1]))
            let unit = isBigEndian ? first << 8 | second : second << 8 | first
            index += 2
            if high != 0 {
                if unit & 0xFC00 == 0xDC00 {
                    UTF8Decoding.append(0x1_0000 + (high & 0x3FF) << 10 + (unit & 0x3FF), to: &output)
                    high = 0
                    continue
                }
                malformed()
                high = 0
            }
            switch unit & 0xFC00 {
            case 0xD800: high = unit
            case 0xDC00: malformed()
            default: UTF8Decoding.append(unit, to: &output)
            }
        }
        if index < bytes.endIndex || high != 0 { malformed() }
        return (output, undecodable)
    }
}

enum SingleByteDecoder {
    static func decoded(_ bytes: Bytes, _ charset: Charset) -> (bytes: [UInt8], undecodable: Int) {
        let table =
            charset == .xUserDefined ? (0xF780...0xF7FF).map { UInt32($0) } : CharsetTables.singleByte(charset)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var undecodable = 0
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else if case let scalar = table[Int(byte & 0x7F)], scalar != 0 {
                UTF8Decoding.append(scalar, to: &output)
            } else {
                output += UTF8Decoding.replacement
                undecodable += 1
            }
        }
        return (output, undecodable)
    }
}

/// GBK and GB18030 share this decoder (§10.2.1).
enum GB18030Decoder {
    static func decoded(_ bytes: Bytes) -> (bytes: [UInt8], undecodable: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var (undecodable, index) = (0, bytes.startIndex)
        while index < bytes.endIndex {
            let lead = bytes[index]
            if lead < 0x80 {
                let end = UTF8Decoding.endOfASCII(in: bytes, from: index)
                output += bytes[index..<end]
                index = end
                continue
            }
            let (scalar, length) = lead == 0x80 ? (0x20AC, 1) : sequence(at: index, in: bytes)
            if scalar == 0 {
                output += UTF8Decoding.replacement
                undecodable += 1
            } else {
                UTF8Decoding.append(scalar, to: &output)
            }
            index += length
        }
        return (output, undecodable)
    }

    /// The character at a byte over 0x80, or 0, and how many bytes it or the malformed sequence takes.
    private static func sequence(at index: Int, in bytes: Bytes) -> (UInt32, Int) {
        let lead = bytes[index]
        guard lead != 0xFF, index + 1 < bytes.endIndex else { return (0, 1) }
        let second = bytes[index + 1]
        guard second.isASCIIDigit else {
            let scalar = CharsetTables.gbk.scalar(lead, second)
            return (scalar, scalar == 0 && second < 0x80 ? 1 : 2)
        }
        // An end of input inside a four-byte sequence is one error for all of it (§10.2.1, end-of-queue).
        guard index + 2 < bytes.endIndex else { return (0, 2) }
        guard (0x81...0xFE).contains(bytes[index + 2]) else { return (0, 1) }
        guard index + 3 < bytes.endIndex else { return (0, 3) }
        guard bytes[index + 3].isASCIIDigit else { return (0, 1) }
        let high = (Int(lead) - 0x81) * 12_600 + (Int(second) - 0x30) * 1_260
        let pointer = high + (Int(bytes[index + 2]) - 0x81) * 10 + Int(bytes[index + 3]) - 0x30
        if pointer < CharsetTables.gb18030Ranges.count { return (CharsetTables.gb18030Ranges[pointer], 4) }
        let isSupplementary = (189_000...1_237_575).contains(pointer)
        return (isSupplementary ? UInt32(pointer - 189_000 + 0x1_0000) : 0, 4)
    }
}

enum DoubleByteDecoders {
    /// §12.1.1.
    static func big5(_ bytes: Bytes) -> (bytes: [UInt8], undecodable: Int) {
        decoded(bytes, CharsetTables.big5) { lead, trail in
            guard lead == 0x88 else { return nil }
            switch trail {
            case 0x62: return [0xCA, 0x304]
            case 0x64: return [0xCA, 0x30C]
            case 0xA3: return [0xEA, 0x304]
            case 0xA5: return [0xEA, 0x30C]
            default: return nil
            }
        }
    }

    /// §14.1.
    static func eucKR(_ bytes: Bytes) -> (bytes: [UInt8], undecodable: Int) {
        decoded(bytes, CharsetTables.eucKR) { _, _ in nil }
    }

    /// Pairs of lead 0x81–0xFE and trail; of a malformed pair an ASCII trail is read again.
    private static func decoded(
        _ bytes: Bytes,
        _ table: CharsetTables.DoubleByte,
        pair: (UInt8, UInt8) -> [UInt32]?
    ) -> (bytes: [UInt8], undecodable: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var (undecodable, index) = (0, bytes.startIndex)
        while index < bytes.endIndex {
            let lead = bytes[index]
            index += 1
            if lead < 0x80 {
                output.append(lead)
                continue
            }
            if lead != 0x80, lead != 0xFF, index < bytes.endIndex {
                let trail = bytes[index]
                let scalar = table.scalar(lead, trail)
                if scalar != 0 || trail >= 0x80 { index += 1 }
                if scalar != 0 {
                    UTF8Decoding.append(scalar, to: &output)
                    continue
                }
                if let scalars = pair(lead, trail) {
                    if trail < 0x80 { index += 1 }
                    for scalar in scalars { UTF8Decoding.append(scalar, to: &output) }
                    continue
                }
            }
            output += UTF8Decoding.replacement
            undecodable += 1
        }
        return (output, undecodable)
    }

    /// §13.3.1.
    static func shiftJIS(_ bytes: Bytes) -> (bytes: [UInt8], undecodable: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var (undecodable, index) = (0, bytes.startIndex)
        while index < bytes.endIndex {
            let lead = bytes[index]
            index += 1
            switch lead {
            case 0...0x80: UTF8Decoding.append(UInt32(lead), to: &output)
            case 0xA1...0xDF: UTF8Decoding.append(0xFF61 - 0xA1 + UInt32(lead), to: &output)
            case 0x81...0xFC where index < bytes.endIndex && lead != 0xA0:
                let trail = bytes[index]
                let scalar = JIS.shiftJISScalar(lead, trail)
                if scalar != 0 || trail >= 0x80 { index += 1 }
                if scalar == 0 { fallthrough }
                UTF8Decoding.append(scalar, to: &output)
            default:
                output += UTF8Decoding.replacement
                undecodable += 1
            }
        }
        return (output, undecodable)
    }

    /// §13.1.1.
    static func eucJP(_ bytes: Bytes) -> (bytes: [UInt8], undecodable: Int) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 2)
        var (undecodable, index) = (0, bytes.startIndex)
        while index < bytes.endIndex {
            let lead = bytes[index]
            if lead < 0x80 {
                let end = UTF8Decoding.endOfASCII(in: bytes, from: index)
                output += bytes[index..<end]
                index = end
                continue
            }
            let (scalar, length) = eucJPSequence(at: index, in: bytes)
            if scalar == 0 {
                output += UTF8Decoding.replacement
                undecodable += 1
            } else {
                UTF8Decoding.append(scalar, to: &output)
            }
            index += length
        }
        return (output, undecodable)
    }

    private static func eucJPSequence(at index: Int, in bytes: Bytes) -> (UInt32, Int) {
        let lead = bytes[index]
        guard lead == 0x8E || lead == 0x8F || (0xA1...0xFE).contains(lead), index + 1 < bytes.endIndex else {
            return (0, 1)
        }
        let second = bytes[index + 1]
        if lead == 0x8E, (0xA1...0xDF).contains(second) { return (0xFF61 - 0xA1 + UInt32(second), 2) }
        if lead == 0x8F, (0xA1...0xFE).contains(second) {
            guard index + 2 < bytes.endIndex else { return (0, 2) }
            let third = bytes[index + 2]
            return (CharsetTables.jis0212.scalar(second, third), third < 0x80 ? 2 : 3)
        }
        let isPair = lead >= 0xA1 && second >= 0xA1 && second != 0xFF
        let scalar = isPair ? JIS.jis0208Scalar(row: lead - 0xA1, cell: second - 0xA1) : 0
        return (scalar, second < 0x80 ? 1 : 2)
    }
}

/// The JIS X 0208 index, which Shift_JIS, EUC-JP and ISO-2022-JP share.
enum JIS {
    static func shiftJISScalar(_ lead: UInt8, _ trail: UInt8) -> UInt32 {
        guard (0x40...0x7E).contains(trail) || (0x80...0xFC).contains(trail) else { return 0 }
        // User-defined characters: pointers 8836–10715 of §13.3.1.
        if (0xF0...0xF9).contains(lead) {
            let offset = UInt32(trail) - (trail < 0x7F ? 0x40 : 0x41)
            return 0xE000 + UInt32(lead - 0xF0) * 188 + offset
        }
        return CharsetTables.shiftJIS.scalar(lead, trail)
    }

    /// Row and cell from 0; rows of EUC lie two to a lead byte of Shift_JIS.
    static func jis0208Scalar(row: UInt8, cell: UInt8) -> UInt32 {
        let pair = row >> 1
        let lead = pair < 0x1F ? pair + 0x81 : pair + 0xC1
        let offset = row & 1 == 0 ? cell : cell + 94
        return CharsetTables.shiftJIS.scalar(lead, offset + (offset < 0x3F ? 0x40 : 0x41))
    }
}
