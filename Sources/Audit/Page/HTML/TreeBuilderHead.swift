// MARK: - Before the body

extension TreeBuilder {
    /// HTML §13.2.6.4.1 "initial", anything but a doctype.
    mutating func leaveInitialMode(offset: Int32, _ storage: inout TokenStorage) {
        storage.error("missing-doctype", at: Int(offset))
        quirks = .quirks
        mode = .beforeHTML
    }

    mutating func leaveBeforeHTML() {
        let html = makeImplied(.html)
        store.insert(html, at: NodeStore.Place(parent: 0))
        push(html, tag: .html, traits: traits(of: .html))
        mode = .beforeHead
    }

    mutating func leaveBeforeHead() {
        head = insertImplied(.head)
        mode = .inHead
    }

    mutating func leaveHead() {
        pop()
        mode = .afterHead
    }

    mutating func leaveHeadNoscript(offset: Int32, _ storage: inout TokenStorage) {
        storage.error("unexpected-content-in-head-noscript", at: Int(offset))
        pop()
        mode = .inHead
    }

    mutating func leaveAfterHead() {
        insertImplied(.body)
        mode = .inBody
    }

    /// HTML §13.2.6.4.2 "before html".
    mutating func beforeHTMLStartTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        guard tag.name == .html else {
            leaveBeforeHTML()
            return .reprocess
        }
        let html = makeElement(tag, storage)
        store.insert(html, at: NodeStore.Place(parent: 0))
        push(html, tag: .html, traits: traits(of: .html))
        mode = .beforeHead
        return .done
    }

    /// HTML §13.2.6.4.3 "before head".
    mutating func beforeHeadStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        if tag.name == .html { return bodyStartTag(&tag, &storage) }
        guard tag.name == .head else {
            leaveBeforeHead()
            return .reprocess
        }
        head = insertElement(tag, &storage)
        mode = .inHead
        return .done
    }

    /// End tags in "before html" and "before head".
    mutating func earlyEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .head, .body, .html, .br:
            leaveEarlyMode(offset: tag.offset, &storage)
            return .reprocess
        default: return unexpectedEndTag(tag, &storage)
        }
    }

    func unexpectedEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        storage.error("unexpected-end-tag", at: Int(tag.offset))
        return .done
    }

    func unexpectedStartTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        storage.error("unexpected-start-tag", at: Int(tag.offset))
        return .done
    }

    /// HTML §13.2.6.4.4 "in head".
    mutating func headStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .html: return bodyStartTag(&tag, &storage)
        case .base, .basefont, .bgsound, .link, .meta: insertVoidElement(tag, &storage)
        case .title: insertTextElement(tag, .rcdata, &storage)
        case .noframes, .style: insertTextElement(tag, .rawtext, &storage)
        case .script: insertTextElement(tag, .scriptData, &storage)
        case .noscript:
            if options.scripting {
                insertTextElement(tag, .rawtext, &storage)
            } else {
                insertElement(tag, &storage)
                mode = .inHeadNoscript
            }
        case .template: insertTemplate(tag, &storage)
        case .head: return unexpectedStartTag(tag, &storage)
        default:
            leaveHead()
            return .reprocess
        }
        return .done
    }

    /// HTML §13.2.6.2 "Parsing elements that contain only text".
    mutating func insertTextElement(_ tag: TagToken, _ content: ContentModel, _ storage: inout TokenStorage) {
        insertElement(tag, &storage)
        contentModel = content
        originalMode = mode
        mode = .text
    }

    /// HTML §13.2.6.4.5 "in head noscript".
    mutating func headNoscriptStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .html, .basefont, .bgsound, .link, .meta, .noframes, .style: return headStartTag(&tag, &storage)
        case .head, .noscript: return unexpectedStartTag(tag, &storage)
        default:
            leaveHeadNoscript(offset: tag.offset, &storage)
            return .reprocess
        }
    }

    /// End tags in "in head", "in head noscript" and "after head".
    mutating func headEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch (tag.name, mode) {
        case (.template, .inHead), (.template, .afterHead): closeTemplate(tag, &storage)
        case (.head, .inHead): leaveHead()
        case (.noscript, .inHeadNoscript):
            pop()
            mode = .inHead
        case (.body, .inHead), (.html, .inHead), (.body, .afterHead), (.html, .afterHead), (.br, _):
            leaveEarlyMode(offset: tag.offset, &storage)
            return .reprocess
        default: return unexpectedEndTag(tag, &storage)
        }
        return .done
    }

    /// HTML §13.2.6.4.6 "after head".
    mutating func afterHeadStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .html: return bodyStartTag(&tag, &storage)
        case .body:
            insertElement(tag, &storage)
            framesetOK = false
            mode = .inBody
        case .frameset:
            insertElement(tag, &storage)
            mode = .inFrameset
        case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
            storage.error("unexpected-start-tag", at: Int(tag.offset))
            push(head, tag: .head, traits: traits(of: .head))
            _ = headStartTag(&tag, &storage)
            if let index = open.index(of: head, amongTop: 4) { open.remove(at: index) }
            store[head].flags.remove(.isOpen)
        case .head: return unexpectedStartTag(tag, &storage)
        default:
            leaveAfterHead()
            return .reprocess
        }
        return .done
    }
}

