/// The WHATWG tokenizer over a whole source in memory.
///
/// Because nothing has to be resumed, the standard's states are runs of code: a tag, a comment or a doctype is read in
/// one go, and only the kind of text (data, RCDATA, script, …) is a state. CR and CR LF become LF where they are met, so
/// that offsets stay those of the source. Source: HTML §13.2.5 "Tokenization".
struct Tokenizer<Sink: TokenSink> {
    var sink: Sink
    var storage: TokenStorage
    let input: UnsafeBufferPointer<UInt8>
    var position: Int
    var state: TokenizerState
    /// Name of the last start tag, which decides whether an end tag in RCDATA, RAWTEXT or script data is appropriate.
    var lastStartTag: [UInt8] = []
    /// Where the text begins that is not yet handed over.
    var textStart = 0
    /// The tag number at which a name was last an attribute's name; finds duplicates in constant time.
    var attributeSeen: [UInt32] = []
    var tagNumber: UInt32 = 0
    let references = NamedCharacterReferences.standard
    let maximumAttributes: Int

    init(
        _ input: UnsafeBufferPointer<UInt8>,
        from start: Int = 0,
        state: TokenizerState = .data,
        maximumAttributes: Int = ParseLimits.maximumAttributes,
        sink: Sink
    ) {
        self.input = input
        self.sink = sink
        self.state = state
        self.maximumAttributes = maximumAttributes
        storage = TokenStorage(source: input)
        position = start
    }

    /// Reads the whole source, or as much of it as the sink wants.
    mutating func run() {
        while !sink.isFull {
            switch state {
            case .data: scanData()
            case .rcdata: scanRCDATA()
            case .rawtext: scanRawtext()
            case .scriptData: scanScriptData()
            case .plaintext: scanPlaintext()
            case .cdataSection: scanCDATASection()
            case .done: return
            }
        }
    }
}

/// The kinds of text the tokenizer tells apart.
enum TokenizerState: UInt8 {
    case data, rcdata, rawtext, scriptData, plaintext, cdataSection, done
}

// MARK: - Text

extension Tokenizer {
    var end: Int { input.count }

    /// The byte at `index`, or nil past the end.
    @inline(__always)
    func byte(at index: Int) -> UInt8? { index < input.count ? input[index] : nil }

    mutating func error(_ code: StaticStringCode, at offset: Int) { storage.error(code, at: offset) }

    /// Hands over the text from `textStart` up to `limit`.
    @inline(__always)
    mutating func flushText(upTo limit: Int) {
        guard textStart < limit else { return }
        let range = Int32(truncatingIfNeeded: textStart)..<Int32(truncatingIfNeeded: limit)
        sink.characters(range, offset: range.lowerBound, &storage)
        textStart = limit
    }

    /// Hands over what is not in the source as it should be.
    mutating func emit(_ text: TextRange, offset: Int) {
        sink.characters(text, offset: Int32(truncatingIfNeeded: offset), &storage)
    }

    mutating func finish() {
        sink.endOfFile(&storage)
        state = .done
    }

    /// Goes past a CR, which becomes LF; a LF after it stays and does the same by itself.
    @inline(__always)
    mutating func passCarriageReturn(at index: Int) -> Int {
        flushText(upTo: index)
        textStart = index + 1
        if byte(at: index + 1) != UInt8(ascii: "\n") { emit(storage.lineFeed, offset: index) }
        return index + 1
    }

    /// Goes past a NUL in a kind of text where it becomes U+FFFD at once.
    mutating func passNull(at index: Int) -> Int {
        error("unexpected-null-character", at: index)
        flushText(upTo: index)
        emit(storage.replacementCharacter, offset: index)
        textStart = index + 1
        return index + 1
    }

    /// HTML §13.2.5.1 "Data state", up to and including the next tag, comment or doctype.
    mutating func scanData() {
        textStart = position
        var index = position
        while true {
            index = input.firstTextBreak(from: index, UInt8(ascii: "<"), UInt8(ascii: "&"))
            guard index < end else {
                flushText(upTo: end)
                return finish()
            }
            switch input[index] {
            case UInt8(ascii: "<"):
                if scanMarkup(at: index) { return }
                index = max(index + 1, textStart)
            case UInt8(ascii: "&"): index = passReference(at: index)
            case UInt8(ascii: "\r"): index = passCarriageReturn(at: index)
            default:
                error("unexpected-null-character", at: index)
                flushText(upTo: index)
                sink.nullCharacter(offset: Int32(truncatingIfNeeded: index), &storage)
                textStart = index + 1
                index += 1
            }
        }
    }

    /// Reads what begins with `<`; false where that is text.
    private mutating func scanMarkup(at index: Int) -> Bool {
        guard let next = byte(at: index + 1) else {
            error("eof-before-tag-name", at: index + 1)
            return false
        }
        switch next {
        case UInt8(ascii: "/"): return scanEndTagOpen(at: index)
        case UInt8(ascii: "!"):
            flushText(upTo: index)
            scanMarkupDeclaration(at: index)
        case UInt8(ascii: "?"):
            flushText(upTo: index)
            error("unexpected-question-mark-instead-of-tag-name", at: index + 1)
            scanBogusComment(from: index + 1, offset: index)
        default:
            guard next.isASCIIAlpha else {
                error("invalid-first-character-of-tag-name", at: index + 1)
                return false
            }
            flushText(upTo: index)
            scanTag(at: index, nameStart: index + 1, isEnd: false)
        }
        return true
    }

