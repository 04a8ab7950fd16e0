/// Finds the addresses that a script goes to or opens, where they stand in it as literals.
///
/// Read are assignments to `location` and `location.href`, and calls of `location.replace`, `location.assign`,
/// `window.open` and `window.navigate`. Only a literal that is the whole value counts; addresses put together at run time
/// are not guessed. Comments and other literals are passed over; linear in the script.
struct ScriptAddresses {
    /// Bytes of one script that are read.
    static let maximumBytes = 64 << 10
    /// Addresses taken from one script.
    static let maximumAddresses = 50

    private enum Token: Equatable {
        case word(Bytes)
        /// What a string or a template without holes stands for.
        case literal([UInt8])
        /// Punctuation; an operator of several characters comes one by one but for `==` and `=>`.
        case mark(UInt8)
        case equality
        /// Regular expressions, numbers, templates with holes.
        case other
    }

    private let text: Bytes
    private var index: Int
    private var previous: Token?

    /// The addresses in the order in which they stand, each as it would be written in an attribute.
    static func all(in script: Bytes) -> [[UInt8]] {
        let text = script.prefix(maximumBytes)
        guard mayHold(text) else { return [] }
        var reader = ScriptAddresses(text)
        return reader.addresses()
    }

    /// Most scripts of a page speak of no address at all.
    private static func mayHold(_ text: Bytes) -> Bool {
        text.mentions(anyOf: ["location", ".open", "navigate"])
    }

    private init(_ text: Bytes) {
        self.text = text
        index = text.startIndex
    }

    // MARK: - Patterns

    private mutating func addresses() -> [[UInt8]] {
        var found: [[UInt8]] = []
        // The tokens before the one that is looked at, the nearest last.
        var before: [Token] = []
        var pending = next()
        while let token = pending, found.count < Self.maximumAddresses {
            pending = next()
            if case .literal(let address) = token, !address.isEmpty, isWhole(followedBy: pending),
                isDestination(before)
            {
                found.append(address)
            }
            before.append(token)
            if before.count > 8 { before.removeFirst() }
        }
        return found
    }

    /// Whether nothing that follows changes the value.
    private func isWhole(followedBy token: Token?) -> Bool {
        guard case .mark(let mark) = token else { return token != .equality }
        return mark != UInt8(ascii: "+") && mark != UInt8(ascii: ".") && mark != UInt8(ascii: "[")
            && mark != UInt8(ascii: "?")
    }

    /// Whether what stands before a literal makes it the place to go to.
    private func isDestination(_ before: [Token]) -> Bool {
        var rest = before[...]
        while rest.last == .mark(UInt8(ascii: "(")), rest.count > 1, rest.dropLast().last == .mark(UInt8(ascii: "=")) {
            rest.removeLast()
        }
        switch rest.popLast() {
        case .mark(UInt8(ascii: "=")): return isLocation(&rest, isAssigned: true)
        case .mark(UInt8(ascii: "(")): return isCall(&rest)
        default: return false
        }
    }

    /// `location`, `x.location`, `location.href`, `location["href"]`.
    private func isLocation(_ rest: inout ArraySlice<Token>, isAssigned: Bool) -> Bool {
        var token = rest.popLast()
        if isAssigned, isNamed(token, "href") || isIndex("href", token, rest) {
            if token == .mark(UInt8(ascii: "]")) {
                rest.removeLast(2)
            } else if rest.popLast() != .mark(0x2E) {
                return false
            }
            token = rest.popLast()
            return isNamed(token, "location") || isIndex("location", token, rest)
        }
        if isIndex("location", token, rest) { return true }
        guard isNamed(token, "location") else { return false }
        // A variable of that name is none; neither is the field of a new object, which stands before a colon.
        return !["var", "let", "const"].contains { isNamed(rest.last, $0) }
    }

    private func isCall(_ rest: inout ArraySlice<Token>) -> Bool {
        let name = rest.popLast()
        guard rest.popLast() == .mark(UInt8(ascii: ".")) else { return false }
        if isNamed(name, "replace") || isNamed(name, "assign") { return isLocation(&rest, isAssigned: false) }
        guard isNamed(name, "open") || isNamed(name, "navigate") else { return false }
        return ["window", "top", "parent", "self", "opener", "globalThis"].contains { isNamed(rest.last, $0) }
    }

    private func isNamed(_ token: Token?, _ name: StaticString) -> Bool {
        guard case .word(let word) = token else { return false }
        return word.equals(name)
    }

    /// `["name"]`, of which `last` is the closing bracket and the rest stands before it.
    private func isIndex(_ name: StaticString, _ last: Token?, _ rest: ArraySlice<Token>) -> Bool {
        guard last == .mark(UInt8(ascii: "]")), rest.count >= 2, case .literal(let text) = rest[rest.endIndex - 1],
            rest[rest.endIndex - 2] == .mark(UInt8(ascii: "["))
        else { return false }
        return text.equals(name)
    }

    // MARK: - Tokens

