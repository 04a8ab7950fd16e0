/// The page itself is not hidden from assistive technology.
///
/// Source: WAI-ARIA 1.2 §6.6 `aria-hidden`; ARIA in HTML §4.
struct PageIsNotHidden: Rule {
    static let metadata = RuleMetadata(
        id: "page-is-not-hidden",
        title: LocalizedText(zh: "整个页面没有对读屏软件隐藏", en: "Page as a whole is not hidden"),
        criteria: ["4.1.2"],
        severity: .critical,
        impact: LocalizedText(
            zh: "使用读屏软件的人什么也读不到。",
            en: "People who use a screen reader get nothing at all."
        ),
        fix: LocalizedText(
            zh: "去掉 html 或 body 上的 aria-hidden=\"true\"。",
            en: "Remove aria-hidden=\"true\" from html or body."
        )
    )

    static let examples: [Example] = [
        .passed("▸<html><body><p>x</p></body></html>"),
        .passed(#"▸<html aria-hidden="false"><body><p>x</p></body></html>"#),
        .failed(#"▸<html aria-hidden="true"><body><p>x</p></body></html>"#),
        .failed(#"<html>▸<body aria-hidden="true"><p>x</p></body></html>"#),
        .failed(#"<html>▸<body aria-hidden="TRUE"><a href="/">x</a></body></html>"#),
        .inapplicable("<p></p>"),
        .inapplicable("<html><body></body></html>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        guard let root = page.rootElement, page.elements(.body).contains(where: hasContent(page)) else { return [] }
        return [page.elements(.body).first { isHidden($0, page) } ?? root]
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard isHidden(element, page) else { return .passed }
        let name = page.tag(of: element)
        return .failed(
            zh: "<\(name)> 带有 aria-hidden=\"true\"，整页对读屏软件隐藏；去掉它",
            en: "<\(name)> has aria-hidden=\"true\", which hides the whole page from screen readers; remove it"
        )
    }

    private func isHidden(_ element: NodeID, _ page: Page) -> Bool {
        page.attribute(.ariaHidden, of: element)?.trimmed.equalsIgnoringCase("true") ?? false
    }

    private func hasContent(_ page: Page) -> (NodeID) -> Bool {
        { body in page.hasTextContent(body) }
    }
}
