/// A heading is at most one level deeper than the one before.
///
/// Source: WCAG technique G141; rules-union "heading-order".
struct HeadingLevelsDoNotSkip: GroupRule {
    static let metadata = RuleMetadata(
        id: "heading-levels-do-not-skip",
        title: LocalizedText(zh: "标题层级不跳级", en: "Heading levels are not skipped"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人以为漏掉了一级标题。",
            en: "People who use a screen reader think they missed a heading."
        ),
        fix: LocalizedText(
            zh: "按层级依次使用 h1、h2、h3，字号用 CSS 调整。",
            en: "Use h1, h2, h3 in turn and set sizes by CSS."
        )
    )

    static let examples: [Example] = [
        .passed("▸<h1>一</h1>▸<h2>二</h2>▸<h2>三</h2>"),
        .passed("▸<h1>一</h1>▸<h2>二</h2>▸<h3>三</h3>▸<h1>四</h1>"),
        .passed("▸<h3>一</h3>"),
        .failed("<h1>一</h1>▸<h3>二</h3>"),
        .failed("<h2>一</h2>▸<h6>二</h6>"),
        .failed(#"<h1>一</h1>▸<div role="heading" aria-level="4">二</div>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable("<h1 hidden>一</h1>"),
        .inapplicable(#"<h1 aria-hidden="true">一</h1>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        var previous = 0
        return page.headings.map { heading in
            defer { previous = heading.level }
            guard previous > 0, heading.level > previous + 1 else { return (heading.node, .passed) }
            return (
                heading.node,
                .failed(
                    zh: "标题从第 \(previous) 级跳到第 \(heading.level) 级；改为第 \(previous + 1) 级",
                    en: "The heading level jumps from \(previous) to \(heading.level); use level \(previous + 1)"
                )
            )
        }
    }
}