// MARK: - Templates

extension TreeBuilder {
    /// A `template` start tag in "in head" (HTML §13.2.6.4.4).
    mutating func insertTemplate(_ tag: TagToken, _ storage: inout TokenStorage) {
        formatting.pushMarker()
        framesetOK = false
        if let host = shadowHost(storage) {
            insertShadowRoot(tag, host: host, storage)
        } else {
            let template = insertElement(tag, &storage)
            let node = added(NodeStore.Node(kind: .templateContent))
            store.insert(node, at: NodeStore.Place(parent: template))
            store[template].contents = node
        }
        mode = .inTemplate
        templateModes.append(.inTemplate)
    }

    /// The element to which a declarative shadow root is to be attached, or nil for an ordinary template.
    private func shadowHost(_ storage: TokenStorage) -> Int32? {
        guard options.declarativeShadowRoots, let shadowMode = storage.value(of: .shadowrootmode),
            storage.isEqualIgnoringCase(shadowMode, "open") || storage.isEqualIgnoringCase(shadowMode, "closed"),
            open.count > 1
        else { return nil }
        let host = current
        let isHost = store[host].flags.contains(.isShadowHost)
        return !isHost && store[host].namespace == .html && canHostShadow(store[host].tag, storage) ? host : nil
    }

    /// DOM §4.9 "valid shadow host name": custom elements and some of HTML.
    private func canHostShadow(_ name: Name, _ storage: TokenStorage) -> Bool {
        switch name {
        case .article, .aside, .blockquote, .body, .div, .footer, .h1, .h2, .h3, .h4, .h5, .h6, .header, .main, .nav,
            .p, .section, .span:
            true
        default: name.rawValue >= Name.firstUnlisted && storage.names.table.text(of: name).contains(0x2D)
        }
    }

    /// The template is only on the stack; its contents are the shadow root, the host's first child.
    private mutating func insertShadowRoot(_ tag: TagToken, host: Int32, _ storage: TokenStorage) {
        let template = makeElement(tag, storage)
        var root = NodeStore.Node(kind: .shadowRoot)
        root.offset = tag.offset
        root.startTagEnd = tag.end
        root.attributeStart = store[template].attributeStart
        root.attributeCount = store[template].attributeCount
        let node = added(root)
        store.insert(node, at: NodeStore.Place(parent: host, before: store[host].firstChild))
        store[host].flags.insert(.isShadowHost)
        store[template].contents = node
        push(template, tag: .template, traits: traits(of: .template))
    }

    /// A `template` end tag.
    mutating func closeTemplate(_ tag: TagToken, _ storage: inout TokenStorage) {
        guard hasTemplate else { return storage.error("unexpected-end-tag", at: Int(tag.offset)) }
        generateImpliedEndTagsThoroughly()
        if !isCurrent(.template) { storage.error("unclosed-element", at: Int(tag.offset)) }
        leaveTemplate()
    }

    private mutating func leaveTemplate() {
        popThrough(.template)
        formatting.clearToLastMarker(&store)
        templateModes.removeLast()
        resetMode()
    }

    mutating func templateEndOfFile(_ storage: inout TokenStorage) -> Step {
        guard hasTemplate else { return .done }
        storage.error("unclosed-element", at: storage.source.count)
        leaveTemplate()
        return .reprocess
    }

    /// HTML §13.2.6.4.22 "in template".
    mutating func templateStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title:
            return headStartTag(&tag, &storage)
        case .caption, .colgroup, .tbody, .tfoot, .thead: mode = .inTable
        case .col: mode = .inColumnGroup
        case .tr: mode = .inTableBody
        case .td, .th: mode = .inRow
        default: mode = .inBody
        }
        templateModes[templateModes.count - 1] = mode
        return .reprocess
    }

    mutating func templateEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        guard tag.name == .template else { return unexpectedEndTag(tag, &storage) }
        closeTemplate(tag, &storage)
        return .done
    }

    /// HTML §13.2.4.1 "reset the insertion mode appropriately".
    mutating func resetMode() {
        var index = Int(open.top.decidesMode)
        while true {
            let isLast = index <= 0
            let node = isLast && context >= 0 ? context : open.entries[max(index, 0)].node
            if let found = modeDecided(by: node, isLast: isLast) {
                mode = found
                return
            }
            index = Int(open.entries[index - 1].decidesMode)
        }
    }

    private func modeDecided(by node: Int32, isLast: Bool) -> InsertionMode? {
        guard store[node].namespace == .html else { return isLast ? .inBody : nil }
        switch store[node].tag {
        case .td, .th: return isLast ? .inBody : .inCell
        case .tr: return .inRow
        case .tbody, .thead, .tfoot: return .inTableBody
        case .caption: return .inCaption
        case .colgroup: return .inColumnGroup
        case .table: return .inTable
        case .template: return templateModes.last ?? .inBody
        case .head: return isLast ? .inBody : .inHead
        case .body: return .inBody
        case .frameset: return .inFrameset
        case .html: return head < 0 ? .beforeHead : .afterHead
        default: return isLast ? .inBody : nil
        }
    }
}
