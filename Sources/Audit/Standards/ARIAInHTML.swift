// Source: ARIA in HTML (W3C Recommendation, as of 2025) §4 "Document conformance requirements for use of ARIA attributes
// in HTML".

/// The roles authors may give an element besides its implicit one.
public enum PermittedRoles: Sendable, Equatable {
    case any
    case only(RoleSet)

    static let none = Self.only([])

    public func contains(_ role: Role) -> Bool {
        switch self {
        case .any: true
        case .only(let roles): roles.contains(role)
        }
    }
}

/// Sets of roles that several elements share.
enum ARIAInHTML {
    static let decoration: RoleSet = [.none, .presentation]

    static let button: RoleSet = [
        .checkbox, .combobox, .gridcell, .link, .menuitem, .menuitemcheckbox, .menuitemradio, .option, .radio,
        .separator, .slider, .switch, .tab, .treeitem,
    ]

    static let link: RoleSet = [
        .button, .checkbox, .menuitem, .menuitemcheckbox, .menuitemradio, .option, .radio, .switch, .tab, .treeitem,
        .docBacklink, .docBiblioref, .docGlossref, .docNoteref,
    ]

    static let namedImage: RoleSet = [
        .button, .checkbox, .link, .math, .menuitem, .menuitemcheckbox, .menuitemradio, .meter, .option, .progressbar,
        .radio, .scrollbar, .separator, .slider, .switch, .tab, .treeitem, .docCover,
    ]

    static let list: RoleSet = [
        .directory, .group, .listbox, .menu, .menubar, .none, .presentation, .radiogroup, .tablist, .toolbar, .tree,
    ]

    static let listItem: RoleSet = [
        .menuitem, .menuitemcheckbox, .menuitemradio, .none, .option, .presentation, .radio, .separator, .tab,
        .treeitem, .docBiblioentry, .docEndnote,
    ]

    static let embedded: RoleSet = [.application, .document, .img, .none, .presentation]

    static let article: RoleSet = [.application, .document, .feed, .main, .none, .presentation, .region]

    static let aside: RoleSet = [
        .feed, .none, .note, .presentation, .region, .search, .docDedication, .docExample, .docFootnote, .docGlossary,
        .docPullquote, .docTip,
    ]

    static let section: RoleSet = [
        .alert, .alertdialog, .application, .banner, .complementary, .contentinfo, .dialog, .document, .feed, .group,
        .log, .main, .marquee, .navigation, .none, .note, .presentation, .region, .search, .status, .tabpanel,
        .docAbstract, .docAcknowledgments, .docAfterword, .docAppendix, .docBibliography, .docChapter, .docColophon,
        .docConclusion, .docCredit, .docCredits, .docDedication, .docEndnotes, .docEpigraph, .docEpilogue, .docErrata,
        .docExample, .docForeword, .docGlossary, .docIndex, .docIntroduction, .docNotice, .docPagelist, .docPart,
        .docPreface, .docPrologue, .docPullquote, .docQna, .docToc,
    ]

    static let navigation: RoleSet = [
        .menu, .menubar, .none, .presentation, .tablist, .docIndex, .docPagelist, .docToc,
    ]

    static let graphic: RoleSet = [
        .application, .document, .img, .none, .presentation, .graphicsDocument, .graphicsObject, .graphicsSymbol,
    ]
}
