/// What happens under the mouse happens for the keyboard too.
///
/// Source: WCAG technique SCR20, failure F54.
struct MouseHandlersHaveKeyHandlers: Rule {
    static let metadata = RuleMetadata(
        id: "mouse-handlers-have-key-handlers",
        title: LocalizedText(zh: "鼠标事件有键盘对应", en: "Mouse handlers have key handlers"),
        kind: .review,
        criteria: ["2.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "悬停才出现的菜单，用键盘和触屏的人看不到。",
            en: "People who use keyboard or touch never see menus that appear under the mouse."
        ),
        fix: LocalizedText(
            zh: "同时处理 focus 和 blur，或用 CSS :focus-within。",
            en: "Handle focus and blur as well, or use :focus-within."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/" onmouseover="x()" onfocus="x()">首页</a>"#),
        .passed(#"▸<div onmouseenter="x()" onfocusin="x()">x</div>"#),
        .cantTell(#"▸<li onmouseover="show()">栏目</li>"#),
        .cantTell(#"▸<a href="/" onmouseover="x()">首页</a>"#),
        .cantTell(#"▸<div onmousedown="x()">x</div>"#),
        .inapplicable(#"<div onclick="x()">x</div>"#),
        .inapplicable(#"<div onmouseover="x()" hidden>x</div>"#),
        .inapplicable(#"<marquee onmouseover="this.stop()">x</marquee>"#),
    ]

    private static let mouse: [StaticString] = ["onmouseover", "onmouseenter", "onmousedown", "ondblclick"]
    private static let keys: [StaticString] = ["onfocus", "onfocusin", "onkeydown", "onkeyup", "onkeypress"]

    func targets(in page: Page) -> [NodeID] {
        let names = Self.mouse.compactMap { page.name($0) }
        return page.elements(havingAnyOf: names).filter { element in
            !page.document.isHTML(element, .marquee) && page.isVisible(element)
                && names.contains { !(page.attribute($0, of: element)?.isBlank ?? true) }
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        if Self.keys.contains(where: { has($0, element, page) }) { return .passed }
        guard let handler = Self.mouse.first(where: { has($0, element, page) }) else { return .passed }
        return .cantTell(
            zh: "\(handler) 没有对应的键盘事件。鼠标悬停得到的内容，用键盘能得到吗？",
            en: "\(handler) has no key handler beside it. Can the keyboard get what the mouse gets?"
        )
    }

    private func has(_ name: StaticString, _ element: NodeID, _ page: Page) -> Bool {
        !(page.attribute(named: name, of: element)?.isBlank ?? true)
    }
}
