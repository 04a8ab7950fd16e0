/// Text stands out far enough from what is behind it for level AAA.
///
/// Source: ACT rule 09o5cg; WCAG 2.2, 1.4.6. What level AAA asks is advice here. How colours are found is told in ``TextContrast``.
struct TextHasEnhancedContrast: GroupRule {
    static let metadata = RuleMetadata(
        id: "text-has-enhanced-contrast",
        title: LocalizedText(zh: "文字与背景的对比度达到 AAA 级要求", en: "Text has the contrast of level AAA"),
        kind: .advice,
        needs: .style,
        criteria: ["1.4.6"],
        act: ["09o5cg"],
        severity: .minor,
        impact: LocalizedText(
            zh: "低视力、色觉异常的人，和在阳光下看屏幕的人，看不清这些文字。",
            en: "People with low vision or another sense of colour, and people in bright light, cannot read the text."
        ),
        fix: LocalizedText(
            zh: "加深文字颜色或改变背景色，使对比度达到 7:1（大号文字 4.5:1）。",
            en: "Darken the text or change the background until the contrast is 7:1 (4.5:1 for large text)."
        )
    )

    static let examples: [Example] = [
        .passed("▸<p>政务公开</p>"),
        .passed(##"▸<p style="color: #595959">Public affairs</p>"##),
        .passed(##"▸<p style="color: #767676; font-size: 24px">政务公开</p>"##),
        .failed(##"▸<p style="color: #666">政务公开</p>"##),
        .failed(##"▸<p style="color: #888; font-weight: bold; font-size: 20px">政务公开</p>"##),
        .failed(##"▸<p style="color: #000; background: #777">政务公开</p>"##),
        .cantTell(##"▸<p style="background: url(a.jpg)">政务公开</p>"##),
        .inapplicable(##"<p style="color: #eee; visibility: hidden">政务公开</p>"##),
        .inapplicable(##"<label for="i" style="color: #eee">姓名</label><input id="i" disabled>"##),
        .inapplicable("<p></p>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] { TextContrast(large: 4.5, other: 7).verdicts(in: page) }
}
