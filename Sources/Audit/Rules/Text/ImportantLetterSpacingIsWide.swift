/// Letter spacing that a `style` attribute fixes is wide enough.
///
/// Source: ACT rule 24afc2; WCAG 2.2, 1.4.12.
struct ImportantLetterSpacingIsWide: Rule {
    static let metadata = RuleMetadata(
        id: "important-letter-spacing-is-wide",
        title: LocalizedText(zh: "用 !important 固定的字距足够大", en: "Letter spacing fixed by !important is wide enough"),
        needs: .style,
        criteria: ["1.4.12"],
        act: ["24afc2"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "有阅读障碍或低视力的人需要加大字距，这里加不了。",
            en: "People with dyslexia or low vision who need more space in text cannot get it here."
        ),
        fix: LocalizedText(
            zh: "去掉 style 属性中的 !important，或把 letter-spacing 设为字号的 0.12 倍以上。",
            en:
                "Remove !important from the style attribute, or set letter-spacing to at least 0.12 times the font size."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p style="letter-spacing: 2em !important">The road is closed.</p>"#),
        .passed(#"▸<p style="letter-spacing: 0.12em !important">The road is closed.</p>"#),
        .passed(
            #"▸<p style="letter-spacing: 0.1em !important; letter-spacing: 3em !important">The road is closed.</p>"#
        ),
        .failed(#"▸<p style="letter-spacing: 0.1em !important">The road is closed.</p>"#),
        .failed(#"▸<p style="letter-spacing: normal !important">The road is closed.</p>"#),
        .failed(
            #"▸<p style="font-size: 20px; letter-spacing: 1px !important; letter-spacing: 3em">The road is closed.</p>"#
        ),
        .inapplicable(#"<p style="letter-spacing: 0.1em">The road is closed.</p>"#),
        .inapplicable(#"<p style="letter-spacing: inherit !important">The road is closed.</p>"#),
        .inapplicable(#"<p style="letter-spacing: 0.1em !important; display: none">The road is closed.</p>"#),
    ]

    private static let spacing = ImportantSpacing(property: "letter-spacing", kind: .letterSpacing, leastFactor: 0.12)

    func targets(in page: Page) -> [NodeID] { Self.spacing.targets(in: page) { _ in true } }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        Self.spacing.verdict(on: element, pixels: page.styles?.style(of: element).letterSpacing ?? 0, in: page)
    }
}
