/// There is some way past the blocks that pages repeat: a heading, a landmark, a skip link or a control.
///
/// Source: ACT rule cf77f2; WCAG 2.2, 2.4.1. What pages repeat takes several of them to know.
struct RepeatedBlocksCanBeBypassed: Rule {
    static let metadata = RuleMetadata(
        id: "repeated-blocks-can-be-bypassed",
        title: LocalizedText(zh: "重复的内容可以跳过", en: "Repeated blocks can be bypassed"),
        kind: .review,
        criteria: ["2.4.1"],
        act: ["cf77f2"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "只用键盘和使用读屏软件的人每页都要先经过同样的导航。",
            en: "People who use a keyboard or a screen reader go through the same navigation on every page."
        ),
        fix: LocalizedText(
            zh: "用 main 包住正文、给正文加标题，或在开头加跳转链接。",
            en: "Put the content into main, give it a heading, or begin with a skip link."
        )
    )

    static let examples: [Example] = [
        .passed(#"<html>▸<body><h1>政务公开</h1><a href="/">x</a></body></html>"#),
        .passed(#"<html>▸<body><a href="/">x</a><main><p>x</p></main></body></html>"#),
        .passed(##"<html>▸<body><a href="#main">正文</a><div id="main"><p>x</p></div></body></html>"##),
        .cantTell(#"<html>▸<body><a href="/">x</a><p>x</p></body></html>"#),
        .cantTell(#"<html>▸<body><nav><a href="/">x</a></nav><p>x</p></body></html>"#),
        .cantTell("<html>▸<body><button>x</button><div>x</div></body></html>"),
        .inapplicable("<html><body><p>x</p></body></html>"),
        .inapplicable("<html><body></body></html>"),
        .inapplicable(#"<html><body hidden><a href="/">x</a></body></html>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        guard !page.tabOrder.isEmpty else { return [] }
        return page.htmlElements(.body).prefix(1).filter { page.hasExposedText($0) }
    }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        if page.elements(withRole: .heading).contains(where: { page.isExposed($0) }) { return .passed }
        let repeated: [Role] = [.navigation, .banner, .contentinfo, .complementary]
        if page.landmarks.contains(where: { !repeated.contains($0.role) }) { return .passed }
        let hasInnerLink = page.htmlElements(.a).contains { link in
            guard page.isTabbable(link), let address = page.attribute(.href, of: link)?.trimmed else { return false }
            return address.first == 0x23 && page.fragmentTarget(address.dropFirst()) != nil
        }
        if hasInnerLink { return .passed }
        return .cantTell(
            zh: "页面没有标题、主要内容区和跳转链接。它与别的页面有重复的内容吗？能跳过吗？",
            en:
                "The page has no heading, main landmark or skip link. Does it repeat blocks of other pages, and can they be skipped?"
        )
    }
}
