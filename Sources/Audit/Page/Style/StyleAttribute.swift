/// One declaration of a `style` attribute as written.
public struct InlineDeclaration: Sendable {
    /// The property in lower case.
    public let name: [UInt8]
    /// The value without `!important` and the white space around it.
    public let value: [UInt8]
    public let isImportant: Bool
}

/// Reads `style` attributes (CSS Style Attributes §3).
enum StyleAttribute {
    /// The declarations in the order of the source, whether their values are valid or not.
    static func declarations(_ text: Bytes) -> [InlineDeclaration] {
        let tokens = CSSTokens(Array(text))
        var result: [InlineDeclaration] = []
        for (name, range) in split(tokens) {
            var value = tokens.trimming(range)
            var isImportant = false
            if value.count >= 2, tokens.isIdent(value.upperBound - 1, "important") {
                let before = tokens.trimming(value.lowerBound..<value.upperBound - 1)
                if !before.isEmpty, tokens.isDelim(before.upperBound - 1, "!") {
                    isImportant = true
                    value = tokens.trimming(before.lowerBound..<before.upperBound - 1)
                }
            }
            result.append(
                InlineDeclaration(
                    name: tokens.text(name).map(\.asciiLowercased),
                    value: Array(tokens.source(value)),
                    isImportant: isImportant
                )
            )
        }
        return result
    }

    /// Adds the valid declarations to a store; the caller closes the block.
    static func declare(_ text: Bytes, into store: inout DeclarationStore) {
        let tokens = CSSTokens(Array(text.prefix(StyleLimits.maximumSheetBytes)))
        var parser = DeclarationParser(tokens, store: DeclarationStore())
        swap(&parser.store, &store)
        for (name, value) in split(tokens) { _ = parser.declare(name: name, value: value) }
        swap(&parser.store, &store)
    }

    /// The index of each declaration's name and the range of its value.
    private static func split(_ tokens: CSSTokens) -> [(name: Int, value: Range<Int>)] {
        var result: [(name: Int, value: Range<Int>)] = []
        var index = 0
        while index < tokens.count {
            var stop = index
            while stop < tokens.count, tokens.kind(stop) != .semicolon { stop = tokens.skipping(stop) }
            let start = tokens.skippingSpace(index)
            if start < stop, tokens.kind(start) == .ident {
                let colon = tokens.skippingSpace(start + 1)
                if colon < stop, tokens.kind(colon) == .colon { result.append((start, colon + 1..<stop)) }
            }
            index = stop + 1
        }
        return result
    }
}

extension Document {
    /// The declarations of an element's `style` attribute, as rules about inline styles ask for them.
    public func inlineDeclarations(of node: NodeID) -> [InlineDeclaration] {
        attribute(.style, of: node).map(StyleAttribute.declarations) ?? []
    }
}
