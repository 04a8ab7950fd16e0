/// A form field says what belongs into it.
///
/// Source: ACT rule e086e5.
struct FormFieldHasName: Rule {
    static let metadata = RuleMetadata(
        id: "form-field-has-name",
        title: LocalizedText(zh: "表单字段有名称", en: "Form field has a name"),
        criteria: ["4.1.2"],
        act: ["e086e5"],
        severity: .critical,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道该填什么，可能无法提交表单。",
            en: "People who use a screen reader cannot know what to enter, and may be unable to send the form."
        ),
        fix: LocalizedText(
            zh: "用 <label for=…> 把可见的标签和字段关联起来，或用 aria-labelledby、aria-label。",
            en: "Tie the visible label to the field with <label for=…>, or use aria-labelledby or aria-label."
        )
    )

    static let examples: [Example] = [
        .passed(#"<label for="n">姓名</label> ▸<input id="n">"#),
        .passed(#"<label>姓名 ▸<input></label>"#),
        .passed(#"▸<input title="请输入关键词">"#),
        .passed(#"▸<select aria-label="省份"><option>山东</option></select>"#),
        .passed(#"▸<div role="checkbox" tabindex="0">同意</div>"#),
        .failed(#"姓名 ▸<input>"#),
        .failed(#"▸<select><option>山东</option></select> ▸<textarea></textarea>"#),
        .failed(#"▸<input aria-label=" ">"#),
        .failed(#"<span id="l"></span>▸<input aria-labelledby="l">"#),
        .failed(#"▸<div role="textbox" contenteditable>张三</div>"#),
        .failed(#"密码 ▸<input type="password"> ▸<input type="date">"#),
        .inapplicable(#"<input type="hidden">"#),
        .inapplicable(#"<input type="submit" value="提交">"#),
        .inapplicable(#"<input aria-hidden="true" tabindex="-1">"#),
    ]

    private static let roles: [Role] = [
        .checkbox, .combobox, .listbox, .menuitemcheckbox, .menuitemradio, .radio, .searchbox, .slider, .spinbutton,
        .switch, .textbox,
    ]

    func targets(in page: Page) -> [NodeID] {
        let fields = Self.roles.flatMap { page.elements(withRole: $0) } + fieldsWithoutRole(page)
        return fields.filter { page.isExposed($0) }.sorted()
    }

    /// Inputs that HTML-AAM gives no role and that people fill all the same.
    private func fieldsWithoutRole(_ page: Page) -> [NodeID] {
        page.htmlElements(.input).filter { input in
            guard page.role(of: input) == nil, let type = page.inputType(of: input) else { return false }
            return Self.typesWithoutRole.contains(type)
        }
    }

    private static let typesWithoutRole: Set<InputType> = [
        .color, .date, .datetimeLocal, .file, .month, .password, .time, .week,
    ]

    func expect(_ field: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: field) { return verdict }
        let field = [Name.name, .id].lazy.compactMap { page.attribute($0, of: field) }.first { !$0.isBlank }
        let quoted = field.map { "（\($0.quoted)）" } ?? ""
        let english = field.map { " (\($0.quoted))" } ?? ""
        return .failed(
            zh: "表单字段\(quoted)没有名称；用 <label for=…> 关联标签",
            en: "The form field\(english) has no name; tie a label to it with <label for=…>"
        )
    }
}