    private mutating func next() -> Token? {
        previous = token()
        return previous
    }

    private mutating func token() -> Token? {
        while skipSpace() || skipComment() {}
        guard index < text.endIndex else { return nil }
        let byte = text[index]
        if byte.isASCIIAlpha || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80 {
            return word()
        }
        if byte.isASCIIDigit {
            while index < text.endIndex, Self.isPartOfWord(text[index]) || text[index] == 0x2E { index += 1 }
            return .other
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): return string(closedBy: byte)
        case UInt8(ascii: "/") where mayBeginPattern: return pattern()
        case UInt8(ascii: "="): return equals()
        default:
            index += 1
            return .mark(byte)
        }
    }

    private mutating func skipSpace() -> Bool {
        let start = index
        while index < text.endIndex, text[index] <= 0x20 { index += 1 }
        return index > start
    }

    private mutating func skipComment() -> Bool {
        let rest = text[index...]
        if rest.starts(with: [0x2F, 0x2F]) || rest.starts(with: Array("<!--".utf8)) {
            index = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.endIndex
            return true
        }
        guard rest.starts(with: [0x2F, 0x2A]) else { return false }
        index += 2
        while index < text.endIndex {
            if text[index] == 0x2A, index + 1 < text.endIndex, text[index + 1] == 0x2F {
                index += 2
                return true
            }
            index += 1
        }
        return true
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        byte.isASCIIAlpha || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
    }

    private mutating func word() -> Token {
        let start = index
        while index < text.endIndex, Self.isPartOfWord(text[index]) { index += 1 }
        return .word(text[start..<index])
    }

    private mutating func equals() -> Token {
        var count = 0
        while index < text.endIndex, text[index] == UInt8(ascii: "=") { (index, count) = (index + 1, count + 1) }
        // What stands before `=` in `!=`, `<=` or `+=` makes it no assignment of the whole.
        if case .mark(let mark) = previous, "!<>+-*/%&|^?".utf8.contains(mark) { return .equality }
        if count == 1, index < text.endIndex, text[index] == UInt8(ascii: ">") {
            index += 1
        } else if count == 1 {
            return .mark(UInt8(ascii: "="))
        }
        return .equality
    }

    /// Whether a slash begins a regular expression: where a value may begin.
    private var mayBeginPattern: Bool {
        switch previous {
        case nil, .equality: true
        case .word(let word): word.equals("return") || word.equals("typeof") || word.equals("case")
        case .literal, .other: false
        case .mark(let mark): mark != UInt8(ascii: ")") && mark != UInt8(ascii: "]") && mark != UInt8(ascii: "}")
        }
    }

    private mutating func pattern() -> Token {
        index += 1
        var isInClass = false
        while index < text.endIndex, text[index] != 0x0A, text[index] != 0x0D {
            let byte = text[index]
            index += byte == 0x5C ? 2 : 1
            if byte == UInt8(ascii: "[") { isInClass = true }
            if byte == UInt8(ascii: "]") { isInClass = false }
            if byte == 0x2F, !isInClass { break }
        }
        index = min(index, text.endIndex)
        return .other
    }

    /// A string, or a template; what is not closed, or has holes, is no literal.
    private mutating func string(closedBy quote: UInt8) -> Token {
        index += 1
        var value: [UInt8] = []
        var hasHoles = false
        while index < text.endIndex {
            let byte = text[index]
            index += 1
            if byte == quote { return hasHoles ? .other : .literal(value) }
            if byte == 0x5C {
                escape(into: &value)
                continue
            }
            if byte == 0x0A || byte == 0x0D, quote != UInt8(ascii: "`") { return .other }
            if byte == UInt8(ascii: "$"), quote == UInt8(ascii: "`"), index < text.endIndex, text[index] == 0x7B {
                hasHoles = true
            }
            value.append(byte)
        }
        return .other
    }

    /// What follows a backslash (ECMAScript §12.9.4).
    private mutating func escape(into value: inout [UInt8]) {
        guard index < text.endIndex else { return }
        let byte = text[index]
        index += 1
        switch byte {
        case 0x0A, 0x0D: break
        case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "v"), UInt8(ascii: "0"):
            value.append(0x20)
        case UInt8(ascii: "x"): append(hexDigits(2), to: &value)
        case UInt8(ascii: "u"):
            guard index < text.endIndex, text[index] == UInt8(ascii: "{") else {
                append(hexDigits(4), to: &value)
                return
            }
            index += 1
            append(hexDigits(6), to: &value)
            if index < text.endIndex, text[index] == UInt8(ascii: "}") { index += 1 }
        default: value.append(byte)
        }
    }

    private mutating func hexDigits(_ most: Int) -> UInt32 {
        let digits = text[index...].prefix(most).prefix { $0.isASCIIHexDigit }
        index = digits.endIndex
        return digits.reduce(0) { $0 << 4 | UInt32($1.hexDigit ?? 0) }
    }

    private func append(_ code: UInt32, to value: inout [UInt8]) {
        value += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    }
}
