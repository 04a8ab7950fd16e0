/// Compiles a pattern by recursive descent; its depth is bounded by ``AddressPattern/maximumDepth``.
struct AddressPatternCompiler {
    typealias Instruction = AddressPattern.Instruction

    private let pattern: String
    private let bytes: [UInt8]
    private var index = 0
    private var depth = 0

    init(_ pattern: String) {
        self.pattern = pattern
        bytes = Array(pattern.utf8)
    }

    mutating func program() throws -> [Instruction] {
        guard bytes.count <= AddressPattern.maximumBytes else {
            throw error(
                zh: "正则表达式超过 \(AddressPattern.maximumBytes) 字节",
                en: "the pattern has more than \(AddressPattern.maximumBytes) bytes"
            )
        }
        let body = try alternatives()
        guard index == bytes.count else { throw error(zh: "多出一个右括号", en: "a closing parenthesis too many") }
        return body + [.match]
    }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private func error(zh: String, en: String) -> AuditError {
        AuditError(
            .usage,
            at: pattern.quotedForMessage,
            LocalizedText(zh: "第 \(index + 1) 字节处：\(zh)", en: "at byte \(index + 1): \(en)"),
            remedy: LocalizedText(
                zh: "改正正则表达式；可用的语法见 docs/fetching.md",
                en: "correct the regular expression; docs/fetching.md lists what it may hold"
            )
        )
    }

    // MARK: - Grammar; each function gives a piece of program whose targets count from its own start

    private mutating func alternatives() throws -> [Instruction] {
        depth += 1
        defer { depth -= 1 }
        guard depth <= AddressPattern.maximumDepth else {
            throw error(zh: "括号嵌套过深", en: "groups are nested too deep")
        }
        var body = try sequence()
        while current == 0x7C {
            index += 1
            let other = try sequence()
            let first = shifted(body, by: 1)
            let second = shifted(other, by: first.count + 2)
            body = [.either(1, first.count + 2)] + first + [.jump(first.count + 2 + other.count)] + second
            try checkSize(body)
        }
        return body
    }

    private mutating func sequence() throws -> [Instruction] {
        var body: [Instruction] = []
        while let byte = current, byte != 0x7C, byte != 0x29 {
            let atom = try atom()
            let piece = try repeated(atom)
            body += shifted(piece, by: body.count)
            try checkSize(body)
        }
        return body
    }

    private func checkSize(_ body: [Instruction]) throws {
        guard body.count <= AddressPattern.maximumInstructions else {
            throw error(zh: "重复次数使正则表达式过大", en: "its repetitions make the pattern too large")
        }
    }

    private func shifted(_ piece: [Instruction], by offset: Int) -> [Instruction] {
        piece.map { instruction in
            switch instruction {
            case .either(let first, let second): .either(first + offset, second + offset)
            case .jump(let target): .jump(target + offset)
            default: instruction
            }
        }
    }

    private mutating func atom() throws -> [Instruction] {
        let byte = bytes[index]
        index += 1
        switch byte {
        case 0x28: return try group()
        case 0x5B: return [.bytes(try byteClass())]
        case 0x2E: return [.bytes(.all)]
        case 0x5E: return [.atStart]
        case 0x24: return [.atEnd]
        case 0x5C: return [.bytes(try escape())]
        case 0x2A, 0x2B, 0x3F, 0x7B:
            index -= 1
            throw error(zh: "重复符号前没有内容", en: "there is nothing to repeat")
        case 0x80...: return character(byte)
        default: return [.bytes(ByteSet(byte...byte))]
        }
    }

    /// A character beyond ASCII as its escapes, so that a repetition after it repeats it whole.
    private mutating func character(_ lead: UInt8) -> [Instruction] {
        var escapes: [UInt8] = []
        PercentEncoding.appendEscape(of: lead, to: &escapes)
        while let next = current, next & 0xC0 == 0x80 {
            PercentEncoding.appendEscape(of: next, to: &escapes)
            index += 1
        }
        return escapes.map { .bytes(ByteSet($0...$0)) }
    }

