/// ISO-2022-JP: seven bits, with escape sequences between character sets (Encoding Standard §13.2.1).
struct ISO2022JPDecoder {
    private enum Mode {
        case ascii, roman, katakana, jis0208
    }

    private var mode = Mode.ascii
    /// Whether an escape has just been read: two in a row are malformed.
    private var hasJustSwitched = false
    private var output: [UInt8] = []
    private var undecodable = 0

    static func decoded(_ bytes: Bytes) -> (bytes: [UInt8], undecodable: Int) {
        var decoder = ISO2022JPDecoder()
        decoder.output.reserveCapacity(bytes.count + bytes.count / 2)
        var index = bytes.startIndex
        while index < bytes.endIndex {
            index += decoder.read(bytes[index...])
        }
        return (decoder.output, decoder.undecodable)
    }

    /// The mode that the three bytes of an escape sequence choose.
    private static func mode(after escape: Bytes) -> Mode? {
        let sequence = escape.prefix(3)
        if sequence.equals("\u{1B}(B") { return .ascii }
        if sequence.equals("\u{1B}(J") { return .roman }
        if sequence.equals("\u{1B}(I") { return .katakana }
        return sequence.equals("\u{1B}$@") || sequence.equals("\u{1B}$B") ? .jis0208 : nil
    }

    /// Reads one character or escape; gives the number of bytes it took.
    private mutating func read(_ rest: Bytes) -> Int {
        let byte = rest[rest.startIndex]
        if byte == 0x1B {
            guard let next = ISO2022JPDecoder.mode(after: rest) else {
                malformed()
                return 1
            }
            if hasJustSwitched { malformed() }
            (mode, hasJustSwitched) = (next, true)
            return 3
        }
        hasJustSwitched = false
        switch (mode, byte) {
        case (.jis0208, 0x21...0x7E): return readPair(rest)
        case (.katakana, 0x21...0x5F): append(0xFF61 - 0x21 + UInt32(byte))
        case (.roman, 0x5C): append(0xA5)
        case (.roman, 0x7E): append(0x203E)
        case (.ascii, 0...0x7F), (.roman, 0...0x7F):
            if byte == 0x0E || byte == 0x0F { malformed() } else { append(UInt32(byte)) }
        default: malformed()
        }
        return 1
    }

    private mutating func readPair(_ rest: Bytes) -> Int {
        guard let trail = rest.dropFirst().first else {
            malformed()
            return 1
        }
        if trail == 0x1B {
            malformed()
            return 1
        }
        let lead = rest[rest.startIndex]
        let isPair = (0x21...0x7E).contains(trail)
        let scalar = isPair ? JIS.jis0208Scalar(row: lead - 0x21, cell: trail - 0x21) : 0
        if scalar == 0 { malformed() } else { append(scalar) }
        return 2
    }

    private mutating func append(_ scalar: UInt32) { UTF8Decoding.append(scalar, to: &output) }

    private mutating func malformed() {
        output += UTF8Decoding.replacement
        undecodable += 1
    }
}
