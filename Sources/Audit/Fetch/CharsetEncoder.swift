/// Writing text in a document's encoding, which browsers do for the query of an address (URL Standard §1.3,
/// "percent-encode after encoding").
extension Charset {
    /// The UTF-8 text in this encoding, escaped; nil if that is the same as escaping the UTF-8.
    ///
    /// A character that the encoding lacks is written as `%26%23` number `%3B`. There is no encoder for ISO-2022-JP and
    /// for four-byte GB18030 beyond what the tables hold: such characters count as lacking in the former.
    func percentEncoded(_ text: Bytes, _ set: PercentEncodeSet) -> [UInt8]? {
        switch self {
        case .utf8, .utf16BE, .utf16LE, .replacement, .iso2022JP: return nil
        default: break
        }
        guard text.contains(where: { $0 >= 0x80 }) else { return nil }
        var output: [UInt8] = []
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.isASCII {
                PercentEncoding.append([UInt8(scalar.value)], escaping: set, to: &output)
            } else if let code = encoded(scalar.value) {
                PercentEncoding.append(code, escaping: set, to: &output)
            } else {
                output += Array("%26%23\(scalar.value)%3B".utf8)
            }
        }
        return output
    }

    private func encoded(_ scalar: UInt32) -> [UInt8]? {
        switch self {
        case .gbk where scalar == 0x20AC: return [0x80]
        case .xUserDefined: return (0xF780...0xF7FF).contains(scalar) ? [UInt8(scalar - 0xF780 + 0x80)] : nil
        case .shiftJIS where (0xFF61...0xFF9F).contains(scalar): return [UInt8(scalar - 0xFF61 + 0xA1)]
        case .shiftJIS where scalar == 0x2212: return [0x81, 0x7C]
        case .eucJP where (0xFF61...0xFF9F).contains(scalar): return [0x8E, UInt8(scalar - 0xFF61 + 0xA1)]
        default: break
        }
        if let code = EncoderTables.codes(self)[scalar] {
            return code > 0xFF ? [UInt8(code >> 8), UInt8(code & 0xFF)] : [UInt8(code)]
        }
        return self == .gb18030 ? EncoderTables.fourBytes(scalar) : nil
    }
}

/// The decoding tables turned round; each is built when it is first asked for.
private enum EncoderTables {
    private static let gbk = reversed(CharsetTables.gbk)
    // The Encoding Standard writes Big5 without Hong Kong's supplement: no lead under 0xA1.
    private static let big5 = reversed(CharsetTables.big5, firstLead: 0xA1)
    private static let eucKR = reversed(CharsetTables.eucKR)
    private static let shiftJIS = reversed(CharsetTables.shiftJIS)
    private static let eucJP: [UInt32: UInt16] = {
        var codes: [UInt32: UInt16] = [:]
        for row in UInt8(0)..<94 {
            for cell in UInt8(0)..<94 {
                let scalar = JIS.jis0208Scalar(row: row, cell: cell)
                if scalar != 0, codes[scalar] == nil { codes[scalar] = UInt16(row + 0xA1) << 8 | UInt16(cell + 0xA1) }
            }
        }
        return codes
    }()
    private static let singleByte: [Charset: [UInt32: UInt16]] = {
        var tables: [Charset: [UInt32: UInt16]] = [:]
        for charset in Charset.allCases {
            for (index, scalar) in CharsetTables.singleByte(charset).enumerated() where scalar != 0 {
                tables[charset, default: [:]][scalar] = UInt16(index + 128)
            }
        }
        return tables
    }()

    static func codes(_ charset: Charset) -> [UInt32: UInt16] {
        switch charset {
        case .gbk, .gb18030: gbk
        case .big5: big5
        case .eucKR: eucKR
        case .shiftJIS: shiftJIS
        case .eucJP: eucJP
        default: singleByte[charset] ?? [:]
        }
    }

    private static func reversed(_ table: CharsetTables.DoubleByte, firstLead: UInt8 = 0x81) -> [UInt32: UInt16] {
        var codes: [UInt32: UInt16] = [:]
        for lead in firstLead...table.leads.upperBound {
            for trail in table.trails {
                let scalar = table.scalar(lead, trail)
                if scalar != 0, codes[scalar] == nil { codes[scalar] = UInt16(lead) << 8 | UInt16(trail) }
            }
        }
        return codes
    }

    private static let fourBytePointers: [UInt32: Int] = {
        var pointers: [UInt32: Int] = [:]
        for (pointer, scalar) in CharsetTables.gb18030Ranges.enumerated() where scalar != 0 {
            pointers[scalar] = pointer
        }
        return pointers
    }()

    /// U+E5E5 has no code (§10.2.2).
    static func fourBytes(_ scalar: UInt32) -> [UInt8]? {
        if scalar == 0xE5E5 { return nil }
        let found = scalar > 0xFFFF ? Int(scalar) - 0x1_0000 + 189_000 : fourBytePointers[scalar]
        guard let pointer = found else { return nil }
        return [
            UInt8(0x81 + pointer / 12_600), UInt8(0x30 + pointer / 1_260 % 10),
            UInt8(0x81 + pointer / 10 % 126), UInt8(0x30 + pointer % 10),
        ]
    }
}
