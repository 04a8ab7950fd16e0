/// A table stands in no cell of another table.
///
/// Source: WCAG technique C22; rules-union “table-nested”.
struct TableIsNotNested: Rule {
    static let metadata = RuleMetadata(
        id: "table-is-not-nested",
        title: LocalizedText(zh: "表格里不套表格", en: "Tables are not nested"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人在表格套表格里迷路。",
            en: "People who use a screen reader get lost in tables within tables."
        ),
        fix: LocalizedText(
            zh: "用 CSS 布局，数据表格分开写。",
            en: "Lay out by CSS and keep data tables apart."
        )
    )

    static let examples: [Example] = [
        .passed("▸<table><tr><th>a</th><td>b</td></tr></table>"),
        .passed("▸<table><caption>x</caption><tr><th>a</th></tr></table>"),
        .failed(#"<table role="none"><tr><td>▸<table><tr><th>a</th></tr></table></td></tr></table>"#),
        .failed("<table><tr><th>k</th><td>▸<table><tr><th>a</th></tr></table></td></tr></table>"),
        .failed(#"<table role="none"><tr><td><div>▸<table><tr><th>a</th></tr></table></div></td></tr></table>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable("<table hidden><tr><th>a</th></tr></table>"),
        .inapplicable(#"<table role="none"><tr><td>a</td></tr></table>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.table).filter { page.isDataTable($0) && page.isExposed($0) }
    }

    func expect(_ table: NodeID, in page: Page) -> Verdict {
        guard page.enclosingTable(of: table) != nil else { return .passed }
        return .failed(zh: "这个表格套在另一个表格里；用 CSS 布局", en: "This table stands in another table; lay out by CSS")
    }
}
