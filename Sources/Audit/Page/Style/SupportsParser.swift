/// Decides the condition of `@supports` (CSS Conditional 3 §6, 4 §3).
///
/// A declaration is supported where its property is known and, if its values are kept here, its value is valid; a
/// selector is supported where it can be read.
struct SupportsParser {
    private let tokens: CSSTokens
    private var depth = 0

    init(_ tokens: CSSTokens) { self.tokens = tokens }

    func holds(_ range: Range<Int>, allowsBareDeclaration: Bool = false) -> Bool {
        var parser = self
        if allowsBareDeclaration, let answer = parser.declaration(range) { return answer }
        var reader = ValueReader(tokens, range, context: .initial)
        return parser.condition(&reader) ?? false
    }

    private mutating func condition(_ reader: inout ValueReader) -> Bool? {
        if reader.take("not") {
            guard let inner = term(&reader), reader.isAtEnd else { return nil }
            return !inner
        }
        guard var result = term(&reader) else { return nil }
        let isAnd = reader.isIdent("and")
        while reader.take(isAnd ? "and" : "or") {
            guard let next = term(&reader) else { return nil }
            result = isAnd ? result && next : result || next
        }
        return reader.isAtEnd ? result : nil
    }

    private mutating func term(_ reader: inout ValueReader) -> Bool? {
        guard depth < StyleLimits.maximumBlockNesting else { return nil }
        depth += 1
        defer { depth -= 1 }
        let inside = tokens.trimming(reader.inside)
        if reader.isFunction("selector") {
            reader.advance()
            var parser = SelectorParser(tokens)
            return parser.list(inside, .plain) != nil
        }
        if reader.kind == .function {
            let isSupported = reader.isFunction("font-tech") || reader.isFunction("font-format")
            reader.advance()
            return isSupported
        }
        guard reader.kind == .openParen else { return nil }
        reader.advance()
        if let answer = declaration(inside) { return answer }
        var inner = ValueReader(tokens, inside, context: .initial)
        return condition(&inner) ?? false
    }

    /// Whether `name: value` is supported; nil where it is no declaration.
    private func declaration(_ range: Range<Int>) -> Bool? {
        guard let first = range.first, tokens.kind(first) == .ident else { return nil }
        let colon = tokens.skippingSpace(first + 1)
        guard colon < range.upperBound, tokens.kind(colon) == .colon else { return nil }
        let name = tokens.text(first)
        guard PropertyNames.isKnown(name) else { return false }
        if name.starts(with: "--".utf8) || PropertyNames.target(name) == nil { return true }
        var parser = DeclarationParser(tokens, store: DeclarationStore())
        return parser.declare(name: first, value: colon + 1..<range.upperBound)
    }
}
