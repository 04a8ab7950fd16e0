/// A `ruby` holds its annotation in `rt`.
///
/// Source: WCAG technique H62 (3.1.6, level AAA).
struct RubyIsComplete: Rule {
    static let metadata = RuleMetadata(
        id: "ruby-is-complete",
        title: LocalizedText(zh: "注音完整", en: "Ruby is complete"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "依赖注音的人得不到读音。",
            en: "People who need the reading do not get it."
        ),
        fix: LocalizedText(
            zh: "在 ruby 里写 rt。",
            en: "Write rt into ruby."
        )
    )

    static let examples: [Example] = [
        .passed("▸<ruby>薛<rt>xuē</rt></ruby>"),
        .passed("▸<ruby>薛<rp>(</rp><rt>xuē</rt><rp>)</rp></ruby>"),
        .failed("▸<ruby>薛</ruby>"),
        .failed("▸<ruby>薛<rt></rt></ruby>"),
        .failed("▸<ruby>薛<rp>(</rp></ruby>"),
        .inapplicable("<p>薛</p>"),
        .inapplicable("<ruby></ruby>"),
        .inapplicable("<ruby hidden>薛</ruby>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.ruby).filter { page.isVisible($0) && page.hasText(in: $0) }
    }

    func expect(_ ruby: NodeID, in page: Page) -> Verdict {
        let reading = page.firstDescendant(of: ruby) { page.document.isHTML($0, .rt) && page.hasText(in: $0) }
        if reading != nil { return .passed }
        return .failed(zh: "ruby 没有注音；写上 rt", en: "The ruby has no annotation; add rt")
    }
}
