/// `aria-roledescription` says something, on an element that has a role.
///
/// Source: WAI-ARIA 1.2 aria-roledescription.
struct RoleDescriptionHasRole: Rule {
    static let metadata = RuleMetadata(
        id: "role-description-has-role",
        title: LocalizedText(zh: "角色说明用在有角色的元素上", en: "Role description stands on an element with a role"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到这个说明，或听到空的角色。",
            en: "People who use a screen reader do not hear the description, or hear an empty role."
        ),
        fix: LocalizedText(
            zh: "写上 role，或删去 aria-roledescription。",
            en: "Add a role or remove aria-roledescription."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="group" aria-roledescription="幻灯片">x</div>"#),
        .passed(#"▸<button aria-roledescription="开关">x</button>"#),
        .failed(#"▸<div aria-roledescription="幻灯片">x</div>"#),
        .failed(#"▸<button aria-roledescription="">x</button>"#),
        .failed(#"▸<span aria-roledescription="slide">x</span>"#),
        .inapplicable(#"<div role="group">x</div>"#),
        .inapplicable(#"<div aria-roledescription="x" hidden>x</div>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .ariaRoledescription).filter { page.isExposed($0) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let said = page.attribute(.ariaRoledescription, of: element) ?? []
        if said.isWhitespace {
            return .failed(zh: "aria-roledescription 是空的；删去", en: "aria-roledescription is empty; remove it")
        }
        guard page.role(of: element) == .generic || page.role(of: element) == nil else { return .passed }
        return .failed(
            zh: "这个元素没有角色，aria-roledescription=\"\(said.quoted)\" 不起作用；写上 role",
            en: "The element has no role, so aria-roledescription “\(said.quoted)” does nothing; add a role"
        )
    }
}
