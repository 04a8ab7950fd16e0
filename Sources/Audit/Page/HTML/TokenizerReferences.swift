// MARK: - Character references

/// A character reference that was recognised in the source.
struct CharacterReference {
    enum Text {
        case scalar(UInt32)
        /// A range of the text of ``NamedCharacterReferences``.
        case named(Range<Int>)
    }

    let text: Text
    /// Offset right after the reference.
    let end: Int
}

extension Tokenizer {
    /// Goes past the `&` at `index` in text: hands over what it stands for, or leaves it as text.
    mutating func passReference(at index: Int) -> Int {
        guard let reference = peekReference(at: index, inAttribute: false) else { return index + 1 }
        flushText(upTo: index)
        let start = storage.arenaEnd
        append(reference)
        emit(start..<storage.arenaEnd, offset: index)
        textStart = reference.end
        return reference.end
    }

    mutating func append(_ reference: CharacterReference) {
        switch reference.text {
        case .scalar(let value): storage.arena.append(utf8: value)
        case .named(let range): storage.arena.append(contentsOf: references.text[range])
        }
    }

    /// The character reference at `index`, which holds `&`, or nil where the ampersand is text.
    ///
    /// HTML §13.2.5.72 "Character reference state".
    mutating func peekReference(at index: Int, inAttribute: Bool) -> CharacterReference? {
        guard let next = byte(at: index + 1) else { return nil }
        if next == UInt8(ascii: "#") { return peekNumericReference(at: index) }
        guard next.isASCIIAlpha || next.isASCIIDigit else { return nil }
        guard let match = references.longestMatch(in: input, at: index + 1) else {
            noteUnknownReference(from: index + 1)
            return nil
        }
        let matchEnd = index + 1 + match.length
        if !match.hasSemicolon {
            // "&amp=" and "&ampx" in an attribute are text, for the sake of old addresses.
            if inAttribute, let after = byte(at: matchEnd),
                after == UInt8(ascii: "=") || after.isASCIIAlpha || after.isASCIIDigit
            {
                return nil
            }
            error("missing-semicolon-after-character-reference", at: matchEnd)
        }
        return CharacterReference(text: .named(match.text), end: matchEnd)
    }

    /// HTML §13.2.5.74 "Ambiguous ampersand state".
    private mutating func noteUnknownReference(from start: Int) {
        var index = start
        while let byte = byte(at: index), byte.isASCIIAlpha || byte.isASCIIDigit { index += 1 }
        if byte(at: index) == UInt8(ascii: ";") { error("unknown-named-character-reference", at: index) }
    }

    /// HTML §13.2.5.75 "Numeric character reference state" and those after it.
    private mutating func peekNumericReference(at start: Int) -> CharacterReference? {
        var index = start + 2
        let isHexadecimal = byte(at: index).map { $0 | 0x20 } == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let digits = index
        var value: UInt32 = 0
        while let byte = byte(at: index), let digit = digitValue(byte, isHexadecimal: isHexadecimal) {
            value = min(value &* (isHexadecimal ? 16 : 10) &+ digit, 0x11_0000)
            index += 1
        }
        guard index > digits else {
            error("absence-of-digits-in-numeric-character-reference", at: index)
            return nil
        }
        if byte(at: index) == UInt8(ascii: ";") {
            index += 1
        } else {
            error("missing-semicolon-after-character-reference", at: index)
        }
        return CharacterReference(text: .scalar(checked(value, at: index)), end: index)
    }

    private func digitValue(_ byte: UInt8, isHexadecimal: Bool) -> UInt32? {
        if byte.isASCIIDigit { return UInt32(byte - 0x30) }
        guard isHexadecimal, byte.isASCIIHexDigit else { return nil }
        return UInt32((byte | 0x20) - 0x61) + 10
    }

    /// HTML §13.2.5.80 "Numeric character reference end state".
    private mutating func checked(_ value: UInt32, at offset: Int) -> UInt32 {
        switch value {
        case 0: error("null-character-reference", at: offset)
        case 0x11_0000...: error("character-reference-outside-unicode-range", at: offset)
        case 0xD800...0xDFFF: error("surrogate-character-reference", at: offset)
        case _ where value.isNoncharacter:
            error("noncharacter-character-reference", at: offset)
            return value
        case 0x0D, 0x01...0x08, 0x0B, 0x0E...0x1F, 0x7F:
            error("control-character-reference", at: offset)
            return value
        case 0x80...0x9F:
            error("control-character-reference", at: offset)
            return windows1252[Int(value - 0x80)]
        default: return value
        }
        return 0xFFFD
    }
}

extension UInt32 {
    /// Whether Unicode sets this code point apart for internal use.
    var isNoncharacter: Bool { (0xFDD0...0xFDEF).contains(self) || (self & 0xFFFE) == 0xFFFE && self <= 0x10_FFFF }
}

/// What a numeric reference to a C1 control stands for, from 0x80 on (the table of HTML §13.2.5.80).
private let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
]
