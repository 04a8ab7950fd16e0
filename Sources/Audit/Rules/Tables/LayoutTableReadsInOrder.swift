/// A page laid out by tables makes sense when its cells are read one after another.
///
/// Source: WCAG failure F49.
struct LayoutTableReadsInOrder: GroupRule {
    static let metadata = RuleMetadata(
        id: "layout-table-reads-in-order",
        title: LocalizedText(zh: "布局表格的阅读顺序合理", en: "Layout table reads in a sensible order"),
        kind: .review,
        criteria: ["1.3.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人按源码顺序听到内容，可能前后错乱。",
            en: "People who use a screen reader hear cells in the order of the source, which may make no sense."
        ),
        fix: LocalizedText(
            zh: "用 CSS 布局；保留表格就写 role=\"presentation\"，并按源码顺序检查内容。",
            en: "Lay out by CSS; a table that stays gets role=\"presentation\" and an order of cells that makes sense."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<table role="presentation"><tr><td>a</td></tr></table>"#),
        .passed(#"▸<table role="none"><tr><td><table role="none"><tr><td>a</td></tr></table></td></tr></table>"#),
        .cantTell("▸<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>"),
        .cantTell("▸<table><tr><td><h2>公告</h2></td><td><ul><li>x</li></ul></td></tr></table>"),
        .cantTell(
            #"▸<table width="100%"><tr><td><form><input aria-label="a"></form></td><td><div><p>x</p></div></td></tr></table>"#
        ),
        .inapplicable("<table><tr><th>a</th></tr><tr><td>1</td></tr></table>"),
        .inapplicable("<table><tr><td>a</td><td>b</td></tr></table>"),
        .inapplicable("<table hidden><tr><td><table><tr><td>a</td></tr></table></td></tr></table>"),
    ]

    private static let blocks: Set<Name> = [.h1, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .form, .table, .iframe, .marquee]

    /// One answer stands for the page: the first layout table.
    func verdicts(in page: Page) -> [TargetOutcome] {
        let tables = page.htmlElements(.table).filter { page.isVisible($0) && isLayout($0, page) }
        guard let first = tables.first else { return [] }
        guard let unmarked = tables.first(where: { !page.isMarkedAsDecorative($0) && page.role(of: $0) == .table })
        else {
            return [(first, .passed)]
        }
        return [
            (
                unmarked,
                .cantTell(
                    zh: "页面用 \(tables.count) 个表格布局。按源码顺序一格一格地读，内容合理吗？",
                    en:
                        "The page is laid out by \(tables.count.counted("table")). Does it make sense read cell by cell in their order?"
                )
            )
        ]
    }

    private func isLayout(_ table: NodeID, _ page: Page) -> Bool {
        if page.isMarkedAsDecorative(table) { return true }
        guard page.role(of: table) == .table else { return false }
        var holdsBlock = false
        for index in page.document.subtree(of: table).dropFirst() {
            let node = NodeID(index)
            guard page.document.isElement(node), page.document.namespace(of: node) == .html else { continue }
            let name = page.document.name(of: node)
            if name == .th || name == .caption || name == .thead { return false }
            if Self.blocks.contains(name) { holdsBlock = true }
        }
        return holdsBlock
    }
}
