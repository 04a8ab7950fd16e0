// MARK: - Doctypes

extension Tokenizer {
    /// Reads a doctype from right after its keyword on (HTML §13.2.5.53 "DOCTYPE state" to §13.2.5.68).
    mutating func scanDoctype(at offset: Int) {
        var token = DoctypeToken(offset: Int32(truncatingIfNeeded: offset))
        if !scanDoctypeContent(&token) {
            error("eof-in-doctype", at: end)
            token.forcesQuirks = true
            position = end
        }
        sink.doctype(token, &storage)
    }

    /// False where the source ends before the doctype.
    private mutating func scanDoctypeContent(_ token: inout DoctypeToken) -> Bool {
        guard let first = byte(at: position) else { return false }
        if !first.isHTMLSpace, first != UInt8(ascii: ">") {
            error("missing-whitespace-before-doctype-name", at: position)
        }
        guard let next = skipDoctypeSpace() else { return false }
        if next == UInt8(ascii: ">") {
            error("missing-doctype-name", at: position)
            token.forcesQuirks = true
            position += 1
            return true
        }
        let start = position
        while let byte = byte(at: position), !byte.isHTMLSpace, byte != UInt8(ascii: ">") { position += 1 }
        token.name = normalized(start..<position, lowercasing: true)
        guard let after = skipDoctypeSpace() else { return false }
        if after == UInt8(ascii: ">") {
            position += 1
            return true
        }
        if input.hasPrefixIgnoringCase("public", at: position) { return scanPublic(&token) }
        if input.hasPrefixIgnoringCase("system", at: position) { return scanSystem(&token) }
        error("invalid-character-sequence-after-doctype-name", at: position)
        token.forcesQuirks = true
        return scanBogusDoctype()
    }

    /// The next byte that is no whitespace, at `position`.
    private mutating func skipDoctypeSpace() -> UInt8? {
        while let byte = byte(at: position) {
            if !byte.isHTMLSpace { return byte }
            position += 1
        }
        return nil
    }

    private mutating func scanBogusDoctype() -> Bool {
        while let byte = byte(at: position) {
            if byte == 0 { error("unexpected-null-character", at: position) }
            position += 1
            if byte == UInt8(ascii: ">") { return true }
        }
        // The end of the source is an error in the states before, not in this one.
        return true
    }

    private mutating func scanPublic(_ token: inout DoctypeToken) -> Bool {
        position += 6
        guard
            let isOpen = openIdentifier(
                &token,
                missingSpace: "missing-whitespace-after-doctype-public-keyword",
                missing: "missing-doctype-public-identifier",
                missingQuote: "missing-quote-before-doctype-public-identifier"
            )
        else { return false }
        guard isOpen else { return true }
        let (value, isClosed) = scanIdentifier(abrupt: "abrupt-doctype-public-identifier", &token)
        token.publicID = value
        guard let isClosed else { return false }
        guard isClosed else { return true }
        return scanBetweenIdentifiers(&token)
    }

    /// HTML §13.2.5.61 "After DOCTYPE public identifier state" and §13.2.5.62.
    private mutating func scanBetweenIdentifiers(_ token: inout DoctypeToken) -> Bool {
        let hasSpace = byte(at: position)?.isHTMLSpace ?? true
        guard let next = skipDoctypeSpace() else { return false }
        switch next {
        case UInt8(ascii: ">"):
            position += 1
            return true
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if !hasSpace { error("missing-whitespace-between-doctype-public-and-system-identifiers", at: position) }
            return scanSystemValue(&token)
        default:
            error("missing-quote-before-doctype-system-identifier", at: position)
            token.forcesQuirks = true
            return scanBogusDoctype()
        }
    }

    private mutating func scanSystem(_ token: inout DoctypeToken) -> Bool {
        position += 6
        guard
            let isOpen = openIdentifier(
                &token,
                missingSpace: "missing-whitespace-after-doctype-system-keyword",
                missing: "missing-doctype-system-identifier",
                missingQuote: "missing-quote-before-doctype-system-identifier"
            )
        else { return false }
        return isOpen ? scanSystemValue(&token) : true
    }

    private mutating func scanSystemValue(_ token: inout DoctypeToken) -> Bool {
        let (value, isClosed) = scanIdentifier(abrupt: "abrupt-doctype-system-identifier", &token)
        token.systemID = value
        guard let isClosed else { return false }
        guard isClosed else { return true }
        guard let next = skipDoctypeSpace() else { return false }
        if next == UInt8(ascii: ">") {
            position += 1
            return true
        }
        error("unexpected-character-after-doctype-system-identifier", at: position)
        return scanBogusDoctype()
    }

    /// Goes to the quote that opens an identifier; false where the doctype ended instead, nil where the source did.
    private mutating func openIdentifier(
        _ token: inout DoctypeToken,
        missingSpace: StaticStringCode,
        missing: StaticStringCode,
        missingQuote: StaticStringCode
    ) -> Bool? {
        let hasSpace = byte(at: position)?.isHTMLSpace ?? true
        guard let next = skipDoctypeSpace() else { return nil }
        switch next {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            if !hasSpace { error(missingSpace, at: position) }
            return true
        case UInt8(ascii: ">"):
            error(missing, at: position)
            token.forcesQuirks = true
            position += 1
            return false
        default:
            error(missingQuote, at: position)
            token.forcesQuirks = true
            return scanBogusDoctype() ? false : nil
        }
    }

    /// Reads a quoted identifier; closed is false where a `>` ended the doctype, nil where the source ended.
    private mutating func scanIdentifier(
        abrupt: StaticStringCode,
        _ token: inout DoctypeToken
    ) -> (value: TextRange, isClosed: Bool?) {
        let quote = input[position]
        let start = position + 1
        position = start
        while let byte = byte(at: position), byte != quote, byte != UInt8(ascii: ">") { position += 1 }
        let value = normalized(start..<position)
        guard let last = byte(at: position) else { return (value, nil) }
        if last != quote {
            error(abrupt, at: position)
            token.forcesQuirks = true
        }
        position += 1
        return (value, last == quote)
    }
}
