// MARK: - Simple selectors

extension SelectorMatcher {
    mutating func matches(_ component: SelectorComponent, _ subject: Subject, _ element: Int32) -> Bool {
        switch component.kind {
        case .type:
            let isHTML = tree.document.namespace[Int(element)] == .html
            let wanted = isHTML ? component.first : component.second
            return tree.document.name[Int(element)].rawValue == wanted
        case .id:
            return component.first >= 0 && tree.id[Int(element)] == component.first
        case .class:
            let atom = component.first
            let last = Int(tree.firstClass[Int(element) + 1])
            for index in Int(tree.firstClass[Int(element)])..<last where tree.classes[index] == atom { return true }
            return false
        case .attribute, .attributeEquals, .attributeIncludes, .attributeDash, .attributePrefix, .attributeSuffix,
            .attributeSubstring:
            return matchesAttribute(component, subject.sheet, element)
        case .matchesAny: return matchesList(component.first, subject.sheet, element)
        case .matchesNone: return !matchesList(component.first, subject.sheet, element)
        case .has: return has(component.first, subject.sheet, element)
        case .nthChild, .nthLastChild, .nthOfType, .nthLastOfType: return nth(component, subject.sheet, element)
        case .state: return !assumedStates.isDisjoint(with: ElementState(rawValue: UInt16(component.first)))
        case .host, .hostContext: return matchesHost(component, subject, element)
        case .lang: return matchesLanguage(component.first, subject.sheet, element)
        case .direction: return direction(element).rawValue == UInt8(component.first)
        default: return matchesPseudoClass(component.kind, element)
        }
    }

    private mutating func matchesHost(_ component: SelectorComponent, _ subject: Subject, _ element: Int32) -> Bool {
        let scope = bound.sheets[subject.sheet].scope
        guard scope != 0, tree.document.parent[Int(scope)] == element else { return false }
        if component.first < 0 { return true }
        if component.kind == .host { return matchesList(component.first, subject.sheet, element) }
        var ancestor = element
        while ancestor >= 0, step() {
            if matchesList(component.first, subject.sheet, ancestor) { return true }
            ancestor = tree.parentElement[Int(ancestor)]
        }
        return false
    }

    // MARK: - Attributes

    private func matchesAttribute(_ component: SelectorComponent, _ sheet: Int, _ element: Int32) -> Bool {
        let isHTML = tree.document.namespace[Int(element)] == .html
        let name = Name(isHTML ? component.first : component.second)
        guard name.rawValue >= 0, let value = tree.document.attribute(name, of: NodeID(element)) else { return false }
        if component.kind == .attribute { return true }
        let wanted = bound.sheets[sheet].contents.selectors.texts[Int(component.third)][...]
        let ignoresCase =
            component.letterCase == .insensitive
            || (component.letterCase == .byAttribute && isHTML && Self.comparesWithoutCase(name))
        return Self.compare(component.kind, value, wanted, ignoresCase)
    }

    private static func compare(
        _ kind: SelectorComponent.Kind,
        _ value: Bytes,
        _ wanted: Bytes,
        _ ignoresCase: Bool
    ) -> Bool {
        switch kind {
        case .attributeEquals: return equal(value, wanted, ignoresCase)
        case .attributeIncludes:
            return !wanted.isEmpty && value.spaceSeparated.contains { equal($0, wanted, ignoresCase) }
        case .attributeDash:
            if value.count == wanted.count { return equal(value, wanted, ignoresCase) }
            guard value.count > wanted.count else { return false }
            return value[value.startIndex + wanted.count] == UInt8(ascii: "-")
                && equal(value.prefix(wanted.count), wanted, ignoresCase)
        case .attributePrefix: return !wanted.isEmpty && equal(value.prefix(wanted.count), wanted, ignoresCase)
        case .attributeSuffix: return !wanted.isEmpty && equal(value.suffix(wanted.count), wanted, ignoresCase)
        default: return !wanted.isEmpty && contains(value, wanted, ignoresCase)
        }
    }

