/// Text is not made to blink by `text-decoration`.
///
/// Source: WCAG 2.2.2, failure F4. Browsers of today ignore the value, so the failure is not stated as certain.
struct TextDecorationDoesNotBlink: Rule {
    static let metadata = RuleMetadata(
        id: "text-decoration-does-not-blink",
        title: LocalizedText(zh: "样式不让文字闪烁", en: "Styles do not make text blink"),
        needs: .style,
        criteria: ["2.2.2"],
        severity: .minor,
        confidence: .likely,
        impact: LocalizedText(
            zh: "闪烁的文字读不清，也使注意力不易集中的人读不了别处。",
            en: "Blinking text is hard to read and keeps people who lose focus easily from reading anything else."
        ),
        fix: LocalizedText(
            zh: "去掉 text-decoration: blink，需要强调时用加粗或文字说明。",
            en: "Remove text-decoration: blink; use bold type or words for emphasis."
        )
    )

    static let examples: [Example] = [
        .failed(#"▸<p style="text-decoration:blink">通知</p>"#),
        .failed(#"▸<span style="text-decoration: underline blink">new</span>"#),
        .failed("<style>b{text-decoration-line:blink}</style><p>▸<b>最新</b></p>"),
        .inapplicable(#"<p style="text-decoration:blink" hidden>通知</p>"#),
        .inapplicable(#"<p style="text-decoration:blink"></p>"#),
        .inapplicable("<style>p{text-decoration:blink} .a{text-decoration:underline}</style><p class=a>通知</p>"),
        .inapplicable("<p>通知</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        guard let styles = page.styles else { return [] }
        return page.elements { node in
            styles.style(of: node).textDecorationLine.contains(.blink) && page.isVisible(node) && page.hasText(in: node)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        .failed(
            zh: "文字用 text-decoration: blink 设为闪烁；去掉",
            en: "Text is set to blink by text-decoration: blink; remove it"
        )
    }
}
