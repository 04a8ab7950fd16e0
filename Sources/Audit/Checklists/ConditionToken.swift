/// The words of a condition.
struct ConditionToken: Equatable {
    enum Kind: Equatable {
        case name(String)
        case text(String)
        case number(Double)
        case unit(MeasureUnit)
        case comparison(Condition.Comparison)
        case and, or, not, isIn
        case open, close, openList, closeList, comma
        case end
    }

    let kind: Kind
    let offset: Int

    static func tokens(of text: String) throws(Condition.Failure) -> [ConditionToken] {
        var scanner = ConditionScanner(characters: Array(text))
        var tokens: [ConditionToken] = []
        repeat { tokens.append(try scanner.next()) } while tokens.last?.kind != .end
        return tokens
    }
}

/// Cuts a condition into words; every step takes at least one character.
private struct ConditionScanner {
    let characters: [Character]
    var index = 0

    private var current: Character? { index < characters.count ? characters[index] : nil }

    mutating func next() throws(Condition.Failure) -> ConditionToken {
        while let character = current, character.isWhitespace { index += 1 }
        let start = index
        guard let character = current else { return ConditionToken(kind: .end, offset: start) }
        return ConditionToken(kind: try kind(startingWith: character), offset: start)
    }

    private mutating func kind(startingWith character: Character) throws(Condition.Failure) -> ConditionToken.Kind {
        switch character {
        case "(": return take(.open)
        case ")": return take(.close)
        case "[": return take(.openList)
        case "]": return take(.closeList)
        case ",": return take(.comma)
        case "%", "°": return take(character == "%" ? .unit(.percent) : .unit(.degree))
        case "'", "\"": return try quoted(by: character)
        case "=", "!", "<", ">": return try comparison()
        case "0"..."9", "-": return try number()
        case "a"..."z", "A"..."Z": return word()
        default:
            throw Condition.Failure(
                index,
                zh: "不认识的字符 \(String(character).quotedForMessage)",
                en: "unexpected character \(String(character).quotedForMessage)",
                remedyZh: "条件只用名称、比较符、and、or、not、in",
                remedyEn: "Conditions use names, comparisons, and, or, not, in"
            )
        }
    }

    private mutating func take(_ kind: ConditionToken.Kind) -> ConditionToken.Kind {
        index += 1
        return kind
    }

    private mutating func quoted(by quote: Character) throws(Condition.Failure) -> ConditionToken.Kind {
        let start = index
        index += 1
        while let character = current, character != quote { index += 1 }
        guard current != nil else {
            throw Condition.Failure(
                start,
                zh: "引号没有结束",
                en: "the quotation has no end",
                remedyZh: "请补上 \(quote)",
                remedyEn: "Add \(quote)"
            )
        }
        index += 1
        return .text(String(characters[(start + 1)..<(index - 1)]))
    }

    private mutating func comparison() throws(Condition.Failure) -> ConditionToken.Kind {
        let two = String(characters[index..<min(index + 2, characters.count)])
        let one = String(characters[index])
        for candidate in [two, one] {
            if let comparison = Condition.Comparison(rawValue: candidate) {
                index += candidate.count
                return .comparison(comparison)
            }
        }
        throw Condition.Failure(
            index,
            zh: "不认识的比较符 \(one.quotedForMessage)",
            en: "unknown comparison \(one.quotedForMessage)",
            remedyZh: "请用 ==、!=、<、<=、>、>=",
            remedyEn: "Use ==, !=, <, <=, > or >="
        )
    }

    private mutating func number() throws(Condition.Failure) -> ConditionToken.Kind {
        let start = index
        index += 1
        while let character = current, ("0"..."9").contains(character) || character == "." { index += 1 }
        let written = String(characters[start..<index])
        guard let value = Double(written), value.isFinite else {
            throw Condition.Failure(
                start,
                zh: "\(written.quotedForMessage) 不是数",
                en: "\(written.quotedForMessage) is not a number",
                remedyZh: "请写成如 12.5 的数",
                remedyEn: "Write a number such as 12.5"
            )
        }
        return .number(value)
    }

    private mutating func word() -> ConditionToken.Kind {
        let start = index
        while let character = current, character.isASCII,
            character.isLetter || character.isNumber || "._-".contains(character)
        {
            index += 1
        }
        let word = String(characters[start..<index])
        switch word {
        case "and": return .and
        case "or": return .or
        case "not": return .not
        case "in": return .isIn
        default: return MeasureUnit(written: word).map { .unit($0) } ?? .name(word)
        }
    }
}
