/// Word spacing that a `style` attribute fixes is wide enough.
///
/// Source: ACT rule 9e45ec; WCAG 2.2, 1.4.12. Text without spaces has no word spacing.
struct ImportantWordSpacingIsWide: Rule {
    static let metadata = RuleMetadata(
        id: "important-word-spacing-is-wide",
        title: LocalizedText(zh: "用 !important 固定的词距足够大", en: "Word spacing fixed by !important is wide enough"),
        needs: .style,
        criteria: ["1.4.12"],
        act: ["9e45ec"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "有阅读障碍或低视力的人需要加大词距，这里加不了。",
            en: "People with dyslexia or low vision who need more space in text cannot get it here."
        ),
        fix: LocalizedText(
            zh: "去掉 style 属性中的 !important，或把 word-spacing 设为字号的 0.16 倍以上。",
            en: "Remove !important from the style attribute, or set word-spacing to at least 0.16 times the font size."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p style="word-spacing: 2em !important">The road is closed.</p>"#),
        .passed(#"▸<p style="word-spacing: 0.16em !important">The road is closed.</p>"#),
        .passed(#"▸<p style="word-spacing: 0.1em !important; word-spacing: 3em !important">The road is closed.</p>"#),
        .failed(#"▸<p style="word-spacing: 0.1em !important">The road is closed.</p>"#),
        .failed(#"▸<p style="word-spacing: normal !important">The road is closed.</p>"#),
        .failed(
            #"▸<p style="font-size: 20px; word-spacing: 1px !important; word-spacing: 3em">The road is closed.</p>"#
        ),
        .inapplicable(#"<p style="word-spacing: 0.1em">The road is closed.</p>"#),
        .inapplicable(#"<p style="word-spacing: inherit !important">The road is closed.</p>"#),
        .inapplicable(#"<p style="word-spacing: 0.1em !important; display: none">The road is closed.</p>"#),
    ]

    private static let spacing = ImportantSpacing(property: "word-spacing", kind: .wordSpacing, leastFactor: 0.16)

    func targets(in page: Page) -> [NodeID] {
        Self.spacing.targets(in: page) { page.document.text(of: $0).trimmed.contains(where: \.isHTMLSpace) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        Self.spacing.verdict(on: element, pixels: page.styles?.style(of: element).wordSpacing ?? 0, in: page)
    }
}
