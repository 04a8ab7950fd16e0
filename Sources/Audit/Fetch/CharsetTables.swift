import Glibc

/// The conversion tables of the legacy encodings, built once from the C library's iconv.
///
/// iconv gives the data only; decoding, and what is malformed, follows the Encoding Standard in our own code. Where
/// iconv lacks an encoding (a system without gconv modules) its table is empty and every sequence is malformed.
enum CharsetTables {
    /// GBK's pairs, lead 0x81–0xFE by trail 0x40–0xFE; 0 where there is no character.
    static let gbk = doubleByte("GB18030", leads: 0x81...0xFE, trails: 0x40...0xFE, differing: CharsetDifferences.gbk)
    /// Lead 0x81–0xFE, trail 0x40–0xFE, Hong Kong's supplement included.
    static let big5 = doubleByte(
        "BIG5-HKSCS",
        leads: 0x81...0xFE,
        trails: 0x40...0xFE,
        differing: CharsetDifferences.big5
    )
    /// Unified Hangul code: lead 0x81–0xFE, trail 0x41–0xFE.
    static let eucKR = doubleByte("CP949", leads: 0x81...0xFE, trails: 0x41...0xFE)
    /// Lead 0x81–0xFC, trail 0x40–0xFC; JIS X 0208 with NEC's and IBM's rows lies in it.
    static let shiftJIS = doubleByte("CP932", leads: 0x81...0xFC, trails: 0x40...0xFC)
    /// JIS X 0212 as EUC-JP writes it after 0x8F.
    static let jis0212 = doubleByte("EUC-JP", leads: 0xA1...0xFE, trails: 0xA1...0xFE, prefix: [0x8F])
    /// GB18030's four-byte sequences of the basic plane, by the pointer of the Encoding Standard §10.2.1.
    static let gb18030Ranges = fourByteTable()

    private static let singleByteTables: [Charset: [UInt32]] = {
        var tables: [Charset: [UInt32]] = [:]
        for (charset, name) in singleByteNames { tables[charset] = singleByte(name, charset) }
        return tables
    }()

    /// The characters of bytes 0x80–0xFF; 0 where there is none.
    static func singleByte(_ charset: Charset) -> [UInt32] {
        singleByteTables[charset] ?? [UInt32](repeating: 0, count: 128)
    }

    private static let singleByteNames: [(Charset, String)] = [
        (.ibm866, "IBM866"), (.iso8859p2, "ISO-8859-2"), (.iso8859p3, "ISO-8859-3"), (.iso8859p4, "ISO-8859-4"),
        (.iso8859p5, "ISO-8859-5"), (.iso8859p6, "ISO-8859-6"), (.iso8859p7, "ISO-8859-7"),
        (.iso8859p8, "ISO-8859-8"), (.iso8859p8I, "ISO-8859-8"), (.iso8859p10, "ISO-8859-10"),
        (.iso8859p13, "ISO-8859-13"), (.iso8859p14, "ISO-8859-14"), (.iso8859p15, "ISO-8859-15"),
        (.iso8859p16, "ISO-8859-16"), (.koi8R, "KOI8-R"), (.koi8U, "KOI8-U"), (.macintosh, "MACINTOSH"),
        (.windows874, "CP874"), (.windows1250, "CP1250"), (.windows1251, "CP1251"), (.windows1252, "CP1252"),
        (.windows1253, "CP1253"), (.windows1254, "CP1254"), (.windows1255, "CP1255"), (.windows1256, "CP1256"),
        (.windows1257, "CP1257"), (.windows1258, "CP1258"), (.xMacCyrillic, "MAC-UK"),
    ]

    // MARK: - Building

    struct DoubleByte: Sendable {
        let leads: ClosedRange<UInt8>
        let trails: ClosedRange<UInt8>
        /// One Unicode scalar value a pair; 0 where there is none.
        let scalars: [UInt32]

        var isEmpty: Bool { scalars.allSatisfy { $0 == 0 } }

        @inline(__always) func scalar(_ lead: UInt8, _ trail: UInt8) -> UInt32 {
            guard leads.contains(lead), trails.contains(trail) else { return 0 }
            return scalars[Int(lead - leads.lowerBound) * trails.count + Int(trail - trails.lowerBound)]
        }
    }

    private static func doubleByte(
        _ name: String,
        leads: ClosedRange<UInt8>,
        trails: ClosedRange<UInt8>,
        prefix: [UInt8] = [],
        differing: [UInt32: UInt32] = [:]
    ) -> DoubleByte {
        var scalars = [UInt32](repeating: 0, count: leads.count * trails.count)
        withConverter(name) { convert in
            var index = 0
            for lead in leads {
                for trail in trails {
                    let code = UInt32(lead) << 8 | UInt32(trail)
                    scalars[index] = differing[code] ?? convert(prefix + [lead, trail])
                    index += 1
                }
            }
        }
        return DoubleByte(leads: leads, trails: trails, scalars: scalars)
    }

    private static func fourByteTable() -> [UInt32] {
        var scalars = [UInt32](repeating: 0, count: 39_420)
        withConverter("GB18030") { convert in
            for pointer in scalars.indices {
                let first = UInt8(0x81 + pointer / 12_600)
                let second = UInt8(0x30 + pointer / 1_260 % 10)
                let third = UInt8(0x81 + pointer / 10 % 126)
                let bytes = [first, second, third, UInt8(0x30 + pointer % 10)]
                let code = bytes.reduce(0) { $0 << 8 | UInt32($1) }
                scalars[pointer] = CharsetDifferences.gb18030Ranges[code] ?? convert(bytes)
            }
        }
        return scalars
    }

    /// Browsers map a byte that a Windows code page leaves open to the control of the same number.
    private static func singleByte(_ name: String, _ charset: Charset) -> [UInt32] {
        var scalars = [UInt32](repeating: 0, count: 128)
        withConverter(name) { convert in
            for byte in 128..<256 {
                let scalar = convert([UInt8(byte)])
                let isControl = byte < 0xA0 && scalar == 0
                scalars[byte - 128] = isControl ? UInt32(byte) : scalar
            }
        }
        for (byte, scalar) in CharsetDifferences.singleByte[charset] ?? [:] { scalars[Int(byte) - 128] = scalar }
        return scalars
    }

    /// Calls with a function from one sequence of bytes to the one scalar value it stands for, else 0.
    private static func withConverter(_ name: String, _ body: (([UInt8]) -> UInt32) -> Void) {
        let descriptor = iconv_open("UTF-32LE", name)
        guard descriptor != iconv_t(bitPattern: -1) else { return }
        defer { iconv_close(descriptor) }
        body { sequence in
            var input = sequence.map { CChar(bitPattern: $0) }
            var output: [UInt32] = [0, 0, 0]
            var inputLeft = input.count
            var outputLeft = 12
            iconv(descriptor, nil, nil, nil, nil)
            let status = input.withUnsafeMutableBufferPointer { source in
                output.withUnsafeMutableBytes { target in
                    var from = source.baseAddress
                    var into = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                    let status = iconv(descriptor, &from, &inputLeft, &into, &outputLeft)
                    // Some converters hold a character back in case a combining one follows.
                    return status == 0 ? iconv(descriptor, nil, nil, &into, &outputLeft) : status
                }
            }
            return status == 0 && inputLeft == 0 && outputLeft == 8 ? UInt32(littleEndian: output[0]) : 0
        }
    }
}
