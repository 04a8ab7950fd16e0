/// In a table with header cells every data cell with content belongs to one of them.
///
/// Source: WCAG techniques H43 and H63; HTML §4.9.12.2.
struct DataCellHasHeader: GroupRule {
    static let metadata = RuleMetadata(
        id: "data-cell-has-header",
        title: LocalizedText(zh: "数据单元格有表头", en: "Data cell has a header"),
        criteria: ["1.3.1"],
        severity: .serious,
        confidence: .likely,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到一个数字，却不知道它属于哪一行哪一列。",
            en: "People who use a screen reader hear a value and not the row or column it belongs to."
        ),
        fix: LocalizedText(
            zh: "补上缺少的 th，或用 scope、headers 把单元格与表头联系起来。",
            en: "Add the missing th, or relate cells and headers by scope or headers."
        )
    )

    static let examples: [Example] = [
        .passed(
            "▸<table><tr><th>县</th><th>人口</th><th>面积</th></tr><tr><td>甲</td><td>1</td><td>2</td></tr><tr><td>乙</td><td>3</td><td>4</td></tr></table>"
        ),
        .passed(
            "▸<table><tr><th>县</th><td>甲</td><td>乙</td></tr><tr><th>人口</th><td>1</td><td>2</td></tr><tr><th>面积</th><td>3</td><td>4</td></tr></table>"
        ),
        .passed(
            "▸<table><tr><th>县</th><th>人口</th><td></td></tr><tr><td>甲</td><td>1</td><td></td></tr><tr><td>乙</td><td>3</td><td></td></tr></table>"
        ),
        .failed(
            "▸<table><tr><th>县</th><th>人口</th><td>面积</td></tr><tr><td>甲</td><td>1</td><td>2</td></tr><tr><td>乙</td><td>3</td><td>4</td></tr></table>"
        ),
        .failed(
            "▸<table><tr><th>县</th><td>甲</td><td>乙</td></tr><tr><td>人口</td><td>1</td><td>2</td></tr><tr><td>面积</td><td>3</td><td>4</td></tr></table>"
        ),
        .failed(
            "▸<table><tr><td>县</td><td>人口</td><td>面积</td></tr><tr><th>甲</th><td>1</td><td>2</td></tr><tr><td>乙</td><td>3</td><td>4</td></tr></table>"
        ),
        .inapplicable("<table><tr><th>县</th><th>人口</th></tr><tr><td>甲</td><td>1</td></tr></table>"),
        .inapplicable(
            "<table><tr><td>县</td><td>人口</td><td>面积</td></tr><tr><td>甲</td><td>1</td><td>2</td></tr><tr><td>乙</td><td>3</td><td>4</td></tr></table>"
        ),
        .inapplicable(#"<table role="presentation"><tr><td>县</td></tr></table>"#),
    ]

    /// Rows and columns from which a cell needs a header to be understood.
    private static let leastSize = 3

    func verdicts(in page: Page) -> [TargetOutcome] {
        page.htmlElements(.table).compactMap { table in
            guard page.isDataTable(table), page.isExposed(table) else { return nil }
            let model = page.table(of: table)
            guard model.width >= Self.leastSize, model.height >= Self.leastSize,
                model.cells.contains(where: { isHeader($0, page) })
            else { return nil }
            return (table, verdict(on: model, in: page))
        }
    }

    /// A header anywhere in a cell's row or column counts: which of them assistive technology relates is not certain.
    private func verdict(on model: TableModel, in page: Page) -> Verdict {
        guard model.isComplete else {
            return .cantTell(
                zh: "表格太大，没有逐格检查。每个数据单元格都有表头吗？",
                en: "The table is too large to look at each cell. Does every data cell have a header?"
            )
        }
        var rows = [Bool](repeating: false, count: model.height)
        var columns = [Bool](repeating: false, count: model.width)
        for cell in model.cells where isHeader(cell, page) {
            for y in cell.y..<cell.y + cell.height { rows[y] = true }
            for x in cell.x..<cell.x + cell.width { columns[x] = true }
        }
        let lonely = model.cells.filter { cell in
            !isHeader(cell, page) && cell.width < model.width && !rows[cell.y..<cell.y + cell.height].contains(true)
                && !columns[cell.x..<cell.x + cell.width].contains(true) && !page.hasAttribute(.headers, cell.node)
                && page.isExposed(cell.node) && page.hasText(in: cell.node)
        }
        guard let first = lonely.first else { return .passed }
        let text = page.exposedText(of: first.node).quoted
        return .failed(
            zh: "\(lonely.count) 个数据单元格没有表头，例如第 \(first.y + 1) 行第 \(first.x + 1) 列“\(text)”；补上 th",
            en: """
                \(lonely.count.counted("data cell has", "data cells have")) no header, such as “\(text)” in row \(first.y + 1), column \(first.x + 1); \
                add th
                """
        )
    }

    private func isHeader(_ cell: TableModel.Cell, _ page: Page) -> Bool {
        cell.isHeader || page.role(of: cell.node) == .columnheader || page.role(of: cell.node) == .rowheader
    }
}
