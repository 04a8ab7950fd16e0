/// A list holds items, not links or text beside them.
///
/// Source: HTML §4.4.5 and §4.4.6 content models; WCAG technique H48. Wrappers without a role are looked through, since
/// browsers do so when they build the accessibility tree.
struct ListHoldsOnlyItems: Rule {
    static let metadata = RuleMetadata(
        id: "list-holds-only-items",
        title: LocalizedText(zh: "列表里只有列表项", en: "List holds only items"),
        criteria: ["1.3.1"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件报错列表的项数，或漏掉列表项之外的内容。",
            en: "A screen reader counts the list's items wrongly, or passes over what stands beside them."
        ),
        fix: LocalizedText(
            zh: "把 ul、ol 里的每项内容都放进 li；标题移到列表外。",
            en: "Put everything in ul and ol into li elements; move headings out of the list."
        )
    )

    static let examples: [Example] = [
        .passed("▸<ul><li>新闻</li><li>公告</li></ul>"),
        .passed("▸<ol><script></script><li>新闻</li><template><p>x</p></template></ol>"),
        .passed(#"▸<ul><div role="none"><li>新闻</li></div></ul>"#),
        .failed("▸<ul><div><li>新闻</li></div></ul>"),
        .failed(#"▸<ul><a href="/1">新闻</a><a href="/2">公告</a></ul>"#),
        .failed("▸<ul>栏目<li>新闻</li></ul>"),
        .failed("▸<ol><li>新闻</li><h3>公告</h3></ol>"),
        .failed(#"▸<ul><a href="/1"><li>新闻</li></a></ul>"#),
        .inapplicable("<ul></ul>"),
        .inapplicable(#"<ul role="menu"><a role="menuitem" href="/">新闻</a></ul>"#),
        .inapplicable("<ul hidden><p>新闻</p></ul>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.ul, .ol).filter { list in
            guard page.role(of: list) == .list else { return false }
            return page.isExposed(list) && hasContent(list, in: page)
        }
    }

    func expect(_ list: NodeID, in page: Page) -> Verdict {
        guard let stray = stray(in: list, page) else { return .passed }
        if page.document.kind(of: stray) == .text {
            let text = page.document.text(of: stray).quoted
            return .failed(
                zh: "文字“\(text)”直接写在列表里；放进 li",
                en: "The text “\(text)” stands directly in the list; put it into an li"
            )
        }
        let name = page.tag(of: stray)
        return .failed(
            zh: "<\(name)> 在列表里却不在 li 中；放进 li 或移到列表外",
            en: "<\(name)> is in the list but in no li; put it into one or move it out"
        )
    }

    private func hasContent(_ list: NodeID, in page: Page) -> Bool {
        page.document.children(of: list).contains { child in
            page.document.kind(of: child) == .text
                ? !page.document.text(of: child).isWhitespace : isContent(child, page)
        }
    }

    /// The first exposed content that is no item, looked for through elements with role `none` or `presentation` only.
    private func stray(in list: NodeID, _ page: Page) -> NodeID? {
        var index = list.index + 1
        let end = page.document.subtree(of: list).upperBound
        while index < end {
            let node = NodeID(index)
            switch page.document.kind(of: node) {
            case .text where !page.document.text(of: node).isWhitespace && !page.isProgrammaticallyHidden(node):
                return node
            case .element
            where page.isMarkedAsDecorative(node) && page.explicitRole(of: node) != nil
                && !page.document.isHTML(node, .li):
                index += 1
                continue
            case .element where !isItem(node, page) && isContent(node, page): return node
            default: break
            }
            index = page.document.subtree(of: node).upperBound
        }
        return nil
    }

    private func isItem(_ node: NodeID, _ page: Page) -> Bool {
        page.role(of: node) == .listitem || page.document.isHTML(node, .li) || page.document.isHTML(node, .br)
    }

    /// Whether assistive technology gets anything of the element.
    private func isContent(_ node: NodeID, _ page: Page) -> Bool {
        if page.isProgrammaticallyHidden(node) { return false }
        if page.isExposed(node), page.role(of: node) != .generic { return true }
        return page.hasText(in: node)
            || page.firstDescendant(of: node) { page.isExposed($0) && page.role(of: $0) != .generic } != nil
    }
}
