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
        .inapplicable(#"<input aria-label="x" aria-invalid="false">"#),
        .inapplicable(#"<input aria-label="x">"#),
        .inapplicable(#"<input aria-invalid="true" hidden>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements { element in
            guard let value = page.attribute(ARIAAttribute.invalid.interned, of: element)?.trimmed else { return false }
            return !value.isEmpty && !value.equalsIgnoringCase("false")
        }.filter { page.isExposed($0) }
    }

    func expect(_ field: NodeID, in page: Page) -> Verdict {
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
