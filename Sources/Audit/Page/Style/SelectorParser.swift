/// Reads selectors (Selectors 4 §18) from a token range into a ``SelectorStore``.
///
/// An invalid selector gives nil and leaves nothing behind that could match.
struct SelectorParser {
    let tokens: CSSTokens
    var store: SelectorStore
    /// The list that `&` stands for; nil outside nested rules.
    var nesting: Int32?
    /// How many lists surround the selector being read.
    var depth = 0
    /// Names that ``Name`` lists, to number them.
    private static let listedNames = NameTable()

    init(_ tokens: CSSTokens, store: SelectorStore = SelectorStore()) {
        self.tokens = tokens
        self.store = store
    }

    enum Grammar {
        case plain
        /// One bad selector in the list only costs itself.
        case forgiving
        /// May begin with a combinator; used by `:has()`.
        case relative
        /// Of a nested rule: may begin with a combinator and stands below `&`.
        case nested
    }

    /// A selector in the making; compounds are kept in the order of the source.
    struct Draft {
        var compounds: [[SelectorComponent]] = []
        var combinators: [SelectorComponent.Kind] = []
        var compound: [SelectorComponent] = []
        var specificity = Specificity()
        var pseudo = PseudoElement.none
        var states: ElementState = []
        var reachesOut = false
        var leading: SelectorComponent.Kind?
        var mentionsNesting = false
        var length = 0
    }

    /// Reads a list; nil if it, or one of its selectors where the grammar does not forgive, is invalid.
    mutating func list(_ range: Range<Int>, _ grammar: Grammar) -> Range<Int32>? {
        let parts = tokens.splittingAtCommas(range)
        var drafts: [ComplexSelector] = []
        for part in parts {
            if let selector = complex(part, grammar) {
                drafts.append(selector)
            } else if grammar != .forgiving {
                return nil
            }
        }
        let start = Int32(store.selectors.count)
        store.selectors.append(contentsOf: drafts)
        return start..<Int32(store.selectors.count)
    }

    /// Reads a list into the store's lists and gives its index.
    mutating func nestedList(_ range: Range<Int>, _ grammar: Grammar) -> Int32? {
        guard depth < StyleLimits.maximumSelectorNesting else { return nil }
        depth += 1
        defer { depth -= 1 }
        guard let selectors = list(range, grammar) else { return nil }
        store.lists.append(selectors)
        return Int32(store.lists.count - 1)
    }

    private mutating func complex(_ part: Range<Int>, _ grammar: Grammar) -> ComplexSelector? {
        guard !part.isEmpty else { return nil }
        var draft = Draft()
        var index = part.lowerBound
        if grammar == .relative || grammar == .nested {
            if let kind = combinatorKind(index) {
                draft.leading = kind
                index = tokens.skippingSpace(index + 1)
                guard index < part.upperBound else { return nil }
            }
        }
        while index < part.upperBound {
            guard let next = compound(at: index, before: part.upperBound, &draft) else { return nil }
            draft.length += draft.compound.count + 1
            guard draft.length <= StyleLimits.maximumComponentsOfOneSelector else { return nil }
            draft.compounds.append(draft.compound)
            draft.compound = []
            index = tokens.skippingSpace(next)
            if index >= part.upperBound { break }
            guard draft.pseudo == .none else { return nil }
            if let kind = combinatorKind(index) {
                draft.combinators.append(kind)
                index = tokens.skippingSpace(index + 1)
                guard index < part.upperBound else { return nil }
            } else {
                guard index > next else { return nil }
                draft.combinators.append(.descendant)
            }
        }
        if grammar == .nested { placeBelowParent(&draft) }
        return finish(draft)
    }

    /// A nested selector without `&` stands below its parent rule (CSS Nesting 1 §3.1).
    private func placeBelowParent(_ draft: inout Draft) {
        guard let nesting, draft.leading != nil || !draft.mentionsNesting else { return }
        draft.compounds.insert([SelectorComponent(kind: .matchesAny, first: nesting)], at: 0)
        draft.combinators.insert(draft.leading ?? .descendant, at: 0)
        draft.specificity += specificity(ofList: nesting)
        draft.states.formUnion(states(ofList: nesting))
    }

