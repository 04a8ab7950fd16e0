/// A button says what it does.
///
/// Source: ACT rule 97a4e1.
struct ButtonHasName: Rule {
    static let metadata = RuleMetadata(
        id: "button-has-name",
        title: LocalizedText(zh: "按钮有名称", en: "Button has a name"),
        criteria: ["4.1.2"],
        act: ["97a4e1"],
        severity: .critical,
        impact: LocalizedText(
            zh: "使用读屏软件的人只听到“按钮”，不知道按下去会怎样；语音操作的人叫不出它。",
            en: "People who use a screen reader hear “button” only; people who speak commands cannot name it."
        ),
        fix: LocalizedText(
            zh: "在按钮里写文字；只有图标时用 aria-label 或图片的 alt。",
            en: "Put text into the button; where it holds only an icon, use aria-label or the image's alt."
        )
    )

    static let examples: [Example] = [
        .passed("▸<button>搜索</button>"),
        .passed(#"▸<input type="submit" value="登录">"#),
        .passed(#"▸<input type="submit">"#),
        .passed(#"▸<button aria-label="关闭">×</button>"#),
        .passed(#"▸<div role="button" tabindex="0"><img src="s.png" alt="Search"></div>"#),
        .failed("▸<button></button>"),
        .failed(#"▸<button><img src="s.png"></button>"#),
        .failed(#"▸<input type="button"> ▸<input type="submit" value="">"#),
        .failed(#"▸<span role="button" tabindex="0"><i aria-hidden="true">×</i></span>"#),
        .inapplicable(#"<input type="image" src="s.png">"#),
        .inapplicable("<button hidden></button>"),
        .inapplicable(#"<a href="/">首页</a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRole: .button).filter { button in
            page.isExposed(button) && page.inputType(of: button) != .image
                && !isSummary(button, in: page)
        }
    }

    func expect(_ button: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: button) { return verdict }
        if page.document.isHTML(button, .input) {
            return .failed(
                zh: "按钮没有名称；在 value 中写出它的作用",
                en: "The button has no name; state in value what it does"
            )
        }
        return .failed(
            zh: "按钮没有名称；在按钮里写文字，或用 aria-label",
            en: "The button has no name; put text into it, or use aria-label"
        )
    }

    /// Summaries have a rule of their own (ACT 2t702h), whatever role a browser gives them.
    private func isSummary(_ element: NodeID, in page: Page) -> Bool {
        page.document.isHTML(element, .summary) && page.explicitRole(of: element) == nil
    }
}
