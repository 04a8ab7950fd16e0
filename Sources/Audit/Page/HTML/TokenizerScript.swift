// MARK: - Script data

/// Where in script data the tokenizer is: scripts hide in comments, and comments hide end tags.
private enum ScriptLevel {
    case plain
    /// After `<!--`.
    case escaped
    /// After `<!--` and `<script`, where `</script>` is text.
    case doubleEscaped
}

extension Tokenizer {
    /// HTML §13.2.5.4 "Script data state" with all its escaped states (§13.2.5.15 to §13.2.5.31).
    mutating func scanScriptData() {
        textStart = position
        var index = position
        var level = ScriptLevel.plain
        while true {
            let dash = level == .plain ? 0 : UInt8(ascii: "-")
            index = input.firstTextBreak(from: index, UInt8(ascii: "<"), dash)
            guard index < end else {
                if level != .plain { error("eof-in-script-html-comment-like-text", at: end) }
                flushText(upTo: end)
                return finish()
            }
            switch input[index] {
            case UInt8(ascii: "<"):
                if level != .doubleEscaped, scanAppropriateEndTag(at: index) { return }
                index = passLessThan(at: index, &level)
            case UInt8(ascii: "-"): index = passDashes(at: index, &level)
            case UInt8(ascii: "\r"): index = passCarriageReturn(at: index)
            default: index = passNull(at: index)
            }
        }
    }

    /// Goes past a `<` that begins no end tag.
    private func passLessThan(at index: Int, _ level: inout ScriptLevel) -> Int {
        switch level {
        case .plain:
            guard input.hasPrefix("!--", at: index + 1) else { return index + 1 }
            level = .escaped
            // The dashes count as the first two of a `-->`.
            return index + 2
        case .escaped:
            guard let nameEnd = endOfScriptName(from: index + 1) else { return index + 1 }
            level = .doubleEscaped
            return nameEnd
        case .doubleEscaped:
            guard byte(at: index + 1) == UInt8(ascii: "/"), let nameEnd = endOfScriptName(from: index + 2) else {
                return index + 1
            }
            level = .escaped
            return nameEnd
        }
    }

    /// The end of the word `script` at `start`, if a space, `/` or `>` follows it.
    private func endOfScriptName(from start: Int) -> Int? {
        guard input.hasPrefixIgnoringCase("script", at: start), let next = byte(at: start + 6),
            next.isHTMLSpace || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
        else { return nil }
        return start + 6
    }

    /// Goes past a run of dashes; two or more and a `>` end the escape.
    private func passDashes(at start: Int, _ level: inout ScriptLevel) -> Int {
        var index = start
        while byte(at: index) == UInt8(ascii: "-") { index += 1 }
        if index - start >= 2, byte(at: index) == UInt8(ascii: ">") {
            level = .plain
            index += 1
        }
        return index
    }
}
