/// What a sheet does to the mark that browsers put around the element in focus.
public struct FocusStyling: Sendable, Hashable {
    /// Whether a rule takes the outline away from elements in focus, or from all elements of a kind that can have it.
    public var removesOutline = false
    /// Whether some rule gives elements in focus another look.
    public var givesLook = false

    init() {}

    init(_ selectors: SelectorStore, _ declarations: DeclarationStore, _ rules: [StyleRule]) {
        for rule in rules {
            let selector = selectors.selectors[Int(rule.selector)]
            let range = declarations.blocks[Int(rule.block)]
            let block = declarations.declarations[Int(range.lowerBound)..<Int(range.upperBound)]
            let isForFocus = !selector.states.isDisjoint(with: [.focus, .focusVisible, .focusWithin])
            if isForFocus, block.contains(where: Self.isLook) { givesLook = true }
            guard isForFocus || Self.isForControls(selector, selectors) else { continue }
            if block.contains(where: Self.removesOutline) { removesOutline = true }
        }
    }

    static func += (sum: inout Self, part: Self) {
        sum.removesOutline = sum.removesOutline || part.removesOutline
        sum.givesLook = sum.givesLook || part.givesLook
    }

    /// Whether the selector is no more than `*` or the name of a link or control.
    private static func isForControls(_ selector: ComplexSelector, _ store: SelectorStore) -> Bool {
        guard selector.pseudo == .none, selector.states.isEmpty else { return false }
        let components = selector.components.map { store.components[Int($0)] }
        if components.isEmpty { return true }
        guard components.count == 1, components[0].kind == .type else { return false }
        let controls: [Name] = [.a, .button, .input, .select, .textarea]
        return controls.contains { Int32($0.rawValue) == components[0].first }
    }

    private static func removesOutline(_ declaration: Declaration) -> Bool {
        switch (declaration.property, declaration.value) {
        case (.outlineStyle, .keyword(let keyword)): keyword == LineStyle.none.rawValue
        case (.outlineWidth, .length(let width, _)), (.outlineWidth, .number(let width)): width == 0
        default: false
        }
    }

    private static func isLook(_ declaration: Declaration) -> Bool {
        switch declaration.property {
        case .outlineStyle: !removesOutline(declaration) && !isInitial(declaration)
        case .boxShadow, .backgroundColor, .backgroundImage, .color, .textDecorationLine, .borderTopColor,
            .borderBottomColor, .borderTopWidth, .borderBottomWidth, .borderTopStyle, .borderBottomStyle, .transform,
            .fontWeight:
            true
        default: false
        }
    }

    private static func isInitial(_ declaration: Declaration) -> Bool {
        if case .wide = declaration.value { return true }
        return false
    }
}
