/// IPv4 and IPv6 addresses as URL Standard §3.5 reads and writes them.
enum IPAddressParser {
    // MARK: - IPv4

    /// "Ends in a number checker".
    static func endsInNumber(_ domain: [UInt8]) -> Bool {
        var parts = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true {
            if parts.count == 1 { return false }
            parts.removeLast()
        }
        guard let last = parts.last, !last.isEmpty else { return false }
        return last.allSatisfy(\.isASCIIDigit) || number(last) != nil
    }

    /// Reads the shorthands too: `0x7f.1` is `127.0.0.1`.
    static func parseIPv4(_ domain: [UInt8]) -> [UInt8]? {
        var parts = domain.split(separator: 0x2E, omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true, parts.count > 1 { parts.removeLast() }
        guard parts.count <= 4 else { return nil }
        var numbers: [UInt64] = []
        for part in parts {
            guard let value = number(part) else { return nil }
            numbers.append(value)
        }
        guard let last = numbers.popLast(), numbers.allSatisfy({ $0 <= 255 }),
            last < 1 << (8 * UInt64(4 - numbers.count))
        else { return nil }
        var address = last
        for (index, value) in numbers.enumerated() { address += value << (8 * UInt64(3 - index)) }
        let text = (0..<4).map { String(address >> (8 * UInt64(3 - $0)) & 255) }.joined(separator: ".")
        return Array(text.utf8)
    }

    /// "IPv4 number parser"; a value beyond 32 bits is returned as one that no address can hold.
    private static func number(_ text: Bytes) -> UInt64? {
        guard let first = text.first else { return nil }
        var (digits, radix) = (text, UInt64(10))
        if first == 0x30, text.count >= 2 {
            let isHexadecimal = text[text.startIndex + 1].asciiLowercased == 0x78
            (digits, radix) = (text.dropFirst(isHexadecimal ? 2 : 1), isHexadecimal ? 16 : 8)
        }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = byte.hexDigit, digit < radix else { return nil }
            value = min(value * radix + UInt64(digit), 1 << 40)
        }
        return value
    }

    // MARK: - IPv6

    /// The address without brackets, compressed as §3.6 writes it.
    static func parseIPv6(_ text: Bytes) -> [UInt8]? {
        guard let pieces = IPv6Reader.pieces(of: text) else { return nil }
        let gap = longestZeroRun(pieces)
        var output = ""
        var index = 0
        while index < 8 {
            if index == gap.lowerBound, !gap.isEmpty {
                output += index == 0 ? "::" : ":"
                index = gap.upperBound
                continue
            }
            output += String(pieces[index], radix: 16)
            if index < 7 { output += ":" }
            index += 1
        }
        return Array(output.utf8)
    }

    private static func longestZeroRun(_ pieces: [UInt16]) -> Range<Int> {
        var best = 0..<0
        var start = 0
        for index in 0...8 where index == 8 || pieces[index] != 0 {
            if index - start > max(best.count, 1) { best = start..<index }
            start = index + 1
        }
        return best
    }
}

/// "IPv6 parser".
private struct IPv6Reader {
    private var pieces: [UInt16] = []
    private var compress: Int?
    private var text: Bytes

    static func pieces(of text: Bytes) -> [UInt16]? {
        var reader = IPv6Reader(text: text)
        guard reader.read() else { return nil }
        guard let gap = reader.compress else { return reader.pieces.count == 8 ? reader.pieces : nil }
        let zeros = [UInt16](repeating: 0, count: 8 - reader.pieces.count)
        return Array(reader.pieces[..<gap]) + zeros + Array(reader.pieces[gap...])
    }

    private init(text: Bytes) { self.text = text }

    private mutating func read() -> Bool {
        if text.first == 0x3A {
            guard text.dropFirst().first == 0x3A else { return false }
            text = text.dropFirst(2)
            compress = 0
        }
        while let first = text.first {
            if used == 8 { return false }
            if first == 0x3A {
                guard compress == nil else { return false }
                text = text.dropFirst()
                compress = pieces.count
                continue
            }
            guard readPiece() else { return false }
        }
        return true
    }

    /// Pieces read, the compressed ones counted as one.
    private var used: Int { pieces.count + (compress == nil ? 0 : 1) }

    private mutating func readPiece() -> Bool {
        let digits = text.prefix(4).prefix { $0.isASCIIHexDigit }
        let after = text[digits.endIndex...]
        if after.first == 0x2E { return !digits.isEmpty && used <= 6 && readIPv4() }
        pieces.append(digits.reduce(0) { $0 << 4 | UInt16($1.hexDigit ?? 0) })
        guard let next = after.first else {
            text = after
            return true
        }
        text = after.dropFirst()
        return next == 0x3A && !text.isEmpty
    }

    private mutating func readIPv4() -> Bool {
        let numbers = text.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard numbers.count == 4 else { return false }
        var values: [UInt16] = []
        for number in numbers {
            guard (1...3).contains(number.count), number.allSatisfy(\.isASCIIDigit),
                number.count == 1 || number.first != 0x30
            else { return false }
            values.append(number.reduce(0) { $0 * 10 + UInt16($1 - 0x30) })
        }
        guard values.allSatisfy({ $0 <= 255 }) else { return false }
        pieces += [values[0] << 8 | values[1], values[2] << 8 | values[3]]
        text = text[text.endIndex...]
        return true
    }
}
