// MARK: - Comments and doctypes

extension Tokenizer {
    /// HTML §13.2.5.42 "Markup declaration open state".
    mutating func scanMarkupDeclaration(at offset: Int) {
        let start = offset + 2
        if input.hasPrefix("--", at: start) {
            scanComment(from: start + 2, offset: offset)
        } else if input.hasPrefixIgnoringCase("doctype", at: start) {
            position = start + 7
            scanDoctype(at: offset)
        } else if input.hasPrefix("[CDATA[", at: start) {
            if sink.allowsCDATA {
                position = start + 7
                state = .cdataSection
            } else {
                error("cdata-in-html-content", at: start + 6)
                scanBogusComment(from: start, offset: offset)
            }
        } else {
            error("incorrectly-opened-comment", at: start)
            scanBogusComment(from: start, offset: offset)
        }
    }

    /// HTML §13.2.5.41 "Bogus comment state".
    mutating func scanBogusComment(from start: Int, offset: Int) {
        let stop = firstIndex(of: UInt8(ascii: ">"), from: start) ?? end
        position = min(stop + 1, end)
        emitComment(start..<stop, offset: offset)
    }

    /// HTML §13.2.5.43 "Comment start state" and those after it.
    mutating func scanComment(from start: Int, offset: Int) {
        if byte(at: start) == UInt8(ascii: ">") || input.hasPrefix("->", at: start) {
            let length = input[start] == UInt8(ascii: ">") ? 1 : 2
            error("abrupt-closing-of-empty-comment", at: start + length - 1)
            position = start + length
            return emitComment(start..<start, offset: offset)
        }
        var index = start
        while let dash = firstIndex(of: UInt8(ascii: "-"), from: index) {
            guard let next = byte(at: dash + 1) else { return endComment(start..<dash, offset: offset) }
            guard next == UInt8(ascii: "-") else {
                index = dash + 1
                continue
            }
            noteNestedComment(at: dash, start: start)
            var after = dash + 2
            while byte(at: after) == UInt8(ascii: "-") { after += 1 }
            let text = start..<after - 2
            switch byte(at: after) {
            case nil: return endComment(text, offset: offset)
            case UInt8(ascii: ">"):
                position = after + 1
                return emitComment(text, offset: offset)
            case UInt8(ascii: "!"):
                guard let last = byte(at: after + 1) else { return endComment(text, offset: offset) }
                if last == UInt8(ascii: ">") {
                    error("incorrectly-closed-comment", at: after + 1)
                    position = after + 2
                    return emitComment(text, offset: offset)
                }
                index = after + 1
            default: index = after
            }
        }
        endComment(start..<end, offset: offset)
    }

    /// `<!--` inside a comment, unless it ends the comment or the source.
    private mutating func noteNestedComment(at dash: Int, start: Int) {
        guard dash - 2 >= start, input[dash - 1] == UInt8(ascii: "!"), input[dash - 2] == UInt8(ascii: "<"),
            let next = byte(at: dash + 2), next != UInt8(ascii: ">")
        else { return }
        error("nested-comment", at: dash + 2)
    }

    private mutating func endComment(_ text: Range<Int>, offset: Int) {
        position = end
        emitComment(text, offset: offset)
        error("eof-in-comment", at: end)
    }

    private mutating func emitComment(_ text: Range<Int>, offset: Int) {
        let normalized = normalized(text)
        sink.comment(normalized, offset: Int32(truncatingIfNeeded: offset), &storage)
    }

    /// The index of `wanted` from `start` on.
    func firstIndex(of wanted: UInt8, from start: Int) -> Int? {
        var index = start
        while index < end {
            if input[index] == wanted { return index }
            index &+= 1
        }
        return nil
    }

    /// The text with normalised line ends and U+FFFD for U+0000; the source itself where it has neither.
    mutating func normalized(_ text: Range<Int>, lowercasing: Bool = false) -> TextRange {
        let bytes = input[text]
        guard bytes.contains(where: { $0 == 0x0D || $0 == 0 || lowercasing && $0.isASCIIUpper }) else {
            return Int32(truncatingIfNeeded: text.lowerBound)..<Int32(truncatingIfNeeded: text.upperBound)
        }
        let start = storage.arenaEnd
        for index in text {
            switch input[index] {
            case 0:
                error("unexpected-null-character", at: index)
                storage.arena.append(utf8: 0xFFFD)
            case 0x0D: if byte(at: index + 1) != 0x0A || index + 1 == text.upperBound { storage.arena.append(0x0A) }
            case let other: storage.arena.append(lowercasing ? other.asciiLowercased : other)
            }
        }
        return start..<storage.arenaEnd
    }
}
