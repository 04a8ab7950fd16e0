// MARK: - Tables

extension TreeBuilder {
    /// "Anything else" in a table: the rules of the body, with foster parenting.
    private mutating func fosterStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        storage.error("unexpected-start-tag-in-table", at: Int(tag.offset))
        fosters = true
        defer { fosters = false }
        return bodyStartTag(&tag, &storage)
    }

    private mutating func fosterEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        storage.error("unexpected-end-tag-in-table", at: Int(tag.offset))
        fosters = true
        defer { fosters = false }
        return bodyEndTag(tag, &storage)
    }

    /// HTML §13.2.6.4.9 "in table".
    mutating func tableStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .caption:
            clearToTableContext()
            formatting.pushMarker()
            insertElement(tag, &storage)
            mode = .inCaption
        case .colgroup:
            clearToTableContext()
            insertElement(tag, &storage)
            mode = .inColumnGroup
        case .col:
            clearToTableContext()
            insertImplied(.colgroup)
            mode = .inColumnGroup
            return .reprocess
        case .tbody, .tfoot, .thead:
            clearToTableContext()
            insertElement(tag, &storage)
            mode = .inTableBody
        case .td, .th, .tr:
            clearToTableContext()
            insertImplied(.tbody)
            mode = .inTableBody
            return .reprocess
        case .table:
            storage.error("nested-table", at: Int(tag.offset))
            return closeTable() ? .reprocess : .done
        case .style, .script, .template: return headStartTag(&tag, &storage)
        case .input where isHidden(storage):
            storage.error("unexpected-start-tag-in-table", at: Int(tag.offset))
            insertVoidElement(tag, &storage)
        case .form: insertFormInTable(tag, &storage)
        default: return fosterStartTag(&tag, &storage)
        }
        return .done
    }

    private mutating func insertFormInTable(_ tag: TagToken, _ storage: inout TokenStorage) {
        storage.error("unexpected-start-tag-in-table", at: Int(tag.offset))
        if hasTemplate || form != -1 { return }
        form = insertElement(tag, &storage)
        pop()
    }

    /// Pops the table, if one is in scope.
    private mutating func closeTable() -> Bool {
        guard open.hasInTableScope(.table) else { return false }
        popThrough(.table)
        resetMode()
        return true
    }

    mutating func tableEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .table: return closeTable() ? .done : unexpectedEndTag(tag, &storage)
        case .body, .caption, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr:
            return unexpectedEndTag(tag, &storage)
        case .template:
            closeTemplate(tag, &storage)
            return .done
        default: return fosterEndTag(tag, &storage)
        }
    }

    // MARK: Captions and columns

    /// HTML §13.2.6.4.11 "in caption".
    mutating func captionStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr:
            storage.error("unexpected-start-tag", at: Int(tag.offset))
            return closeCaption(tag, &storage) ? .reprocess : .done
        default: return bodyStartTag(&tag, &storage)
        }
    }

    mutating func captionEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .caption: return closeCaption(tag, &storage) ? .done : unexpectedEndTag(tag, &storage)
        case .table: return closeCaption(tag, &storage) ? .reprocess : unexpectedEndTag(tag, &storage)
        case .body, .col, .colgroup, .html, .tbody, .td, .tfoot, .th, .thead, .tr:
            return unexpectedEndTag(tag, &storage)
        default: return bodyEndTag(tag, &storage)
        }
    }

    private mutating func closeCaption(_ tag: TagToken, _ storage: inout TokenStorage) -> Bool {
        guard open.hasInTableScope(.caption) else { return false }
        generateImpliedEndTags()
        if !isCurrent(.caption) { storage.error("unclosed-element", at: Int(tag.offset)) }
        popThrough(.caption)
        formatting.clearToLastMarker(&store)
        mode = .inTable
        return true
    }

    /// HTML §13.2.6.4.12 "in column group".
    mutating func columnGroupStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .html: return bodyStartTag(&tag, &storage)
        case .col: insertVoidElement(tag, &storage)
        case .template: return headStartTag(&tag, &storage)
        default:
            guard isCurrent(.colgroup) else { return unexpectedStartTag(tag, &storage) }
            pop()
            mode = .inTable
            return .reprocess
        }
        return .done
    }

    mutating func columnGroupEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        if tag.name == .template {
            closeTemplate(tag, &storage)
            return .done
        }
        guard tag.name != .col, isCurrent(.colgroup) else { return unexpectedEndTag(tag, &storage) }
        pop()
        mode = .inTable
        return tag.name == .colgroup ? .done : .reprocess
    }

    // MARK: Rows

    /// HTML §13.2.6.4.13 "in table body".
    mutating func tableBodyStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .tr:
            clearToTableBodyContext()
            insertElement(tag, &storage)
            mode = .inRow
            return .done
        case .th, .td:
            storage.error("unexpected-start-tag", at: Int(tag.offset))
            clearToTableBodyContext()
            insertImplied(.tr)
            mode = .inRow
            return .reprocess
        case .caption, .col, .colgroup, .tbody, .tfoot, .thead:
            return closeTableBody() ? .reprocess : unexpectedStartTag(tag, &storage)
        default: return tableStartTag(&tag, &storage)
        }
    }

    mutating func tableBodyEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .tbody, .tfoot, .thead:
            guard open.hasInTableScope(tag.name) else { return unexpectedEndTag(tag, &storage) }
            _ = closeTableBody()
            return .done
        case .table: return closeTableBody() ? .reprocess : unexpectedEndTag(tag, &storage)
        case .body, .caption, .col, .colgroup, .html, .td, .th, .tr: return unexpectedEndTag(tag, &storage)
        default: return tableEndTag(tag, &storage)
        }
    }

    private mutating func closeTableBody() -> Bool {
        guard open.hasInTableScope(.tbody) || open.hasInTableScope(.thead) || open.hasInTableScope(.tfoot) else {
            return false
        }
        clearToTableBodyContext()
        pop()
        mode = .inTable
        return true
    }

    /// HTML §13.2.6.4.14 "in row".
    mutating func rowStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .th, .td:
            clearToTableRowContext()
            insertElement(tag, &storage)
            mode = .inCell
            formatting.pushMarker()
            return .done
        case .caption, .col, .colgroup, .tbody, .tfoot, .thead, .tr:
            return closeRow() ? .reprocess : unexpectedStartTag(tag, &storage)
        default: return tableStartTag(&tag, &storage)
        }
    }

    mutating func rowEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .tr: return closeRow() ? .done : unexpectedEndTag(tag, &storage)
        case .table: return closeRow() ? .reprocess : unexpectedEndTag(tag, &storage)
        case .tbody, .tfoot, .thead:
            guard open.hasInTableScope(tag.name) else { return unexpectedEndTag(tag, &storage) }
            return closeRow() ? .reprocess : .done
        case .body, .caption, .col, .colgroup, .html, .td, .th: return unexpectedEndTag(tag, &storage)
        default: return tableEndTag(tag, &storage)
        }
    }

    private mutating func closeRow() -> Bool {
        guard open.hasInTableScope(.tr) else { return false }
        clearToTableRowContext()
        pop()
        mode = .inTableBody
        return true
    }

    /// HTML §13.2.6.4.15 "in cell".
    mutating func cellStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .caption, .col, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr:
            guard open.hasInTableScope(.td) || open.hasInTableScope(.th) else {
                return unexpectedStartTag(tag, &storage)
            }
            closeCell(tag, &storage)
            return .reprocess
        default: return bodyStartTag(&tag, &storage)
        }
    }

    mutating func cellEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch tag.name {
        case .td, .th:
            guard open.hasInTableScope(tag.name) else { return unexpectedEndTag(tag, &storage) }
            generateImpliedEndTags()
            if !isCurrent(tag.name) { storage.error("unclosed-element", at: Int(tag.offset)) }
            popThrough(tag.name)
            formatting.clearToLastMarker(&store)
            mode = .inRow
            return .done
        case .body, .caption, .col, .colgroup, .html: return unexpectedEndTag(tag, &storage)
        case .table, .tbody, .tfoot, .thead, .tr:
            guard open.hasInTableScope(tag.name) else { return unexpectedEndTag(tag, &storage) }
            closeCell(tag, &storage)
            return .reprocess
        default: return bodyEndTag(tag, &storage)
        }
    }

    /// "Close the cell".
    private mutating func closeCell(_ tag: TagToken, _ storage: inout TokenStorage) {
        generateImpliedEndTags()
        if !isCurrentAny(.td, .th) { storage.error("unclosed-element", at: Int(tag.offset)) }
        popThrough(index: Int(max(open.lastIndex(of: .td), open.lastIndex(of: .th))))
        formatting.clearToLastMarker(&store)
        mode = .inRow
    }
}

