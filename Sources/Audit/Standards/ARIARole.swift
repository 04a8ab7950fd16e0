/// The roles a page may use: WAI-ARIA 1.2 (Recommendation of 2023-06-06) and 1.3 (draft of 2024-01), Digital Publishing
/// WAI-ARIA 1.1 and WAI-ARIA Graphics 1.0.
///
/// Abstract roles are not among them: authors must not use them, so a token that names one is no role.
public enum Role: UInt8, Sendable, CaseIterable {
    // WAI-ARIA 1.2 and 1.3
    case alert, alertdialog, application, article, banner, blockquote, button, caption, cell, checkbox, code
    case columnheader, combobox, comment, complementary, contentinfo, definition, deletion, dialog
    case directory, document, emphasis, feed, figure, form, generic, grid, gridcell, group, heading, img
    case insertion, link, list, listbox, listitem, log, main, mark, marquee, math, menu, menubar, menuitem
    case menuitemcheckbox, menuitemradio, meter, navigation, none, note, option, paragraph, presentation
    case progressbar, radio, radiogroup, region, row, rowgroup, rowheader, scrollbar, search, searchbox
    case sectionfooter, sectionheader, separator, slider, spinbutton, status, strong, `subscript`, suggestion
    case superscript, `switch`, tab, table, tablist, tabpanel, term, textbox, time, timer, toolbar, tooltip
    case tree, treegrid, treeitem
    // Digital Publishing WAI-ARIA Module 1.1
    case docAbstract, docAcknowledgments, docAfterword, docAppendix, docBacklink, docBiblioentry
    case docBibliography, docBiblioref, docChapter, docColophon, docConclusion, docCover, docCredit
    case docCredits, docDedication, docEndnote, docEndnotes, docEpigraph, docEpilogue, docErrata, docExample
    case docFootnote, docForeword, docGlossary, docGlossref, docIndex, docIntroduction, docNoteref
    case docNotice, docPagebreak, docPagefooter, docPageheader, docPagelist, docPart, docPreface
    case docPrologue, docPullquote, docQna, docSubtitle, docTip, docToc
    // WAI-ARIA Graphics Module 1.0
    case graphicsDocument, graphicsObject, graphicsSymbol
}

extension Role {
    /// The name as the specifications write it.
    public var name: StaticString { Self.names[Int(rawValue)] }

    /// The role of this name (ASCII case-insensitive, as HTML compares role tokens), or nil.
    ///
    /// `image`, which ARIA 1.3 has as the synonym of `img`, is ``img``.
    public init?(named token: some Collection<UInt8>) {
        if token.equalsIgnoringCase("image") {
            self = .img
            return
        }
        guard let number = Self.index.find(token) else { return nil }
        self.init(rawValue: UInt8(number))
    }

    /// Whether the role takes an element's semantics away: `none` and its synonym `presentation`.
    public var isPresentational: Bool { self == .none || self == .presentation }

    private static let index = StaticNameIndex(names)

    static let names: [StaticString] = [
        "alert", "alertdialog", "application", "article", "banner", "blockquote", "button", "caption", "cell",
        "checkbox", "code", "columnheader", "combobox", "comment", "complementary", "contentinfo", "definition",
        "deletion", "dialog", "directory", "document", "emphasis", "feed", "figure", "form", "generic", "grid",
        "gridcell", "group", "heading", "img", "insertion", "link", "list", "listbox", "listitem", "log", "main",
        "mark", "marquee", "math", "menu", "menubar", "menuitem", "menuitemcheckbox", "menuitemradio", "meter",
        "navigation", "none", "note", "option", "paragraph", "presentation", "progressbar", "radio", "radiogroup",
        "region", "row", "rowgroup", "rowheader", "scrollbar", "search", "searchbox", "sectionfooter",
        "sectionheader", "separator", "slider", "spinbutton", "status", "strong", "subscript", "suggestion",
        "superscript", "switch", "tab", "table", "tablist", "tabpanel", "term", "textbox", "time", "timer",
        "toolbar", "tooltip", "tree", "treegrid", "treeitem", "doc-abstract", "doc-acknowledgments", "doc-afterword",
        "doc-appendix", "doc-backlink", "doc-biblioentry", "doc-bibliography", "doc-biblioref", "doc-chapter",
        "doc-colophon", "doc-conclusion", "doc-cover", "doc-credit", "doc-credits", "doc-dedication", "doc-endnote",
        "doc-endnotes", "doc-epigraph", "doc-epilogue", "doc-errata", "doc-example", "doc-footnote", "doc-foreword",
        "doc-glossary", "doc-glossref", "doc-index", "doc-introduction", "doc-noteref", "doc-notice",
        "doc-pagebreak", "doc-pagefooter", "doc-pageheader", "doc-pagelist", "doc-part", "doc-preface",
        "doc-prologue", "doc-pullquote", "doc-qna", "doc-subtitle", "doc-tip", "doc-toc", "graphics-document",
        "graphics-object", "graphics-symbol",
    ]
}

extension Role: CustomStringConvertible {
    public var description: String { "\(name)" }
}

/// The abstract roles of WAI-ARIA 1.2 §5.3.1, which only order the taxonomy.
public enum AbstractRole: UInt8, Sendable, CaseIterable {
    case command, composite, input, landmark, range, roletype, section, sectionhead, select, structure, widget, window

    /// The abstract role of this name, or nil.
    public init?(named token: some Collection<UInt8>) {
        guard let number = Self.index.find(token) else { return nil }
        self.init(rawValue: UInt8(number))
    }

    private static let index = StaticNameIndex([
        "command", "composite", "input", "landmark", "range", "roletype", "section", "sectionhead", "select",
        "structure", "widget", "window",
    ])
}

/// A set of roles, one bit each.
public struct RoleSet: Sendable, Hashable, ExpressibleByArrayLiteral {
    private var words: SIMD4<UInt64> = .zero

    public init(arrayLiteral elements: Role...) {
        for role in elements { insert(role) }
    }

    public init(_ elements: some Sequence<Role>) {
        for role in elements { insert(role) }
    }

    public var isEmpty: Bool { words == .zero }

    public mutating func insert(_ role: Role) { words[Int(role.rawValue >> 6)] |= 1 << UInt64(role.rawValue & 63) }

    public func contains(_ role: Role) -> Bool {
        words[Int(role.rawValue >> 6)] & (1 << UInt64(role.rawValue & 63)) != 0
    }

    public func union(_ other: Self) -> Self {
        var result = self
        result.words |= other.words
        return result
    }

    /// The roles of the set, in the order of ``Role``.
    public var roles: [Role] { Role.allCases.filter { contains($0) } }
}
