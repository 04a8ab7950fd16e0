/// An element with a role carries the states the role cannot do without.
///
/// Source: ACT rule 4e8ab6; WAI-ARIA 1.2 §5.2.2. A native control that holds the state itself needs no attribute
/// (HTML-AAM).
struct RequiredAriaIsSet: Rule {
    static let metadata = RuleMetadata(
        id: "required-aria-is-set",
        title: LocalizedText(zh: "角色必需的状态已设置", en: "States that a role requires are set"),
        criteria: ["4.1.2"],
        act: ["4e8ab6"],
        severity: .critical,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到控件是否选中、展开或数值是多少。",
            en: "People who use a screen reader cannot hear whether the control is checked or expanded, or its value."
        ),
        fix: LocalizedText(
            zh: "补上角色必需的属性（例如 aria-checked），并在状态变化时更新；或改用原生控件。",
            en: "Add what the role requires, such as aria-checked, and keep it up to date; or use a native control."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="checkbox" aria-checked="false" tabindex="0">同意</div>"#),
        .passed(#"▸<input type="checkbox" role="switch" aria-label="夜间模式">"#),
        .passed(#"▸<div role="combobox" aria-expanded="false" tabindex="0">x</div>"#),
        .passed(#"▸<div role="note">x</div>"#),
        .failed(#"▸<div role="checkbox" tabindex="0">同意</div>"#),
        .failed(#"▸<div role="switch" aria-checked="" tabindex="0">x</div>"#),
        .failed(#"▸<div role="slider" tabindex="0">x</div> ▸<div role="meter">x</div>"#),
        .failed(#"▸<div role="combobox" aria-controls="l" tabindex="0">x</div><ul id="l"></ul>"#),
        .inapplicable(#"<div role="checkbox" hidden>x</div>"#),
        .inapplicable(#"<input type="checkbox" role="checkbox">"#),
        .inapplicable("<div>x</div>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .role).filter { element in
            guard page.document.namespace(of: element) != .mathML, page.isExposed(element) else { return false }
            guard let role = page.explicitRole(of: element) else { return false }
            return role != page.implicitRole(of: element)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard let role = page.explicitRole(of: element) else { return .passed }
        for attribute in ARIAAttribute.allCases where isRequired(attribute, of: role, on: element, page) {
            if let value = page.attribute(attribute.interned, of: element), !value.isBlank { continue }
            if role.definition.implicitValues[attribute] != nil { continue }
            if hasNativeState(attribute, element, page) { continue }
            return .failed(
                zh: "角色为 \(role) 的元素缺少 \(attribute.name)；补上它，并在状态变化时更新",
                en: "The element with role \(role) lacks \(attribute.name); add it and keep it up to date"
            )
        }
        return .passed
    }

    private func isRequired(_ attribute: ARIAAttribute, of role: Role, on element: NodeID, _ page: Page) -> Bool {
        if role == .separator { return attribute == .valuenow && page.isFocusable(element) }
        // A collapsed combobox's popup may not exist yet; WAI-ARIA 1.3 no longer requires aria-controls at all.
        if role == .combobox, attribute == .controls { return false }
        return role.definition.required.contains(attribute)
    }

    /// Whether the host element holds the state itself (HTML-AAM §4.1).
    private func hasNativeState(_ attribute: ARIAAttribute, _ element: NodeID, _ page: Page) -> Bool {
        switch attribute {
        case .checked:
            page.inputType(of: element).map { [.checkbox, .radio].contains($0) } ?? false
        case .valuenow:
            page.document.isHTML(element, .input)
                ? page.inputType(of: element).map { [.range, .number].contains($0) } ?? false
                : page.document.isHTML(element, .meter) || page.document.isHTML(element, .progress)
        case .expanded, .controls:
            page.document.isHTML(element, .select)
                || page.document.isHTML(element, .input) && page.hasAttribute(.list, element)
        case .level: page.implicitRole(of: element) == .heading
        case .selected: page.document.isHTML(element, .option)
        default: false
        }
    }
}
