// MARK: - Pseudo-classes and pseudo-elements

extension SelectorParser {
    /// Reads from a colon on and gives the index after the pseudo-class or pseudo-element.
    mutating func pseudo(at colon: Int, before end: Int, _ draft: inout Draft) -> Int? {
        var index = colon + 1
        guard index < end else { return nil }
        if tokens.kind(index) == .colon {
            index += 1
            guard index < end else { return nil }
            return pseudoElement(at: index, &draft)
        }
        switch tokens.kind(index) {
        case .ident:
            if isLegacyPseudoElement(index) { return pseudoElement(at: index, &draft) }
            guard simplePseudoClass(index, &draft) else { return nil }
            return index + 1
        case .function:
            guard functionalPseudoClass(index, &draft) else { return nil }
            return tokens.skipping(index)
        default: return nil
        }
    }

    /// The four pseudo-elements that one colon is enough for (Selectors 4 §3.6.1).
    private func isLegacyPseudoElement(_ index: Int) -> Bool {
        tokens.isNamed(index, "before") || tokens.isNamed(index, "after") || tokens.isNamed(index, "first-line")
            || tokens.isNamed(index, "first-letter")
    }

    private mutating func pseudoElement(at index: Int, _ draft: inout Draft) -> Int? {
        draft.specificity += Specificity(types: 1)
        if tokens.kind(index) == .function {
            if tokens.isNamed(index, "slotted") {
                guard let list = nestedList(tokens.inside(index), .plain) else { return nil }
                // First, since what else the compound asks for is asked of the slot.
                draft.compound.insert(SelectorComponent(kind: .slotted, first: list), at: 0)
                draft.specificity += specificity(ofList: list)
                draft.pseudo = .slotted
                draft.reachesOut = true
                return tokens.skipping(index)
            }
            let isKnown = Self.ignoredFunctions.contains { tokens.isNamed(index, $0) }
            guard isKnown || isVendor(index) else { return nil }
            draft.pseudo = .ignored
            return tokens.skipping(index)
        }
        guard tokens.kind(index) == .ident else { return nil }
        if tokens.isNamed(index, "before") {
            draft.pseudo = .before
        } else if tokens.isNamed(index, "after") {
            draft.pseudo = .after
        } else if tokens.isNamed(index, "first-line") {
            draft.pseudo = .firstLine
        } else if tokens.isNamed(index, "placeholder") || tokens.isNamed(index, "-webkit-input-placeholder") {
            draft.pseudo = .placeholder
        } else {
            guard Self.ignoredElements.contains(where: { tokens.isNamed(index, $0) }) || isVendor(index) else {
                return nil
            }
            draft.pseudo = .ignored
        }
        return index + 1
    }

    /// Browsers of the WebKit family take any `::-webkit-` pseudo-element as valid (Selectors 4 §3.6.4).
    private func isVendor(_ index: Int) -> Bool {
        tokens.text(index).prefix(8).equalsIgnoringCase("-webkit-")
    }

    private static let ignoredElements: [StaticString] = [
        "first-letter", "marker", "selection", "backdrop", "file-selector-button",
        "cue", "grammar-error", "spelling-error", "target-text", "search-text", "details-content", "view-transition",
        "checkmark", "picker-icon", "scroll-marker", "scroll-marker-group", "column",
    ]

    private static let ignoredFunctions: [StaticString] = [
        "part", "cue", "highlight", "view-transition-group", "view-transition-image-pair", "view-transition-old",
        "view-transition-new", "picker", "scroll-button",
    ]

    private mutating func simplePseudoClass(_ index: Int, _ draft: inout Draft) -> Bool {
        draft.specificity += Specificity(classes: 1)
        if tokens.isNamed(index, "only-child") || tokens.isNamed(index, "only-of-type") {
            let isChild = tokens.isNamed(index, "only-child")
            draft.compound.append(SelectorComponent(kind: isChild ? .nthChild : .nthOfType, second: 1))
            draft.compound.append(SelectorComponent(kind: isChild ? .nthLastChild : .nthLastOfType, second: 1))
            return true
        }
        if let component = structural(index) ?? Self.simple(of: index, tokens) {
            if component.kind == .host { draft.reachesOut = true }
            draft.compound.append(component)
            return true
        }
        for (name, state) in Self.states where tokens.isNamed(index, name) {
            draft.compound.append(SelectorComponent(kind: .state, first: Int32(state.rawValue)))
            draft.states.formUnion(state)
            return true
        }
        // Vendor spellings that no default state matches, but that do not spoil the rule in the browser that has them.
        if Self.neverMatching.contains(where: { tokens.isNamed(index, $0) }) {
            draft.compound.append(SelectorComponent(kind: .never))
            return true
        }
        return false
    }

