// MARK: - Tokens

extension TreeBuilder {
    mutating func startTag(_ tag: TagToken, _ storage: inout TokenStorage) -> ContentModel {
        ignoresLineFeed = false
        hasAcknowledged = false
        contentModel = .unchanged
        if mode == .inTableText { flushTableText(&storage) }
        var tag = tag
        var isForeign = isForeignStartTag(tag)
        while true {
            let step = isForeign ? foreignStartTag(tag, &storage) : htmlStartTag(&tag, &storage)
            guard step == .reprocess else { break }
            // Only once: in a fragment with a foreign context, the root alone would be foreign for ever.
            isForeign = isForeign ? false : isForeignStartTag(tag)
        }
        if tag.isSelfClosing, !hasAcknowledged {
            storage.error("non-void-html-element-start-tag-with-trailing-solidus", at: Int(tag.end) - 1)
        }
        return contentModel
    }

    mutating func endTag(_ tag: TagToken, _ storage: inout TokenStorage) {
        ignoresLineFeed = false
        if mode == .inTableText { flushTableText(&storage) }
        if isInForeignContent, foreignEndTag(tag, &storage) == .done { return }
        while htmlEndTag(tag, &storage) == .reprocess {}
    }

    mutating func comment(_ text: TextRange, offset: Int32, _ storage: inout TokenStorage) {
        ignoresLineFeed = false
        if mode == .inTableText { flushTableText(&storage) }
        let place: NodeStore.Place =
            switch mode {
            case .initial, .beforeHTML, .afterAfterBody, .afterAfterFrameset: NodeStore.Place(parent: 0)
            case .afterBody: NodeStore.Place(parent: open.entries[0].node)
            default: insertionPlace()
            }
        insertComment(text, offset: offset, at: place)
    }

    mutating func doctype(_ token: DoctypeToken, _ storage: inout TokenStorage) {
        ignoresLineFeed = false
        if mode == .inTableText { flushTableText(&storage) }
        guard mode == .initial else { return storage.error("unexpected-doctype", at: Int(token.offset)) }
        var node = NodeStore.Node(kind: .doctype)
        node.offset = token.offset
        let name = token.name ?? token.offset..<token.offset
        node.textStart = name.lowerBound
        node.textEnd = name.upperBound
        node.attributeStart = Int32(truncatingIfNeeded: store.attributes.count)
        for (name, value) in [(Name.doctypePublic, token.publicID), (Name.doctypeSystem, token.systemID)] {
            guard let value else { continue }
            let interned = storage.names.internExactly(name.utf8)
            store.attributes.append(TokenAttribute(name: interned, offset: value.lowerBound, value: value))
            node.attributeCount += 1
        }
        store.insert(added(node), at: NodeStore.Place(parent: 0))
        quirks = token.quirksMode(storage)
        if quirks == .quirks { storage.error("quirky-doctype", at: Int(token.offset)) }
        mode = .beforeHTML
    }

    mutating func nullCharacter(offset: Int32, _ storage: inout TokenStorage) {
        ignoresLineFeed = false
        if takesForeignText {
            return insertText(storage.replacementCharacter, offset: offset)
        }
        switch mode {
        case .initial, .beforeHTML, .beforeHead, .inHead, .inHeadNoscript, .afterHead, .afterBody, .afterAfterBody:
            // "Anything else" there: the tokens it implies appear, then the body drops the character.
            leaveEarlyMode(offset: offset, &storage)
            nullCharacter(offset: offset, &storage)
        case .inColumnGroup:
            guard isCurrent(.colgroup) else { return }
            pop()
            mode = .inTable
        default: break
        }
    }

    mutating func characters(_ text: TextRange, offset: Int32, _ storage: inout TokenStorage) {
        var text = text
        if ignoresLineFeed {
            ignoresLineFeed = false
            let startsWithLineFeed = storage.withBytes(of: text) { $0.first == 0x0A }
            if startsWithLineFeed { text = text.lowerBound + 1..<text.upperBound }
            if text.isEmpty { return }
        }
        if takesForeignText {
            insertText(text, offset: offset)
            if !storage.isBlank(text) { framesetOK = false }
        } else if mode == .inBody {
            bodyCharacters(text, offset: offset, storage)
        } else {
            charactersByMode(text, offset: offset, &storage)
        }
    }

    /// Whether characters follow the rules of foreign content.
    private var takesForeignText: Bool {
        guard isInForeignContent else { return false }
        let flags = store[adjustedCurrent].flags
        return flags.isDisjoint(with: [.isMathMLTextIntegrationPoint, .isHTMLIntegrationPoint])
    }

