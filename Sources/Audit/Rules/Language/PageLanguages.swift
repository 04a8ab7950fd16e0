// Which text is in which language, as ACT defines "text inheriting its programmatic language".

extension Page {
    /// The HTML elements with a `lang` that is not empty, in document order.
    var elementsWithLanguage: [NodeID] {
        elements(having: .lang).filter { hasOwnLanguage($0) && document.namespace(of: $0) == .html }
    }

    /// Whether some text that is visible or exposed has its language from this element.
    func hasTextInheritingLanguage(from element: NodeID) -> Bool {
        var found = false
        forEachText(inheritingLanguageFrom: element) { text in
            found = !text.isWhitespace
            return !found
        }
        return found
    }

    /// What the text that has its language from this element is written in; the page's title belongs to the root.
    func languageEvidence(of element: NodeID) -> LanguageEvidence {
        var evidence = LanguageEvidence()
        forEachText(inheritingLanguageFrom: element) { text in
            evidence.add(text)
            return evidence.seenBytes < LanguageEvidence.maximumBytes
        }
        return evidence
    }

    /// Whether anything of the text says in what it is written.
    func hasLanguageEvidence(of element: NodeID) -> Bool {
        var evidence = LanguageEvidence()
        forEachText(inheritingLanguageFrom: element) { text in
            evidence.add(text)
            return evidence.isEmpty
        }
        return !evidence.isEmpty
    }

    private func hasOwnLanguage(_ node: NodeID) -> Bool { attribute(.lang, of: node).map { !$0.isEmpty } ?? false }

    /// Calls `body` with text nodes, names and descriptions until it returns false; elements with a language of their own
    /// are passed over.
    private func forEachText(inheritingLanguageFrom element: NodeID, _ body: (Bytes) -> Bool) {
        if semantics.tree.hasShadowRoots { return forEachFlatText(inheritingLanguageFrom: element, body) }
        var index = element.index
        let end = document.subtree(of: element).upperBound
        while index < end {
            let node = NodeID(index)
            switch document.kind(of: node) {
            case .templateContent:
                index = document.subtree(of: node).upperBound
                continue
            case .element:
                if node != element, hasOwnLanguage(node) || isForeignToLanguage(node) {
                    index = document.subtree(of: node).upperBound
                    continue
                }
                if isExposed(node), !says(node, body) { return }
            case .text where isPartOfLanguage(node):
                if !body(document.text(of: node)) { return }
            default: break
            }
            index += 1
        }
    }

    /// The same where slots put content elsewhere.
    private func forEachFlatText(inheritingLanguageFrom element: NodeID, _ body: (Bytes) -> Bool) {
        var pending = [element.index]
        while let index = pending.popLast() {
            let node = NodeID(index)
            switch document.kind(of: node) {
            case .templateContent: continue
            case .element:
                if node != element, hasOwnLanguage(node) || isForeignToLanguage(node) { continue }
                if isExposed(node), !says(node, body) { return }
            case .text where isPartOfLanguage(node):
                if !body(document.text(of: node)) { return }
            default: break
            }
            var children: [Int32] = []
            var child = semantics.tree.firstChild(of: index, in: document)
            while child >= 0 {
                children.append(child)
                child = semantics.tree.nextSibling(of: child, in: document)
            }
            pending += children.reversed()
        }
    }

    /// Scripts and styles are no text; a page's title is.
    private func isForeignToLanguage(_ node: NodeID) -> Bool {
        let name = document.name(of: node)
        return name == .script || name == .style || name == .noscript || name == .template
    }

    private func isPartOfLanguage(_ text: NodeID) -> Bool {
        if !isProgrammaticallyHidden(text) { return true }
        guard let parent = document.parent(of: text) else { return false }
        return isVisible(text) && isRendered(text) || document.isHTML(parent, .title)
    }

    /// Names and descriptions that are not the content's own text.
    private func says(_ node: NodeID, _ body: (Bytes) -> Bool) -> Bool {
        if isNamedByContentAlone(node) { return true }
        switch nameSource(of: node) {
        case .none, .content, .label, .legend, .caption, .figcaption, .titleElement, .userAgent, .unknown: break
        default: if !body(accessibleName(of: node)) { return false }
        }
        let description = accessibleDescription(of: node)
        guard !description.isEmpty, descriptionSource(of: node) != .ariaReference else { return true }
        return body(description)
    }

    /// Cells, whose names are long and computed when asked for, without anything but their content to name them.
    private func isNamedByContentAlone(_ node: NodeID) -> Bool {
        NameColumns.isNamedOnDemand(role(of: node))
            && ![Name.ariaLabel, .ariaLabelledby, .title, .ariaDescription, .ariaDescribedby].contains {
                hasAttribute($0, node)
            }
    }
}
