/// The `headers` of a cell name other cells of its table.
///
/// Source: ACT rule a25f45; HTML §4.9.11 "headers".
struct HeadersAttributeIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "headers-attribute-is-valid",
        title: LocalizedText(zh: "单元格的 headers 指向同一表格的单元格", en: "The headers of a cell name cells of its table"),
        criteria: ["1.3.1"],
        act: ["a25f45"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件读单元格时找不到表头，听的人不知道数字是什么意思。",
            en: "A screen reader finds no header for the cell, so that a number means nothing to the listener."
        ),
        fix: LocalizedText(
            zh: "让 headers 中的每个 id 都是同一表格中另一个单元格的 id；简单表格用 scope 即可。",
            en: "Make each id in headers the id of another cell in the same table; simple tables need scope only."
        )
    )

    static let examples: [Example] = [
        .passed(#"<table><tr><th id="h">年份</th></tr><tr>▸<td headers="h">2024</td></tr></table>"#),
        .passed(#"<table><tr><td id="h">Year</td></tr><tr>▸<td headers=" h ">2024</td></tr></table>"#),
        .passed(
            #"<table role="grid"><tr><th id="a">A</th><th id="b">B</th></tr><tr>▸<td headers="a b">1</td></tr></table>"#
        ),
        .failed(#"<table><tr><th id="h">年份</th></tr><tr>▸<td headers="missing">2024</td></tr></table>"#),
        .failed(#"<table><tr>▸<th id="h" headers="h">年份</th></tr></table>"#),
        .failed(#"<p id="p">x</p><table><tr><th>年份</th></tr><tr>▸<td headers="p">2024</td></tr></table>"#),
        .inapplicable(#"<table role="presentation"><tr><td headers="h">2024</td></tr></table>"#),
        .inapplicable(#"<table hidden><tr><td headers="h">2024</td></tr></table>"#),
        .inapplicable("<table><tr><th>年份</th></tr><tr><td>2024</td></tr></table>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.td, .th).filter { cell in
            guard page.hasAttribute(.headers, cell), let table = page.enclosingTable(of: cell) else { return false }
            return page.isExposed(table) && page.isVisible(table) && page.isDataTable(table)
        }
    }

    func expect(_ cell: NodeID, in page: Page) -> Verdict {
        let table = page.enclosingTable(of: cell)
        for token in (page.attribute(.headers, of: cell) ?? []).spaceSeparated {
            guard let header = page.element(withID: token, from: cell) else {
                return .failed(
                    zh: "headers 中的“\(token.quoted)”在页面中没有对应的 id；改成表头单元格的 id",
                    en: "“\(token.quoted)” in headers matches no id in the page; use the id of a header cell"
                )
            }
            if header == cell {
                return .failed(
                    zh: "headers 中的“\(token.quoted)”是单元格自己的 id；改成表头单元格的 id",
                    en: "“\(token.quoted)” in headers is the cell's own id; use the id of its header cell"
                )
            }
            let isCell = page.document.isHTML(header, .td) || page.document.isHTML(header, .th)
            guard isCell, page.enclosingTable(of: header) == table else {
                return .failed(
                    zh: "headers 中的“\(token.quoted)”不是同一表格的单元格；改成表头单元格的 id",
                    en: "“\(token.quoted)” in headers is no cell of the same table; use the id of a header cell"
                )
            }
        }
        return .passed
    }
}
