/// Text is not set in a `blink` element.
///
/// Source: WCAG failure F47. Current browsers no longer blink it, others and scripts may, hence `likely`.
struct TextDoesNotBlink: Rule {
    static let metadata = RuleMetadata(
        id: "text-does-not-blink",
        title: LocalizedText(zh: "不使用 blink 元素", en: "Text is not set in a blink element"),
        criteria: ["2.2.2"],
        severity: .moderate,
        confidence: .likely,
        impact: LocalizedText(
            zh: "闪动的文字使注意力不易集中的人读不了页面。",
            en: "Blinking text keeps people who lose focus easily from reading the page."
        ),
        fix: LocalizedText(
            zh: "去掉 blink，用 <strong> 或颜色加文字表示强调。",
            en: "Remove blink; stress with <strong>, or with colour and words."
        )
    )

    static let examples: [Example] = [
        .failed("▸<blink>最新</blink>"),
        .failed("<p>通知 ▸<blink>New</blink></p>"),
        .failed(#"▸<blink><img src="new.gif" alt="New"></blink>"#),
        .inapplicable(#"<blink style="display:none">最新</blink>"#),
        .inapplicable("<blink></blink>"),
        .inapplicable("<strong>最新</strong>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.blink).filter { page.isVisible($0) && page.hasVisibleContent(in: $0) }
    }

    func expect(_ blink: NodeID, in page: Page) -> Verdict {
        .failed(
            zh: "“\(page.exposedText(of: blink).quoted)”用了 blink 元素；去掉它",
            en: "“\(page.exposedText(of: blink).quoted)” is set in a blink element; remove it"
        )
    }
}
