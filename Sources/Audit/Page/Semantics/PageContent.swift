// MARK: - Headings and landmarks

/// A heading and its level.
public struct Heading: Sendable, Equatable {
    public let node: NodeID
    /// `aria-level` where it is a positive integer, else that of the element; 2 for `role="heading"` without one.
    public let level: Int
}

/// A landmark and its role.
public struct Landmark: Sendable, Equatable {
    public let node: NodeID
    public let role: Role
}

extension Page {
    /// The exposed headings, in document order.
    public var headings: [Heading] {
        elements(withRole: .heading).filter(isExposed).map { Heading(node: $0, level: headingLevel(of: $0)) }
    }

    /// The level of a heading (WAI-ARIA 1.2 `aria-level`, HTML-AAM "h1 to h6").
    public func headingLevel(of node: NodeID) -> Int {
        if let text = document.attribute(.ariaLevel, of: node), let level = Focus.parseInteger(text), level > 0 {
            return level
        }
        guard document.namespace(of: node) == .html else { return 2 }
        switch document.name(of: node) {
        case .h1: return 1
        case .h3: return 3
        case .h4: return 4
        case .h5: return 5
        case .h6: return 6
        default: return 2
        }
    }

    /// The exposed landmarks, in document order; `form` and `region` only with a name.
    public var landmarks: [Landmark] { shared.landmarks.value { findLandmarks() } }

    private func findLandmarks() -> [Landmark] {
        let roles = RoleSet(Role.allCases.filter(\.isLandmark))
        return elements(withRoleIn: roles).compactMap { node in
            guard isExposed(node), let role = role(of: node) else { return nil }
            if role == .form || role == .region, !hasAccessibleName(node) { return nil }
            return Landmark(node: node, role: role)
        }
    }
}

// MARK: - Language

extension Page {
    /// The value of the nearest `lang` (or `xml:lang` without one), the element itself included, or nil where none is set.
    ///
    /// Empty where the author says that the language is unknown (HTML §3.2.6.2).
    public func language(of node: NodeID) -> Bytes? {
        if let own = languageAttribute(of: node) { return own }
        var next = flatParent(of: node)
        while let element = next {
            if let found = languageAttribute(of: element) { return found }
            next = flatParent(of: element)
        }
        return nil
    }

    /// The element's own language attribute: `xml:lang` wins over `lang`.
    public func languageAttribute(of node: NodeID) -> Bytes? {
        guard document.isElement(node) else { return nil }
        return document.attribute(.xmlLang, of: node) ?? document.attribute(.lang, of: node)
    }

    /// The default language a `meta http-equiv="content-language"` sets, where it is one language (HTML §4.2.5.3).
    public var contentLanguage: Bytes? {
        var found: Bytes?
        for meta in document.elements(.meta) {
            guard let pragma = document.attribute(.httpEquiv, of: meta),
                pragma.equalsIgnoringCase("content-language"), let value = document.attribute(.content, of: meta)
            else { continue }
            if value.contains(0x2C) { continue }
            if let first = SpaceSeparatedTokens(value).first(where: { _ in true }) { found = first }
        }
        return found
    }
}

// MARK: - Text

extension Page {
    /// The text of a subtree that a person who sees can see, as ``TextCleaning`` collapses it (ACT "visible inner text").
    public func visibleText(of node: NodeID) -> [UInt8] {
        text(of: node) { perceivability(of: $0) != .hidden }
    }

    /// The text of a subtree that is exposed to assistive technology.
    public func exposedText(of node: NodeID) -> [UInt8] {
        text(of: node) { !isProgrammaticallyHidden($0) && !isInert($0) }
    }

    /// All text of a subtree, scripts, styles and templates apart.
    public func textContent(of node: NodeID) -> [UInt8] { text(of: node) { _ in true } }

    /// Whether ``exposedText(of:)`` is not empty; reads no further than to the first text.
    public func hasExposedText(_ node: NodeID) -> Bool {
        var isFound = false
        forEachText(of: node) { text in
            isFound = !isProgrammaticallyHidden(text) && !isInert(text) && isSaid(text)
            return !isFound
        }
        return isFound
    }

    /// Whether ``textContent(of:)`` is not empty; reads no further than to the first text.
    public func hasTextContent(_ node: NodeID) -> Bool {
        var isFound = false
        forEachText(of: node) { text in
            isFound = isSaid(text)
            return !isFound
        }
        return isFound
    }

    private func isSaid(_ text: NodeID) -> Bool { !TextCleaning.collapsed(document.text(of: text)).isEmpty }

    private func text(of node: NodeID, where isWanted: (NodeID) -> Bool) -> [UInt8] {
        var collected: [UInt8] = []
        forEachText(of: node, atBreak: { collected.append(0x20) }) { text in
            if isWanted(text) { collected += document.text(of: text) }
            return true
        }
        return TextCleaning.collapsed(collected)
    }

    /// Calls `body` with the text nodes of a subtree, scripts, styles and templates apart, until it answers false, and
    /// `atBreak` where an element begins a new line.
    private func forEachText(of node: NodeID, atBreak: () -> Void = {}, _ body: (NodeID) -> Bool) {
        var index = node.index
        let end = document.subtree(of: node).upperBound
        while index < end {
            let current = NodeID(index)
            switch document.kind[Int(index)] {
            case .text: if !body(current) { return }
            case .templateContent:
                index = document.end[Int(index)]
                continue
            case .element:
                let name = document.name(of: current)
                if name == .script || name == .style || name == .noscript {
                    index = document.end[Int(index)]
                    continue
                }
                if NameComputer.isBlock(name) || name == .br { atBreak() }
            default: break
            }
            index += 1
        }
    }
}

// MARK: - Tables

extension Page {
    /// The grid of a `table` element; formed at each call.
    public func table(of node: NodeID) -> TableModel { TableModel(of: node, in: document) }
}
