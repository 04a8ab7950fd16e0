/// A `role` names at least one role that exists.
///
/// Source: ACT rule 674b10; WAI-ARIA 1.2 §8.1.
struct RoleIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "role-is-valid",
        title: LocalizedText(zh: "role 属性的值有效", en: "Value of the role attribute is valid"),
        criteria: ["4.1.2"],
        act: ["674b10"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件不认识这个角色，把控件当成普通文字。",
            en: "A screen reader does not know this role and treats the control as plain text."
        ),
        fix: LocalizedText(
            zh: "改成 WAI-ARIA 定义的角色，或去掉 role 改用合适的 HTML 元素。",
            en: "Use a role that WAI-ARIA defines, or drop it for the fitting HTML element."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="navigation">导航</div>"#),
        .passed(#"▸<div role="searchfield SEARCHBOX" tabindex="0">x</div>"#),
        .passed(#"▸<section role="doc-appendix">附录</section>"#),
        .failed(#"▸<div role="nav">导航</div>"#),
        .failed(#"▸<div role="tablist1 foo">x</div>"#),
        .failed(#"▸<div role="widget">x</div>"#),
        .inapplicable(#"<div role="">x</div>"#),
        .inapplicable(#"<div role=" ">x</div>"#),
        .inapplicable(#"<div role="nav" style="display:none">x</div>"#),
        .inapplicable(#"<div role="nav" aria-hidden="true">x</div>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .role).filter {
            page.attribute(.role, of: $0)?.isBlank == false && page.document.namespace(of: $0) != .mathML
                && !page.isProgrammaticallyHidden($0)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let value = page.attribute(.role, of: element) ?? []
        if value.spaceSeparated.contains(where: { Role(named: $0) != nil }) { return .passed }
        if value.spaceSeparated.contains(where: { AbstractRole(named: $0) != nil }) {
            return .failed(
                zh: "role=“\(value.quoted)”是抽象角色，不能使用；改成具体的角色",
                en: "role=“\(value.quoted)” is an abstract role that must not be used; use a concrete one"
            )
        }
        let known = Role.allCases.map(\.description)
        let hint = value.trimmed.string.nearest(among: known)
        return .failed(
            zh: "role=“\(value.quoted)”不是 WAI-ARIA 定义的角色" + (hint.map { "；是否指 \($0)？" } ?? "；改成有定义的角色或去掉"),
            en: "role=“\(value.quoted)” is no role that WAI-ARIA defines; "
                + (hint.map { "did you mean \($0)?" } ?? "use a defined one or drop it")
        )
    }
}
