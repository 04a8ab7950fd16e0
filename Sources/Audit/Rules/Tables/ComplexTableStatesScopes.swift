/// Where headers stand in several rows and in several columns, each says what it is the header of.
///
/// Source: WCAG techniques H43 and H63.
struct ComplexTableStatesScopes: GroupRule {
    static let metadata = RuleMetadata(
        id: "complex-table-states-scopes",
        title: LocalizedText(zh: "多级表头写明范围", en: "Table with headers on two levels states their scope"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人在多级表头的表格里听到错误的表头。",
            en: "People who use a screen reader hear wrong headers in tables with several levels of them."
        ),
        fix: LocalizedText(
            zh: "给每个 th 写 scope，或给单元格写 headers。",
            en: "Give each th a scope, or each cell a headers attribute."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"▸<table><tr><th rowspan="2" scope="col">县</th><th colspan="2" scope="colgroup">人口</th></tr><tr><th scope="col">男</th><th scope="col">女</th></tr><tr><th scope="row">甲</th><td>1</td><td>2</td></tr></table>"#
        ),
        .passed(
            #"▸<table><tr><th id="a" rowspan="2">县</th><th id="b" colspan="2">人口</th></tr><tr><th id="c">男</th><th id="d">女</th></tr><tr><th id="e">甲</th><td headers="b c e">1</td><td headers="b d e">2</td></tr></table>"#
        ),
        .cantTell(
            #"▸<table><tr><th rowspan="2">县</th><th colspan="2">人口</th></tr><tr><th>男</th><th>女</th></tr><tr><th>甲</th><td>1</td><td>2</td></tr></table>"#
        ),
        .cantTell(
            #"▸<table><tr><th rowspan="2" scope="col">县</th><th colspan="2">人口</th></tr><tr><th>男</th><th>女</th></tr><tr><th>甲</th><td>1</td><td>2</td></tr></table>"#
        ),
        .cantTell(
            #"▸<table><tr><th colspan="3">2024</th></tr><tr><th>县</th><th>男</th><th>女</th></tr><tr><th>甲</th><td>1</td><td>2</td></tr></table>"#
        ),
        .inapplicable("<table><tr><th>县</th><th>人口</th></tr><tr><th>甲</th><td>1</td></tr></table>"),
        .inapplicable("<table><tr><th>县</th><th>人口</th></tr><tr><td>甲</td><td>1</td></tr></table>"),
        .inapplicable("<table hidden><tr><th>县</th></tr></table>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        page.htmlElements(.table).compactMap { table in
            guard page.isDataTable(table), page.isExposed(table) else { return nil }
            let model = page.table(of: table)
            guard model.isComplete, isComplex(model) else { return nil }
            let silent = model.cells.filter {
                $0.isHeader && !page.hasAttribute(.scope, $0.node) && page.hasText(in: $0.node)
            }
            let isRelated = model.cells.allSatisfy { $0.isHeader || page.hasAttribute(.headers, $0.node) }
            if silent.isEmpty || isRelated { return (table, .passed) }
            return (
                table,
                .cantTell(
                    zh: "表头有多级，\(silent.count) 个 th 没有 scope。读屏软件读每一格时，听到的表头对吗？",
                    en:
                        "Headers stand on several levels and \(silent.count) th have no scope. Does each cell get the right ones?"
                )
            )
        }
    }

    /// Whether rows of headers only stand on two levels, and headers stand beside data too.
    private func isComplex(_ model: TableModel) -> Bool {
        var headerRows: Set<Int> = []
        var dataRows: Set<Int> = []
        for cell in model.cells where !cell.isHeader { dataRows.formUnion(cell.y..<cell.y + cell.height) }
        var hasRowHeader = false
        for cell in model.cells where cell.isHeader {
            if dataRows.contains(cell.y) { hasRowHeader = true } else { headerRows.insert(cell.y) }
        }
        return headerRows.count > 1 && hasRowHeader
    }
}