    private static let states: [(StaticString, ElementState)] = [
        ("hover", .hover), ("active", .active), ("focus", .focus), ("focus-visible", .focusVisible),
        ("focus-within", .focusWithin), ("target", .target), ("visited", .other), ("user-valid", .other),
        ("user-invalid", .other), ("target-within", .other), ("fullscreen", .other), ("autofill", .other),
        ("-webkit-autofill", .other), ("-webkit-full-screen", .other), ("picture-in-picture", .other),
        ("playing", .other), ("modal", .other), ("popover-open", .other), ("local-link", .other), ("past", .other),
        ("future", .other), ("current", .other), ("in-range", .other), ("out-of-range", .other), ("valid", .other),
        ("invalid", .other), ("blank", .other), ("default", .other),
    ]

    private static let neverMatching: [StaticString] = [
        "paused", "seeking", "buffering", "stalled", "muted", "volume-locked", "window-inactive", "horizontal",
        "vertical", "decrement", "increment", "start", "end", "double-button", "single-button", "no-button",
        "corner-present", "-webkit-drag", "-webkit-any-link-active", "state",
    ]

    private func structural(_ index: Int) -> SelectorComponent? {
        func nth(_ kind: SelectorComponent.Kind) -> SelectorComponent { SelectorComponent(kind: kind, second: 1) }
        if tokens.isNamed(index, "first-child") { return nth(.nthChild) }
        if tokens.isNamed(index, "last-child") { return nth(.nthLastChild) }
        if tokens.isNamed(index, "first-of-type") { return nth(.nthOfType) }
        if tokens.isNamed(index, "last-of-type") { return nth(.nthLastOfType) }
        return nil
    }

    private static let simpleKinds: [(StaticString, SelectorComponent.Kind)] = [
        ("root", .root), ("scope", .scope), ("empty", .empty), ("link", .anyLink), ("any-link", .anyLink),
        ("-webkit-any-link", .anyLink), ("enabled", .enabled), ("disabled", .disabled), ("checked", .checked),
        ("required", .required), ("optional", .optional), ("read-only", .readOnly), ("read-write", .readWrite),
        ("placeholder-shown", .placeholderShown), ("defined", .defined), ("indeterminate", .indeterminate),
        ("open", .isOpen), ("host", .host),
    ]

    private static func simple(of index: Int, _ tokens: CSSTokens) -> SelectorComponent? {
        for (name, kind) in simpleKinds where tokens.isNamed(index, name) {
            return SelectorComponent(kind: kind, first: -1)
        }
        return nil
    }

    private mutating func functionalPseudoClass(_ index: Int, _ draft: inout Draft) -> Bool {
        let inside = tokens.inside(index)
        if let (kind, grammar) = listKind(index) {
            let isHost = kind == .host || kind == .hostContext
            if isHost { draft.reachesOut = true }
            if isHost { draft.specificity += Specificity(classes: 1) }
            // Read before it is appended: the parser's own state changes on the way.
            guard let list = nestedList(inside, grammar) else { return false }
            append(kind, list, counts: !tokens.isNamed(index, "where"), &draft)
            return true
        }
        draft.specificity += Specificity(classes: 1)
        if tokens.isNamed(index, "lang") { return lang(inside, &draft) }
        if tokens.isNamed(index, "dir") { return direction(inside, &draft) }
        if tokens.isNamed(index, "state") {
            draft.compound.append(SelectorComponent(kind: .never))
            return true
        }
        return nth(index, inside, &draft)
    }

    /// The pseudo-classes that take a list of selectors.
    private func listKind(_ index: Int) -> (SelectorComponent.Kind, Grammar)? {
        if tokens.isNamed(index, "not") { return (.matchesNone, .plain) }
        if tokens.isNamed(index, "is") || tokens.isNamed(index, "where") || tokens.isNamed(index, "-webkit-any") {
            return (.matchesAny, .forgiving)
        }
        if tokens.isNamed(index, "has") { return (.has, .relative) }
        if tokens.isNamed(index, "host") { return (.host, .plain) }
        return tokens.isNamed(index, "host-context") ? (.hostContext, .plain) : nil
    }

