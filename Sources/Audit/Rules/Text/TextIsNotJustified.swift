/// Paragraphs of languages with word spaces are not justified; Chinese, where it is the custom, is left out.
///
/// Source: WCAG technique C19, failure F88 (1.4.8, level AAA).
struct TextIsNotJustified: Rule {
    static let metadata = RuleMetadata(
        id: "text-is-not-justified",
        title: LocalizedText(zh: "西文段落不两端对齐", en: "Text is not justified"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "阅读障碍者被大小不一的空白打断。",
            en: "People with dyslexia are stopped by gaps of uneven width."
        ),
        fix: LocalizedText(
            zh: "用 text-align: start。",
            en: "Use text-align: start."
        )
    )

    static let examples: [Example] = [
        .passed("▸<p>Read the guide first and then go to the service hall with your papers, please.</p>"),
        .passed(
            #"▸<p style="text-align:center">Read the guide first and then go to the service hall with your papers, please.</p>"#
        ),
        .failed(
            #"▸<p style="text-align:justify">Read the guide first and then go to the service hall with your papers, please.</p>"#
        ),
        .failed(
            #"<div style="text-align:justify">▸<p>Read the guide first and then go to the service hall with your papers, please.</p></div>"#
        ),
        .inapplicable(#"<p style="text-align:justify">请先阅读网上办事须知，再到办事大厅提交申请材料，并等待审核结果，谢谢合作，欢迎再次光临，祝您愉快。</p>"#),
        .inapplicable(#"<p style="text-align:justify">Short text</p>"#),
        .inapplicable(
            #"<p style="text-align:justify" hidden>Read the guide first and then go to the service hall with your papers, please.</p>"#
        ),
    ]

    /// Shorter paragraphs fill hardly two lines, in bytes.
    private static let leastBytes = 60

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.p).filter { paragraph in
            guard page.isVisible(paragraph) else { return false }
            let text = page.visibleText(of: paragraph)
            guard text.count >= Self.leastBytes else { return false }
            return text.count { $0 < 0x80 } * 2 > text.count
        }
    }

    func expect(_ paragraph: NodeID, in page: Page) -> Verdict {
        guard page.styles?.style(of: paragraph).textAlign == .justify else { return .passed }
        return .failed(zh: "段落两端对齐；用 text-align: start", en: "The paragraph is justified; use text-align: start")
    }
}
