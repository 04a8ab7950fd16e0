/// The alternative of an image in a link or button says something else than the text there.
///
/// Source: WCAG technique H2.
struct TextAlternativeIsNotRepeated: Rule {
    static let metadata = RuleMetadata(
        id: "text-alternative-is-not-repeated",
        title: LocalizedText(zh: "替代文本不重复旁边的文字", en: "Text alternative does not repeat the text beside it"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人同样的话听两遍。",
            en: "People who use a screen reader hear the same words twice."
        ),
        fix: LocalizedText(
            zh: "图片旁已有文字时写 alt=\"\"。",
            en: "Where text says it already write alt=\"\"."
        )
    )

    static let examples: [Example] = [
        .passed(#"<a href="/">▸<img src="a.png" alt="">首页</a>"#),
        .passed(#"<a href="/">▸<img src="a.png" alt="国徽">首页</a>"#),
        .failed(#"<a href="/">▸<img src="a.png" alt="首页">首页</a>"#),
        .failed(#"<button>▸<img src="s.png" alt="Search"> search</button>"#),
        .failed(#"<a href="/n">▸<img src="n.png" alt="【通知】"><span>通知</span></a>"#),
        .inapplicable(#"<a href="/"><img src="a.png" alt="首页"></a>"#),
        .inapplicable(#"<img src="a.png" alt="首页">首页"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.img).filter { image in
            guard page.hasAttribute(.alt, image), !page.isProgrammaticallyHidden(image) else { return false }
            return container(of: image, page).map { page.hasText(in: $0) } ?? false
        }
    }

    func expect(_ image: NodeID, in page: Page) -> Verdict {
        let alt = TextFolding.fold(page.attribute(.alt, of: image) ?? [])
        guard !alt.isEmpty, let container = container(of: image, page) else { return .passed }
        guard alt == TextFolding.fold(page.exposedText(of: container)[...]) else { return .passed }
        let text = page.attribute(.alt, of: image)?.quoted ?? ""
        return .failed(
            zh: "替代文本“\(text)”与旁边的文字相同，会读两遍；写 alt=\"\"",
            en: "The text alternative “\(text)” repeats the text beside it; write alt=\"\""
        )
    }

    private func container(of image: NodeID, _ page: Page) -> NodeID? {
        page.document.ancestors(of: image).first { ancestor in
            guard page.document.isElement(ancestor), let role = page.role(of: ancestor) else { return false }
            return role == .link || role == .button
        }
    }
}
