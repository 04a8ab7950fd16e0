/// What names do with text.
enum TextCleaning {
    /// The text with runs of ASCII whitespace as one space, without white space (Unicode `White_Space`) at either end.
    ///
    /// Source: accname 1.2 "flat string"; ACT "accessible name" for the trimming.
    static func collapsed(_ text: some Collection<UInt8>) -> [UInt8] {
        let result = [UInt8](unsafeUninitializedCapacity: text.count) { result, count in
            var needsSpace = false
            for byte in text {
                if byte.isHTMLSpace {
                    needsSpace = count > 0
                    continue
                }
                if needsSpace {
                    result[count] = 0x20
                    count += 1
                    needsSpace = false
                }
                result[count] = byte
                count += 1
            }
        }
        let trimmed = result[...].trimmedOfWhiteSpace
        return trimmed.count == result.count ? result : Array(trimmed)
    }
}

/// The tokens between runs of HTML whitespace, one at a time.
struct SpaceSeparatedTokens: Sequence, IteratorProtocol {
    private var rest: Bytes

    init(_ text: Bytes) { rest = text }

    mutating func next() -> Bytes? {
        guard let start = rest.firstIndex(where: { !$0.isHTMLSpace }) else { return nil }
        let end = rest[start...].firstIndex(where: \.isHTMLSpace) ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[start..<end]
    }
}

// MARK: - Characters

extension UnicodeScalar {
    /// Whether a person sees something where the character stands: no white space, no format or control character.
    var isVisibleCharacter: Bool {
        switch value {
        case 0..<0x21, 0x7F...0xA0, 0xAD, 0x034F, 0x061C, 0x115F, 0x1160, 0x1680, 0x17B4, 0x17B5: false
        case 0x180B...0x180F, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x2800, 0x3000, 0x3164: false
        case 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: false
        default: true
        }
    }

    /// Whether the character is in a private use area, where icon fonts put their glyphs.
    var isPrivateUse: Bool {
        switch value {
        case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD: true
        default: false
        }
    }

    /// Whether the character is a letter, a digit or a mark of a script, so that it can be read out as a word.
    var isReadable: Bool {
        if value < 0x80 { return properties.isAlphabetic || (0x30...0x39).contains(value) }
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber:
            return true
        default: return false
        }
    }
}

extension Collection where Element == UInt8, SubSequence == Bytes {
    /// The text without Unicode `White_Space` at either end.
    var trimmedOfWhiteSpace: Bytes {
        var slice = self[...]
        while let length = slice.leadingWhiteSpace { slice = slice.dropFirst(length) }
        while let length = slice.trailingWhiteSpace { slice = slice.dropLast(length) }
        return slice
    }
}

extension ArraySlice where Element == UInt8 {
    /// Whether the text has a character that can be seen; private use glyphs count.
    public var hasVisibleText: Bool {
        String(decoding: self, as: UTF8.self).unicodeScalars.contains(where: \.isVisibleCharacter)
    }

    /// Whether there is no letter and no digit: punctuation, symbols, private use, zero-width characters only.
    ///
    /// True for empty text too.
    public var isOnlySymbols: Bool {
        if contains(where: { $0.isASCIIAlpha || $0.isASCIIDigit }) { return false }
        return !String(decoding: self, as: UTF8.self).unicodeScalars.contains(where: \.isReadable)
    }

    /// Whether there are only glyphs of icon fonts, white space and zero-width characters, and at least one glyph.
    public var isOnlyPrivateUse: Bool {
        var hasGlyph = false
        for scalar in String(decoding: self, as: UTF8.self).unicodeScalars where scalar.isVisibleCharacter {
            guard scalar.isPrivateUse else { return false }
            hasGlyph = true
        }
        return hasGlyph
    }

    /// The length of a white space character at the start, or nil.
    fileprivate var leadingWhiteSpace: Int? {
        guard let first else { return nil }
        if first.isHTMLSpace || first == 0x0B { return 1 }
        if first == 0xC2, count >= 2 { return self[startIndex + 1] == 0x85 || self[startIndex + 1] == 0xA0 ? 2 : nil }
        guard count >= 3 else { return nil }
        return Self.isWhiteSpace(first, self[startIndex + 1], self[startIndex + 2]) ? 3 : nil
    }

    fileprivate var trailingWhiteSpace: Int? {
        guard let last else { return nil }
        if last.isHTMLSpace || last == 0x0B { return 1 }
        guard last >= 0x80, count >= 2 else { return nil }
        if self[endIndex - 2] == 0xC2 { return last == 0x85 || last == 0xA0 ? 2 : nil }
        guard count >= 3 else { return nil }
        return Self.isWhiteSpace(self[endIndex - 3], self[endIndex - 2], last) ? 3 : nil
    }

    /// U+1680, U+2000…U+200A, U+2028, U+2029, U+202F, U+205F, U+3000.
    private static func isWhiteSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
        switch (first, second, third) {
        case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x80, 0xAF): true
        case (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80): true
        default: false
        }
    }
}
