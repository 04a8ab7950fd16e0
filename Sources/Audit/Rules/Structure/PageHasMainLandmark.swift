/// The main content of the page is marked as such.
///
/// Source: ACT rule b40fd1; WCAG technique ARIA11. Without other pages it is not known what is repeated, so this is advice.
struct PageHasMainLandmark: Rule {
    static let metadata = RuleMetadata(
        id: "page-has-main-landmark",
        title: LocalizedText(zh: "页面有主要内容区", en: "Page has a main landmark"),
        kind: .advice,
        criteria: [],
        act: ["b40fd1"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "使用读屏软件的人可以一键跳到正文；没有标记就要听完导航。",
            en:
                "People who use a screen reader can jump to the content; without the mark they hear all navigation first."
        ),
        fix: LocalizedText(
            zh: "用 main 元素包住正文。",
            en: "Put the content into a main element."
        )
    )

    static let examples: [Example] = [
        .passed("<html>▸<body><nav>x</nav><main><p>x</p></main></body></html>"),
        .passed(#"<html>▸<body><div role="main"><p>x</p></div></body></html>"#),
        .failed("<html>▸<body><nav>x</nav><p>x</p></body></html>"),
        .failed("<html>▸<body><header>x</header><div><p>x</p></div><footer>y</footer></body></html>"),
        .failed("<html>▸<body><nav>y</nav><main hidden>x</main><p>x</p></body></html>"),
        .cantTell("<html>▸<body><p>x</p><nav>y</nav></body></html>"),
        .cantTell(#"<html>▸<body><section aria-label="要闻"><p>x</p></section></body></html>"#),
        .inapplicable("<html><body></body></html>"),
        .inapplicable("<html><body hidden><p>x</p></body></html>"),
        .inapplicable(#"<html><body><img src="a.png" alt="x"></body></html>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.body).prefix(1).filter { page.hasExposedText($0) }
    }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        let landmarks = page.landmarks.filter { page.hasText(in: $0.node) || $0.role == .main }
        if landmarks.contains(where: { $0.role == .main }) { return .passed }
        let others = landmarks.filter { ![.navigation, .banner, .contentinfo].contains($0.role) }
        if others.isEmpty, !page.hasContentAfterRepeatedBlock {
            return .cantTell(
                zh: "页面没有 main，也看不出有各页相同的部分。内容需要与别的部分分开吗？",
                en: "The page has no main and repeats nothing that can be seen. Does its content have to be set apart?"
            )
        }
        if others.isEmpty {
            return .failed(
                zh: "页面没有标出主要内容；用 main 元素包住正文",
                en: "The page does not mark its main content; put it into a main element"
            )
        }
        return .cantTell(
            zh: "页面没有 main，但有 \(others.count) 个其他区域。正文从其中一个开始吗？",
            en: "The page has no main but \(others.count) other landmark(s). Does the content begin with one of them?"
        )
    }
}
