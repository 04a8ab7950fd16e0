// MARK: - End tags in the body

extension TreeBuilder {
    /// HTML §13.2.6.4.7 "in body", end tags.
    mutating func bodyEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        let number = Int(tag.name.rawValue)
        switch number < bodyEndRules.count ? bodyEndRules[number] : .other {
        case .other: closeAnyOther(tag, &storage)
        case .block: closeBlock(tag, &storage)
        case .formatting: runAdoptionAgency(tag, &storage)
        case .paragraph:
            if !open.hasInButtonScope(.p) {
                storage.error("unexpected-end-tag", at: Int(tag.offset))
                insertImplied(.p)
            }
            closeParagraph(tag, &storage)
        case .listItem:
            guard open.hasInListScope(.li) else { return unexpectedEndTag(tag, &storage) }
            closeImplying(tag, &storage)
        case .definition:
            guard open.hasInScope(tag.name) else { return unexpectedEndTag(tag, &storage) }
            closeImplying(tag, &storage)
        case .heading: closeHeading(tag, &storage)
        case .form: closeForm(tag, &storage)
        case .marking:
            guard open.hasInScope(tag.name) else { return unexpectedEndTag(tag, &storage) }
            closeBlock(tag, &storage)
            formatting.clearToLastMarker(&store)
        case .template: closeTemplate(tag, &storage)
        case .body, .html: return closeBody(tag, &storage)
        case .br:
            storage.error("unexpected-end-tag", at: Int(tag.offset))
            reconstructFormatting()
            storage.attributes.removeAll(keepingCapacity: true)
            insertVoidElement(tag, &storage)
            framesetOK = false
        }
        return .done
    }

    private mutating func closeBlock(_ tag: TagToken, _ storage: inout TokenStorage) {
        guard open.hasInScope(tag.name) else { return storage.error("unexpected-end-tag", at: Int(tag.offset)) }
        generateImpliedEndTags()
        if !isCurrent(tag.name) { storage.error("unclosed-element", at: Int(tag.offset)) }
        popThrough(tag.name)
    }

    /// Closes `li`, `dd` and `dt`, which are in scope, with what their end tags imply.
    private mutating func closeImplying(_ tag: TagToken, _ storage: inout TokenStorage) {
        generateImpliedEndTags(except: tag.name)
        if !isCurrent(tag.name) { storage.error("unclosed-element", at: Int(tag.offset)) }
        popThrough(tag.name)
    }

    private mutating func closeHeading(_ tag: TagToken, _ storage: inout TokenStorage) {
        let headings: [Name] = [.h1, .h2, .h3, .h4, .h5, .h6]
        let topmost = headings.map { open.lastIndex(of: $0) }.max() ?? -1
        guard topmost >= 0, topmost >= open.top.scopeEnd else {
            return storage.error("unexpected-end-tag", at: Int(tag.offset))
        }
        generateImpliedEndTags()
        if !isCurrent(tag.name) { storage.error("unclosed-element", at: Int(tag.offset)) }
        popThrough(index: Int(topmost))
    }

    private mutating func closeForm(_ tag: TagToken, _ storage: inout TokenStorage) {
        guard open.hasInScope(.form) else {
            if !hasTemplate { form = -1 }
            return storage.error("unexpected-end-tag", at: Int(tag.offset))
        }
        if hasTemplate {
            generateImpliedEndTags()
            if !isCurrent(.form) { storage.error("unclosed-element", at: Int(tag.offset)) }
            return popThrough(.form)
        }
        let node = form
        form = -1
        let index = Int(open.lastIndex(of: .form))
        guard open.entries[index].node == node else {
            return storage.error("unexpected-end-tag", at: Int(tag.offset))
        }
        generateImpliedEndTags()
        if current != node { storage.error("unclosed-element", at: Int(tag.offset)) }
        open.remove(at: index)
        store[node].flags.remove(.isOpen)
    }

    /// `</body>` and `</html>`.
    private mutating func closeBody(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        guard open.hasInScope(.body) else { return unexpectedEndTag(tag, &storage) }
        if hasUnclosedElement { storage.error("unclosed-element", at: Int(tag.offset)) }
        mode = .afterBody
        return tag.name == .html ? .reprocess : .done
    }

    /// "Any other end tag".
    mutating func closeAnyOther(_ tag: TagToken, _ storage: inout TokenStorage) {
        let index = open.lastIndex(of: tag.name)
        guard index >= 0, index >= open.top.special else {
            return storage.error("unexpected-end-tag", at: Int(tag.offset))
        }
        generateImpliedEndTags(except: tag.name)
        if open.count - 1 != Int(index) { storage.error("unclosed-element", at: Int(tag.offset)) }
        popThrough(index: Int(index))
    }
}
