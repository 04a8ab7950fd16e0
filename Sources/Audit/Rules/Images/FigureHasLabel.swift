/// A `figure` says what it shows, by `figcaption` or name.
///
/// Source: HTML §4.4.12.
struct FigureHasLabel: Rule {
    static let metadata = RuleMetadata(
        id: "figure-has-label",
        title: LocalizedText(zh: "图组有说明", en: "Figure has a caption or name"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到“图”，却不知道是什么图。",
            en: "People who use a screen reader hear “figure” and not of what."
        ),
        fix: LocalizedText(
            zh: "在 figure 里写 figcaption。",
            en: "Write a figcaption into the figure."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<figure><img src="a.png" alt="a"><figcaption>流程图</figcaption></figure>"#),
        .passed(#"▸<figure aria-label="流程图"><img src="a.png" alt="a"></figure>"#),
        .passed(#"▸<figure title="Chart"><img src="a.png" alt="a"></figure>"#),
        .failed(#"▸<figure><img src="a.png" alt="a"></figure>"#),
        .failed(#"▸<figure><img src="a.png" alt="a"><figcaption></figcaption></figure>"#),
        .failed(#"▸<div role="figure">x</div>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable(#"<figure hidden><img src="a.png" alt="a"></figure>"#),
        .inapplicable(#"<figure role="none"><img src="a.png" alt="a"></figure>"#),
    ]

    func targets(in page: Page) -> [NodeID] { page.elements(withRole: .figure).filter { page.isExposed($0) } }

    func expect(_ figure: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: figure) { return verdict }
        let caption = page.firstDescendant(of: figure) { page.document.isHTML($0, .figcaption) && page.hasText(in: $0) }
        if caption != nil { return .passed }
        return .failed(zh: "figure 没有说明；加 figcaption", en: "The figure has no caption; add figcaption")
    }
}
