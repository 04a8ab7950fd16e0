/// The lines of a paragraph are not closer than one and a half times their size.
///
/// Source: WCAG 1.4.8 (level AAA); the specifications of the MIIT ask the same of versions for older people.
struct LinesAreNotTight: GroupRule {
    static let metadata = RuleMetadata(
        id: "lines-are-not-tight",
        title: LocalizedText(zh: "段落行距不过密", en: "Lines of paragraphs are not tight"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        confidence: .likely,
        impact: LocalizedText(
            zh: "行距太小时，老年人和有阅读障碍的人容易串行。",
            en: "Where lines are close, older people and people with dyslexia lose their line."
        ),
        fix: LocalizedText(
            zh: "段落写 line-height: 1.5 或更大，用不带单位的数。",
            en: "Set line-height to 1.5 or more on paragraphs, as a number without a unit."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p style="line-height:1.5">\#(text)</p>"#),
        .passed(#"▸<p style="line-height:28px">\#(text)</p>"#),
        .passed(#"<div style="line-height:1.8">▸<p>\#(text)</p></div>"#),
        .failed(#"▸<p style="line-height:1.2">\#(text)</p>"#),
        .failed(#"▸<p style="line-height:18px">\#(text)</p><p style="line-height:18px">\#(text)</p>"#),
        .failed(#"<div style="line-height:16px">▸<p>\#(text)</p></div>"#),
        .inapplicable(#"<p style="line-height:1">短句</p>"#),
        .inapplicable("<p>\(text)</p>"),
        .inapplicable(#"<p style="line-height:1" hidden>\#(text)</p>"#),
    ]

    private static let text = String(repeating: "办理本事项请携带身份证件。", count: 8)
    /// Shorter texts fill no second line, in bytes.
    private static let leastBytes = 240
    private static let least: Float = 1.5

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles else { return [] }
        var told: Set<Float> = []
        return page.htmlElements(.p).compactMap { paragraph in
            guard page.isVisible(paragraph), let height = styles.style(of: paragraph).lineHeightPixels else {
                return nil
            }
            guard page.visibleText(of: paragraph).count >= Self.leastBytes else { return nil }
            let ratio = height / styles.style(of: paragraph).fontSize
            if ratio >= Self.least - 0.01 { return (paragraph, .passed) }
            // Paragraphs of one height are told once.
            guard told.insert(ratio).inserted else { return nil }
            let shown = (Double(ratio) * 100).rounded() / 100
            return (
                paragraph,
                .failed(
                    zh: "段落行距是字号的 \(shown) 倍，不到 1.5 倍；加大",
                    en: "Lines stand \(shown) times their size apart, less than 1.5; widen them"
                )
            )
        }
    }
}
