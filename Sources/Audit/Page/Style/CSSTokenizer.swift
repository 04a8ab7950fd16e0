/// Cuts CSS into tokens (CSS Syntax 3 §4), in linear time and without recursion.
///
/// Works on the UTF-8 source as it stands: carriage returns, form feeds and zero bytes, which the standard replaces
/// before it starts, are told apart here instead.
struct CSSTokenizer {
    private let bytes: [UInt8]
    private var position = 0
    private var tokens: [CSSToken] = []
    private var open: [Int] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 3 + 16)
    }

    mutating func run() -> [CSSToken] {
        while position < bytes.count {
            if skipComment() { continue }
            let start = position
            var token = next()
            token.start = Int32(start)
            append(token)
        }
        let last = Int32(tokens.count)
        for index in open { tokens[index].link = last }
        tokens.append(CSSToken(kind: .endOfFile, start: Int32(bytes.count)))
        return tokens
    }

    /// Links brackets: a closing bracket closes the innermost open one if it is of its kind.
    private mutating func append(_ token: CSSToken) {
        let index = tokens.count
        tokens.append(token)
        switch token.kind {
        case .function, .openParen, .openSquare, .openCurly: open.append(index)
        case .closeParen, .closeSquare, .closeCurly:
            if let innermost = open.last, Self.closes(token.kind, tokens[innermost].kind) {
                open.removeLast()
                tokens[innermost].link = Int32(index)
            }
        default: break
        }
    }

    private static func closes(_ closing: CSSToken.Kind, _ opening: CSSToken.Kind) -> Bool {
        switch opening {
        case .function, .openParen: closing == .closeParen
        case .openSquare: closing == .closeSquare
        default: closing == .closeCurly
        }
    }

    @inline(__always) private func byte(_ offset: Int = 0) -> UInt8 {
        position + offset < bytes.count ? bytes[position + offset] : 0
    }

    private func isAtEnd(_ offset: Int = 0) -> Bool { position + offset >= bytes.count }

    private mutating func skipComment() -> Bool {
        guard byte() == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") else { return false }
        position += 2
        while !isAtEnd() {
            if byte() == UInt8(ascii: "*"), byte(1) == UInt8(ascii: "/") {
                position += 2
                return true
            }
            position += 1
        }
        return true
    }

    private mutating func next() -> CSSToken {
        let first = byte()
        switch first {
        case 0x20, 0x09, 0x0A, 0x0C, 0x0D: return whitespace()
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(first)
        case UInt8(ascii: "#"): return hash()
        case UInt8(ascii: "("): return single(.openParen)
        case UInt8(ascii: ")"): return single(.closeParen)
        case UInt8(ascii: "["): return single(.openSquare)
        case UInt8(ascii: "]"): return single(.closeSquare)
        case UInt8(ascii: "{"): return single(.openCurly)
        case UInt8(ascii: "}"): return single(.closeCurly)
        case UInt8(ascii: ","): return single(.comma)
        case UInt8(ascii: ":"): return single(.colon)
        case UInt8(ascii: ";"): return single(.semicolon)
        default: break
        }
        if startsNumber() { return numeric() }
        if first == UInt8(ascii: "-"), byte(1) == UInt8(ascii: "-"), byte(2) == UInt8(ascii: ">") {
            position += 3
            return CSSToken(kind: .cdc, start: 0)
        }
        if startsIdentifier() { return identLike() }
        return symbol(first)
    }

    private mutating func symbol(_ first: UInt8) -> CSSToken {
        if first == UInt8(ascii: "@"), startsIdentifier(1) {
            position += 1
            let (text, flags) = name()
            return CSSToken(kind: .atKeyword, flags: flags, start: 0, text: text)
        }
        if first == UInt8(ascii: "<"), byte(1) == UInt8(ascii: "!"), byte(2) == 0x2D, byte(3) == 0x2D {
            position += 4
            return CSSToken(kind: .cdo, start: 0)
        }
        position += 1
        return CSSToken(kind: .delim, delim: first, start: 0)
    }

    private mutating func single(_ kind: CSSToken.Kind) -> CSSToken {
        position += 1
        return CSSToken(kind: kind, start: 0)
    }

    private mutating func whitespace() -> CSSToken {
        while !isAtEnd(), byte().isHTMLSpace { position += 1 }
        return CSSToken(kind: .whitespace, start: 0)
    }
}

// MARK: - Names and numbers