    private func combinatorKind(_ index: Int) -> SelectorComponent.Kind? {
        if tokens.isDelim(index, ">") { return .child }
        if tokens.isDelim(index, "+") { return .nextSibling }
        return tokens.isDelim(index, "~") ? .laterSibling : nil
    }

    private mutating func finish(_ draft: Draft) -> ComplexSelector? {
        guard store.components.count + draft.length <= StyleLimits.maximumSelectorComponents else { return nil }
        let start = Int32(store.components.count)
        for position in draft.compounds.indices.reversed() {
            store.components.append(contentsOf: draft.compounds[position])
            if position > 0 { store.components.append(SelectorComponent(kind: draft.combinators[position - 1])) }
        }
        var selector = ComplexSelector(
            components: start..<Int32(store.components.count),
            specificity: draft.specificity,
            pseudo: draft.pseudo,
            states: draft.states,
            leading: draft.leading ?? .descendant,
            reachesOut: draft.reachesOut
        )
        selector.ancestorHashes = ancestorHashes(draft)
        return selector
    }

    /// What compounds to the left of a child or descendant combinator ask of ancestors.
    private func ancestorHashes(_ draft: Draft) -> SIMD4<UInt32> {
        var hashes = SIMD4<UInt32>(repeating: 0)
        guard !draft.reachesOut else { return hashes }
        var count = 0
        var isAncestor = false
        for position in draft.compounds.indices.reversed().dropFirst() {
            let kind = draft.combinators[position]
            // What stands left of a sibling combinator is no ancestor, but shares all of the subject's ancestors.
            isAncestor = kind == .descendant || kind == .child
            guard isAncestor else { continue }
            for component in draft.compounds[position] where count < 4 {
                guard let hash = ancestorHash(component) else { continue }
                hashes[count] = hash
                count += 1
            }
        }
        return hashes
    }

    private func ancestorHash(_ component: SelectorComponent) -> UInt32? {
        switch component.kind {
        case .type: AncestorHash.name(ByteInterner.lowercaseHash(nameText(component.first)))
        case .class: AncestorHash.class(ByteInterner.lowercaseHash(store.atoms.text(of: component.first)))
        case .id: AncestorHash.id(ByteInterner.lowercaseHash(store.atoms.text(of: component.first)))
        default: nil
        }
    }

    private func nameText(_ number: Int32) -> Bytes {
        if number < Name.firstUnlisted { return Self.listedNames.text(of: Name(number))[...] }
        return store.names.text(of: number - Name.firstUnlisted)
    }

    func specificity(ofList list: Int32) -> Specificity {
        let range = store.lists[Int(list)]
        return store.selectors[Int(range.lowerBound)..<Int(range.upperBound)].map(\.specificity).max() ?? Specificity()
    }

    func states(ofList list: Int32) -> ElementState {
        let range = store.lists[Int(list)]
        return store.selectors[Int(range.lowerBound)..<Int(range.upperBound)]
            .reduce(into: []) { $0.formUnion($1.states) }
    }

    /// The number of an element or attribute name.
    mutating func number(ofName text: Bytes) -> Int32 {
        if let listed = Self.listedNames.find(text) { return listed.rawValue }
        return Name.firstUnlisted + store.names.intern(text)
    }
}

// MARK: - Compounds

extension SelectorParser {
    /// Reads one compound selector and gives the index after it, or nil if it is invalid.
    private mutating func compound(at start: Int, before end: Int, _ draft: inout Draft) -> Int? {
        var index = start
        if let after = typeSelector(at: index, before: end, &draft) { index = after }
        while index < end {
            switch tokens.kind(index) {
            case .hash:
                guard tokens[index].flags.contains(.identifier), draft.pseudo == .none else { return nil }
                appendAtom(.id, tokens.text(index), &draft)
                draft.specificity += Specificity(ids: 1)
                index += 1
            case .delim where tokens.isDelim(index, "."):
                guard index + 1 < end, tokens.kind(index + 1) == .ident, draft.pseudo == .none else { return nil }
                appendAtom(.class, tokens.text(index + 1), &draft)
                draft.specificity += Specificity(classes: 1)
                index += 2
            case .delim where tokens.isDelim(index, "&"):
                guard let nesting else { return nil }
                draft.compound.append(SelectorComponent(kind: .matchesAny, first: nesting))
                draft.specificity += specificity(ofList: nesting)
                draft.states.formUnion(states(ofList: nesting))
                draft.mentionsNesting = true
                index += 1
            case .openSquare:
                guard draft.pseudo == .none, attribute(tokens.inside(index), &draft) else { return nil }
                index = tokens.skipping(index)
            case .colon:
                guard let after = pseudo(at: index, before: end, &draft) else { return nil }
                index = after
            default:
                return index > start ? index : nil
            }
        }
        return index > start ? index : nil
    }