    private mutating func scanEndTagOpen(at index: Int) -> Bool {
        guard let next = byte(at: index + 2) else {
            error("eof-before-tag-name", at: index + 2)
            return false
        }
        flushText(upTo: index)
        if next.isASCIIAlpha {
            scanTag(at: index, nameStart: index + 2, isEnd: true)
        } else if next == UInt8(ascii: ">") {
            error("missing-end-tag-name", at: index + 2)
            position = index + 3
        } else {
            error("invalid-first-character-of-tag-name", at: index + 2)
            scanBogusComment(from: index + 2, offset: index)
        }
        return true
    }

    /// HTML §13.2.5.5 "PLAINTEXT state": all that follows is text.
    mutating func scanPlaintext() {
        textStart = position
        var index = position
        while true {
            index = input.firstTextBreak(from: index, 0, 0)
            guard index < end else {
                flushText(upTo: end)
                return finish()
            }
            index = input[index] == 0 ? passNull(at: index) : passCarriageReturn(at: index)
        }
    }

    /// HTML §13.2.5.69 "CDATA section state".
    mutating func scanCDATASection() {
        textStart = position
        var index = position
        while true {
            index = input.firstTextBreak(from: index, UInt8(ascii: "]"), 0)
            guard index < end else {
                error("eof-in-cdata", at: end)
                flushText(upTo: end)
                return finish()
            }
            switch input[index] {
            case UInt8(ascii: "]"):
                if input.hasPrefix("]]>", at: index) {
                    flushText(upTo: index)
                    position = index + 3
                    state = .data
                    return
                }
                index += 1
            case UInt8(ascii: "\r"): index = passCarriageReturn(at: index)
            default:
                flushText(upTo: index)
                sink.nullCharacter(offset: Int32(truncatingIfNeeded: index), &storage)
                textStart = index + 1
                index += 1
            }
        }
    }

    /// HTML §13.2.5.2 "RCDATA state".
    mutating func scanRCDATA() {
        textStart = position
        var index = position
        while true {
            index = input.firstTextBreak(from: index, UInt8(ascii: "<"), UInt8(ascii: "&"))
            guard index < end else {
                flushText(upTo: end)
                return finish()
            }
            switch input[index] {
            case UInt8(ascii: "<"):
                if scanAppropriateEndTag(at: index) { return }
                index += 1
            case UInt8(ascii: "&"): index = passReference(at: index)
            case UInt8(ascii: "\r"): index = passCarriageReturn(at: index)
            default: index = passNull(at: index)
            }
        }
    }

    /// HTML §13.2.5.3 "RAWTEXT state".
    mutating func scanRawtext() {
        textStart = position
        var index = position
        while true {
            index = input.firstTextBreak(from: index, UInt8(ascii: "<"), 0)
            guard index < end else {
                flushText(upTo: end)
                return finish()
            }
            switch input[index] {
            case UInt8(ascii: "<"):
                if scanAppropriateEndTag(at: index) { return }
                index += 1
            case UInt8(ascii: "\r"): index = passCarriageReturn(at: index)
            default: index = passNull(at: index)
            }
        }
    }

    /// Reads the end tag at `index` if it closes the element whose text is being read; else it is text.
    mutating func scanAppropriateEndTag(at index: Int) -> Bool {
        let nameStart = index + 2
        let nameEnd = nameStart + lastStartTag.count
        guard byte(at: index + 1) == UInt8(ascii: "/"), !lastStartTag.isEmpty, nameEnd < end else { return false }
        for offset in lastStartTag.indices where input[nameStart + offset].asciiLowercased != lastStartTag[offset] {
            return false
        }
        let next = input[nameEnd]
        guard next.isHTMLSpace || next == UInt8(ascii: "/") || next == UInt8(ascii: ">") else { return false }
        flushText(upTo: index)
        scanTag(at: index, nameStart: nameStart, isEnd: true)
        return true
    }
}

// MARK: - Searching

extension UnsafeBufferPointer where Element == UInt8 {
    /// The first of `first`, `second`, CR and NUL from `start` on, or `count`; eight bytes a step.
    @inline(__always)
    func firstTextBreak(from start: Int, _ first: UInt8, _ second: UInt8) -> Int {
        guard let base = baseAddress else { return count }
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let (one, two) = (ones &* UInt64(first), ones &* UInt64(second))
        var index = start
        while index &+ 8 <= count {
            let word = UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
            let (a, b, c) = (word ^ one, word ^ two, word ^ (ones &* 0x0D))
            // A byte is zero where subtracting one borrows into its clear high bit; only the lowest hit is exact.
            let found =
                ((a &- ones) & ~a | (b &- ones) & ~b | (c &- ones) & ~c | (word &- ones) & ~word) & highs
            if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count {
            let byte = base[index]
            if byte == first || byte == second || byte == 0x0D || byte == 0 { return index }
            index &+= 1
        }
        return count
    }

    func hasPrefix(_ text: StaticString, at index: Int) -> Bool {
        guard index + text.utf8CodeUnitCount <= count else { return false }
        for offset in 0..<text.utf8CodeUnitCount where self[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    func hasPrefixIgnoringCase(_ lowercase: StaticString, at index: Int) -> Bool {
        guard index + lowercase.utf8CodeUnitCount <= count else { return false }
        for offset in 0..<lowercase.utf8CodeUnitCount
        where self[index + offset].asciiLowercased != lowercase.utf8Start[offset] {
            return false
        }
        return true
    }
}
