extension NameComputer {
    /// Whether the text of the element stands apart from what is around it: it is no part of a line.
    func isSeparated(_ node: Int32) -> Bool {
        guard document.kind[Int(node)] == .element else { return false }
        if document.name[Int(node)] == .br { return true }
        guard let styles, styles.isRendered(NodeID(node)) else {
            return document.namespace[Int(node)] == .html && Self.isBlock(document.name[Int(node)])
        }
        let style = styles.style(of: NodeID(node))
        if style.position.isOutOfFlow || style.float != .none { return true }
        switch style.display {
        case .inline, .contents, .ruby, .rubyText: return false
        default: return true
        }
    }

    /// Elements that the user agent's sheet does not lay out in a line (HTML §15.3).
    static func isBlock(_ name: Name) -> Bool {
        switch name {
        case .address, .article, .aside, .blockquote, .body, .caption, .center, .col, .colgroup, .dd, .details, .dialog,
            .dir, .div, .dl, .dt, .fieldset, .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6,
            .header,
            .hgroup, .hr, .html, .legend, .li, .listing, .main, .menu, .nav, .ol, .optgroup, .option, .p, .plaintext,
            .pre, .search, .section, .summary, .table, .tbody, .td, .tfoot, .th, .thead, .tr, .ul, .xmp, .button,
            .select, .textarea, .input:
            true
        default: false
        }
    }
}
