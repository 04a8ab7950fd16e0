/// One token of CSS Syntax 3 §4; comments are left out.
struct CSSToken: Sendable {
    enum Kind: UInt8, Sendable {
        case ident, function, atKeyword, hash, string, badString, url, badURL, delim
        case number, percentage, dimension, whitespace, cdo, cdc, colon, semicolon, comma
        case openSquare, closeSquare, openParen, closeParen, openCurly, closeCurly, endOfFile
    }

    struct Flags: OptionSet, Sendable {
        let rawValue: UInt8
        /// The text holds a backslash and must be decoded.
        static let escaped = Flags(rawValue: 1)
        static let integer = Flags(rawValue: 2)
        /// A hash whose text is an identifier.
        static let identifier = Flags(rawValue: 4)
        /// A number written with `+` or `-`.
        static let signed = Flags(rawValue: 8)
    }

    var kind: Kind
    var flags: Flags = []
    /// The byte of a `delim`.
    var delim: UInt8 = 0
    /// Where the token begins in the source.
    var start: Int32
    /// The name, the string between its quotes, the address, or the unit of a dimension.
    var text: Range<Int32> = 0..<0
    /// For an opening bracket or a function the index of the token that closes it (or of the end of file).
    var link: Int32 = 0
    /// The value of a number, percentage or dimension.
    var number: Double = 0
}

/// A source of CSS and its tokens; the last one is always `endOfFile`.
struct CSSTokens: Sendable {
    let bytes: [UInt8]
    let tokens: [CSSToken]

    init(_ bytes: [UInt8]) {
        var tokenizer = CSSTokenizer(bytes)
        tokens = tokenizer.run()
        self.bytes = bytes
    }

    var count: Int { tokens.count - 1 }

    subscript(index: Int) -> CSSToken { tokens[index] }

    func kind(_ index: Int) -> CSSToken.Kind { tokens[index].kind }

    /// The token's text with escapes decoded.
    func text(_ index: Int) -> Bytes {
        let token = tokens[index]
        let raw = bytes[token.text]
        return token.flags.contains(.escaped) ? CSSTokenizer.decodingEscapes(raw)[...] : raw
    }

    /// The source between two tokens, the second excluded.
    func source(_ range: Range<Int>) -> Bytes {
        range.isEmpty ? [] : bytes[tokens[range.lowerBound].start..<tokens[range.upperBound].start]
    }

    func isIdent(_ index: Int, _ lowercase: StaticString) -> Bool {
        tokens[index].kind == .ident && isNamed(index, lowercase)
    }

    func isFunction(_ index: Int, _ lowercase: StaticString) -> Bool {
        tokens[index].kind == .function && isNamed(index, lowercase)
    }

    /// Whether the text is this, case-insensitively.
    func isNamed(_ index: Int, _ lowercase: StaticString) -> Bool {
        let token = tokens[index]
        if token.flags.contains(.escaped) { return text(index).equalsIgnoringCase(lowercase) }
        guard token.text.count == lowercase.utf8CodeUnitCount else { return false }
        var wanted = lowercase.utf8Start
        for position in Int(token.text.lowerBound)..<Int(token.text.upperBound) {
            if bytes[position].asciiLowercased != wanted.pointee { return false }
            wanted += 1
        }
        return true
    }

    func isDelim(_ index: Int, _ character: Unicode.Scalar) -> Bool {
        tokens[index].kind == .delim && tokens[index].delim == UInt8(ascii: character)
    }

    /// The index after the token and, where it opens a bracket, after what closes it.
    func skipping(_ index: Int) -> Int {
        switch tokens[index].kind {
        case .function, .openSquare, .openParen, .openCurly: min(Int(tokens[index].link) + 1, count)
        default: index + 1
        }
    }

    /// The index of the first token from `index` on that is not white space.
    func skippingSpace(_ index: Int) -> Int {
        var index = index
        while tokens[index].kind == .whitespace { index += 1 }
        return index
    }

    /// The range without white space at its ends.
    func trimming(_ range: Range<Int>) -> Range<Int> {
        var (low, high) = (range.lowerBound, range.upperBound)
        while low < high, tokens[low].kind == .whitespace { low += 1 }
        while high > low, tokens[high - 1].kind == .whitespace { high -= 1 }
        return low..<high
    }

    /// The ranges between the commas of a range, white space trimmed; brackets are not looked into.
    func splittingAtCommas(_ range: Range<Int>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var (start, index) = (range.lowerBound, range.lowerBound)
        while index < range.upperBound {
            if tokens[index].kind == .comma {
                parts.append(trimming(start..<index))
                start = index + 1
            }
            index = skipping(index)
        }
        parts.append(trimming(start..<range.upperBound))
        return parts
    }

    /// The tokens within a bracket or a function, both ends excluded.
    func inside(_ index: Int) -> Range<Int> { index + 1..<max(index + 1, min(Int(tokens[index].link), count)) }
}
