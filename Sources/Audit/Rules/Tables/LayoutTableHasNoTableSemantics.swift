/// A table that is declared to be layout has no caption, headers or summary.
///
/// Source: WCAG failure F46.
struct LayoutTableHasNoTableSemantics: Rule {
    static let metadata = RuleMetadata(
        id: "layout-table-has-no-table-semantics",
        title: LocalizedText(zh: "布局表格不用数据表格的标记", en: "Layout table has no markup of data tables"),
        criteria: ["1.3.1"],
        severity: .minor,
        impact: LocalizedText(
            zh: "读屏软件得到矛盾的信息，可能把版面读成数据表格。",
            en: "Screen readers get contradictory information and may read a layout as data."
        ),
        fix: LocalizedText(
            zh: "去掉 th、caption、summary、scope；确是数据表格就去掉 role。",
            en: "Remove th, caption, summary and scope; if it is a data table remove the role instead."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<table role="presentation"><tr><td>x</td></tr></table>"#),
        .passed(#"▸<table role="none"><tr><td><table><tr><th>x</th><td>y</td></tr></table></td></tr></table>"#),
        .passed(#"▸<table role="presentation" summary=""><tr><td>x</td></tr></table>"#),
        .failed(#"▸<table role="presentation"><tr><th>x</th><td>y</td></tr></table>"#),
        .failed(#"▸<table role="none"><caption>布局</caption><tr><td>y</td></tr></table>"#),
        .failed(#"▸<table role="none" summary="布局"><tr><td>y</td></tr></table>"#),
        .failed(#"▸<table role="none"><tr><td scope="row">y</td></tr></table>"#),
        .inapplicable("<table><tr><th>x</th><td>y</td></tr></table>"),
        .inapplicable(#"<table role="presentation" hidden><tr><th>x</th></tr></table>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.table).filter { table in
            page.explicitRole(of: table)?.isPresentational ?? false && !page.isProgrammaticallyHidden(table)
        }
    }

    func expect(_ table: NodeID, in page: Page) -> Verdict {
        if let summary = page.attribute(named: "summary", of: table), !summary.isBlank { return failure("summary") }
        var index = table.index + 1
        let end = page.document.subtree(of: table).upperBound
        while index < end {
            let node = NodeID(index)
            if page.document.isHTML(node, .table) {
                index = page.document.subtree(of: node).upperBound
                continue
            }
            if page.document.isHTML(node, .th) { return failure("th") }
            if page.document.isHTML(node, .caption) { return failure("caption") }
            if page.document.isHTML(node, .td), page.hasAttribute(.scope, node) { return failure("scope") }
            if page.document.isHTML(node, .td), page.hasAttribute(.headers, node) { return failure("headers") }
            index += 1
        }
        return .passed
    }

    private func failure(_ found: String) -> Verdict {
        .failed(
            zh: "表格声明为布局，却用了 \(found)；去掉它，或去掉表格的 role",
            en: "The table is declared to be layout but uses \(found); remove it, or the table's role"
        )
    }
}
