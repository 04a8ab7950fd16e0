/// `role="text"`, which makes one text of its content, holds nothing that takes focus.
///
/// Source: rules-union “role-text”.
struct TextRoleHoldsNoControl: Rule {
    static let metadata = RuleMetadata(
        id: "text-role-holds-no-control",
        title: LocalizedText(zh: "text 角色里没有控件", en: "Role text holds no control"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到里面的链接或按钮。",
            en: "People who use a screen reader do not hear the link or button in it."
        ),
        fix: LocalizedText(
            zh: "把控件移出来，或删去 role=\"text\"。",
            en: "Move the control out or remove role=\"text\"."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<span role="text">价格 <b>5</b> 元</span>"#),
        .failed(#"▸<span role="text">更多 <a href="/">公告</a></span>"#),
        .failed(#"▸<p role="text"><button>提交</button></p>"#),
        .failed(#"▸<div role="TEXT"><span tabindex="0">x</span></div>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable(#"<span role="text" hidden><a href="/">x</a></span>"#),
        .inapplicable(#"<span role="img" aria-label="x"></span>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .role).filter {
            page.attribute(.role, of: $0)?.trimmed.equalsIgnoringCase("text") ?? false
                && !page.isProgrammaticallyHidden($0)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard let control = page.firstDescendant(of: element, where: { page.isFocusable($0) }) else { return .passed }
        return .failed(
            zh: "role=\"text\" 里有能获得焦点的 <\(page.tag(of: control))>；移出来",
            en: "The role text holds a focusable <\(page.tag(of: control))>; move it out"
        )
    }
}
