/// An `embed` has a name or an alternative beside it.
///
/// Source: WCAG technique H46.
struct EmbedHasAlternative: Rule {
    static let metadata = RuleMetadata(
        id: "embed-has-alternative",
        title: LocalizedText(zh: "embed 有替代内容", en: "Embedded plug-in content has an alternative"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道嵌入的是什么。",
            en: "People who use a screen reader do not know what is embedded."
        ),
        fix: LocalizedText(
            zh: "写 title，并在旁边提供替代内容。",
            en: "Add a title, and an alternative beside it."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<embed src="a.pdf" title="年度报告">"#),
        .passed(#"▸<embed src="a.svg" aria-label="流程图">"#),
        .passed(#"▸<embed src="a.mp4"><noembed>文字稿</noembed>"#),
        .cantTell(#"▸<embed src="a.pdf">"#),
        .cantTell(#"▸<embed src="a.mp4" title="">"#),
        .cantTell(#"▸<embed type="video/mp4" src="a"><noembed></noembed>"#),
        .inapplicable("<embed>"),
        .inapplicable(#"<embed src="a.pdf" hidden>"#),
        .inapplicable(#"<object data="a.pdf" title="x"></object>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.embed).filter { embed in
            page.isVisible(embed) && page.isRendered(embed) && !(page.attribute(.src, of: embed)?.isBlank ?? true)
        }
    }

    func expect(_ embed: NodeID, in page: Page) -> Verdict {
        if page.hasAccessibleName(embed) { return .passed }
        let parent = page.document.parent(of: embed)
        let alternative = parent.flatMap { parent in
            page.document.children(of: parent).first { node in
                page.document.isHTML(node, .noembed) && !page.textContent(of: node).isWhitespace
            }
        }
        if alternative != nil { return .passed }
        return .cantTell(
            zh: "embed 没有名称。旁边有说明或替代内容吗？",
            en: "The embed has no name. Is there a description or an alternative beside it?"
        )
    }
}
