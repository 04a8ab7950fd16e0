/// An image button says what it does.
///
/// Source: ACT rule 59796f.
struct ImageButtonHasName: Rule {
    static let metadata = RuleMetadata(
        id: "image-button-has-name",
        title: LocalizedText(zh: "图片按钮有名称", en: "Image button has a name"),
        criteria: ["1.1.1", "4.1.2"],
        act: ["59796f"],
        severity: .critical,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道这个按钮做什么，例如是搜索还是登录。",
            en: "People who use a screen reader cannot know what the button does: search, log in or something else."
        ),
        fix: LocalizedText(
            zh: "在 alt 属性中写出按钮的作用，例如 alt=\"搜索\"。",
            en: "State what the button does in its alt attribute, such as alt=\"Search\"."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<input type="image" src="search.png" alt="搜索">"#),
        .passed(#"▸<input type="IMAGE" src="search.png" aria-label="Search">"#),
        .passed(#"▸<input type="image" src="search.png" title="Search">"#),
        .failed(#"▸<input type="image" src="search.png">"#),
        .failed(#"▸<input type="image" src="search.png" alt="">"#),
        .failed(#"▸<input type="image" src="search.png" alt="Submit Query">"#),
        .inapplicable(#"<input type="submit" value="搜索">"#),
        .inapplicable(#"<input type="image" src="search.png" style="display:none">"#),
        .inapplicable(#"<img src="search.png" alt="搜索">"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.input).filter { page.isExposed($0) && page.inputType(of: $0) == .image }
    }

    func expect(_ button: NodeID, in page: Page) -> Verdict {
        let name = page.accessibleName(of: button)
        guard page.isNameKnown(button) else { return page.nameVerdict(of: button) ?? .passed }
        if name.isEmpty {
            return .failed(
                zh: "图片按钮没有名称；在 alt 中写出它的作用",
                en: "The image button has no name; state in alt what it does"
            )
        }
        // HTML-AAM's default, which no author can have meant (ACT 59796f, assumptions).
        guard ["submitquery", "提交查询"].contains(TextFolding.fold(name).string) else { return .passed }
        return .failed(
            zh: "图片按钮的名称“\(name.quoted)”是浏览器的默认文字；在 alt 中写出它的作用",
            en: "The image button's name “\(name.quoted)” is the browser's default; state in alt what it does"
        )
    }
}
