/// Paragraphs are not set in capitals as a whole.
///
/// Source: rules-union “all-caps-italic”.
struct TextIsNotAllCapitals: Rule {
    static let metadata = RuleMetadata(
        id: "text-is-not-all-capitals",
        title: LocalizedText(zh: "正文不全用大写字母", en: "Text is not all capitals"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "阅读障碍者认不出词形。",
            en: "People with dyslexia lose the shapes of words."
        ),
        fix: LocalizedText(
            zh: "去掉 text-transform: uppercase。",
            en: "Remove text-transform: uppercase."
        )
    )

    static let examples: [Example] = [
        .passed("▸<p>Read the guide first and then go to the service hall with your papers, please.</p>"),
        .passed(
            #"▸<p style="text-transform:capitalize">Read the guide first and then go to the service hall with your papers, please.</p>"#
        ),
        .failed(
            #"▸<p style="text-transform:uppercase">Read the guide first and then go to the service hall with your papers, please.</p>"#
        ),
        .failed(
            #"<div style="text-transform:uppercase">▸<p>Read the guide first and then go to the service hall with your papers, please.</p></div>"#
        ),
        .inapplicable(#"<p style="text-transform:uppercase">News</p>"#),
        .inapplicable(#"<p style="text-transform:uppercase">请先阅读网上办事须知，再到办事大厅提交申请材料，并等待审核结果，谢谢合作，欢迎再次光临，祝您愉快。</p>"#),
        .inapplicable(
            #"<p style="text-transform:uppercase" hidden>Read the guide first and then go to the service hall with your papers, please.</p>"#
        ),
    ]

    /// Shorter texts are titles, in bytes.
    private static let leastBytes = 60

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.p).filter { paragraph in
            guard page.isVisible(paragraph) else { return false }
            let text = page.visibleText(of: paragraph)
            return text.count >= Self.leastBytes && text.count(where: \.isASCIIAlpha) * 2 > text.count
        }
    }

    func expect(_ paragraph: NodeID, in page: Page) -> Verdict {
        guard page.styles?.style(of: paragraph).textTransform == .uppercase else { return .passed }
        return .failed(
            zh: "整段文字变成大写；去掉 text-transform: uppercase",
            en: "The whole paragraph is set in capitals; remove text-transform: uppercase"
        )
    }
}
