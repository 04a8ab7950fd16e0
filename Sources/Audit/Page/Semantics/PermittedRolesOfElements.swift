extension Page {
    /// The roles an author may give the element besides its implicit one (ARIA in HTML §4).
    public func permittedRoles(of node: NodeID) -> PermittedRoles {
        guard document.namespace(of: node) == .html else {
            return document.name(of: node) == .svg ? .only(ARIAInHTML.graphic) : .any
        }
        let name = document.name(of: node)
        switch name {
        case .a: return document.hasAttribute(.href, node) ? .only(ARIAInHTML.link) : .any
        case .area: return .only(document.hasAttribute(.href, node) ? [] : [.button, .link])
        case .img: return permittedRoles(ofImage: node)
        case .input: return permittedRoles(ofInput: node)
        case .select: return .only(implicitRole(of: node) == .combobox ? [.menu] : [])
        case .figure: return hasFigcaption(node) ? .only([]) : .any
        case .li: return implicitRole(of: node) == .listitem ? .only(ARIAInHTML.listItem) : .any
        case .summary: return Focus.isSummaryOfDetails(node, in: document) ? .only([]) : .any
        case .td, .th, .tr: return permittedRoles(inTable: node)
        default: return Self.permittedRoles(ofElement: name)
        }
    }

    private static func permittedRoles(ofElement name: Name) -> PermittedRoles {
        switch name {
        case .article: .only(ARIAInHTML.article)
        case .aside: .only(ARIAInHTML.aside)
        case .audio, .video: .only([.application])
        case .br, .wbr: .only(ARIAInHTML.decoration)
        case .button: .only(ARIAInHTML.button)
        case .dialog: .only([.alertdialog])
        case .dl: .only([.group, .list, .none, .presentation])
        case .dt: .only([.listitem])
        case .embed, .iframe: .only(ARIAInHTML.embedded)
        case .fieldset: .only([.none, .presentation, .radiogroup])
        case .figcaption, .header: .only([.group, .none, .presentation])
        case .footer: .only([.group, .none, .presentation, .docFootnote])
        case .form: .only([.none, .presentation, .search])
        case .h1, .h2, .h3, .h4, .h5, .h6: .only([.none, .presentation, .tab, .docSubtitle])
        case .hr: .only([.none, .presentation, .docPagebreak])
        case .menu, .ol, .ul: .only(ARIAInHTML.list)
        case .nav: .only(ARIAInHTML.navigation)
        case .object: .only([.application, .document, .img])
        case .search: .only([.form, .group, .none, .presentation, .region])
        case .section: .only(ARIAInHTML.section)
        case .base, .body, .caption, .col, .colgroup, .datalist, .dd, .details, .head, .html, .legend, .link, .main,
            .map, .math, .meta, .meter, .noscript, .optgroup, .option, .param, .picture, .progress, .script, .slot,
            .source, .style, .template, .textarea, .title, .track:
            .only([])
        default: .any
        }
    }

    private func permittedRoles(ofImage image: NodeID) -> PermittedRoles {
        if let alt = document.attribute(.alt, of: image), alt.isEmpty { return .only(ARIAInHTML.decoration) }
        let isNamed = [Name.alt, .ariaLabel, .ariaLabelledby, .title].contains { document.hasAttribute($0, image) }
        return .only(isNamed ? ARIAInHTML.namedImage : ARIAInHTML.decoration)
    }

    private func permittedRoles(ofInput input: NodeID) -> PermittedRoles {
        switch InputType(attribute: document.attribute(.type, of: input)) {
        case .button, .image, .reset, .submit: return .only(ARIAInHTML.button)
        case .checkbox:
            let isToggle = document.hasAttribute(.ariaPressed, input)
            let roles: RoleSet = [.menuitemcheckbox, .option, .switch]
            return .only(isToggle ? roles.union([.button]) : roles)
        case .radio: return .only([.menuitemradio])
        case .text: return .only(implicitRole(of: input) == .textbox ? [.combobox, .searchbox, .spinbutton] : [])
        default: return .only([])
        }
    }

    private func permittedRoles(inTable node: NodeID) -> PermittedRoles {
        guard let table = closest(.table, from: node) else { return .any }
        switch role(of: table) {
        case .table, .grid, .treegrid: return .only([])
        default: return .any
        }
    }

    private func hasFigcaption(_ figure: NodeID) -> Bool {
        document.children(of: figure).contains { document.isHTML($0, .figcaption) }
    }
}
