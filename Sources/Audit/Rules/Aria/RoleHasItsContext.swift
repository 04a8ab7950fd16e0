/// A role that only makes sense within another stands within it, such as a tab in a tab list.
///
/// Source: ACT rule ff89c9; WAI-ARIA 1.2 §5.2.7 "required context role". Native elements that have the role by nature are
/// left to the rules for HTML.
struct RoleHasItsContext: GroupRule {
    static let metadata = RuleMetadata(
        id: "role-has-its-context",
        title: LocalizedText(zh: "角色处在它所需的容器里", en: "Role stands in the container it requires"),
        criteria: ["1.3.1"],
        act: ["ff89c9"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件不知道共有几项、当前是第几项，或根本不按列表、菜单来读。",
            en: "A screen reader cannot say how many items there are, or does not treat them as a list or menu at all."
        ),
        fix: LocalizedText(
            zh: "把元素放进带有所需角色的容器，或去掉它的 role。",
            en: "Put the element into a container with the required role, or remove its role."
        )
    )

    static let examples: [Example] = [
        .passed(#"<div role="tablist">▸<span role="tab" tabindex="0">要闻</span></div>"#),
        .passed(#"<ul role="menu"><li role="none">▸<a role="menuitem" href="/">首页</a></li></ul>"#),
        .passed(#"<div role="list"><div>▸<div role="listitem">x</div></div></div>"#),
        .passed(#"<div role="listbox" aria-owns="o"></div>▸<div role="option" id="o">x</div>"#),
        .failed(#"<div>▸<span role="tab" tabindex="0">要闻</span></div>"#),
        .failed(#"▸<a role="menuitem" href="/">首页</a>"#),
        .failed(#"<div role="list"><div role="region" aria-label="x">▸<div role="listitem">x</div></div></div>"#),
        .failed(#"<div role="list"><div aria-live="polite">▸<div role="listitem">x</div></div></div>"#),
        .inapplicable(#"<ul><li role="listitem">x</li></ul>"#),
        .inapplicable(#"<div role="listitem" hidden>x</div>"#),
        .inapplicable(#"<div role="button" tabindex="0">x</div>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let targets = page.elements(having: .role).filter { element in
            guard let role = page.explicitRole(of: element), role == page.role(of: element) else { return false }
            guard !role.definition.context.isEmpty, role != page.implicitRole(of: element) else { return false }
            // Whether `li` outside of a list is an item by itself is told differently; `list-item-is-in-list` looks at it.
            if role == .listitem, page.document.isHTML(element, .li) { return false }
            return page.document.namespace(of: element) != .mathML && page.isExposed(element)
        }
        guard !targets.isEmpty else { return [] }
        let ownership = Ownership(page)
        return targets.map { ($0, verdict(on: $0, ownership, in: page)) }
    }

    private func verdict(on element: NodeID, _ ownership: Ownership, in page: Page) -> Verdict {
        guard let role = page.role(of: element) else { return .passed }
        let context = role.definition.context
        let parent = ownership.parent(of: element)
        if let parent, let found = page.role(of: parent), context.contains(found) { return .passed }
        let wanted = Role.allCases.filter(context.contains).map(\.description).joined(separator: ", ")
        let name = parent.map { page.tag(of: $0) }
        return .failed(
            zh: "角色 \(role) 须处在 \(wanted) 之中，"
                + (name.map { "而它的上级是 <\($0)>；" } ?? "而它外面没有任何容器；") + "放进这样的容器，或去掉 role",
            en: "Role \(role) must stand in one of \(wanted), but "
                + (name.map { "its parent is <\($0)>; " } ?? "nothing is around it; ")
                + "put it into such a container or remove the role"
        )
    }
}
