/// A column header of a table made with roles is the header of some cell.
///
/// Source: ACT rule d0f69e, for tables that are no `table` elements: the cells of a row count from the left. Where ARIA gives
/// columns or spans numbers of their own nothing is said.
struct HeaderOfGridHasCells: GroupRule {
    static let metadata = RuleMetadata(
        id: "header-of-grid-has-cells",
        title: LocalizedText(zh: "用角色做的表格，表头有所属单元格", en: "Column header of a table made with roles has cells"),
        criteria: ["1.3.1"],
        act: ["d0f69e"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件读出的表头对不上单元格。",
            en: "A screen reader announces headers that belong to no cell."
        ),
        fix: LocalizedText(
            zh: "让每一行的单元格数与表头一致。",
            en: "Give each row as many cells as there are headers."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"<div role="table"><div role="row">▸<b role="columnheader">年</b></div><div role="row"><i role="cell">1</i></div></div>"#
        ),
        .passed(
            #"<div role="grid"><div role="rowgroup"><div role="row">▸<b role="columnheader">a</b></div></div><div role="row"><i role="gridcell">1</i></div></div>"#
        ),
        .passed(
            #"<div role="grid"><div role="row">▸<b role="columnheader">a</b>▸<b role="columnheader">b</b></div><div role="row"><i role="gridcell">1</i><i role="gridcell">2</i></div></div>"#
        ),
        .failed(
            #"<div role="grid"><div role="row"><b role="columnheader">a</b>▸<b role="columnheader">b</b></div><div role="row"><i role="gridcell">1</i></div></div>"#
        ),
        .failed(#"<div role="table"><div role="row">▸<b role="columnheader">a</b></div></div>"#),
        .failed(
            #"<div role="table"><div role="row">▸<b role="columnheader">a</b></div><div role="row"></div></div>"#
        ),
        .cantTell(
            #"<script></script><div role="grid"><div role="row">▸<b role="columnheader">a</b></div></div>"#
        ),
        .inapplicable(
            #"<div role="grid" aria-colcount="9"><div role="row"><b role="columnheader">a</b></div></div>"#
        ),
        .inapplicable("<table><tr><th>a</th></tr></table>"),
        .inapplicable(#"<b role="columnheader">a</b>"#),
        .inapplicable(#"<div role="grid" hidden><div role="row"><b role="columnheader">a</b></div></div>"#),
    ]

    private static let numbered: [ARIAAttribute] = [.colcount, .colindex, .colspan]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let tables = page.elements(withRoleIn: [.table, .grid, .treegrid]).filter { table in
            page.isExposed(table) && page.explicitRole(of: table) != nil && !page.document.isHTML(table, .table)
        }
        guard !tables.isEmpty else { return [] }
        let ownership = Ownership(page)
        let mayBeFilled = !page.elements(.script).isEmpty
        return tables.flatMap { verdicts(on: $0, ownership, mayBeFilled, in: page) }.sorted { $0.target < $1.target }
    }

    private func verdicts(
        on table: NodeID,
        _ ownership: Ownership,
        _ mayBeFilled: Bool,
        in page: Page
    ) -> [TargetOutcome] {
        let rows = ownership.children(of: table).flatMap { child in
            page.role(of: child) == .rowgroup ? ownership.children(of: child) : [child]
        }.filter { page.document.isElement($0) && page.role(of: $0) == .row }
        let cells = rows.map { row in ownership.children(of: row).filter { page.document.isElement($0) } }
        let hasNumbers = ([table] + cells.joined()).contains { element in
            Self.numbered.contains { page.hasAttribute($0.interned, element) }
        }
        if hasNumbers { return [] }
        let width = cells.map { row in row.filter { isData($0, page) }.isEmpty ? 0 : row.count }.max() ?? 0
        return cells.flatMap { row in
            row.enumerated().compactMap { column, cell -> TargetOutcome? in
                guard page.role(of: cell) == .columnheader, page.hasVisibleContent(in: cell) else { return nil }
                if column < width { return (cell, .passed) }
                return (cell, width == 0 && mayBeFilled ? asked(cell, page) : failed(cell, page))
            }
        }
    }

    private func isData(_ cell: NodeID, _ page: Page) -> Bool {
        page.role(of: cell).map { $0 == .cell || $0 == .gridcell || $0 == .rowheader } ?? false
    }

    private func failed(_ header: NodeID, _ page: Page) -> Verdict {
        let text = page.exposedText(of: header).quoted
        return .failed(
            zh: "表头“\(text)”这一列没有单元格；补上单元格，或去掉表头",
            en: "No row has a cell below the header “\(text)”; add cells, or remove the header"
        )
    }

    private func asked(_ header: NodeID, _ page: Page) -> Verdict {
        let text = page.exposedText(of: header).quoted
        return .cantTell(
            zh: "表格还没有单元格，可能由脚本填入。填入后，表头“\(text)”有所属的单元格吗？",
            en: "The table has no cells yet; a script may fill it. When filled, does the header “\(text)” have cells?"
        )
    }
}
