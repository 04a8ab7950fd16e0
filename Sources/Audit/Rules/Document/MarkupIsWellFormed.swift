/// The markup has no faults after which parts of the page stand elsewhere than their author put them.
///
/// Source: HTML §13.2.2 (parse errors). WCAG 2.2 dropped 4.1.1, so that this is advice. Faults that browsers mend without
/// moving anything are left out.
struct MarkupIsWellFormed: Rule {
    static let metadata = RuleMetadata(
        id: "markup-is-well-formed",
        title: LocalizedText(zh: "标签写法没有影响结构的错误", en: "Markup has no faults that change the structure"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "浏览器和读屏软件看到的结构与作者写的不同，内容可能错位或漏读。",
            en:
                "Browsers and screen readers get another structure than was written, and content may be moved or missed."
        ),
        fix: LocalizedText(
            zh: "用 HTML 校验工具找到这一行，改正嵌套和重复的属性。",
            en: "Find the line with an HTML validator, and mend the nesting or the repeated attribute."
        )
    )

    static let examples: [Example] = [
        .passed("<!DOCTYPE html>▸<html><p>甲<p>乙"),
        .passed("▸<html><ul><li>一<li>二</ul>"),
        .passed("▸<html><table><tr><td>甲</table>"),
        .failed(#"▸<html><img src="a.png" alt="甲" alt="乙">"#),
        .failed("▸<html><p><b>甲<i>乙</b>丙</i></p>"),
        .failed("▸<html><table><p>甲</p><tr><td>乙</table>"),
        .failed("▸<html><a href=/a>甲<a href=/b>乙</a></a>"),
        .inapplicable("<!-- -->"),
        .inapplicable(" "),
        .inapplicable("<template><p></template>"),
    ]

    /// Faults that move, drop or split elements.
    private static let grave: Set<String> = [
        "duplicate-attribute", "misnested-tag", "nested-anchor", "nested-button", "nested-form", "nested-table",
        "unexpected-start-tag-in-table", "unexpected-end-tag-in-table",
    ]

    func targets(in page: Page) -> [NodeID] {
        page.rootElement.map { root in page.hasTextContent(root) || !page.elements(.img).isEmpty ? [root] : [] }
            ?? []
    }

    func expect(_ root: NodeID, in page: Page) -> Verdict {
        let found = page.document.parseErrors.filter { Self.grave.contains($0.code.description) }
        guard let first = found.first else { return .passed }
        let line = 1 + page.document.bytes.prefix(Int(first.offset)).count { $0 == 0x0A }
        return .failed(
            zh: "有 \(found.count) 处标签错误会改变结构，第一处在第 \(line) 行（\(first.code)）；改正",
            en:
                "The structure is changed by \(found.count.counted("fault")) in the markup, the first in line \(line) (\(first.code)); mend the markup"
        )
    }
}