// MARK: - After the body, and framesets

extension TreeBuilder {
    /// HTML §13.2.6.4.19 "after body" and §13.2.6.4.22 "after after body".
    mutating func afterBodyStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        if tag.name == .html { return bodyStartTag(&tag, &storage) }
        storage.error("unexpected-content-after-body", at: Int(tag.offset))
        mode = .inBody
        return .reprocess
    }

    mutating func afterBodyEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        if tag.name == .html, mode == .afterBody {
            if context >= 0 { return unexpectedEndTag(tag, &storage) }
            mode = .afterAfterBody
            return .done
        }
        storage.error("unexpected-content-after-body", at: Int(tag.offset))
        mode = .inBody
        return .reprocess
    }

    /// HTML §13.2.6.4.20 "in frameset" and the modes after it.
    mutating func framesetStartTag(_ tag: inout TagToken, _ storage: inout TokenStorage) -> Step {
        switch (tag.name, mode) {
        case (.html, _): return bodyStartTag(&tag, &storage)
        case (.noframes, _): return headStartTag(&tag, &storage)
        case (.frameset, .inFrameset): insertElement(tag, &storage)
        case (.frame, .inFrameset): insertVoidElement(tag, &storage)
        default: return unexpectedStartTag(tag, &storage)
        }
        return .done
    }

    mutating func framesetEndTag(_ tag: TagToken, _ storage: inout TokenStorage) -> Step {
        switch (tag.name, mode) {
        case (.frameset, .inFrameset):
            if open.count <= 1 { return unexpectedEndTag(tag, &storage) }
            pop()
            if context < 0, !isCurrent(.frameset) { mode = .afterFrameset }
        case (.html, .afterFrameset): mode = .afterAfterFrameset
        default: return unexpectedEndTag(tag, &storage)
        }
        return .done
    }
}
