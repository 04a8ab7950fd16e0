/// A `link` element in the head says what it is and where it leads.
///
/// Source: HTML §4.2.4 (`rel` and `href` are required); WCAG technique H59.
struct HeadLinkIsComplete: Rule {
    static let metadata = RuleMetadata(
        id: "head-link-is-complete",
        title: LocalizedText(zh: "link 元素写明关系和地址", en: "Link element states relation and address"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "浏览器和辅助技术无法使用不完整的 link 提供的导航和样式。",
            en: "Browsers and assistive technology cannot use a link element that is incomplete."
        ),
        fix: LocalizedText(
            zh: "补上 rel 和 href，或删去这个 link。",
            en: "Add rel and href, or remove the element."
        )
    )

    static let examples: [Example] = [
        .passed(#"<head>▸<link rel="stylesheet" href="a.css"></head>"#),
        .passed(#"<head>▸<link rel="next" href="/2"></head>"#),
        .passed(#"<head>▸<link itemprop="url" href="/"></head>"#),
        .failed(#"<head>▸<link rel="stylesheet" href=""></head>"#),
        .failed(#"<head>▸<link href="a.css"></head>"#),
        .failed(#"<head>▸<link rel="icon"></head>"#),
        .inapplicable("<head><title>x</title></head>"),
        .inapplicable(#"<svg><link rel="icon"></svg>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] { page.htmlElements(.link) }

    func expect(_ link: NodeID, in page: Page) -> Verdict {
        let states =
            !(page.attribute(.rel, of: link)?.isBlank ?? true) || page.attribute(named: "itemprop", of: link) != nil
        let hasAddress =
            !(page.attribute(.href, of: link)?.isBlank ?? true) || page.attribute(named: "imagesrcset", of: link) != nil
        if states, hasAddress { return .passed }
        let missing = states ? "href" : "rel"
        return .failed(
            zh: "link 元素的 \(missing) 缺失或为空；补上或删去",
            en: "The \(missing) of the link element is missing or empty; add it or remove the element"
        )
    }
}
