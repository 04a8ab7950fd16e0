/// An element has a role that HTML permits on it.
///
/// Source: ARIA in HTML §4.
struct RoleIsPermitted: Rule {
    static let metadata = RuleMetadata(
        id: "role-is-permitted",
        title: LocalizedText(zh: "角色可用于该元素", en: "Role is permitted on its element"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "浏览器和辅助技术可能按原来的元素处理。",
            en: "Browsers and assistive technology may go by the element instead."
        ),
        fix: LocalizedText(
            zh: "换用有此角色的元素，或去掉 role。",
            en: "Use an element that has the role, or remove the role."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/" role="button">x</a>"#),
        .passed(#"▸<div role="navigation">x</div>"#),
        .passed(#"▸<ul role="menu"></ul>"#),
        .failed(#"▸<h1 role="button" tabindex="0">x</h1>"#),
        .failed(#"▸<nav role="button" tabindex="0">x</nav>"#),
        .failed(#"▸<button role="heading" aria-level="1">x</button>"#),
        .inapplicable(#"<div role="foo">x</div>"#),
        .inapplicable(#"<button role="button">x</button>"#),
        .inapplicable(#"<h1 role="button" hidden>x</h1>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .role).filter { element in
            guard let role = page.explicitRole(of: element), role != page.implicitRole(of: element) else {
                return false
            }
            return page.document.namespace(of: element) == .html && !page.isProgrammaticallyHidden(element)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard let role = page.explicitRole(of: element), !page.permittedRoles(of: element).contains(role) else {
            return .passed
        }
        let name = page.tag(of: element)
        return .failed(
            zh: "<\(name)> 不允许角色 \(role)；换用合适的元素，或去掉 role",
            en: "Role \(role) is not permitted on <\(name)>; use a fitting element, or remove the role"
        )
    }
}
