/// A list item stands in a list.
///
/// Source: HTML §4.4.8; WCAG technique H48.
struct ListItemIsInList: Rule {
    static let metadata = RuleMetadata(
        id: "list-item-is-in-list",
        title: LocalizedText(zh: "列表项在列表里", en: "List item stands in a list"),
        criteria: ["1.3.1"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件不报列表和项数，使用者不知道这些内容是一组。",
            en: "Screen readers do not announce a list or its length, so people miss that the items belong together."
        ),
        fix: LocalizedText(
            zh: "把 li 放进 ul、ol 或 menu。",
            en: "Put the li into a ul, ol or menu."
        )
    )

    static let examples: [Example] = [
        .passed("<ul>▸<li>x</li></ul>"),
        .passed("<menu>▸<li>x</li></menu>"),
        .passed(#"<div role="list">▸<li>x</li></div>"#),
        .passed("<ul><div>▸<li>x</li></div></ul>"),
        .failed("<div>▸<li>x</li></div>"),
        .failed("▸<li>x</li>"),
        .failed(#"<ul role="tabpanel">▸<li>x</li></ul>"#),
        .inapplicable("<li hidden>x</li>"),
        .inapplicable(#"<div><li role="none">x</li></div>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.li).filter { item in
            guard page.explicitRole(of: item) == nil, page.isExposed(item) else { return false }
            // A list that is declared to be a menu or the like has rules of its own.
            let parent = page.document.parent(of: item)
            return parent.map { page.role(of: $0)?.definition.children.isEmpty ?? true || isList($0, page) } ?? true
        }
    }

    func expect(_ item: NodeID, in page: Page) -> Verdict {
        var node = page.flatParent(of: item)
        while let parent = node, page.document.isElement(parent) {
            if isList(parent, page) { return .passed }
            let role = page.role(of: parent)
            guard role == nil || role == .generic || role?.isPresentational ?? false else { break }
            node = page.flatParent(of: parent)
        }
        let name = node.map { page.document.isElement($0) ? page.tag(of: $0) : "body" } ?? "body"
        return .failed(
            zh: "li 不在列表里，而在 <\(name)> 里；放进 ul 或 ol",
            en: "The li stands in <\(name)> and not in a list; put it into a ul or ol"
        )
    }

    private func isList(_ node: NodeID, _ page: Page) -> Bool {
        if let role = page.role(of: node), role == .list || role == .directory { return true }
        // A list marked as decoration takes its items along.
        return page.role(of: node)?.isPresentational ?? false
            && [Name.ul, .ol, .menu, .dir].contains(page.document.name(of: node))
    }
}