    /// Reads `name`, `*`, or either with a namespace prefix, which is ignored.
    private mutating func typeSelector(at start: Int, before end: Int, _ draft: inout Draft) -> Int? {
        var index = start
        if tokens.isDelim(index, "|"), index + 1 < end { index += 1 }
        let isPrefix =
            index == start && index + 2 < end && tokens.isDelim(index + 1, "|")
            && (tokens.kind(index + 2) == .ident || tokens.isDelim(index + 2, "*"))
        if isPrefix { index += 2 }
        if tokens.isDelim(index, "*") { return index + 1 }
        guard tokens.kind(index) == .ident else { return nil }
        let text = tokens.text(index)
        let written = number(ofName: text)
        let lowercase = number(ofName: text.map(\.asciiLowercased)[...])
        draft.compound.insert(SelectorComponent(kind: .type, first: lowercase, second: written), at: 0)
        draft.specificity += Specificity(types: 1)
        return index + 1
    }

    private mutating func appendAtom(_ kind: SelectorComponent.Kind, _ text: Bytes, _ draft: inout Draft) {
        let atom = store.atoms.intern(text)
        var lowercase = atom
        if text.contains(where: \.isASCIIUpper) {
            store.hasCapitals = true
            lowercase = store.atoms.intern(text.map(\.asciiLowercased)[...])
        }
        draft.compound.append(SelectorComponent(kind: kind, first: atom, second: lowercase))
    }

    /// Reads what stands in square brackets.
    private mutating func attribute(_ inside: Range<Int>, _ draft: inout Draft) -> Bool {
        let range = tokens.trimming(inside)
        var index = range.lowerBound
        if index + 1 < range.upperBound, tokens.isDelim(index + 1, "|"), !tokens.isDelim(index + 2, "=") { index += 2 }
        if index < range.upperBound, tokens.isDelim(index, "|") { index += 1 }
        guard index < range.upperBound, tokens.kind(index) == .ident else { return false }
        let text = tokens.text(index)
        var component = SelectorComponent(
            kind: .attribute,
            first: number(ofName: text.map(\.asciiLowercased)[...]),
            second: number(ofName: text)
        )
        index = tokens.skippingSpace(index + 1)
        if index < range.upperBound {
            guard let after = attributeOperator(at: index, before: range.upperBound, &component) else { return false }
            index = tokens.skippingSpace(after)
            guard index < range.upperBound, tokens.kind(index) == .ident || tokens.kind(index) == .string else {
                return false
            }
            component.third = Int32(store.texts.count)
            store.texts.append(Array(tokens.text(index)))
            index = tokens.skippingSpace(index + 1)
            if index < range.upperBound {
                guard tokens.isIdent(index, "i") || tokens.isIdent(index, "s") else { return false }
                component.letterCase = tokens.isIdent(index, "i") ? .insensitive : .sensitive
                index = tokens.skippingSpace(index + 1)
            }
            guard index >= range.upperBound else { return false }
        }
        draft.compound.append(component)
        draft.specificity += Specificity(classes: 1)
        return true
    }

    private func attributeOperator(at index: Int, before end: Int, _ component: inout SelectorComponent) -> Int? {
        if tokens.isDelim(index, "=") {
            component.kind = .attributeEquals
            return index + 1
        }
        guard index + 1 < end, tokens.kind(index) == .delim, tokens.isDelim(index + 1, "=") else { return nil }
        switch tokens[index].delim {
        case UInt8(ascii: "~"): component.kind = .attributeIncludes
        case UInt8(ascii: "|"): component.kind = .attributeDash
        case UInt8(ascii: "^"): component.kind = .attributePrefix
        case UInt8(ascii: "$"): component.kind = .attributeSuffix
        case UInt8(ascii: "*"): component.kind = .attributeSubstring
        default: return nil
        }
        return index + 2
    }
}
