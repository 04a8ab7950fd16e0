/// An element has no role that it has by nature.
///
/// Source: ARIA in HTML §4.1.
struct RoleIsNotRedundant: Rule {
    static let metadata = RuleMetadata(
        id: "role-is-not-redundant",
        title: LocalizedText(zh: "角色不重复元素本义", en: "Role says more than the element"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "多余的标记使页面更难维护。",
            en: "What is redundant makes the page harder to keep right."
        ),
        fix: LocalizedText(
            zh: "去掉 role。",
            en: "Remove the role."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="button" tabindex="0">x</div>"#),
        .passed(#"▸<ul role="list"><li>x</li></ul>"#),
        .failed(#"▸<button role="button">x</button>"#),
        .failed(#"▸<nav role="navigation">x</nav>"#),
        .failed(#"▸<a href="/" role="link">x</a>"#),
        .inapplicable("<button>x</button>"),
        .inapplicable(#"<div role="foo">x</div>"#),
        .inapplicable(#"<nav role="navigation" hidden>x</nav>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .role).filter { element in
            page.explicitRole(of: element) != nil && !page.isProgrammaticallyHidden(element)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard let role = page.explicitRole(of: element), role == page.implicitRole(of: element) else { return .passed }
        // Safari drops the role of lists without bullets, so that authors write it out.
        if role == .list || role == .table { return .passed }
        let name = page.tag(of: element)
        return .failed(
            zh: "<\(name)> 本来就有角色 \(role)；去掉 role",
            en: "<\(name)> has the role \(role) by nature; remove the attribute"
        )
    }
}
