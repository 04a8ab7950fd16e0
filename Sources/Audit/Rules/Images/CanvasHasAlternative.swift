/// What a canvas shows is there as text too.
///
/// Source: HTML §4.12.5; WCAG failure F65.
struct CanvasHasAlternative: Rule {
    static let metadata = RuleMetadata(
        id: "canvas-has-alternative",
        title: LocalizedText(zh: "画布有替代内容", en: "Canvas has an alternative"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "画布里的图表、验证码，使用读屏软件的人得不到。",
            en: "People who use a screen reader get nothing of a chart drawn on a canvas."
        ),
        fix: LocalizedText(
            zh: "在 canvas 里写替代内容，或用 aria-label 说明。",
            en: "Put fallback content into the canvas or describe it by aria-label."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<canvas aria-label="各月销售额：一月 3 万，二月 4 万"></canvas>"#),
        .passed("▸<canvas><table><tr><td>3</td></tr></table></canvas>"),
        .passed(#"▸<canvas title="Clock"></canvas>"#),
        .cantTell(#"▸<canvas id="chart"></canvas>"#),
        .cantTell(#"▸<canvas role="img"></canvas>"#),
        .cantTell("▸<canvas> </canvas>"),
        .inapplicable("<canvas hidden></canvas>"),
        .inapplicable(#"<canvas aria-hidden="true"></canvas>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] { page.htmlElements(.canvas).filter { !page.isProgrammaticallyHidden($0) } }

    func expect(_ canvas: NodeID, in page: Page) -> Verdict {
        if page.hasAccessibleName(canvas) || page.hasText(in: canvas) { return .passed }
        return .cantTell(
            zh: "画布没有名称和替代内容。它显示的内容，别处有文字说明吗？",
            en: "The canvas has no name and no fallback content. Is what it shows told elsewhere as text?"
        )
    }
}
