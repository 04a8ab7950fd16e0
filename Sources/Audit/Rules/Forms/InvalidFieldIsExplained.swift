/// A field that is marked as wrong says what is wrong.
///
/// Source: ACT rule 36b590; WCAG technique ARIA21.
struct InvalidFieldIsExplained: Rule {
    static let metadata = RuleMetadata(
        id: "invalid-field-is-explained",
        title: LocalizedText(zh: "出错的字段有说明", en: "Field in error is explained"),
        kind: .review,
        criteria: ["3.3.1"],
        act: ["36b590"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到“无效”，却不知道错在哪里。",
            en: "People who use a screen reader hear “invalid” and not what is wrong."
        ),
        fix: LocalizedText(
            zh: "用 aria-describedby 指向错误说明。",
            en: "Refer to the error message by aria-describedby."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<input aria-label="手机" aria-invalid="true" aria-describedby="e"><p id="e">请输入 11 位号码</p>"#),
        .passed(#"▸<input aria-label="x" aria-invalid="true" aria-errormessage="e"><p id="e">必填</p>"#),
        .cantTell(#"▸<input aria-label="手机" aria-invalid="true">"#),
        .cantTell(#"▸<input aria-label="x" aria-invalid="true" aria-describedby="e"><p id="e"></p>"#),
        .cantTell(#"▸<select aria-label="x" aria-invalid="spelling"></select>"#),
        .cantTell(#"<form>▸<input aria-label="年龄"><span>输入有误</span></form>"#),
        .inapplicable(#"<input aria-label="x"><p>输入有误时请联系我们</p>"#),
        .inapplicable(#"<input aria-label="x" aria-invalid="false">"#),
        .inapplicable(#"<input aria-label="x">"#),
        .inapplicable(#"<input aria-invalid="true" hidden>"#),
    ]

    private static let fields = RoleSet([.textbox, .combobox, .listbox, .spinbutton, .searchbox, .checkbox, .radio])
    /// Parts of texts that tell of an error in what was filled in.
    private static let errorWords: PhraseSet = [
        "invalid value", "is invalid", "error:", "is not valid", "please enter a valid", "must be filled",
        "please fill",
        "格式不正确", "格式错误", "输入有误", "填写有误", "不能为空", "无效的",
    ]
    /// Longer texts are no messages, in bytes.
    private static let longestMessage = 300

    /// Fields marked as invalid; else, where a text on the page tells of an error, the first field of its form.
    func targets(in page: Page) -> [NodeID] {
        let marked = page.elements(having: ARIAAttribute.invalid.interned).filter { element in
            guard let value = page.attribute(ARIAAttribute.invalid.interned, of: element)?.trimmed else { return false }
            return !value.isEmpty && !value.equalsIgnoringCase("false")
        }.filter { page.isExposed($0) }
        return marked.isEmpty ? fieldBesideError(page).map { [$0] } ?? [] : marked
    }

    private func fieldBesideError(_ page: Page) -> NodeID? {
        for index in 1..<Int32(max(page.document.nodeCount, 1)) where page.document.kind[Int(index)] == .text {
            let text = page.document.text(of: NodeID(index))
            guard text.count <= Self.longestMessage, Self.errorWords.occurs(in: text) else { continue }
            guard let form = page.closest(.form, from: NodeID(index)), page.isInBody(form) else { continue }
            let field = page.firstDescendant(of: form) { node in
                page.role(of: node).map(Self.fields.contains) ?? false && page.isExposed(node)
            }
            if let field { return field }
        }
        return nil
    }

    func expect(_ field: NodeID, in page: Page) -> Verdict {
        guard page.hasAttribute(ARIAAttribute.invalid.interned, field) else {
            return .cantTell(
                zh: "表单里有说明填写错误的文字。使用者能知道是哪个字段、错在哪里吗？",
                en: "The form holds a text about an error. Does it tell which field is wrong, and how?"
            )
        }
        let messages = [ARIAAttribute.describedby, .errormessage].flatMap {
            page.idReferences($0.interned, of: field).nodes
        }
        if messages.contains(where: { page.hasText(in: $0) }) { return .passed }
        return .cantTell(
            zh: "字段标为无效，没有与它关联的错误说明。错误在哪里说明？",
            en: "The field is marked as invalid, but no message is tied to it. Where is the error explained?"
        )
    }
}
