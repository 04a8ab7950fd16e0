/// Choosing in a list does not leave the page by itself.
///
/// Source: WCAG failures F36 and F37; Chinese portal check ZH-38.
struct ChangeDoesNotNavigate: Rule {
    static let metadata = RuleMetadata(
        id: "change-does-not-navigate",
        title: LocalizedText(zh: "选择选项不会立即跳转", en: "Choosing an option does not navigate"),
        kind: .review,
        criteria: ["3.2.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "用键盘逐项浏览的人刚移到第一项，页面就跳走了。",
            en: "People who go through the options by keyboard are taken away at the first one."
        ),
        fix: LocalizedText(
            zh: "加“前往”按钮，选择后由使用者确认。",
            en: "Add a “go” button that people press after choosing."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<select aria-label="x" onchange="count()"><option>一</option></select>"#),
        .passed(#"▸<select aria-label="x"><option>一</option></select>"#),
        .cantTell(#"▸<select aria-label="友情链接" onchange="window.open(this.value)"><option>一</option></select>"#),
        .cantTell(#"▸<select aria-label="x" onchange="location.href=this.value"><option>一</option></select>"#),
        .cantTell(#"▸<select aria-label="x" onchange="this.form.submit()"><option>一</option></select>"#),
        .inapplicable(#"<select hidden onchange="window.open(this.value)"></select>"#),
        .inapplicable(#"<input onchange="submit()">"#),
        .inapplicable("<p>x</p>"),
    ]

    private static let signs: [StaticString] = ["window.open", "location", "submit", "navigate", ".href"]

    func targets(in page: Page) -> [NodeID] { page.htmlElements(.select).filter { page.isExposed($0) } }

    func expect(_ list: NodeID, in page: Page) -> Verdict {
        guard let script = page.attribute(.onchange, of: list) else { return .passed }
        guard script.mentions(anyOf: Self.signs) else { return .passed }
        return .cantTell(
            zh: "选择选项时执行“\(script.quoted)”。会不会立即离开页面？事先说明了吗？",
            en:
                "Choosing an option runs “\(script.quoted)”. Does it leave the page at once, and are people told before?"
        )
    }
}
