/// An `applet`, which no browser runs any more, has fallback content.
///
/// Source: WCAG technique H35; HTML §16.2 (applet is obsolete and an unknown element).
struct AppletHasAlternative: Rule {
    static let metadata = RuleMetadata(
        id: "applet-has-alternative",
        title: LocalizedText(zh: "小程序元素有替代内容", en: "Applet has an alternative"),
        criteria: ["1.1.1"],
        severity: .serious,
        impact: LocalizedText(
            zh: "浏览器不再运行 applet，没有替代内容的人什么也得不到。",
            en: "Browsers no longer run applets; without an alternative nobody gets anything."
        ),
        fix: LocalizedText(
            zh: "用网页内容代替 applet，至少在其中写替代文字。",
            en: "Replace the applet by page content; at the least write an alternative into it."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<applet code="A.class" alt="计算器">计算器：请拨打 12345</applet>"#),
        .passed(#"▸<applet code="A.class">使用网页计算器</applet>"#),
        .passed(#"▸<applet code="A.class" alt="chart"><p>Sales of the year</p></applet>"#),
        .failed(#"▸<applet code="A.class"></applet>"#),
        .failed(#"▸<applet code="A.class" alt="计算器"></applet>"#),
        .failed(#"▸<applet code="A.class"><param name="x" value="1"></applet>"#),
        .inapplicable(#"<applet code="A.class" hidden></applet>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable(#"<object data="a.html"></object>"#),
    ]

    func targets(in page: Page) -> [NodeID] { page.htmlElements(.applet).filter { page.isRendered($0) } }

    func expect(_ applet: NodeID, in page: Page) -> Verdict {
        let hasFallback =
            page.hasText(in: applet)
            || page.firstDescendant(of: applet) { page.isExposed($0) && page.hasAccessibleName($0) } != nil
        if hasFallback { return .passed }
        return .failed(
            zh: "applet 没有替代内容，浏览器也不再运行它；在其中写替代文字，或换成网页内容",
            en: "The applet has no fallback content and no browser runs it; write an alternative or replace it"
        )
    }
}
