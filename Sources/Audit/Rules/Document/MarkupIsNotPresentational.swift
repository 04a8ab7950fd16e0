/// A page styles its text by CSS and not by elements that are obsolete.
///
/// Source: HTML §16.2 “non-conforming features”.
struct MarkupIsNotPresentational: Rule {
    static let metadata = RuleMetadata(
        id: "markup-is-not-presentational",
        title: LocalizedText(zh: "不用过时的外观标记", en: "Markup is not presentational"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "需要放大、换色的人改不了写死在标记里的外观。",
            en: "People who enlarge or recolour pages cannot change looks that markup fixes."
        ),
        fix: LocalizedText(
            zh: "用 CSS 代替 font、center、big、strike、tt。",
            en: "Use CSS in place of font, center, big, strike and tt."
        )
    )

    static let examples: [Example] = [
        .passed(#"<html>▸<body><p style="color:red">x</p></body></html>"#),
        .passed("<html>▸<body></body></html>"),
        .failed(#"<html>▸<body><font color="red">x</font></body></html>"#),
        .failed("<html>▸<body><center>x</center><big>y</big></body></html>"),
        .failed(#"<html>▸<body><p align="right">x</p></body></html>"#),
        .failed("<html>▸<body><p><strike>x</strike><tt>y</tt></p></body></html>"),
        .inapplicable("<frameset></frameset>"),
    ]

    func targets(in page: Page) -> [NodeID] { Array(page.htmlElements(.body).prefix(1)) }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        let found = page.htmlElements(.font, .center, .big, .strike, .tt, .basefont)
        guard let first = found.first else { return verdictOnAttributes(in: page) }
        let names = page.tag(of: first)
        return .failed(
            zh: "页面有 \(found.count) 个过时的外观元素，第一个是 <\(names)>；改用 CSS",
            en:
                "The page has \(found.count.counted("obsolete presentational element")), the first of them <\(names)>; use CSS"
        )
    }

    private func verdictOnAttributes(in page: Page) -> Verdict {
        let names: [Name] = [.align, .bgcolor, .border]
        let found = page.elements(havingAnyOf: names).filter { page.document.namespace(of: $0) == .html }
        guard let first = found.first, let name = names.first(where: { page.hasAttribute($0, first) }) else {
            return .passed
        }
        let (attribute, tag) = (page.document.names.text(of: name).quoted, page.tag(of: first))
        return .failed(
            zh: "页面有 \(found.count) 个元素带过时的外观属性，第一个是 <\(tag)> 的 \(attribute)；改用 CSS",
            en: """
                \(found.count) elements of the page have obsolete presentational attributes, the first of them \
                \(attribute) on <\(tag)>; use CSS
                """
        )
    }
}