    private func append(_ kind: SelectorComponent.Kind, _ list: Int32, counts: Bool, _ draft: inout Draft) {
        draft.compound.append(SelectorComponent(kind: kind, first: list))
        if counts { draft.specificity += specificity(ofList: list) }
        // `:not(:focus)` holds while nothing has the focus, so it is not counted among the states asked for.
        if kind != .matchesNone { draft.states.formUnion(states(ofList: list)) }
    }

    private mutating func lang(_ inside: Range<Int>, _ draft: inout Draft) -> Bool {
        var ranges: [[UInt8]] = []
        for part in tokens.splittingAtCommas(inside) {
            guard part.count == 1, [.ident, .string].contains(tokens.kind(part.lowerBound)) else { return false }
            ranges.append(tokens.text(part.lowerBound).map(\.asciiLowercased))
        }
        draft.compound.append(SelectorComponent(kind: .lang, first: Int32(store.textLists.count)))
        store.textLists.append(ranges)
        return true
    }

    private func direction(_ inside: Range<Int>, _ draft: inout Draft) -> Bool {
        let part = tokens.trimming(inside)
        guard part.count == 1, tokens.kind(part.lowerBound) == .ident else { return false }
        if tokens.isNamed(part.lowerBound, "ltr") || tokens.isNamed(part.lowerBound, "rtl") {
            let isRTL = tokens.isNamed(part.lowerBound, "rtl")
            let value: TextDirection = isRTL ? .rightToLeft : .leftToRight
            draft.compound.append(SelectorComponent(kind: .direction, first: Int32(value.rawValue)))
        } else {
            draft.compound.append(SelectorComponent(kind: .never))
        }
        return true
    }
}

// MARK: - an+b

extension SelectorParser {
    private static let nthKinds: [(StaticString, SelectorComponent.Kind)] = [
        ("nth-child", .nthChild), ("nth-last-child", .nthLastChild), ("nth-of-type", .nthOfType),
        ("nth-last-of-type", .nthLastOfType),
    ]

    private mutating func nth(_ index: Int, _ inside: Range<Int>, _ draft: inout Draft) -> Bool {
        guard let kind = Self.nthKinds.first(where: { tokens.isNamed(index, $0.0) })?.1 else { return false }
        var formula = tokens.trimming(inside)
        var list: Int32 = -1
        let takesList = kind == .nthChild || kind == .nthLastChild
        if takesList, let keyword = formula.dropFirst().first(where: { tokens.isIdent($0, "of") }) {
            guard let selectors = nestedList(keyword + 1..<formula.upperBound, .plain) else { return false }
            list = selectors
            draft.specificity += specificity(ofList: selectors)
            formula = tokens.trimming(formula.lowerBound..<keyword)
        }
        guard !formula.isEmpty, let (step, offset) = ANPlusB.parse(tokens.source(formula)) else { return false }
        draft.compound.append(SelectorComponent(kind: kind, first: step, second: offset, third: list))
        return true
    }
}

/// The `an+b` notation (CSS Syntax 3 §6), read from its source, since tokens cut it in awkward places.
enum ANPlusB {
    static func parse(_ source: Bytes) -> (step: Int32, offset: Int32)? {
        let text = source.trimmed.map(\.asciiLowercased)
        if text.elementsEqual("even".utf8) { return (2, 0) }
        if text.elementsEqual("odd".utf8) { return (2, 1) }
        guard let letter = text.firstIndex(of: UInt8(ascii: "n")) else {
            return signed(text[...]).map { (0, $0) }
        }
        guard let step = coefficient(text[..<letter]) else { return nil }
        let rest = text[(letter + 1)...].trimmed
        if rest.isEmpty { return (step, 0) }
        guard let sign = rest.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let digits = rest.dropFirst().trimmed
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit), let value = signed(digits) else { return nil }
        return (step, sign == UInt8(ascii: "-") ? -value : value)
    }

    private static func coefficient(_ text: Bytes) -> Int32? {
        if text.isEmpty || text.equals("+") { return 1 }
        return text.equals("-") ? -1 : signed(text)
    }

    private static func signed(_ text: Bytes) -> Int32? {
        var digits = text
        var isNegative = false
        if let first = digits.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            isNegative = first == UInt8(ascii: "-")
            digits = digits.dropFirst()
        }
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        var value: Int32 = 0
        for digit in digits { value = min(value, 100_000_000) * 10 + Int32(digit &- 0x30) }
        return isNegative ? -value : value
    }
}
