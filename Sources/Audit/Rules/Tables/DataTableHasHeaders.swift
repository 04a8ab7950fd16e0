/// A table that looks like data has header cells.
///
/// Source: WCAG failure F91; Chinese portal check ZH-29.
struct DataTableHasHeaders: Rule {
    static let metadata = RuleMetadata(
        id: "data-table-has-headers",
        title: LocalizedText(zh: "数据表格有表头", en: "Data table has header cells"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到一个数字，却不知道是哪一行哪一列的。",
            en: "People who use a screen reader hear a number and not what it belongs to."
        ),
        fix: LocalizedText(
            zh: "把表头单元格写成 th；只是布局就写 role=\"presentation\"。",
            en: "Write header cells as th; if it is layout add role=\"presentation\"."
        )
    )

    static let examples: [Example] = [
        .passed("▸<table><tr><th>年</th><th>月</th></tr><tr><td>1</td><td>2</td></tr></table>"),
        .cantTell(
            "▸<table><tr><td>区县</td><td>人口</td><td>面积</td></tr><tr><td>甲</td><td>1</td><td>2</td></tr><tr><td>乙</td><td>3</td><td>4</td></tr></table>"
        ),
        .cantTell(
            #"▸<table border="1"><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td></tr></table>"#
        ),
        .cantTell(
            "▸<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td></tr><tr><td>7</td><td>8</td><td>9</td></tr></table>"
        ),
        .inapplicable(#"<table role="presentation"><tr><td>a</td></tr></table>"#),
        .inapplicable("<table><tr><td>a</td><td>b</td></tr></table>"),
        .inapplicable("<table hidden><tr><th>a</th></tr></table>"),
        .inapplicable(
            "<table><tr><td><table><tr><td>x</td></tr></table></td><td>b</td><td>c</td></tr><tr><td>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td><td>6</td></tr></table>"
        ),
    ]

    /// Rows and columns from which a table looks like data.
    private static let leastSize = 3

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.table).filter { table in
            page.role(of: table) == .table && page.isExposed(table)
                && (hasHeader(table, page) || looksLikeData(table, page))
        }
    }

    func expect(_ table: NodeID, in page: Page) -> Verdict {
        if hasHeader(table, page) { return .passed }
        return .cantTell(
            zh: "表格没有表头单元格。它是数据表格吗？是就把表头写成 th",
            en: "The table has no header cell. Does it hold data? If so write its headers as th"
        )
    }

    private func hasHeader(_ table: NodeID, _ page: Page) -> Bool {
        page.firstDescendant(of: table) { cell in
            page.document.isHTML(cell, .th) || [.columnheader, .rowheader].contains(page.role(of: cell) ?? .generic)
        } != nil
    }

    /// Whether it has rows and columns of text, and no other table in it.
    private func looksLikeData(_ table: NodeID, _ page: Page) -> Bool {
        if page.firstDescendant(of: table, where: { page.document.isHTML($0, .table) }) != nil { return false }
        let model = page.table(of: table)
        guard model.isComplete, model.width >= Self.leastSize, model.height >= Self.leastSize else { return false }
        let texts = model.cells.filter { page.hasText(in: $0.node) }
        return texts.count * 2 >= model.cells.count
    }
}
