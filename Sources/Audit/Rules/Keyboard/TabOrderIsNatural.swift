/// No element changes the tab order by a positive tabindex.
///
/// Source: WCAG failure F44; HTML §6.6.3.
struct TabOrderIsNatural: Rule {
    static let metadata = RuleMetadata(
        id: "tab-order-is-natural",
        title: LocalizedText(zh: "Tab 顺序跟随页面", en: "Tab order follows the page"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "焦点在页面上跳来跳去，使用者不知道到了哪里。",
            en: "The focus jumps about the page, and people lose their place."
        ),
        fix: LocalizedText(
            zh: "把 tabindex 改为 0 或去掉，用 HTML 的顺序。",
            en: "Set tabindex to 0 or remove it, and order the HTML instead."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div tabindex="0">x</div>"#),
        .passed(#"▸<div tabindex="-1">x</div>"#),
        .failed(#"▸<input tabindex="1" aria-label="x">"#),
        .failed(#"▸<a href="/" tabindex="5">x</a>"#),
        .failed(#"▸<div tabindex="99">x</div>"#),
        .inapplicable(#"<div tabindex="1" hidden>x</div>"#),
        .inapplicable(#"<a href="/">x</a>"#),
        .inapplicable(#"<div tabindex="x">x</div>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .tabindex).filter { page.tabIndex(of: $0) != nil && page.isFocusable($0) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard let index = page.tabIndex(of: element), index > 0 else { return .passed }
        return .failed(
            zh: "tabindex=“\(index)”改变了 Tab 顺序；改为 0，用 HTML 的顺序",
            en: "tabindex=“\(index)” changes the tab order; use 0 and the order of the HTML"
        )
    }
}
