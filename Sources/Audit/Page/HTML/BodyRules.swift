/// The rule "in body" has for a start tag, by the tag's name; a table look-up instead of a long chain of comparisons.
///
/// Source: HTML §13.2.6.4.7 "in body".
enum BodyStartRule: UInt8, Sendable {
    case other, html, asInHead, body, frameset, block, heading, preformatted, form, listItem, definition, plaintext
    case button, anchor, formatting, nobr, marking, table, void, input, voidWithoutText, rule, image, textarea, xmp
    case iframe, noembed, noscript, select, option, optionGroup, rubyBase, rubyText, math, svg, ignored
    case selectedContent

    static let byName = bodyRuleTable(other: BodyStartRule.other, lists)

    private static let lists: [(BodyStartRule, [Name])] = [
        (.html, [.html]),
        (
            .asInHead,
            [.base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title]
        ),
        (.body, [.body]),
        (.frameset, [.frameset]),
        (
            .block,
            [
                .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl, .fieldset,
                .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .p, .search, .section,
                .summary, .ul,
            ]
        ),
        (.heading, [.h1, .h2, .h3, .h4, .h5, .h6]),
        (.preformatted, [.pre, .listing]),
        (.form, [.form]),
        (.listItem, [.li]),
        (.definition, [.dd, .dt]),
        (.plaintext, [.plaintext]),
        (.button, [.button]),
        (.anchor, [.a]),
        (.formatting, [.b, .big, .code, .em, .font, .i, .s, .small, .strike, .strong, .tt, .u]),
        (.nobr, [.nobr]),
        (.marking, [.applet, .marquee, .object]),
        (.table, [.table]),
        (.void, [.area, .br, .embed, .img, .keygen, .wbr]),
        (.input, [.input]),
        (.voidWithoutText, [.param, .source, .track]),
        (.rule, [.hr]),
        (.image, [.image]),
        (.textarea, [.textarea]),
        (.xmp, [.xmp]),
        (.iframe, [.iframe]),
        (.noembed, [.noembed]),
        (.noscript, [.noscript]),
        (.select, [.select]),
        (.option, [.option]),
        (.optionGroup, [.optgroup]),
        (.selectedContent, [.selectedcontent]),
        (.rubyBase, [.rb, .rtc]),
        (.rubyText, [.rp, .rt]),
        (.math, [.math]),
        (.svg, [.svg]),
        (.ignored, [.caption, .col, .colgroup, .frame, .head, .tbody, .td, .tfoot, .th, .thead, .tr]),
    ]
}

/// The rule "in body" has for an end tag, by the tag's name.
enum BodyEndRule: UInt8, Sendable {
    case other, template, body, html, block, form, paragraph, listItem, definition, heading, formatting, marking, br

    static let byName = bodyRuleTable(other: BodyEndRule.other, lists)

    private static let lists: [(BodyEndRule, [Name])] = [
        (.template, [.template]),
        (.body, [.body]),
        (.html, [.html]),
        (
            .block,
            [
                .address, .article, .aside, .blockquote, .button, .center, .details, .dialog, .dir, .div, .dl,
                .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .listing, .main, .menu, .nav, .ol, .pre,
                .search, .section, .select, .summary, .ul,
            ]
        ),
        (.form, [.form]),
        (.paragraph, [.p]),
        (.listItem, [.li]),
        (.definition, [.dd, .dt]),
        (.heading, [.h1, .h2, .h3, .h4, .h5, .h6]),
        (
            .formatting,
            [.a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u]
        ),
        (.marking, [.applet, .marquee, .object]),
        (.br, [.br]),
    ]
}

private func bodyRuleTable<Action>(other: Action, _ lists: [(Action, [Name])]) -> [Action] {
    var table = [Action](repeating: other, count: Int(Name.firstUnlisted))
    for (rule, names) in lists {
        for name in names { table[Int(name.rawValue)] = rule }
    }
    return table
}
