/// A header cell says what it is the header of; an empty corner is a `td`.
///
/// Source: HTML §4.9.10.
struct HeaderCellHasText: Rule {
    static let metadata = RuleMetadata(
        id: "header-cell-has-text",
        title: LocalizedText(zh: "表头单元格有文字", en: "Header cell has text"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到空的表头。",
            en: "People who use a screen reader hear an empty header."
        ),
        fix: LocalizedText(
            zh: "写上表头文字；左上角的空格用 td。",
            en: "Write the header, or make an empty corner a td."
        )
    )

    static let examples: [Example] = [
        .passed("<table><tr>▸<th>县</th><td>1</td></tr></table>"),
        .passed(#"<table><tr>▸<th><img src="a.png" alt="县"></th><td>1</td></tr></table>"#),
        .passed(#"<div role="table"><div role="row">▸<span role="columnheader">县</span></div></div>"#),
        .failed("<table><tr>▸<th></th><td>1</td></tr></table>"),
        .failed("<table><tr>▸<th>&nbsp;</th><td>1</td></tr></table>"),
        .failed(#"<table><tr>▸<th><img src="a.png" alt=""></th><td>1</td></tr></table>"#),
        .inapplicable("<table><tr><td></td></tr></table>"),
        .inapplicable(#"<table role="none"><tr><th></th></tr></table>"#),
        .inapplicable("<table hidden><tr><th></th></tr></table>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        (page.elements(withRole: .columnheader) + page.elements(withRole: .rowheader)).filter { page.isExposed($0) }
            .sorted()
    }

    func expect(_ header: NodeID, in page: Page) -> Verdict {
        if page.hasText(in: header) { return .passed }
        if let verdict = page.nameVerdict(of: header) { return verdict }
        return .failed(zh: "表头单元格是空的；写上文字，或改成 td", en: "The header cell is empty; write its text or make it a td")
    }
}
