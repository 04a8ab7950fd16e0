/// A header cell is the header of something.
///
/// Source: ACT rule d0f69e; HTML §4.9.12.2. ARIA tables are left to the ARIA rules: their headers have no algorithm.
struct HeaderCellHasCells: GroupRule {
    static let metadata = RuleMetadata(
        id: "header-cell-has-cells",
        title: LocalizedText(zh: "表头单元格有所属的单元格", en: "Header cell is the header of some cell"),
        criteria: ["1.3.1"],
        act: ["d0f69e"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件读不出表头和数据的关系，或把数据误读成表头。",
            en: "A screen reader cannot relate header and data, or takes data for a header."
        ),
        fix: LocalizedText(
            zh: "检查表格结构和 scope、headers；不是表头的单元格用 td。",
            en: "Check the table's structure, scope and headers; use td for cells that are no headers."
        )
    )

    static let examples: [Example] = [
        .passed("<table><tr>▸<th>年份</th>▸<th>GDP</th></tr><tr><td>2024</td><td>100</td></tr></table>"),
        .passed(#"<table><tr>▸<th scope="row">GDP</th><td>100</td></tr></table>"#),
        .passed(#"<table><tr>▸<th id="h">年份</th></tr><tr><td headers="h">2024</td></tr></table>"#),
        .failed("<table><tr>▸<th>年份</th></tr></table>"),
        .cantTell("<table><tr>▸<th>年份</th></tr></table><script src=fill.js></script>"),
        .failed("<table><tr>▸<th>年份</th>▸<th>GDP</th></tr></table>"),
        .failed(#"<table><tr><td>2024</td>▸<th scope="col">GDP</th></tr></table>"#),
        .inapplicable(#"<table role="presentation"><tr><th>年份</th></tr></table>"#),
        .inapplicable("<table hidden><tr><th>年份</th></tr></table>"),
        .inapplicable("<table><tr><td>2024</td></tr></table>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        var headersOfTables: [NodeID: Set<NodeID>?] = [:]
        let mayBeFilled = !page.elements(.script).isEmpty
        return targets(page).map { header in
            guard let table = page.enclosingTable(of: header) else { return (header, .passed) }
            let headers = headersOfTables[table] ?? assignedHeaders(of: table, in: page)
            headersOfTables[table] = .some(headers)
            return (header, verdict(on: header, headers, of: table, mayBeFilled, in: page))
        }
    }

    private func targets(_ page: Page) -> [NodeID] {
        page.htmlElements(.th).filter { cell in
            guard let role = page.role(of: cell), role == .rowheader || role == .columnheader else { return false }
            guard page.isExposed(cell), page.hasVisibleContent(in: cell), let table = page.enclosingTable(of: cell)
            else {
                return false
            }
            guard let tableRole = page.role(of: table), page.isExposed(table) else { return false }
            return tableRole.inherits(from: .table)
        }
    }

    /// The header cells of the table's other cells, or nil where the table is too large to relate them.
    private func assignedHeaders(of table: NodeID, in page: Page) -> Set<NodeID>? {
        let model = page.table(of: table)
        guard model.isComplete, model.cells.count * (model.width + model.height) <= Self.maximumSteps else {
            return nil
        }
        return Set(model.cells.flatMap { model.headers(of: $0, in: page) })
    }

    /// Steps that relating the cells of one table may take; a table of 1,000 rows and 50 columns takes half of it.
    private static let maximumSteps = 100_000_000

    private func verdict(
        on header: NodeID,
        _ headers: Set<NodeID>?,
        of table: NodeID,
        _ mayBeFilled: Bool,
        in page: Page
    ) -> Verdict {
        guard let headers else {
            return .cantTell(
                zh: "表格太大，无法计算表头关系。这个表头属于哪些单元格？",
                en: "The table is too large to relate its cells. Which cells does this header belong to?"
            )
        }
        if headers.contains(header) { return .passed }
        // A table of headers alone waits for its rows.
        if mayBeFilled, page.firstDescendant(of: table, where: { page.document.isHTML($0, .td) }) == nil {
            return .cantTell(
                zh: "表格还没有数据单元格，可能由脚本填入。填入后，表头“\(page.exposedText(of: header).quoted)”有所属的单元格吗？",
                en: """
                    The table has no data cells yet; a script may fill it. When filled, is the header \
                    “\(page.exposedText(of: header).quoted)” the header of some cell?
                    """
            )
        }
        return .failed(
            zh: "表头“\(page.exposedText(of: header).quoted)”没有所属的单元格；检查行列结构和 scope，或改用 td",
            en: """
                The header “\(page.exposedText(of: header).quoted)” is the header of no cell; check rows, columns and scope, \
                or use td
                """
        )
    }
}
