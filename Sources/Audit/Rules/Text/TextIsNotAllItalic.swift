/// A paragraph of Latin script is not set in italics as a whole.
///
/// Source: no success criterion; a practice for people with dyslexia (BS 8878, British Dyslexia Association).
struct TextIsNotAllItalic: Rule {
    static let metadata = RuleMetadata(
        id: "text-is-not-all-italic",
        title: LocalizedText(zh: "西文段落不全用斜体", en: "Text is not all italic"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        confidence: .likely,
        impact: LocalizedText(
            zh: "成段的斜体字笔画相连，有阅读障碍的人难以辨认。",
            en: "Letters of whole paragraphs in italics run together, which people with dyslexia find hard to read."
        ),
        fix: LocalizedText(
            zh: "只把要强调的词设为斜体。",
            en: "Set only words to be stressed in italics."
        )
    )

    static let examples: [Example] = [
        .passed("▸<p>\(text)</p>"),
        .passed("▸<p><i>Note:</i> \(text)</p>"),
        .passed(#"<div style="font-style:italic">▸<p style="font-style:normal">\#(text)</p></div>"#),
        .failed(#"▸<p style="font-style:italic">\#(text)</p>"#),
        .failed("<style>p{font-style:oblique}</style>▸<p>\(text)</p>"),
        .failed(#"<div style="font-style:italic">▸<p>\#(text)</p></div>"#),
        .inapplicable(#"<p style="font-style:italic">Short note</p>"#),
        .inapplicable(#"<p style="font-style:italic">请先阅读网上办事须知，再到办事大厅提交申请材料，并等待审核结果，谢谢合作，欢迎再次光临。</p>"#),
        .inapplicable(#"<p style="font-style:italic" hidden>\#(text)</p>"#),
    ]

    private static let text = "Read the guide first and then go to the service hall with your papers, please."
    /// Shorter texts are remarks, in bytes.
    private static let leastBytes = 60

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.p).filter { paragraph in
            guard page.isVisible(paragraph) else { return false }
            let text = page.visibleText(of: paragraph)
            return text.count >= Self.leastBytes && text.count(where: \.isASCIIAlpha) * 2 > text.count
        }
    }

    func expect(_ paragraph: NodeID, in page: Page) -> Verdict {
        guard let style = page.styles?.style(of: paragraph).fontStyle, style != .normal else { return .passed }
        return .failed(
            zh: "整段文字是斜体；只强调个别词",
            en: "The whole paragraph is set in italics; stress only words"
        )
    }
}
