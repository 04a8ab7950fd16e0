/// What tree construction has to know about an element, by its name.
///
/// Source: HTML §13.2.4.2 "The stack of open elements" and §13.2.6.3 "Closing elements that have implied end tags".
struct ElementTraits: OptionSet, Sendable {
    let rawValue: UInt16

    static let special = Self(rawValue: 1)
    /// Ends a search for an element in scope.
    static let scopeEnd = Self(rawValue: 1 << 1)
    /// Ends a search in list item scope, in addition to `scopeEnd`.
    static let listScopeEnd = Self(rawValue: 1 << 2)
    /// Ends a search in button scope, in addition to `scopeEnd`.
    static let buttonScopeEnd = Self(rawValue: 1 << 3)
    static let tableScopeEnd = Self(rawValue: 1 << 4)
    /// Special, but does not end the search of a `li`, `dd` or `dt` start tag for one to close.
    static let searchedPast = Self(rawValue: 1 << 5)
    /// Decides the insertion mode when that is reset.
    static let decidesMode = Self(rawValue: 1 << 6)
    static let impliedEnd = Self(rawValue: 1 << 7)
    /// In addition to `impliedEnd`, where implied end tags are generated thoroughly.
    static let thoroughImpliedEnd = Self(rawValue: 1 << 8)
    /// What is not of a table goes before it when one of these is the current node.
    static let fosters = Self(rawValue: 1 << 9)
    /// May be open when the body ends.
    static let mayStayOpen = Self(rawValue: 1 << 10)
    /// Ends foreign content when its start tag is met there.
    static let breaksOut = Self(rawValue: 1 << 11)
    /// The element itself is HTML; foreign elements lack it.
    static let html = Self(rawValue: 1 << 12)

    /// Of HTML elements, indexed by the number of a listed name.
    static let ofHTML: [ElementTraits] = {
        var table = [ElementTraits](repeating: .html, count: Int(Name.firstUnlisted))
        for (traits, names) in lists {
            for name in names { table[Int(name.rawValue)].insert(traits) }
        }
        return table
    }()

    /// Of the foreign elements that are special: MathML text integration points and HTML integration points.
    static let ofForeignSpecial: ElementTraits = [.special, .scopeEnd]

    private static let lists: [(ElementTraits, [Name])] = [
        (.special, specialNames),
        (
            .scopeEnd,
            [.applet, .caption, .html, .table, .td, .th, .marquee, .object, .select, .template]
        ),
        (.listScopeEnd, [.ol, .ul]),
        (.buttonScopeEnd, [.button]),
        (.tableScopeEnd, [.html, .table, .template]),
        (.searchedPast, [.address, .div, .p]),
        (
            .decidesMode,
            [
                .td, .th, .tr, .tbody, .thead, .tfoot, .caption, .colgroup, .table, .template, .head, .body,
                .frameset, .html,
            ]
        ),
        (.impliedEnd, [.dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc]),
        (.thoroughImpliedEnd, [.caption, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr]),
        (.fosters, [.table, .tbody, .tfoot, .thead, .tr]),
        (
            .mayStayOpen,
            [
                .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc, .tbody, .td, .tfoot, .th, .thead, .tr,
                .body, .html,
            ]
        ),
        (.breaksOut, breakingOutNames),
    ]

    private static let specialNames: [Name] = [
        .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body, .br, .button,
        .caption, .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed, .fieldset, .figcaption,
        .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5, .h6, .head, .header, .hgroup, .hr, .html,
        .iframe, .img, .input, .keygen, .li, .link, .listing, .main, .marquee, .menu, .meta, .nav, .noembed,
        .noframes, .noscript, .object, .ol, .p, .param, .plaintext, .pre, .script, .search, .section, .select,
        .source, .style, .summary, .table, .tbody, .td, .template, .textarea, .tfoot, .th, .thead, .title, .tr,
        .track, .ul, .wbr, .xmp,
    ]

    private static let breakingOutNames: [Name] = [
        .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2, .h3, .h4, .h5,
        .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre, .ruby, .s, .small, .span,
        .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .var,
    ]
}
