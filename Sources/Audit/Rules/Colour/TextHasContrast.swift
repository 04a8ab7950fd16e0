/// Text stands out from what is behind it.
///
/// Source: ACT rule afw4f7; WCAG 2.2, 1.4.3. How colours are found is told in ``TextContrast``.
struct TextHasContrast: GroupRule {
    static let metadata = RuleMetadata(
        id: "text-has-contrast",
        title: LocalizedText(zh: "文字与背景的对比度足够", en: "Text has sufficient contrast"),
        needs: .style,
        criteria: ["1.4.3"],
        act: ["afw4f7"],
        severity: .serious,
        impact: LocalizedText(
            zh: "低视力、色觉异常的人，和在阳光下看屏幕的人，看不清这些文字。",
            en: "People with low vision or another sense of colour, and people in bright light, cannot read the text."
        ),
        fix: LocalizedText(
            zh: "加深文字颜色或改变背景色，使对比度达到 4.5:1（大号文字 3:1）。",
            en: "Darken the text or change the background until the contrast is 4.5:1 (3:1 for large text)."
        )
    )

    static let examples: [Example] = [
        .passed("▸<p>政务公开</p>"),
        .passed(##"▸<p style="color: #767676">Public affairs</p>"##),
        .passed(##"▸<p style="color: #949494; font-size: 24px">政务公开</p>"##),
        .passed(##"▸<p style="color: #fff; background: linear-gradient(#000, #333)">政务公开</p>"##),
        .failed(##"▸<p style="color: #777">政务公开</p>"##),
        .failed(##"<div style="background: #c00">▸<a href="/" style="color: #f00">首页</a></div>"##),
        .failed(##"<div style="opacity: 0.5">▸<p style="color: #555">政务公开</p></div>"##),
        .failed(##"▸<p style="color: rgb(0 0 0 / 40%)">政务公开</p>"##),
        .failed(##"▸<input value="请输入关键字" style="color: #999"> ▸<input type="submit" style="color: #aaa">"##),
        .failed(##"▸<select style="color: #ccc"><option>全部</option></select>"##),
        .failed(##"▸<textarea style="color: #aaa">留言</textarea>"##),
        .cantTell(
            ##"<div style="position: relative"><img src="a.jpg" alt="" style="position: absolute">▸<p style="color: #aaa">公开</p></div>"##
        ),
        .failed(
            ##"<div style="position: relative"><img src="a.gif" alt="" style="position: absolute; width: 16px">▸<p style="color: #aaa">公开</p></div>"##
        ),
        .cantTell(##"<div style="color-scheme: dark">▸<p>政务公开</p></div>"##),
        .passed(##"<div style="color-scheme: light dark">▸<p>政务公开</p></div>"##),
        .cantTell(##"▸<p style="color: #fff; background: url(a.jpg)">政务公开</p>"##),
        .cantTell(##"▸<p style="color: #777; position: absolute; top: 0">政务公开</p>"##),
        .cantTell(##"▸<p style="color: #fff; background: linear-gradient(#000, #eee)">政务公开</p>"##),
        .cantTell(##"<div style="background: #000">▸<p style="float: left; color: #fff">政务公开</p></div>"##),
        .inapplicable(##"<p style="color: #eee; display: none">政务公开</p>"##),
        .inapplicable(##"<button disabled style="color: #eee">提交</button>"##),
        .inapplicable(##"<input style="color: #eee"> <input type="checkbox" value="x"> <input value="x" disabled>"##),
        .inapplicable(##"<p style="color: #eee">———</p>"##),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] { TextContrast(large: 3, other: 4.5).verdicts(in: page) }
}