extension CSSTokenizer {
    private static func startsName(_ byte: UInt8) -> Bool {
        byte.isASCIIAlpha || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private static func continuesName(_ byte: UInt8) -> Bool {
        startsName(byte) || byte.isASCIIDigit || byte == UInt8(ascii: "-")
    }

    private func isNameStart(_ offset: Int) -> Bool {
        guard !isAtEnd(offset) else { return false }
        return Self.startsName(byte(offset)) || byte(offset) == 0
    }

    private func isNameByte(_ offset: Int) -> Bool {
        guard !isAtEnd(offset) else { return false }
        return Self.continuesName(byte(offset)) || byte(offset) == 0
    }

    private func isEscape(_ offset: Int) -> Bool {
        guard !isAtEnd(offset), byte(offset) == UInt8(ascii: "\\") else { return false }
        let next = byte(offset + 1)
        return isAtEnd(offset + 1) || (next != 0x0A && next != 0x0C && next != 0x0D)
    }

    private func startsIdentifier(_ offset: Int = 0) -> Bool {
        if byte(offset) == UInt8(ascii: "-"), !isAtEnd(offset) {
            let next = offset + 1
            return isNameStart(next) || byte(next) == UInt8(ascii: "-") || isEscape(next)
        }
        return isNameStart(offset) || isEscape(offset)
    }

    private func startsNumber() -> Bool {
        var offset = 0
        if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") { offset = 1 }
        if byte(offset).isASCIIDigit { return true }
        return byte(offset) == UInt8(ascii: ".") && byte(offset + 1).isASCIIDigit
    }

    /// Reads a name and returns where it lies.
    private mutating func name() -> (Range<Int32>, CSSToken.Flags) {
        let start = position
        var flags: CSSToken.Flags = []
        while true {
            if isNameByte(0) {
                if byte() == 0 { flags.insert(.escaped) }
                position += 1
            } else if isEscape(0) {
                flags.insert(.escaped)
                skipEscape()
            } else {
                return (Int32(start)..<Int32(position), flags)
            }
        }
    }

    /// Goes past a backslash and what it escapes.
    private mutating func skipEscape() {
        position += 1
        guard !isAtEnd() else { return }
        var digits = 0
        while digits < 6, byte().isASCIIHexDigit, !isAtEnd() {
            position += 1
            digits += 1
        }
        if digits == 0 {
            position += 1
        } else if !isAtEnd(), byte().isHTMLSpace {
            position += byte() == 0x0D && byte(1) == 0x0A ? 2 : 1
        }
    }

    private mutating func hash() -> CSSToken {
        position += 1
        guard isNameByte(0) || isEscape(0) else {
            return CSSToken(kind: .delim, delim: UInt8(ascii: "#"), start: 0)
        }
        let isIdentifier = startsIdentifier()
        let (text, flags) = name()
        return CSSToken(kind: .hash, flags: isIdentifier ? flags.union(.identifier) : flags, start: 0, text: text)
    }

    private mutating func identLike() -> CSSToken {
        let (text, flags) = name()
        guard byte() == UInt8(ascii: "("), !isAtEnd() else {
            return CSSToken(kind: .ident, flags: flags, start: 0, text: text)
        }
        position += 1
        if flags.isEmpty, bytes[text].equalsIgnoringCase("url") {
            var offset = 0
            while !isAtEnd(offset), byte(offset).isHTMLSpace { offset += 1 }
            let next = byte(offset)
            if next != UInt8(ascii: "\"") && next != UInt8(ascii: "'") {
                position += offset
                return url()
            }
        }
        return CSSToken(kind: .function, flags: flags, start: 0, text: text)
    }

    private mutating func numeric() -> CSSToken {
        var flags: CSSToken.Flags = .integer
        let start = position
        if byte() == UInt8(ascii: "+") || byte() == UInt8(ascii: "-") {
            flags.insert(.signed)
            position += 1
        }
        while byte().isASCIIDigit { position += 1 }
        if byte() == UInt8(ascii: "."), byte(1).isASCIIDigit {
            flags.remove(.integer)
            position += 1
            while byte().isASCIIDigit { position += 1 }
        }
        if byte() | 0x20 == UInt8(ascii: "e") {
            let signed = byte(1) == UInt8(ascii: "+") || byte(1) == UInt8(ascii: "-")
            if byte(signed ? 2 : 1).isASCIIDigit {
                flags.remove(.integer)
                position += signed ? 2 : 1
                while byte().isASCIIDigit { position += 1 }
            }
        }
        let value = Self.number(bytes[start..<position])
        if byte() == UInt8(ascii: "%") {
            position += 1
            return CSSToken(kind: .percentage, flags: flags, start: 0, number: value)
        }
        guard startsIdentifier() else { return CSSToken(kind: .number, flags: flags, start: 0, number: value) }
        let (unit, unitFlags) = name()
        return CSSToken(kind: .dimension, flags: flags.union(unitFlags), start: 0, text: unit, number: value)
    }

    /// The value of a number's digits; what is too large is clamped (CSS Values 4 §5.1 leaves the range to us).
    private static func number(_ digits: Bytes) -> Double {
        var rest = digits
        var sign = 1.0
        if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            sign = first == UInt8(ascii: "-") ? -1 : 1
            rest = rest.dropFirst()
        }
        var (mantissa, scale, isFraction) = (0.0, 1.0, false)
        var exponent = 0
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte.isASCIIDigit {
                if mantissa < 1e16 {
                    mantissa = mantissa * 10 + Double(byte &- 0x30)
                    if isFraction { scale *= 10 }
                } else if !isFraction {
                    scale /= 10
                }
            } else if byte == UInt8(ascii: ".") {
                isFraction = true
            } else {
                exponent = Self.exponent(rest)
                break
            }
        }
        let value = min(mantissa / scale, 1e30)
        var factor = 1.0
        for _ in 0..<min(abs(exponent), 60) { factor *= 10 }
        return sign * min(exponent < 0 ? value / factor : value * factor, 1e30)
    }

    private static func exponent(_ digits: Bytes) -> Int {
        var value = 0
        for byte in digits where byte.isASCIIDigit { value = min(value * 10 + Int(byte &- 0x30), 1_000) }
        return digits.first == UInt8(ascii: "-") ? -value : value
    }
}

