/// Focus alone does not leave the page, open a window or send a form.
///
/// Source: WCAG 3.2.1, technique G107; as far as `onfocus` attributes tell.
struct FocusDoesNotAct: Rule {
    static let metadata = RuleMetadata(
        id: "focus-does-not-act",
        title: LocalizedText(zh: "获得焦点不触发操作", en: "Focus alone triggers no action"),
        kind: .review,
        criteria: ["3.2.1"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "用键盘经过这个控件时，页面突然跳走或弹出窗口。",
            en: "Passing the control by keyboard, people are taken elsewhere or a window opens."
        ),
        fix: LocalizedText(
            zh: "把操作放到点击或提交时，不要写在 onfocus 里。",
            en: "Act on a click or when the form is sent, not in onfocus."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<input aria-label="x" onfocus="this.select()">"#),
        .passed(#"▸<a href="/" onfocus="hint(this)">首页</a>"#),
        .passed(#"▸<textarea aria-label="x" onfocus="this.value=''"></textarea>"#),
        .cantTell(#"▸<a href="/" onfocus="window.open('/ad')">首页</a>"#),
        .cantTell(#"▸<input aria-label="x" onfocus="location.href='/login'">"#),
        .cantTell(#"▸<input aria-label="x" onfocus="this.form.submit()">"#),
        .inapplicable(#"<input aria-label="x" disabled onfocus="location.href='/login'">"#),
        .inapplicable(#"<p onfocus="window.open('/ad')">x</p>"#),
        .inapplicable(#"<input aria-label="x">"#),
    ]

    private static let signs: [StaticString] = ["window.open", "location", "submit(", "navigate("]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .onfocus).filter { page.isFocusable($0) && page.isExposed($0) }
    }

    func expect(_ control: NodeID, in page: Page) -> Verdict {
        let script = page.attribute(.onfocus, of: control) ?? []
        guard script.mentions(anyOf: Self.signs) else { return .passed }
        return .cantTell(
            zh: "获得焦点时执行“\(script.quoted)”。会不会离开页面或打开窗口？",
            en: "Focus runs “\(script.quoted)”. Does that leave the page or open a window?"
        )
    }
}
