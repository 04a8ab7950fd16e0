/// Text is set in sizes that follow the reader's own setting.
///
/// Source: WCAG 2.2, 1.4.8 (AAA), techniques C12, C13 and C14. Zooming a page enlarges any text, so that this is advice.
struct FontSizeIsRelative: GroupRule {
    static let metadata = RuleMetadata(
        id: "font-size-is-relative",
        title: LocalizedText(zh: "字号用相对单位", en: "Font sizes are relative"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "在浏览器里把默认字号调大的人，在这里看到的字还是一样小。",
            en: "People who set a larger font in their browser still get the same small text here."
        ),
        fix: LocalizedText(
            zh: "字号用 rem、em 或百分比，不用 px、pt、cm。",
            en: "Set sizes in rem, em or percent rather than px, pt or cm."
        )
    )

    static let examples: [Example] = [
        .passed("▸<body><p>道路封闭</p></body>"),
        .passed(#"▸<body style="font-size: 1.1rem"><p style="font-size: 120%">道路封闭</p></body>"#),
        .passed(#"▸<body><p>道路封闭，请绕行</p><p style="font-size: 12px">注</p></body>"#),
        .failed(#"▸<body style="font-size: 14px"><p>道路封闭</p></body>"#),
        .failed(#"▸<body style="font: 9pt serif"><p style="font-size: 1.2em">道路封闭</p></body>"#),
        .failed("<style>html { font-size: 20px } p { font-size: .8rem }</style>▸<body><p>道路封闭</p></body>"),
        .inapplicable("<body></body>"),
        .inapplicable("<frameset></frameset>"),
        .inapplicable("<body><p hidden>道路封闭</p></body>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles, let body = page.htmlElements(.body).first else { return [] }
        var (absolute, all) = (0, 0)
        for index in page.document.subtree(of: body) where page.document.kind[Int(index)] == .text {
            let text = NodeID(index)
            guard page.isVisible(text), let parent = page.document.parent(of: text), !isControl(parent, page) else {
                continue
            }
            let count = UTF8Scalars(page.document.text(of: text)).count { $0.isLetterOrNumber }
            all += count
            if styles.style(of: parent).hasAbsoluteFontSize { absolute += count }
        }
        guard all > 0 else { return [] }
        guard absolute * 2 > all else { return [(body, .passed)] }
        return [
            (
                body,
                .failed(
                    zh: "页面 \(all) 个字中有 \(absolute) 个的字号用绝对单位（px、pt 等）；改用 rem、em 或百分比",
                    en: """
                        \(absolute) of \(all) letters on the page have a size in absolute units (px, pt); use rem, em or \
                        percent
                        """
                )
            )
        ]
    }

    /// Browsers set the size of text in controls by lengths of their own.
    private func isControl(_ element: NodeID, _ page: Page) -> Bool {
        switch page.document.name(of: element) {
        case .button, .option, .select, .textarea: true
        default: false
        }
    }
}
