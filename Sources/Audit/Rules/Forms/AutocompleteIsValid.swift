/// `autocomplete` follows HTML's grammar.
///
/// Source: ACT rule 73f2c2; HTML §4.10.19.7.1 "autofill detail tokens".
struct AutocompleteIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "autocomplete-is-valid",
        title: LocalizedText(zh: "autocomplete 的值有效", en: "Value of autocomplete is valid"),
        criteria: ["1.3.5"],
        act: ["73f2c2"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "浏览器和辅助工具认不出字段要填什么，不能替手部不便或记忆困难的人自动填写。",
            en: """
                Browsers and tools cannot tell what the field asks for, and fill it in for people who find typing or \
                remembering hard.
                """
        ),
        fix: LocalizedText(
            zh: "使用 HTML 规定的取值，例如 name、tel、email、street-address。",
            en: "Use a value that HTML defines, such as name, tel, email or street-address."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<input aria-label="用户名" autocomplete="username">"#),
        .passed(#"▸<input aria-label="电话" autocomplete="section-a shipping work TEL">"#),
        .passed(#"▸<select aria-label="国家" autocomplete="country"><option>中国</option></select>"#),
        .passed(#"▸<input aria-label="用户名" autocomplete="username webauthn">"#),
        .failed(#"▸<input aria-label="姓名" autocomplete="badname">"#),
        .failed(#"▸<input aria-label="姓名" autocomplete="work name">"#),
        .failed(#"▸<input aria-label="电话" autocomplete="tel shipping"> ▸<input aria-label="x" autocomplete="on off">"#),
        .failed(#"▸<input aria-label="电话" autocomplete="home">"#),
        .inapplicable(#"<input aria-label="姓名" autocomplete="off"> <input aria-label="x" autocomplete="ON">"#),
        .inapplicable(#"<input aria-label="姓名" autocomplete=" ">"#),
        .inapplicable(#"<input aria-label="姓名" autocomplete="badname" disabled>"#),
        .inapplicable(#"<input type="submit" autocomplete="badname"> <input type="checkbox" autocomplete="bad">"#),
        .inapplicable(#"<input aria-label="姓名" autocomplete="badname" style="display:none">"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.input, .select, .textarea).filter { field in
            guard let value = page.attribute(.autocomplete, of: field) else { return false }
            let trimmed = value.trimmed
            if trimmed.isEmpty || trimmed.equalsIgnoringCase("on") || trimmed.equalsIgnoringCase("off") { return false }
            if page.document.isHTML(field, .input), isFixed(field, page) { return false }
            if page.isDisabled(field) { return false }
            if !page.isVisible(field) && !page.isExposed(field) { return false }
            return page.isTabbable(field) || page.role(of: field)?.isWidget ?? false
        }
    }

    func expect(_ field: NodeID, in page: Page) -> Verdict {
        let value = page.attribute(.autocomplete, of: field) ?? []
        if isValid(value.spaceSeparated) { return .passed }
        return .failed(
            zh: "autocomplete=“\(value.quoted)”无效；使用 HTML 规定的取值，例如 name、tel、email",
            en: "autocomplete=“\(value.quoted)” is invalid; use a value that HTML defines, such as name, tel or email"
        )
    }

    private func isFixed(_ field: NodeID, _ page: Page) -> Bool {
        page.inputType(of: field).map {
            [.button, .checkbox, .file, .hidden, .image, .radio, .reset, .submit].contains($0)
        } ?? false
    }

    private func isValid(_ tokens: [Bytes]) -> Bool {
        var rest = tokens[...]
        if let first = rest.first, first.hasASCIIPrefix("section-") { rest = rest.dropFirst() }
        if let first = rest.first, first.equalsIgnoringCase("shipping") || first.equalsIgnoringCase("billing") {
            rest = rest.dropFirst()
        }
        var isContact = false
        if let first = rest.first, Self.contacts.contains(where: { first.equalsIgnoringCase($0) }) {
            isContact = true
            rest = rest.dropFirst()
        }
        guard let field = rest.popFirst() else { return false }
        let isContactField = Self.contactFields.contains { field.equalsIgnoringCase($0) }
        guard isContactField || !isContact && Self.fields.contains(where: { field.equalsIgnoringCase($0) }) else {
            return false
        }
        if let last = rest.first, last.equalsIgnoringCase("webauthn") { rest = rest.dropFirst() }
        return rest.isEmpty
    }

    private static let contacts: [StaticString] = ["home", "work", "mobile", "fax", "pager"]

    private static let contactFields: [StaticString] = [
        "tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix",
        "tel-local-suffix", "tel-extension", "email", "impp",
    ]

    private static let fields: [StaticString] = [
        "name", "honorific-prefix", "given-name", "additional-name", "family-name", "honorific-suffix", "nickname",
        "username", "new-password", "current-password", "one-time-code", "organization-title", "organization",
        "street-address", "address-line1", "address-line2", "address-line3", "address-level4", "address-level3",
        "address-level2", "address-level1", "country", "country-name", "postal-code", "cc-name", "cc-given-name",
        "cc-additional-name", "cc-family-name", "cc-number", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-csc",
        "cc-type", "transaction-currency", "transaction-amount", "language", "bday", "bday-day", "bday-month",
        "bday-year", "sex", "url", "photo",
    ]
}
