/// Who sets the colour of text sets that of the background too.
///
/// Source: WCAG failure F24. Asked of the page as a whole: a text colour of the body without a background, or the reverse.
struct TextAndBackgroundAreSetTogether: Rule {
    static let metadata = RuleMetadata(
        id: "text-and-background-are-set-together",
        title: LocalizedText(zh: "文字颜色和背景颜色一起设置", en: "Colours of text and background are set together"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        confidence: .likely,
        impact: LocalizedText(
            zh: "在浏览器里换过配色的人，可能看到浅色字落在浅色底上。",
            en: "People who choose colours of their own in the browser may get light text on a light ground."
        ),
        fix: LocalizedText(
            zh: "给 body 同时写上 color 和 background-color。",
            en: "Set both color and background-color on the body."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<body style="color:#333;background:#fff"><p>x</p>"#),
        .passed(#"<html style="background:#fff">▸<body style="color:#333"><p>x</p>"#),
        .passed("▸<body><p>x</p>"),
        .failed(#"▸<body style="color:#333"><p>x</p>"#),
        .failed("<style>body{color:navy}</style>▸<body><p>x</p>"),
        .failed(##"▸<body text="#333333"><p>x</p>"##),
        .inapplicable(#"<body style="color:#333">"#),
        .inapplicable(#"<body style="color:#333"><p hidden>x</p>"#),
        .inapplicable(#"<body style="display:none;color:#333"><p>x</p>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.body).prefix(1).filter { page.isVisible($0) && page.hasVisibleContent(in: $0) }
    }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        guard let styles = page.styles else { return .passed }
        let style = styles.style(of: body)
        let grounds = [body] + (page.rootElement.map { [$0] } ?? [])
        let hasBackground = grounds.contains { node in
            !styles.style(of: node).backgroundColor.isTransparent || styles.style(of: node).backgroundImage != .none
        }
        guard style.color != .black, !hasBackground else { return .passed }
        return .failed(
            zh: "body 设置了文字颜色 \(style.color)，没有设置背景颜色；一起写上",
            en: "The body sets the text colour \(style.color) and no background colour; set both"
        )
    }
}
