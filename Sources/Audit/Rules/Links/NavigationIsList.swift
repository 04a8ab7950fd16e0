/// The links of a navigation stand in a list.
///
/// Source: WCAG technique H48.
struct NavigationIsList: Rule {
    static let metadata = RuleMetadata(
        id: "navigation-is-list",
        title: LocalizedText(zh: "导航链接写成列表", en: "Navigation is a list"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到导航有几项。",
            en: "People who use a screen reader do not hear how many links there are."
        ),
        fix: LocalizedText(
            zh: "用 ul、li 写导航。",
            en: "Write navigation with ul and li."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"▸<nav><ul><li><a href="/1">a</a></li><li><a href="/2">b</a></li><li><a href="/3">c</a></li></ul></nav>"#
        ),
        .passed(#"▸<nav><a href="/1">a</a> <a href="/2">b</a><ul><li><a href="/3">c</a></li></ul></nav>"#),
        .failed(#"▸<nav><a href="/1">a</a><a href="/2">b</a><a href="/3">c</a></nav>"#),
        .failed(#"▸<nav><div><a href="/1">a</a> | <a href="/2">b</a> | <a href="/3">c</a></div></nav>"#),
        .failed(#"▸<div role="navigation"><a href="/1">a</a><a href="/2">b</a><a href="/3">c</a></div>"#),
        .inapplicable(#"<nav><a href="/1">a</a></nav>"#),
        .inapplicable(#"<div><a href="/1">a</a><a href="/2">b</a><a href="/3">c</a></div>"#),
        .inapplicable(#"<nav hidden><a href="/1">a</a><a href="/2">b</a><a href="/3">c</a></nav>"#),
    ]

    private static let leastLinks = 3

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRole: .navigation).filter {
            page.isExposed($0) && links(in: $0, page).count >= Self.leastLinks
        }
    }

    func expect(_ navigation: NodeID, in page: Page) -> Verdict {
        var siblings: [NodeID: Int] = [:]
        for link in links(in: navigation, page) {
            if let parent = page.document.parent(of: link) { siblings[parent, default: 0] += 1 }
        }
        guard let most = siblings.values.max(), most >= Self.leastLinks else { return .passed }
        return .failed(
            zh: "导航里 \(most) 个链接并排，不在列表里；用 ul、li",
            en: "\(most) links of the navigation stand side by side in no list; use ul and li"
        )
    }

    private func links(in node: NodeID, _ page: Page) -> [NodeID] {
        page.document.subtree(of: node).map { NodeID($0) }.filter { page.role(of: $0) == .link && page.isExposed($0) }
    }
}