    private static func equal(_ lhs: Bytes, _ rhs: Bytes, _ ignoresCase: Bool) -> Bool {
        guard lhs.count == rhs.count else { return false }
        if !ignoresCase { return lhs.elementsEqual(rhs) }
        return zip(lhs, rhs).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    private static func contains(_ value: Bytes, _ wanted: Bytes, _ ignoresCase: Bool) -> Bool {
        guard value.count >= wanted.count else { return false }
        for start in value.startIndex...(value.endIndex - wanted.count)
        where equal(value[start..<start + wanted.count], wanted, ignoresCase) {
            return true
        }
        return false
    }

    private static func comparesWithoutCase(_ name: Name) -> Bool {
        name.rawValue < Name.firstUnlisted && caseless[Int(name.rawValue)]
    }

    /// The attributes whose values selectors compare without case in HTML (HTML §4.16.2, 2025).
    private static let caseless: [Bool] = {
        let names: [StaticString] = [
            "accept", "accept-charset", "align", "alink", "axis", "bgcolor", "charset", "checked", "clear", "codetype",
            "color", "compact", "declare", "defer", "dir", "direction", "disabled", "enctype", "face", "frame",
            "hreflang", "http-equiv", "lang", "language", "link", "media", "method", "multiple", "nohref", "noresize",
            "noshade", "nowrap", "readonly", "rel", "rev", "rules", "scope", "scrolling", "selected", "shape",
            "target", "text", "type", "valign", "valuetype", "vlink",
        ]
        return Name.listed.map { listed in names.contains { $0.bytes.elementsEqual(listed.bytes) } }
    }()

    // MARK: - Language and direction

    private mutating func matchesLanguage(_ list: Int32, _ sheet: Int, _ element: Int32) -> Bool {
        var ancestor = element
        var language: Bytes?
        while ancestor >= 0, language == nil, step() {
            language =
                tree.document.attribute(.lang, of: NodeID(ancestor))
                ?? tree.document.attribute(.xmlLang, of: NodeID(ancestor))
            ancestor = tree.parentElement[Int(ancestor)]
        }
        guard let language, !language.isEmpty else { return false }
        return bound.sheets[sheet].contents.selectors.textLists[Int(list)].contains { Self.isIn($0[...], language) }
    }

    /// Extended filtering of language tags (RFC 4647 §3.3.2) with `*` allowed first.
    private static func isIn(_ range: Bytes, _ tag: Bytes) -> Bool {
        let wanted = range.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let given = tag.map(\.asciiLowercased).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let first = wanted.first, first.equals("*") || first.elementsEqual(given[0]) else { return false }
        var position = 1
        for part in wanted.dropFirst() {
            while position < given.count, !given[position].elementsEqual(part) {
                if given[position].count == 1 { return false }
                position += 1
            }
            if position >= given.count { return false }
            position += 1
        }
        return true
    }

    private mutating func direction(_ element: Int32) -> TextDirection {
        var ancestor = element
        while ancestor >= 0, step() {
            if let value = tree.document.attribute(.dir, of: NodeID(ancestor)) {
                if value.equalsIgnoringCase("rtl") { return .rightToLeft }
                if value.equalsIgnoringCase("ltr") { return .leftToRight }
            }
            ancestor = tree.parentElement[Int(ancestor)]
        }
        return .leftToRight
    }

    // MARK: - Pseudo-classes of HTML

    private mutating func matchesPseudoClass(_ kind: SelectorComponent.Kind, _ element: Int32) -> Bool {
        let node = NodeID(element)
        switch kind {
        case .root, .scope: return tree.document.parent[Int(element)] == 0
        case .empty: return isEmpty(element)
        case .anyLink:
            let name = tree.name(element)
            return (name == .a || name == .area)
                && (tree.document.hasAttribute(.href, node) || tree.document.hasAttribute(.xlinkHref, node))
        case .enabled: return Self.canBeDisabled(tree.name(element)) && !isDisabled(element)
        case .disabled: return Self.canBeDisabled(tree.name(element)) && isDisabled(element)
        case .checked:
            if tree.document.isHTML(node, .option) { return tree.document.hasAttribute(.selected, node) }
            return tree.document.isHTML(node, .input) && tree.document.hasAttribute(.checked, node)
        case .required, .optional:
            let name = tree.name(element)
            guard name == .input || name == .select || name == .textarea else { return false }
            return tree.document.hasAttribute(.required, node) == (kind == .required)
        case .readWrite: return isEditable(element)
        case .readOnly: return !isEditable(element)
        case .placeholderShown:
            return tree.document.hasAttribute(.placeholder, node)
                && (tree.document.attribute(.value, of: node)?.isEmpty ?? true) && isEmpty(element)
        case .defined:
            return !tree.document.names.text(of: tree.name(element)).contains(UInt8(ascii: "-"))
        case .indeterminate:
            return tree.document.isHTML(node, .progress) && !tree.document.hasAttribute(.value, node)
        case .isOpen:
            let name = tree.name(element)
            return (name == .details || name == .dialog) && tree.document.hasAttribute(.open, node)
        default: return false
        }
    }

    private func isEmpty(_ element: Int32) -> Bool {
        for child in tree.document.children(of: NodeID(element)) {
            switch tree.document.kind(of: child) {
            case .element: return false
            case .text where !tree.document.text(of: child).isEmpty: return false
            default: continue
            }
        }
        return true
    }

    private static func canBeDisabled(_ name: Name) -> Bool {
        name == .button || name == .input || name == .select || name == .textarea || name == .optgroup
            || name == .option || name == .fieldset
    }

    /// HTML §4.10.18.5: the attribute, a disabled fieldset around it (but not around its legend), a disabled optgroup.
    private mutating func isDisabled(_ element: Int32) -> Bool {
        if tree.document.hasAttribute(.disabled, NodeID(element)) { return true }
        let name = tree.name(element)
        var child = element
        var ancestor = tree.parentElement[Int(element)]
        if name == .option {
            return ancestor >= 0 && tree.name(ancestor) == .optgroup
                && tree.document.hasAttribute(.disabled, NodeID(ancestor))
        }
        while ancestor >= 0, step() {
            let isFieldset = tree.document.isHTML(NodeID(ancestor), .fieldset)
            if isFieldset, tree.document.hasAttribute(.disabled, NodeID(ancestor)), !isFirstLegend(child) {
                return true
            }
            child = ancestor
            ancestor = tree.parentElement[Int(ancestor)]
        }
        return false
    }

    private func isFirstLegend(_ element: Int32) -> Bool {
        guard tree.name(element) == .legend else { return false }
        var sibling = tree.previous[Int(element)]
        while sibling >= 0 {
            if tree.name(sibling) == .legend { return false }
            sibling = tree.previous[Int(sibling)]
        }
        return true
    }

    private mutating func isEditable(_ element: Int32) -> Bool {
        let node = NodeID(element)
        let name = tree.name(element)
        if name == .textarea || name == .input {
            guard !tree.document.hasAttribute(.readonly, node), !isDisabled(element) else { return false }
            guard name == .input, let type = tree.document.attribute(.type, of: node) else { return true }
            let others: [StaticString] = [
                "button", "submit", "reset", "image", "checkbox", "radio", "file", "hidden", "color", "range",
            ]
            return !others.contains { type.equalsIgnoringCase($0) }
        }
        guard let value = tree.document.attribute(.contenteditable, of: node) else { return false }
        return !value.equalsIgnoringCase("false")
    }
}
