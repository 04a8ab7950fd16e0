/// All text of a page stands in a landmark, where the page has any.
///
/// Source: WCAG technique ARIA11; WAI-ARIA Authoring Practices “landmark regions”.
struct ContentIsInLandmark: GroupRule {
    static let metadata = RuleMetadata(
        id: "content-is-in-landmark",
        title: LocalizedText(zh: "内容都在区域里", en: "Content stands in landmarks"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人按区域跳读时漏掉这些内容。",
            en: "People who use a screen reader who jump by landmarks miss this content."
        ),
        fix: LocalizedText(
            zh: "把内容放进 header、nav、main、aside 或 footer。",
            en: "Put the content into header, nav, main, aside or footer."
        )
    )

    static let examples: [Example] = [
        .passed("<html>▸<body><main>公告</main></body></html>"),
        .passed(
            ##"<html>▸<body><a href="#m">跳到正文</a><main id="m">公告</main><div role="dialog" aria-label="x">提示</div></body></html>"##
        ),
        .failed("<html>▸<body><main>公告</main><p>版权所有</p></body></html>"),
        .failed("<html>▸<body><div>News</div><nav>x</nav></body></html>"),
        .inapplicable("<html><body><p>没有任何区域</p></body></html>"),
        .inapplicable("<html><body><div>x</div></body></html>"),
    ]

    private static let shelters = RoleSet([.dialog, .alertdialog, .alert, .status, .log])

    func verdicts(in page: Page) -> [TargetOutcome] {
        let landmarks = page.landmarks
        guard !landmarks.isEmpty, let body = page.htmlElements(.body).first else { return [] }
        var covered = Set(landmarks.map(\.node))
        covered.formUnion(page.elements(withRoleIn: Self.shelters))
        var outside: (first: NodeID, count: Int)?
        var index = body.index + 1
        let end = page.document.subtree(of: body).upperBound
        while index < end {
            let node = NodeID(index)
            if covered.contains(node) || isSkipLink(node, page) {
                index = page.document.subtree(of: node).upperBound
                continue
            }
            if page.document.kind(of: node) == .text, !page.isProgrammaticallyHidden(node), page.isVisible(node),
                !page.document.text(of: node).isWhitespace, let parent = page.document.parent(of: node)
            {
                outside = (outside?.first ?? parent, (outside?.count ?? 0) + 1)
            }
            index += 1
        }
        guard let outside else { return [(body, .passed)] }
        let text = page.exposedText(of: outside.first).quoted
        return [
            (
                body,
                .failed(
                    zh: "\(outside.count) 段文字不在任何区域里，例如“\(text)”；放进 main 等区域",
                    en:
                        "\(outside.count.counted("text stands", "texts stand")) in no landmark, such as “\(text)”; put all text into main and so on"
                )
            )
        ]
    }

    private func isSkipLink(_ node: NodeID, _ page: Page) -> Bool {
        page.document.isHTML(node, .a) && page.attribute(.href, of: node)?.trimmed.first == 0x23
    }
}
