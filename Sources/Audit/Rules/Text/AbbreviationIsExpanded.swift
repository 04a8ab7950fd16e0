/// An `abbr` states what it is short for.
///
/// Source: WCAG techniques G102 and H28 (3.1.4, level AAA).
struct AbbreviationIsExpanded: GroupRule {
    static let metadata = RuleMetadata(
        id: "abbreviation-is-expanded",
        title: LocalizedText(zh: "缩写有全称", en: "Abbreviation is expanded"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "不熟悉缩写的人看不懂。",
            en: "People who do not know the abbreviation do not understand."
        ),
        fix: LocalizedText(
            zh: "在 title 里写全称，或在第一次出现时写出全称。",
            en: "Write the expansion into title, or beside its first use."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<abbr title="World Wide Web Consortium">W3C</abbr>"#),
        .passed(#"▸<acronym title="国务院办公厅">国办</acronym>"#),
        .passed(#"▸<abbr title="a">A</abbr>▸<abbr>A</abbr>"#),
        .failed("▸<abbr>W3C</abbr>"),
        .failed(#"▸<abbr title="">W3C</abbr>"#),
        .failed("▸<acronym>国办</acronym>"),
        .inapplicable("<p>W3C</p>"),
        .inapplicable("<abbr></abbr>"),
        .inapplicable("<abbr hidden>W3C</abbr>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        var known: Set<[UInt8]> = []
        return page.htmlElements(.abbr, .acronym).filter { page.isExposed($0) && page.hasText(in: $0) }.map { short in
            let text = TextFolding.fold(page.exposedText(of: short)[...])
            if !(page.attribute(.title, of: short)?.isWhitespace ?? true) { known.insert(text) }
            if known.contains(text) { return (short, .passed) }
            return (
                short,
                .failed(
                    zh: "缩写“\(page.exposedText(of: short).quoted)”没有全称；写进 title",
                    en: "The abbreviation “\(page.exposedText(of: short).quoted)” has no expansion; write it into title"
                )
            )
        }
    }
}
