// MARK: - Start tags in the body

extension TreeBuilder {
    /// HTML §13.2.6.4.7 "in body", start tags.
    mutating func bodyStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        let number = Int(tag.name.rawValue)
        switch number < bodyStartRules.count ? bodyStartRules[number] : .other {
        case .other:
            reconstructFormatting()
            insertElement(tag, &storage)
        case .block:
            closeParagraphInButtonScope(tag, &storage)
            insertElement(tag, &storage)
        case .void:
            reconstructFormatting()
            insertVoidElement(tag, &storage)
            framesetOK = false
        case .anchor: insertAnchor(tag, &storage)
        case .formatting:
            reconstructFormatting()
            formatting.push(insertElement(tag, &storage), &store, storage)
        case .listItem: insertListItem(tag, &storage)
        case .definition: insertDefinition(tag, &storage)
        case .heading: insertHeading(tag, &storage)
        case .asInHead: return headStartTag(&tag, &storage)
        case .input: insertInput(tag, &storage)
        case .voidWithoutText: insertVoidElement(tag, &storage)
        case .table:
            if quirks != .quirks { closeParagraphInButtonScope(tag, &storage) }
            insertElement(tag, &storage)
            framesetOK = false
            mode = .inTable
        case .ignored: return unexpectedStartTag(tag, &storage)
        default: return rareBodyStartTag(&tag, &storage)
        }
        return .done
    }

    private mutating func rareBodyStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch bodyStartRules[Int(tag.name.rawValue)] {
        case .html: mergeHTML(tag, &storage)
        case .body: mergeBody(tag, &storage)
        case .frameset: replaceBodyByFrameset(tag, &storage)
        case .preformatted:
            closeParagraphInButtonScope(tag, &storage)
            insertElement(tag, &storage)
            ignoresLineFeed = true
            framesetOK = false
        case .form: insertForm(tag, &storage)
        case .button: insertButton(tag, &storage)
        case .nobr: insertNobr(tag, &storage)
        case .marking:
            reconstructFormatting()
            insertElement(tag, &storage)
            formatting.pushMarker()
            framesetOK = false
        case .rule: insertRule(tag, &storage)
        case .image:
            storage.error("unexpected-start-tag", at: Int(tag.offset))
            tag.name = .img
            return .reprocess
        case .select, .option, .optionGroup: insertOfSelect(tag, &storage)
        case .selectedContent:
            hasSelectedContent = true
            reconstructFormatting()
            insertElement(tag, &storage)
        case .rubyBase, .rubyText: insertOfRuby(tag, &storage)
        case .math, .svg: insertForeignRoot(tag, &storage)
        default: insertTextOnly(tag, &storage)
        }
        return .done
    }

    /// `textarea`, `xmp`, `plaintext` and others whose content is text.
    private mutating func insertTextOnly(_ tag: TagToken, _ storage: inout TokenStorage) {
        switch tag.name {
        case .plaintext:
            closeParagraphInButtonScope(tag, &storage)
            insertElement(tag, &storage)
            contentModel = .plaintext
        case .textarea:
            insertTextElement(tag, .rcdata, &storage)
            ignoresLineFeed = true
            framesetOK = false
        case .xmp:
            closeParagraphInButtonScope(tag, &storage)
            reconstructFormatting()
            framesetOK = false
            insertTextElement(tag, .rawtext, &storage)
        case .iframe:
            framesetOK = false
            insertTextElement(tag, .rawtext, &storage)
        case .noembed: insertTextElement(tag, .rawtext, &storage)
        case .noscript where options.scripting: insertTextElement(tag, .rawtext, &storage)
        default:
            reconstructFormatting()
            insertElement(tag, &storage)
        }
    }

    private mutating func mergeHTML(_ tag: TagToken, _ storage: inout TokenStorage) {
        storage.error("unexpected-start-tag", at: Int(tag.offset))
        if hasTemplate { return }
        store.addMissing(storage.attributes, to: open.entries[0].node, limit: options.limits.attributes)
    }

    private mutating func mergeBody(_ tag: TagToken, _ storage: inout TokenStorage) {
        storage.error("unexpected-start-tag", at: Int(tag.offset))
        guard let body = openBody, !hasTemplate else { return }
        framesetOK = false
        store.addMissing(storage.attributes, to: body, limit: options.limits.attributes)
    }

    /// The second element of the stack, if it is the body.
    private var openBody: Int32? {
        guard open.count > 1, open.entries[1].tag == .body, open.entries[1].traits.contains(.html) else { return nil }
        return open.entries[1].node
    }

    private mutating func replaceBodyByFrameset(_ tag: TagToken, _ storage: inout TokenStorage) {
        storage.error("unexpected-start-tag", at: Int(tag.offset))
        guard let body = openBody, framesetOK else { return }
        store.detach(body)
        popThrough(index: 1)
        insertElement(tag, &storage)
        mode = .inFrameset
    }

    private mutating func insertHeading(_ tag: TagToken, _ storage: inout TokenStorage) {
        closeParagraphInButtonScope(tag, &storage)
        if isCurrentAny(.h1, .h2, .h3, .h4, .h5, .h6) {
            storage.error("unclosed-element", at: Int(tag.offset))
            pop()
        }
        insertElement(tag, &storage)
    }

    private mutating func insertForm(_ tag: TagToken, _ storage: inout TokenStorage) {
        if form != -1, !hasTemplate { return storage.error("nested-form", at: Int(tag.offset)) }
        closeParagraphInButtonScope(tag, &storage)
        let node = insertElement(tag, &storage)
        if !hasTemplate { form = node }
    }

    private mutating func insertListItem(_ tag: TagToken, _ storage: inout TokenStorage) {
        framesetOK = false
        closeItem(.li, tag, &storage)
        closeParagraphInButtonScope(tag, &storage)
        insertElement(tag, &storage)
    }

    private mutating func insertDefinition(_ tag: TagToken, _ storage: inout TokenStorage) {
        framesetOK = false
        closeItem(open.lastIndex(of: .dd) > open.lastIndex(of: .dt) ? .dd : .dt, tag, &storage)
        closeParagraphInButtonScope(tag, &storage)
        insertElement(tag, &storage)
    }

    /// Closes the open item, unless a special element other than `address`, `div` or `p` lies between.
    private mutating func closeItem(_ name: Name, _ tag: TagToken, _ storage: inout TokenStorage) {
        let index = open.lastIndex(of: name)
        guard index >= 0, index >= open.top.itemSearchEnd else { return }
        generateImpliedEndTags(except: name)
        if !isCurrent(name) { storage.error("unclosed-element", at: Int(tag.offset)) }
        popThrough(name)
    }

    private mutating func insertButton(_ tag: TagToken, _ storage: inout TokenStorage) {
        if open.hasInScope(.button) {
            storage.error("nested-button", at: Int(tag.offset))
            generateImpliedEndTags()
            popThrough(.button)
        }
        reconstructFormatting()
        insertElement(tag, &storage)
        framesetOK = false
    }

    private mutating func insertAnchor(_ tag: TagToken, _ storage: inout TokenStorage) {
        if let earlier = formatting.last(.a) {
            storage.error("nested-anchor", at: Int(tag.offset))
            runAdoptionAgency(tag, &storage)
            formatting.remove(earlier, &store)
            if store[earlier].flags.contains(.isOpen),
                let index = open.index(of: earlier, amongTop: ParseLimits.maximumAdoptionDistance)
            {
                open.remove(at: index)
                store[earlier].flags.remove(.isOpen)
            }
        }
        reconstructFormatting()
        formatting.push(insertElement(tag, &storage), &store, storage)
    }

    private mutating func insertNobr(_ tag: TagToken, _ storage: inout TokenStorage) {
        reconstructFormatting()
        if open.hasInScope(.nobr) {
            storage.error("nested-nobr", at: Int(tag.offset))
            runAdoptionAgency(tag, &storage)
            reconstructFormatting()
        }
        formatting.push(insertElement(tag, &storage), &store, storage)
    }

    private mutating func insertInput(_ tag: TagToken, _ storage: inout TokenStorage) {
        if isInSelectFragment { return storage.error("unexpected-start-tag", at: Int(tag.offset)) }
        closeSelect(tag, &storage)
        reconstructFormatting()
        insertVoidElement(tag, &storage)
        if !isHidden(storage) { framesetOK = false }
    }

    /// Whether the current tag's `type` is `hidden`.
    func isHidden(_ storage: TokenStorage) -> Bool {
        guard let type = storage.value(of: .type) else { return false }
        return storage.isEqualIgnoringCase(type, "hidden")
    }

    private mutating func insertRule(_ tag: TagToken, _ storage: inout TokenStorage) {
        closeParagraphInButtonScope(tag, &storage)
        if open.hasInScope(.select) {
            generateImpliedEndTags()
            if open.hasInScope(.option) || open.hasInScope(.optgroup) {
                storage.error("unclosed-element", at: Int(tag.offset))
            }
        }
        insertVoidElement(tag, &storage)
        framesetOK = false
    }

    private var isInSelectFragment: Bool {
        context >= 0 && store[context].tag == .select && store[context].namespace == .html
    }

    /// Closes the open `select`, where one is in scope.
    @discardableResult
    private mutating func closeSelect(_ tag: TagToken, _ storage: inout TokenStorage) -> Bool {
        guard open.hasInScope(.select) else { return false }
        storage.error("unexpected-start-tag", at: Int(tag.offset))
        popThrough(.select)
        return true
    }

    /// `select`, `option` and `optgroup`; since 2025 a `select` holds any content.
    private mutating func insertOfSelect(_ tag: TagToken, _ storage: inout TokenStorage) {
        if tag.name == .select {
            if isInSelectFragment { return storage.error("unexpected-start-tag", at: Int(tag.offset)) }
            if closeSelect(tag, &storage) { return }
            framesetOK = false
        } else if open.hasInScope(.select) {
            generateImpliedEndTags(except: tag.name == .option ? .optgroup : .none)
            if open.hasInScope(.option) || tag.name == .optgroup && open.hasInScope(.optgroup) {
                storage.error("unclosed-element", at: Int(tag.offset))
            }
        } else if isCurrent(.option) {
            pop()
        }
        reconstructFormatting()
        insertElement(tag, &storage)
    }

    private mutating func insertOfRuby(_ tag: TagToken, _ storage: inout TokenStorage) {
        if open.hasInScope(.ruby) {
            let isBase = tag.name == .rb || tag.name == .rtc
            generateImpliedEndTags(except: isBase ? .none : .rtc)
            if !isCurrent(.ruby), isBase || !isCurrent(.rtc) {
                storage.error("unexpected-start-tag", at: Int(tag.offset))
            }
        }
        insertElement(tag, &storage)
    }
}
