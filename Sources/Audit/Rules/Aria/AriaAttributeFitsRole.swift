/// An ARIA state or property is one its element's role has.
///
/// Source: ACT rule 5c01ea; WAI-ARIA 1.2 §6.5 and §5.4; ARIA in HTML §4 for what native elements may carry besides.
struct AriaAttributeFitsRole: Rule {
    static let metadata = RuleMetadata(
        id: "aria-attribute-fits-role",
        title: LocalizedText(zh: "ARIA 属性适用于元素的角色", en: "ARIA attribute fits the role of its element"),
        criteria: ["4.1.2"],
        act: ["5c01ea"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件不理会与角色不符的状态，使用者听不到作者想说的“已展开”“已选中”。",
            en: "Screen readers drop a state the role does not have, so “expanded” or “selected” is never heard."
        ),
        fix: LocalizedText(
            zh: "给元素合适的角色，或去掉该属性。",
            en: "Give the element the role that has the attribute, or remove the attribute."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<button aria-expanded="false">菜单</button>"#),
        .passed(#"▸<p aria-live="polite">x</p>"#),
        .passed(#"▸<input type="date" aria-label="日期" aria-required="true">"#),
        .passed(#"▸<div role="checkbox" aria-checked="true" tabindex="0">x</div>"#),
        .passed("<table><tr>▸<th aria-sort=none>x</th><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>"),
        .failed(#"▸<div aria-expanded="true">x</div>"#),
        .failed(#"<ul>▸<li aria-selected="true">x</li></ul>"#),
        .failed(#"▸<a href="/" aria-checked="true">x</a>"#),
        .failed(#"▸<button aria-sort="">x</button>"#),
        .inapplicable(#"<div aria-expanded="true" hidden>x</div>"#),
        .inapplicable(#"<div aria-foo="x">x</div>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable(#"<button data-aria-expanded="">x</button>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(havingAttributeWhere: { ARIAAttribute($0) != nil }).filter { element in
            page.document.namespace(of: element) != .mathML && page.isExposed(element)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let allowed = allowed(on: element, in: page)
        for index in page.document.attributes(of: element) {
            guard let attribute = ARIAAttribute(page.document.attributeName[index]), !attribute.isGlobal else {
                continue
            }
            guard !allowed.contains(attribute) else { continue }
            let role = page.role(of: element)
            let name = page.tag(of: element)
            return .failed(
                zh: "\(attribute.name) 不适用于" + (role.map { "角色为 \($0) 的 <\(name)>" } ?? "没有角色的 <\(name)>")
                    + "；改正角色或去掉该属性",
                en: "\(attribute.name) does not apply to <\(name)> "
                    + (role.map { "with role \($0)" } ?? "without a role")
                    + "; correct the role or remove the attribute"
            )
        }
        return .passed
    }

    private func allowed(on element: NodeID, in page: Page) -> ARIAAttributeSet {
        let role = page.role(of: element)
        var allowed: ARIAAttributeSet = role.map { $0.definition.supported.union($0.definition.required) } ?? []
        guard page.document.namespace(of: element) == .html else { return allowed }
        switch page.document.name(of: element) {
        // Whether a header cell has a row or a column is for the browser to find out.
        case .th where page.explicitRole(of: element) == nil: allowed.formUnion(ARIAAttributeSet([.sort]))
        case .input:
            // Inputs without a role of their own may carry what a text field may (ARIA in HTML §4).
            if role == nil { allowed.formUnion(Role.textbox.definition.supported) }
            // A checkbox that toggles may say so.
            if page.inputType(of: element) == .checkbox { allowed.formUnion(ARIAAttributeSet([.pressed])) }
        // Whether an item outside of a list is one is told differently.
        case .li where page.explicitRole(of: element) == nil: allowed.formUnion(Role.listitem.definition.supported)
        case .audio, .embed, .iframe, .object, .video: allowed.formUnion(Role.application.definition.supported)
        case .summary: allowed.formUnion(Role.button.definition.supported)
        default: break
        }
        return allowed
    }
}
