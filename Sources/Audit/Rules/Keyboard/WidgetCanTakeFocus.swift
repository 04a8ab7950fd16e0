/// What is declared to be a control can be reached by keyboard.
///
/// Source: WCAG 2.2, 2.1.1 and failure F59; WAI-ARIA Authoring Practices "fundamental keyboard conventions". Items of composite widgets take turns and are left out.
struct WidgetCanTakeFocus: Rule {
    static let metadata = RuleMetadata(
        id: "widget-can-take-focus",
        title: LocalizedText(zh: "带控件角色的元素能获得焦点", en: "Element with a widget role can take focus"),
        criteria: ["2.1.1"],
        severity: .critical,
        impact: LocalizedText(
            zh: "只用键盘的人到不了这个控件，用不了它的功能。",
            en: "People who use the keyboard cannot reach the control, nor do what it does."
        ),
        fix: LocalizedText(
            zh: "改用 button、a 等原生元素，或加 tabindex=\"0\" 和键盘处理。",
            en: "Use a native element such as button or a, or add tabindex=\"0\" and handle keys."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="button" tabindex="0">提交</div>"#),
        .passed(#"▸<button role="switch" aria-checked="true">夜间</button>"#),
        .passed(#"▸<span role="button" tabindex="-1">×</span>"#),
        .passed(#"<a href="/">▸<span role="button">首页</span></a>"#),
        .failed(#"▸<div role="button">提交</div>"#),
        .failed(#"▸<span role="link" onclick="go()">更多</span>"#),
        .failed(#"▸<div role="checkbox" aria-checked="false">同意</div>"#),
        .inapplicable(#"<div role="button" aria-disabled="true">提交</div>"#),
        .inapplicable(#"<div role="button" hidden>提交</div>"#),
        .inapplicable(#"<div role="tab">x</div>"#),
        .inapplicable("<button>提交</button>"),
    ]

    private static let roles: RoleSet = [
        .button, .checkbox, .combobox, .link, .searchbox, .slider, .spinbutton, .switch, .textbox,
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .role).filter { element in
            guard let role = page.explicitRole(of: element), Self.roles.contains(role) else { return false }
            return page.isExposed(element) && page.isVisible(element) && !page.isDisabled(element)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        if page.isFocusable(element) { return .passed }
        for ancestor in page.document.ancestors(of: element) where page.document.isElement(ancestor) {
            if page.isFocusable(ancestor) || page.hasAttribute(.ariaActivedescendant, ancestor) { return .passed }
        }
        if page.firstDescendant(of: element, where: { page.isFocusable($0) }) != nil { return .passed }
        let role = page.role(of: element)?.description ?? ""
        return .failed(
            zh: "角色为 \(role) 的元素不能获得焦点，键盘到不了；改用原生元素，或加 tabindex=\"0\"",
            en:
                "The element with role \(role) cannot take focus, so no key reaches it; use a native element or tabindex=\"0\""
        )
    }
}
