/// A caption says something, stands first in its table, and is not said twice by `summary`.
///
/// Source: HTML §4.9.2 (caption is the first child); WCAG techniques H39 and H73.
struct CaptionIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "caption-is-valid",
        title: LocalizedText(zh: "表格标题有效", en: "Caption of a table is valid"),
        criteria: ["1.3.1"],
        severity: .minor,
        confidence: .likely,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到空的或重复的表格标题。",
            en: "People who use a screen reader hear an empty caption, or the same one twice."
        ),
        fix: LocalizedText(
            zh: "在 caption 里写表格的标题，放在 table 的最前面；summary 只写读表方法。",
            en: "Write the title into caption, first in the table; summary only tells how to read it."
        )
    )

    static let examples: [Example] = [
        .passed("<table>▸<caption>各县人口</caption><tr><th>县</th><td>1</td></tr></table>"),
        .passed(#"<table summary="第一列为县名">▸<caption>各县人口</caption><tr><th>县</th><td>1</td></tr></table>"#),
        .passed(#"<table>▸<caption><img src="a.png" alt="各县人口"></caption><tr><th>县</th><td>1</td></tr></table>"#),
        .failed("<table>▸<caption></caption><tr><th>县</th><td>1</td></tr></table>"),
        .failed(#"<table summary="各县人口">▸<caption>各县人口：</caption><tr><th>县</th><td>1</td></tr></table>"#),
        .failed("<table><tr><th>县</th><td>1</td></tr>▸<caption>各县人口</caption></table>"),
        .inapplicable("<table><tr><th>县</th><td>1</td></tr></table>"),
        .inapplicable(#"<table role="none"><caption></caption><tr><td>1</td></tr></table>"#),
        .inapplicable("<table hidden><caption></caption><tr><th>县</th><td>1</td></tr></table>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.caption).filter { caption in
            guard let table = page.document.parent(of: caption) else { return false }
            return page.document.isHTML(table, .table) && page.isDataTable(table) && page.isExposed(table)
                && page.isRendered(caption)
        }
    }

    func expect(_ caption: NodeID, in page: Page) -> Verdict {
        guard let table = page.document.parent(of: caption) else { return .passed }
        let text = page.exposedText(of: caption)
        let hasPicture = page.firstDescendant(of: caption) { page.hasAccessibleName($0) && page.isExposed($0) } != nil
        if text.isWhitespace, !hasPicture {
            return .failed(
                zh: "caption 是空的；写上表格标题，或删去它",
                en: "The caption is empty; write the table's title or remove it"
            )
        }
        if let summary = page.attribute(.summary, of: table), !summary.isWhitespace,
            TextFolding.fold(summary) == TextFolding.fold(text[...])
        {
            return .failed(
                zh: "summary 与 caption 相同（“\(summary.quoted)”）；删去 summary",
                en: "summary repeats the caption (“\(summary.quoted)”); remove summary"
            )
        }
        let first = page.document.children(of: table).first { child in
            page.document.isElement(child) && !page.document.isHTML(child, .script)
                && !page.document.isHTML(child, .template)
        }
        if first != caption {
            return .failed(
                zh: "caption 不在 table 的最前面；移到最前面",
                en: "The caption is not first in its table; move it there"
            )
        }
        return .passed
    }
}