    @inline(__always)
    mutating func bodyCharacters(_ text: TextRange, offset: Int32, _ storage: TokenStorage) {
        reconstructFormatting()
        insertText(text, offset: offset)
        if framesetOK, !storage.isBlank(text) { framesetOK = false }
    }

    mutating func endOfFile(_ storage: inout TokenStorage) {
        if mode == .inTableText { flushTableText(&storage) }
        while endOfFileStep(&storage) == .reprocess {}
    }
}

extension TokenStorage {
    func isBlank(_ range: TextRange) -> Bool { withBytes(of: range) { $0.isBlank } }

    /// How many bytes of whitespace the text begins with.
    func leadingSpace(_ range: TextRange) -> Int32 {
        withBytes(of: range) { bytes in
            Int32(truncatingIfNeeded: bytes.firstIndex { !$0.isHTMLSpace } ?? bytes.count)
        }
    }
}

extension Name {
    /// The names under which a doctype's identifiers are attributes of its node.
    static var doctypePublic: String { "public" }
    static var doctypeSystem: String { "system" }
}

// MARK: - Characters outside the body

extension TreeBuilder {
    /// Characters, in the modes that tell whitespace from the rest.
    mutating func charactersByMode(_ text: TextRange, offset: Int32, _ storage: inout TokenStorage) {
        var text = text
        while !text.isEmpty {
            switch mode {
            case .text: return insertText(text, offset: offset)
            case .inBody, .inCell, .inCaption, .inTemplate: return bodyCharacters(text, offset: offset, storage)
            case .inTable, .inTableBody, .inRow:
                guard isCurrentAny(.table, .tbody, .template, .tfoot, .thead, .tr) else {
                    fosters = true
                    bodyCharacters(text, offset: offset, storage)
                    fosters = false
                    return
                }
                originalMode = mode
                mode = .inTableText
                pendingTableText.removeAll(keepingCapacity: true)
                hasPendingNonSpace = false
            case .inTableText:
                pendingTableText.append((text, offset))
                if !hasPendingNonSpace { hasPendingNonSpace = !storage.isBlank(text) }
                return
            case .inFrameset, .afterFrameset, .afterAfterFrameset:
                return framesetCharacters(text, offset: offset, &storage)
            default:
                text = earlyCharacters(text, offset: offset, &storage)
            }
        }
    }

    /// Deals with leading whitespace in the modes around the body, leaves the mode at anything else.
    ///
    /// - Returns: What is to be looked at again.
    private mutating func earlyCharacters(
        _ text: TextRange,
        offset: Int32,
        _ storage: inout TokenStorage
    ) -> TextRange {
        let space = storage.leadingSpace(text)
        let blank = text.lowerBound..<text.lowerBound + space
        let rest = text.lowerBound + space..<text.upperBound
        if !blank.isEmpty {
            switch mode {
            case .initial, .beforeHTML, .beforeHead: break
            case .afterBody, .afterAfterBody: bodyCharacters(blank, offset: offset, storage)
            default: insertText(blank, offset: offset)
            }
        }
        guard !rest.isEmpty else { return rest }
        if mode == .inColumnGroup {
            guard isCurrent(.colgroup) else {
                storage.error("unexpected-text", at: Int(offset))
                return rest.upperBound..<rest.upperBound
            }
            pop()
            mode = .inTable
        } else {
            leaveEarlyMode(offset: offset, &storage)
        }
        return rest
    }

    /// "Anything else" in the modes before and after the body.
    mutating func leaveEarlyMode(offset: Int32, _ storage: inout TokenStorage) {
        switch mode {
        case .initial: leaveInitialMode(offset: offset, &storage)
        case .beforeHTML: leaveBeforeHTML()
        case .beforeHead: leaveBeforeHead()
        case .inHead: leaveHead()
        case .inHeadNoscript: leaveHeadNoscript(offset: offset, &storage)
        case .afterHead: leaveAfterHead()
        default:
            storage.error("unexpected-content-after-body", at: Int(offset))
            mode = .inBody
        }
    }

