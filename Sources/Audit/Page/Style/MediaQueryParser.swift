/// Reads one media query or media condition.
struct MediaQueryParser {
    private let tokens: CSSTokens
    private var depth = 0

    init(_ tokens: CSSTokens) { self.tokens = tokens }

    func query(_ range: Range<Int>) -> MediaQueryList.Query {
        var parser = self
        return parser.read(range) ?? MediaQueryList.Query(isInvalid: true)
    }

    private mutating func read(_ range: Range<Int>) -> MediaQueryList.Query? {
        var reader = ValueReader(tokens, range, context: .initial)
        var query = MediaQueryList.Query()
        if reader.kind == .openParen || reader.kind == .function || isNotBeforeParenthesis(reader) {
            query.condition = condition(&reader, allowsOr: true)
            return reader.isAtEnd && query.condition != nil ? query : nil
        }
        if reader.take("not") { query.isNegated = true } else { _ = reader.take("only") }
        guard reader.kind == .ident else { return nil }
        if ["and", "or", "not", "only", "layer"].contains(where: { reader.isIdent($0) }) { return nil }
        query.type =
            reader.isIdent("all")
            ? .all : reader.isIdent("screen") ? .screen : reader.isIdent("print") ? .print : .other
        reader.advance()
        if reader.isAtEnd { return query }
        guard reader.take("and"), let condition = condition(&reader, allowsOr: false), reader.isAtEnd else {
            return nil
        }
        query.condition = condition
        return query
    }

    private func isNotBeforeParenthesis(_ reader: ValueReader) -> Bool {
        guard reader.isIdent("not") else { return false }
        var copy = reader
        copy.advance()
        return copy.kind == .openParen || copy.kind == .function
    }

    private mutating func condition(_ reader: inout ValueReader, allowsOr: Bool) -> MediaCondition? {
        if reader.take("not") { return inParentheses(&reader).map { .not($0) } }
        guard let first = inParentheses(&reader) else { return nil }
        var parts = [first]
        if reader.isIdent("and") {
            while reader.take("and") {
                guard let next = inParentheses(&reader) else { return nil }
                parts.append(next)
            }
            return .all(parts)
        }
        guard allowsOr, reader.isIdent("or") else { return first }
        while reader.take("or") {
            guard let next = inParentheses(&reader) else { return nil }
            parts.append(next)
        }
        return .any(parts)
    }

    private mutating func inParentheses(_ reader: inout ValueReader) -> MediaCondition? {
        if reader.kind == .function {
            reader.advance()
            return .unknown
        }
        guard reader.kind == .openParen, depth < StyleLimits.maximumBlockNesting else { return nil }
        depth += 1
        defer { depth -= 1 }
        var inner = reader.arguments()
        let inside = tokens.trimming(reader.inside)
        reader.advance()
        if inner.kind == .openParen || isNotBeforeParenthesis(inner) {
            let nested = condition(&inner, allowsOr: true)
            return inner.isAtEnd ? nested ?? .unknown : .unknown
        }
        return feature(inside) ?? .unknown
    }

    /// Reads `name`, `name: value`, `name < value`, `value < name` or `value < name < value`.
    private func feature(_ range: Range<Int>) -> MediaCondition? {
        guard let first = range.first else { return nil }
        guard tokens.kind(first) == .ident else { return interval(range) }
        let after = tokens.skippingSpace(first + 1)
        var name = tokens.text(first).map(\.asciiLowercased)
        if after >= range.upperBound { return .feature(.init(name: name, comparison: .present, value: .none)) }
        if tokens.kind(after) == .colon {
            guard let value = value(after + 1..<range.upperBound) else { return nil }
            let comparison = Self.removePrefix(&name)
            return .feature(.init(name: name, comparison: comparison, value: value))
        }
        guard let (comparison, next) = comparison(at: after), let value = value(next..<range.upperBound) else {
            return nil
        }
        return .feature(.init(name: name, comparison: comparison, value: value))
    }

    private func interval(_ range: Range<Int>) -> MediaCondition? {
        guard let sign = range.first(where: { comparison(at: $0) != nil }),
            let (lower, afterSign) = comparison(at: sign),
            let low = value(range.lowerBound..<sign)
        else { return nil }
        let nameIndex = tokens.skippingSpace(afterSign)
        guard nameIndex < range.upperBound, tokens.kind(nameIndex) == .ident else { return nil }
        let name = tokens.text(nameIndex).map(\.asciiLowercased)
        let first = MediaCondition.feature(.init(name: name, comparison: lower.turned, value: low))
        let rest = tokens.skippingSpace(nameIndex + 1)
        if rest >= range.upperBound { return first }
        guard let (upper, next) = comparison(at: rest), let high = value(next..<range.upperBound) else { return nil }
        return .all([first, .feature(.init(name: name, comparison: upper, value: high))])
    }

    private static func removePrefix(_ name: inout [UInt8]) -> MediaFeature.Comparison {
        for (prefix, comparison) in [("min-", MediaFeature.Comparison.greaterOrEqual), ("max-", .lessOrEqual)] {
            if name.starts(with: prefix.utf8) {
                name.removeFirst(4)
                return comparison
            }
            if name.starts(with: "-webkit-\(prefix)".utf8) {
                name.removeSubrange(8..<12)
                return comparison
            }
        }
        return .equal
    }

    private func comparison(at index: Int) -> (MediaFeature.Comparison, Int)? {
        if tokens.isDelim(index, "=") { return (.equal, index + 1) }
        let orEqual = tokens.isDelim(index + 1, "=")
        if tokens.isDelim(index, "<") { return (orEqual ? .lessOrEqual : .less, index + (orEqual ? 2 : 1)) }
        if tokens.isDelim(index, ">") { return (orEqual ? .greaterOrEqual : .greater, index + (orEqual ? 2 : 1)) }
        return nil
    }

    private func value(_ range: Range<Int>) -> MediaFeature.Value? {
        var reader = ValueReader(tokens, range, context: .initial)
        if reader.kind == .ident {
            let keyword = reader.text.map(\.asciiLowercased)
            reader.advance()
            return reader.isAtEnd ? .keyword(keyword) : nil
        }
        if reader.kind == .number {
            guard let number = reader.takeNumber() else { return nil }
            if reader.takeDelim("/") {
                guard let below = reader.takeNumber(), reader.isAtEnd else { return nil }
                return .number(number / max(below, 1e-9))
            }
            return reader.isAtEnd ? .number(number) : nil
        }
        if reader.kind == .dimension, let density = density(reader) {
            reader.advance()
            return reader.isAtEnd ? .resolution(density) : nil
        }
        guard let size = reader.takeSize(), reader.isAtEnd else { return nil }
        switch size {
        case .length(let value, let unit):
            return unit == .percent ? nil : .length(LengthContext.initial.pixels(value, unit))
        case .sum(let pixels, let percent): return percent == 0 ? .length(pixels) : nil
        }
    }

    private func density(_ reader: ValueReader) -> Double? {
        let unit = reader.text
        if unit.equalsIgnoringCase("dppx") || unit.equalsIgnoringCase("x") { return reader.token.number }
        if unit.equalsIgnoringCase("dpi") { return reader.token.number / 96 }
        return unit.equalsIgnoringCase("dpcm") ? reader.token.number / 96 * 2.54 : nil
    }
}