// MARK: - Strings and addresses

extension CSSTokenizer {
    private mutating func string(_ quote: UInt8) -> CSSToken {
        position += 1
        let start = position
        var flags: CSSToken.Flags = []
        while !isAtEnd() {
            let current = byte()
            if current == quote {
                position += 1
                return CSSToken(kind: .string, flags: flags, start: 0, text: Int32(start)..<Int32(position - 1))
            }
            if current == 0x0A || current == 0x0C || current == 0x0D {
                return CSSToken(kind: .badString, flags: flags, start: 0, text: Int32(start)..<Int32(position))
            }
            if current == UInt8(ascii: "\\") {
                flags.insert(.escaped)
                if isEscape(0) {
                    skipEscape()
                } else {
                    position += byte(1) == 0x0D && byte(2) == 0x0A ? 3 : 2
                }
                position = min(position, bytes.count)
            } else {
                if current == 0 { flags.insert(.escaped) }
                position += 1
            }
        }
        return CSSToken(kind: .string, flags: flags, start: 0, text: Int32(start)..<Int32(position))
    }

    private mutating func url() -> CSSToken {
        let start = position
        var flags: CSSToken.Flags = []
        while !isAtEnd() {
            let current = byte()
            if current == UInt8(ascii: ")") || current.isHTMLSpace {
                let end = position
                while !isAtEnd(), byte().isHTMLSpace { position += 1 }
                if isAtEnd() || byte() == UInt8(ascii: ")") {
                    position = min(position + 1, bytes.count)
                    return CSSToken(kind: .url, flags: flags, start: 0, text: Int32(start)..<Int32(end))
                }
                return badURL()
            }
            switch current {
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "("), 1...8, 0x0B, 0x0E...0x1F, 0x7F:
                return badURL()
            case UInt8(ascii: "\\"):
                guard isEscape(0) else { return badURL() }
                flags.insert(.escaped)
                skipEscape()
                position = min(position, bytes.count)
            default:
                if current == 0 { flags.insert(.escaped) }
                position += 1
            }
        }
        return CSSToken(kind: .url, flags: flags, start: 0, text: Int32(start)..<Int32(position))
    }

    private mutating func badURL() -> CSSToken {
        while !isAtEnd(), byte() != UInt8(ascii: ")") {
            if isEscape(0) { skipEscape() } else { position += 1 }
        }
        position = min(position + 1, bytes.count)
        return CSSToken(kind: .badURL, start: 0)
    }

    /// The text with escapes decoded; zero bytes become U+FFFD (CSS Syntax 3 §3.3, §4.3.7).
    static func decodingEscapes(_ raw: Bytes) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(raw.count)
        var index = raw.startIndex
        while index < raw.endIndex {
            let byte = raw[index]
            index += 1
            if byte == 0 {
                decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
            } else if byte != UInt8(ascii: "\\") {
                decoded.append(byte)
            } else if index < raw.endIndex {
                index = appendEscape(raw, at: index, to: &decoded)
            } else {
                decoded.append(contentsOf: [0xEF, 0xBF, 0xBD])
            }
        }
        return decoded
    }

    private static func appendEscape(_ raw: Bytes, at start: Int, to decoded: inout [UInt8]) -> Int {
        var index = start
        var value: UInt32 = 0
        while index < raw.endIndex, index < start + 6, raw[index].isASCIIHexDigit {
            value = value << 4 | UInt32(raw[index].hexDigitValue)
            index += 1
        }
        if index == start {
            let isNewline = raw[index] == 0x0A || raw[index] == 0x0C || raw[index] == 0x0D
            if !isNewline {
                decoded.append(raw[index])
                return index + 1
            }
            return index + (raw[index] == 0x0D && index + 1 < raw.endIndex && raw[index + 1] == 0x0A ? 2 : 1)
        }
        if index < raw.endIndex, raw[index].isHTMLSpace {
            index += raw[index] == 0x0D && index + 1 < raw.endIndex && raw[index + 1] == 0x0A ? 2 : 1
        }
        let scalar = value == 0 ? nil : Unicode.Scalar(value)
        decoded.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}").map(Array.init) ?? [])
        return index
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit.
    var hexDigitValue: UInt8 { self <= 0x39 ? self &- 0x30 : (self | 0x20) &- 0x57 }
}
