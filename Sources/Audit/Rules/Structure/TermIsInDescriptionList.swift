/// A `dt` or `dd` stands in a `dl`.
///
/// Source: HTML §4.4.10 and §4.4.11; WCAG technique H40.
struct TermIsInDescriptionList: Rule {
    static let metadata = RuleMetadata(
        id: "term-is-in-description-list",
        title: LocalizedText(zh: "dt 和 dd 在定义列表里", en: "Term or description stands in a description list"),
        criteria: ["1.3.1"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件不把它们读作名称和说明。",
            en: "A screen reader does not present them as term and description."
        ),
        fix: LocalizedText(
            zh: "把 dt、dd 放进 dl。",
            en: "Put the dt and dd into a dl."
        )
    )

    static let examples: [Example] = [
        .passed("<dl>▸<dt>电话</dt>▸<dd>12345</dd></dl>"),
        .passed("<dl><div>▸<dt>电话</dt>▸<dd>12345</dd></div></dl>"),
        .passed(#"<dl role="group">▸<dt>电话</dt></dl>"#),
        .failed("▸<dt>电话</dt>"),
        .failed("<ul>▸<dd>12345</dd></ul>"),
        .failed("<div>▸<dt>电话</dt>▸<dd>12345</dd></div>"),
        .inapplicable("<dt hidden>电话</dt>"),
        .inapplicable(#"<div><dt role="listitem">x</dt></div>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.dt, .dd).filter { page.explicitRole(of: $0) == nil && page.isExposed($0) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        var parent = flatParent(of: element, page)
        if let group = parent, page.document.isHTML(group, .div) { parent = flatParent(of: group, page) }
        if let parent, page.document.isHTML(parent, .dl) { return .passed }
        let name = page.tag(of: element)
        return .failed(
            zh: "\(name) 不在 dl 里；放进 dl，或改用 p",
            en: "The \(name) stands in no dl; put it into one, or use p"
        )
    }

    /// The parent with slots passed over, which put content into the list around them.
    private func flatParent(of element: NodeID, _ page: Page) -> NodeID? {
        var parent = page.flatParent(of: element)
        while let slot = parent, page.document.isHTML(slot, .slot) { parent = page.flatParent(of: slot) }
        return parent
    }
}
