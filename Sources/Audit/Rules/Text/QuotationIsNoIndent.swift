/// A `blockquote` holds a quotation.
///
/// Source: WCAG failure F43, technique H49.
struct QuotationIsNoIndent: Rule {
    static let metadata = RuleMetadata(
        id: "quotation-is-no-indent",
        title: LocalizedText(zh: "引用元素不用来缩进", en: "Quotation element is no indent"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到“引用”，其实不是。",
            en: "People who use a screen reader hear “quotation” where there is none."
        ),
        fix: LocalizedText(
            zh: "缩进用 CSS，引用才用 blockquote。",
            en: "Indent by CSS and use blockquote for quotations."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<blockquote cite="http://a.cn/"><p>人民城市人民建，人民城市为人民。</p></blockquote>"#),
        .passed("▸<blockquote><p>人民城市人民建。</p><footer>某领导</footer></blockquote>"),
        .passed("▸<blockquote>“人民城市人民建。”</blockquote>"),
        .cantTell(#"▸<blockquote><form><input aria-label="a"></form></blockquote>"#),
        .cantTell("▸<blockquote><table><tr><th>a</th><td>1</td></tr></table></blockquote>"),
        .cantTell("▸<blockquote><h2>办事指南</h2><p>请先预约。</p></blockquote>"),
        .inapplicable("<p>x</p>"),
        .inapplicable("<blockquote hidden><form></form></blockquote>"),
        .inapplicable("<blockquote></blockquote>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.blockquote).filter { page.isExposed($0) && page.isVisible($0) && hasContent($0, page) }
    }

    func expect(_ quotation: NodeID, in page: Page) -> Verdict {
        let stranger = page.firstDescendant(of: quotation) { element in
            guard page.document.namespace(of: element) == .html else { return false }
            switch page.document.name(of: element) {
            case .form, .table, .h1, .h2, .h3, .h4, .h5, .h6, .nav, .input, .iframe: return true
            default: return false
            }
        }
        guard let stranger, !page.hasAttribute(.cite, quotation) else { return .passed }
        return .cantTell(
            zh: "blockquote 里有 <\(page.tag(of: stranger))>。它是引用，还是只为了缩进？",
            en: "The blockquote holds <\(page.tag(of: stranger))>. Is it a quotation, or only an indent?"
        )
    }

    private func hasContent(_ quotation: NodeID, _ page: Page) -> Bool {
        page.hasText(in: quotation) || page.firstDescendant(of: quotation) { page.isExposed($0) } != nil
    }
}
