/// The title of a data table is its caption and not a cell over its whole width.
///
/// Source: WCAG technique H39.
struct CaptionIsNoCell: Rule {
    static let metadata = RuleMetadata(
        id: "caption-is-no-cell",
        title: LocalizedText(zh: "表格标题不写在单元格里", en: "Caption is no cell"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到表格的标题，还把它当成一行数据。",
            en: "People who use a screen reader do not hear the title of the table and take it for a row."
        ),
        fix: LocalizedText(
            zh: "把标题写进 caption。",
            en: "Write the title into a caption."
        )
    )

    static let examples: [Example] = [
        .passed("▸<table><caption>各县人口</caption><tr><th>县</th><th>人口</th></tr><tr><td>甲</td><td>1</td></tr></table>"),
        .passed("▸<table><tr><th>县</th><th>人口</th></tr><tr><td>甲</td><td>1</td></tr></table>"),
        .cantTell(
            #"▸<table><tr><td colspan="2">各县人口</td></tr><tr><th>县</th><th>人口</th></tr><tr><td>甲</td><td>1</td></tr></table>"#
        ),
        .cantTell(
            #"▸<table><tr><th colspan="2">各县人口</th></tr><tr><th>县</th><th>人口</th></tr><tr><td>甲</td><td>1</td></tr></table>"#
        ),
        .cantTell(
            #"▸<table><tr><td colspan="3">Population</td></tr><tr><th>a</th><th>b</th><th>c</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>"#
        ),
        .inapplicable(#"<table><tr><td colspan="2">各县人口</td></tr><tr><td>甲</td><td>1</td></tr></table>"#),
        .inapplicable(#"<table role="none"><tr><td colspan="2">x</td></tr><tr><td>甲</td><td>1</td></tr></table>"#),
        .inapplicable("<table hidden><tr><th>a</th></tr></table>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.table).filter { table in
            page.isDataTable(table) && page.isExposed(table)
                && page.firstDescendant(of: table) { page.document.isHTML($0, .th) } != nil
        }
    }

    func expect(_ table: NodeID, in page: Page) -> Verdict {
        let model = page.table(of: table)
        guard let first = model.cells.first, model.width > 1, model.height > 2, first.width == model.width,
            first.y == 0,
            page.hasText(in: first.node)
        else { return .passed }
        let hasCaption = page.document.children(of: table).contains { page.document.isHTML($0, .caption) }
        if hasCaption { return .passed }
        let text = page.exposedText(of: first.node).quoted
        return .cantTell(
            zh: "第一行只有一格“\(text)”。它是表格的标题吗？是就写进 caption",
            en: "The first row is one cell, “\(text)”. Is it the title of the table? If so make it the caption"
        )
    }
}