    private mutating func group() throws -> [Instruction] {
        if current == 0x3F {
            index += 1
            guard current == 0x3A else {
                throw error(zh: "不支持这种括号", en: "this kind of group is not supported")
            }
            index += 1
        }
        let body = try alternatives()
        guard current == 0x29 else { throw error(zh: "缺少右括号", en: "a closing parenthesis is missing") }
        index += 1
        return body
    }

    private mutating func escape() throws -> ByteSet {
        guard let byte = current else { throw error(zh: "反斜杠后没有字符", en: "nothing follows the backslash") }
        index += 1
        switch byte {
        case 0x64: return .digits
        case 0x44: return ByteSet.digits.inverted
        case 0x77: return .word
        case 0x57: return ByteSet.word.inverted
        case 0x73: return .space
        case 0x53: return ByteSet.space.inverted
        default:
            guard byte < 0x80, !byte.isASCIIAlpha, !byte.isASCIIDigit else {
                throw error(zh: "不支持这种转义", en: "this escape is not supported")
            }
            return ByteSet(byte...byte)
        }
    }

    private mutating func byteClass() throws -> ByteSet {
        let isInverted = current == 0x5E
        if isInverted { index += 1 }
        var set = ByteSet()
        var isFirst = true
        while let byte = current, byte != 0x5D || isFirst {
            isFirst = false
            index += 1
            guard byte < 0x80 else { throw error(zh: "方括号内只能用 ASCII", en: "a class may hold ASCII only") }
            if byte == 0x5C {
                set.formUnion(try escape())
            } else if current == 0x2D, index + 1 < bytes.count, bytes[index + 1] != 0x5D {
                let last = bytes[index + 1]
                guard last >= byte, last < 0x80 else { throw error(zh: "范围颠倒", en: "a range is the wrong way round") }
                set.insert(byte...last)
                index += 2
            } else {
                set.insert(byte...byte)
            }
        }
        guard current == 0x5D else { throw error(zh: "缺少右方括号", en: "a closing bracket is missing") }
        index += 1
        return isInverted ? set.inverted : set
    }

    // MARK: - Repetition

    private mutating func repeated(_ atom: [Instruction]) throws -> [Instruction] {
        guard let (least, most) = try counts() else { return atom }
        // A lazy repetition matches the same addresses.
        if current == 0x3F { index += 1 }
        if let next = current, next == 0x2A || next == 0x2B || next == 0x3F {
            throw error(zh: "重复符号不能连用", en: "one repetition follows another")
        }
        guard (most ?? least + 1) * atom.count <= AddressPattern.maximumInstructions else {
            throw error(zh: "重复次数使正则表达式过大", en: "its repetitions make the pattern too large")
        }
        var body: [Instruction] = []
        for _ in 0..<least { body += shifted(atom, by: body.count) }
        if let most {
            for _ in least..<most {
                let start = body.count
                body += [.either(start + 1, start + 1 + atom.count)] + shifted(atom, by: start + 1)
            }
        } else {
            let start = body.count
            body += [.either(start + 1, start + 2 + atom.count)] + shifted(atom, by: start + 1) + [.jump(start)]
        }
        return body
    }

    /// The bounds of the repetition that follows; nil if none does.
    private mutating func counts() throws -> (least: Int, most: Int?)? {
        guard let sign = current else { return nil }
        switch sign {
        case 0x2A: index += 1; return (0, nil)
        case 0x2B: index += 1; return (1, nil)
        case 0x3F: index += 1; return (0, 1)
        case 0x7B: index += 1
        default: return nil
        }
        let least = number()
        var most = least
        if current == 0x2C {
            index += 1
            most = number()
            if most == nil, current == 0x7D, let least {
                index += 1
                return (least, nil)
            }
        }
        guard let least, let most, least <= most, current == 0x7D else {
            throw error(zh: "花括号内应为 {m}、{m,} 或 {m,n}", en: "braces must hold {m}, {m,} or {m,n}")
        }
        index += 1
        return (least, most)
    }

    private mutating func number() -> Int? {
        let digits = bytes[index...].prefix(4).prefix(while: \.isASCIIDigit)
        index += digits.count
        return digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
