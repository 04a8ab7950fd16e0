/// `scope` stands on header cells and has one of its four values.
///
/// Source: HTML §4.9.10 "scope"; an unknown value means automatic.
struct ScopeIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "scope-is-valid",
        title: LocalizedText(zh: "表头的 scope 有效", en: "The scope of a header cell is valid"),
        criteria: ["1.3.1"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件分不清表头属于哪一行或哪一列。",
            en: "A screen reader cannot tell which row or column a header belongs to."
        ),
        fix: LocalizedText(
            zh: "在 th 上写 scope=\"col\"、\"row\"、\"colgroup\" 或 \"rowgroup\"。",
            en: "Write scope=\"col\", \"row\", \"colgroup\" or \"rowgroup\" on th."
        )
    )

    static let examples: [Example] = [
        .passed(#"<table><tr>▸<th scope="col">年份</th></tr><tr><td>2024</td></tr></table>"#),
        .passed(#"<table><tr>▸<th scope="ROW">GDP</th><td>100</td></tr></table>"#),
        .passed(#"<table><tr>▸<th scope="rowgroup">A</th><td>1</td></tr></table>"#),
        .cantTell(#"<table><tr>▸<th scope="column">年份</th></tr><tr><td>2024</td></tr></table>"#),
        .cantTell(#"<table><tr>▸<td scope="row">GDP</td><td>100</td></tr></table>"#),
        .cantTell(#"<table><tr>▸<th scope="1">年份</th><td>2024</td></tr></table>"#),
        .inapplicable("<table><tr><th>年份</th></tr></table>"),
        .inapplicable(#"<table hidden><tr><th scope="x">年份</th></tr></table>"#),
        .inapplicable(#"<table role="none"><tr><th scope="x">年份</th></tr></table>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.td, .th).filter { cell in
            guard let scope = page.attribute(.scope, of: cell), !scope.isEmpty, page.isExposed(cell) else {
                return false
            }
            return page.enclosingTable(of: cell).map(page.isDataTable) ?? false
        }
    }

    func expect(_ cell: NodeID, in page: Page) -> Verdict {
        let scope = page.attribute(.scope, of: cell) ?? []
        let isKnown = ["col", "row", "colgroup", "rowgroup"].contains { scope.equalsIgnoringCase($0) }
        guard isKnown else {
            return .cantTell(
                zh: "scope=“\(scope.quoted)”无效，浏览器按位置猜表头的方向。猜得对吗？请改成 col 或 row",
                en: """
                    scope=“\(scope.quoted)” is invalid and browsers guess the header's direction from its place. Do they \
                    guess right? Write col or row
                    """
            )
        }
        if page.document.isHTML(cell, .th) { return .passed }
        return .cantTell(
            zh: "td 上的 scope 已废弃。这个单元格是表头吗？是就改成 <th scope=\"\(scope.quoted)\">",
            en: """
                scope on td is obsolete. Is this cell a header? If so make it <th scope=\"\(scope.quoted)\">
                """
        )
    }
}