    /// Whitespace stays, anything else goes.
    private mutating func framesetCharacters(_ text: TextRange, offset: Int32, _ storage: inout TokenStorage) {
        var start = text.lowerBound
        while start < text.upperBound {
            let space = storage.leadingSpace(start..<text.upperBound)
            if space > 0 {
                let blank = start..<start + space
                if mode == .afterAfterFrameset {
                    bodyCharacters(blank, offset: offset, storage)
                } else {
                    insertText(blank, offset: offset)
                }
                start += space
            }
            while start < text.upperBound, storage.leadingSpace(start..<start + 1) == 0 { start += 1 }
        }
        if !storage.isBlank(text) { storage.error("unexpected-text", at: Int(offset)) }
    }

    /// HTML §13.2.6.4.10 "in table text", at a token that is no character.
    mutating func flushTableText(_ storage: inout TokenStorage) {
        mode = originalMode
        if hasPendingNonSpace {
            storage.error("unexpected-text-in-table", at: Int(pendingTableText[0].offset))
            fosters = true
            for text in pendingTableText { bodyCharacters(text.range, offset: text.offset, storage) }
            fosters = false
        } else {
            for text in pendingTableText { insertText(text.range, offset: text.offset) }
        }
        pendingTableText.removeAll(keepingCapacity: true)
    }
}

// MARK: - By mode

extension TreeBuilder {
    /// A start tag under the rules of HTML content.
    @inline(__always)
    private mutating func htmlStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch mode {
        case .inBody: return bodyStartTag(&tag, &storage)
        case .initial:
            leaveInitialMode(offset: tag.offset, &storage)
            return .reprocess
        case .beforeHTML: return beforeHTMLStartTag(tag, &storage)
        case .beforeHead: return beforeHeadStartTag(&tag, &storage)
        case .inHead: return headStartTag(&tag, &storage)
        case .inHeadNoscript: return headNoscriptStartTag(&tag, &storage)
        case .afterHead: return afterHeadStartTag(&tag, &storage)
        case .text, .inTableText: return .done
        case .inTable: return tableStartTag(&tag, &storage)
        case .inCaption: return captionStartTag(&tag, &storage)
        case .inColumnGroup: return columnGroupStartTag(&tag, &storage)
        case .inTableBody: return tableBodyStartTag(&tag, &storage)
        case .inRow: return rowStartTag(&tag, &storage)
        case .inCell: return cellStartTag(&tag, &storage)
        case .inTemplate: return templateStartTag(&tag, &storage)
        case .afterBody, .afterAfterBody: return afterBodyStartTag(&tag, &storage)
        case .inFrameset, .afterFrameset, .afterAfterFrameset: return framesetStartTag(&tag, &storage)
        }
    }

    @inline(__always)
    private mutating func htmlEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch mode {
        case .inBody: return bodyEndTag(tag, &storage)
        case .initial:
            leaveInitialMode(offset: tag.offset, &storage)
            return .reprocess
        case .beforeHTML, .beforeHead: return earlyEndTag(tag, &storage)
        case .inHead, .inHeadNoscript, .afterHead: return headEndTag(tag, &storage)
        case .text:
            pop()
            mode = originalMode
            return .done
        case .inTable: return tableEndTag(tag, &storage)
        case .inTableText: return .done
        case .inCaption: return captionEndTag(tag, &storage)
        case .inColumnGroup: return columnGroupEndTag(tag, &storage)
        case .inTableBody: return tableBodyEndTag(tag, &storage)
        case .inRow: return rowEndTag(tag, &storage)
        case .inCell: return cellEndTag(tag, &storage)
        case .inTemplate: return templateEndTag(tag, &storage)
        case .afterBody, .afterAfterBody: return afterBodyEndTag(tag, &storage)
        case .inFrameset, .afterFrameset, .afterAfterFrameset: return framesetEndTag(tag, &storage)
        }
    }

    private mutating func endOfFileStep(_ storage: inout TokenStorage) -> Step {
        let offset = storage.source.count
        switch mode {
        case .initial, .beforeHTML, .beforeHead, .inHead, .inHeadNoscript, .afterHead:
            leaveEarlyMode(offset: Int32(truncatingIfNeeded: offset), &storage)
            return .reprocess
        case .text:
            storage.error("unclosed-element", at: offset)
            pop()
            mode = originalMode
            return .reprocess
        case .afterBody, .inFrameset, .afterFrameset, .afterAfterBody, .afterAfterFrameset: return .done
        default:
            if !templateModes.isEmpty { return templateEndOfFile(&storage) }
            if hasUnclosedElement { storage.error("unclosed-element", at: offset) }
            return .done
        }
    }

    /// Whether something is open whose end tag may not be left out.
    var hasUnclosedElement: Bool { open.entries.contains { !$0.traits.contains(.mayStayOpen) } }
}
