/// A field whose label says that it is required says so by `required` or `aria-required`.
///
/// Source: WCAG techniques H90 and ARIA2.
struct RequiredMarkIsCoded: Rule {
    static let metadata = RuleMetadata(
        id: "required-mark-is-coded",
        title: LocalizedText(zh: "必填标记写进代码", en: "Mark of a required field is coded"),
        kind: .review,
        criteria: ["3.3.2", "1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道星号的意思，或听不到必填。",
            en: "People who use a screen reader hear a star at best and not that the field is required."
        ),
        fix: LocalizedText(
            zh: "给必填字段加 required，并在表单开头说明星号的意思。",
            en: "Add required to the field, and say at the start of the form what the star means."
        )
    )

    static let examples: [Example] = [
        .passed("<label>姓名*▸<input required></label>"),
        .passed(#"<label>姓名（必填）▸<input aria-required="true"></label>"#),
        .passed("<label>Name (required)▸<input required></label>"),
        .cantTell("<label>姓名* ▸<input></label>"),
        .cantTell(#"<label><span>*</span>手机号 ▸<input type="tel"></label>"#),
        .cantTell("<label>Name (required) ▸<input></label>"),
        .inapplicable("<label>姓名<input></label>"),
        .inapplicable("<label>姓名*<input disabled></label>"),
        .inapplicable("<label hidden>姓名*<input></label>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.input, .select, .textarea).filter { field in
            guard page.isExposed(field), !page.isDisabled(field), page.inputType(of: field) != .submit else {
                return false
            }
            return page.labels(of: field).contains { isMarked($0, page) }
        }
    }

    func expect(_ field: NodeID, in page: Page) -> Verdict {
        let isCoded =
            page.hasAttribute(.required, field)
            || page.attribute(.ariaRequired, of: field)?.trimmed.equalsIgnoringCase("true") ?? false
        if isCoded { return .passed }
        return .cantTell(
            zh: "标签“\(page.accessibleName(of: field).quoted)”像是必填，字段却没有 required。它必填吗？",
            en:
                "The label “\(page.accessibleName(of: field).quoted)” looks required, but the field has no required. Is it?"
        )
    }

    private func isMarked(_ label: NodeID, _ page: Page) -> Bool {
        let text = page.visibleText(of: label)[...].trimmed
        guard !text.isEmpty, text.count <= 200 else { return false }
        let isStarred = text.first == 0x2A || text.last == 0x2A || text.mentions("*：") || text.mentions("*:")
        return isStarred || text.mentions(anyOf: ["必填", "(required)", "＊"])
    }
}
