/// A form with fields has a button that submits it.
///
/// Source: WCAG technique H32.
struct FormCanBeSubmitted: Rule {
    static let metadata = RuleMetadata(
        id: "form-can-be-submitted",
        title: LocalizedText(zh: "表单有提交按钮", en: "Form has a submit button"),
        kind: .review,
        criteria: ["3.2.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "用键盘和语音操作的人不知道怎样提交。",
            en: "People who use keyboard or voice do not know how to submit."
        ),
        fix: LocalizedText(
            zh: "加 <button type=\"submit\">。",
            en: "Add a <button type=\"submit\">."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<form><input aria-label="x"><button>搜索</button></form>"#),
        .passed(#"▸<form id="f"><input aria-label="x"></form><button form="f">搜索</button>"#),
        .passed(#"▸<form><input aria-label="x"><input type="image" alt="搜索" src="s.png"></form>"#),
        .cantTell(#"▸<form><input aria-label="x"><a href="javascript:s()">搜索</a></form>"#),
        .cantTell(#"▸<form><input aria-label="x"><button type="button">搜索</button></form>"#),
        .cantTell(#"▸<form><select aria-label="x"></select></form>"#),
        .inapplicable(#"<form><input type="hidden"></form>"#),
        .inapplicable("<form hidden><input></form>"),
        .inapplicable("<input>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.form).filter { form in
            guard !page.isProgrammaticallyHidden(form) else { return false }
            return page.firstDescendant(of: form) { isField($0, page) } != nil
        }
    }

    func expect(_ form: NodeID, in page: Page) -> Verdict {
        if page.firstDescendant(of: form, where: { submits($0, page) }) != nil { return .passed }
        if let id = page.attribute(.id, of: form), !id.isEmpty {
            let outside = page.htmlElements(.button, .input).contains { control in
                submits(control, page) && page.attribute(named: "form", of: control)?.elementsEqual(id) ?? false
            }
            if outside { return .passed }
        }
        return .cantTell(
            zh: "表单没有提交按钮。用键盘怎样提交？",
            en: "The form has no submit button. How is it submitted by keyboard?"
        )
    }

    private func isField(_ element: NodeID, _ page: Page) -> Bool {
        if page.document.isHTML(element, .select) || page.document.isHTML(element, .textarea) {
            return !page.isProgrammaticallyHidden(element)
        }
        guard page.document.isHTML(element, .input), let type = page.inputType(of: element) else { return false }
        return type.isField && type != .hidden && !page.isProgrammaticallyHidden(element)
    }

    private func submits(_ element: NodeID, _ page: Page) -> Bool {
        if page.document.isHTML(element, .button) {
            let type = page.attribute(.type, of: element) ?? []
            return !type.equalsIgnoringCase("button") && !type.equalsIgnoringCase("reset")
        }
        guard page.document.isHTML(element, .input) else { return false }
        let type = page.inputType(of: element)
        return type == .submit || type == .image
    }
}
