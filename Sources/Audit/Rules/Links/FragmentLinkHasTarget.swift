/// A link to a place on the same page leads to one.
///
/// Source: HTML §7.4.2.3.3; rules-union "fragment-link-target".
struct FragmentLinkHasTarget: Rule {
    static let metadata = RuleMetadata(
        id: "fragment-link-has-target",
        title: LocalizedText(zh: "页内链接的目标存在", en: "Target of a link on the page exists"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "按了链接哪里也去不了。",
            en: "People choose the link and get nowhere."
        ),
        fix: LocalizedText(
            zh: "改正 href，或在目标上加 id。",
            en: "Correct the href, or give the target its id."
        )
    )

    static let examples: [Example] = [
        .passed(##"▸<a href="#a">一</a><h2 id="a">一</h2>"##),
        .passed(##"▸<a href="#top">返回顶部</a>"##),
        .failed(##"▸<a href="#a">一</a><h2 id="b">一</h2>"##),
        .failed(##"▸<a href="#none">x</a>"##),
        .failed(##"▸<a href="#A">一</a><h2 id="a">一</h2>"##),
        .inapplicable(##"<a href="#">x</a>"##),
        .inapplicable(##"<a href="#a" onclick="x()">x</a>"##),
        .inapplicable(#"<a href="/a#b">x</a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.a).filter { link in
            guard let address = page.attribute(.href, of: link)?.trimmed, address.count > 1, address.first == 0x23
            else {
                return false
            }
            // A script or a router may give the fragment a meaning of its own.
            return page.isExposed(link) && !page.hasAttribute(.onclick, link) && address.dropFirst().first != 0x2F
                && address.dropFirst().first != 0x21
        }
    }

    func expect(_ link: NodeID, in page: Page) -> Verdict {
        let fragment = page.attribute(.href, of: link)?.trimmed.dropFirst() ?? []
        if fragment.equalsIgnoringCase("top") || page.fragmentTarget(fragment) != nil { return .passed }
        return .failed(
            zh: "链接指向“#\(fragment.quoted)”，页面上没有这个 id；改正",
            en: "The link leads to “#\(fragment.quoted)”, an id that is not on the page; correct it"
        )
    }
}
