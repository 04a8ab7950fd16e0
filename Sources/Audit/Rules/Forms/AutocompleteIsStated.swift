/// A field that asks for the name, telephone, e-mail or address of the person who fills it in has an `autocomplete` value.
///
/// Source: WCAG technique H98, failure F107.
struct AutocompleteIsStated: Rule {
    static let metadata = RuleMetadata(
        id: "autocomplete-is-stated",
        title: LocalizedText(zh: "个人信息字段写明 autocomplete", en: "Fields for personal data state autocomplete"),
        kind: .review,
        criteria: ["1.3.5"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "记忆、书写困难的人每次都要自己填写。",
            en: "People who find remembering or typing hard must fill it in each time."
        ),
        fix: LocalizedText(
            zh: "加 autocomplete=\"name\"、\"tel\"、\"email\"、\"street-address\" 等。",
            en: "Add autocomplete=\"name\", \"tel\", \"email\", \"street-address\" and so on."
        )
    )

    static let examples: [Example] = [
        .passed(#"<form><label>联系电话▸<input type="tel" autocomplete="tel"></label></form>"#),
        .passed(#"<form><label>Email ▸<input type="email" autocomplete="email"></label></form>"#),
        .passed(#"<form><label>姓名▸<input autocomplete="off"></label></form>"#),
        .cantTell(#"<form><label>联系电话▸<input type="tel"></label></form>"#),
        .cantTell("<form><label>姓名：▸<input></label></form>"),
        .cantTell(#"<form><label>E-mail address ▸<input type="text"></label></form>"#),
        .inapplicable("<form><label>关键词<input></label></form>"),
        .inapplicable("<form><label>单位名称<input></label></form>"),
        .inapplicable("<form><label>姓名<input hidden></label></form>"),
    ]

    /// Names of fields, folded, with the value each would have.
    private static let fields: [(words: [StaticString], value: StaticString)] = [
        (["手机", "联系电话", "电话号码", "phone", "telephone", "mobile"], "tel"),
        (["电子邮箱", "电子邮件", "邮箱", "email"], "email"),
        (["通讯地址", "联系地址", "家庭住址", "streetaddress", "postaladdress"], "street-address"),
        (["邮政编码", "邮编", "postcode", "zipcode"], "postal-code"),
    ]
    private static let names: Set<String> = [
        "姓名", "您的姓名", "真实姓名", "联系人", "联系人姓名", "申请人姓名", "name", "yourname", "fullname",
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.input).filter { field in
            switch page.inputType(of: field) {
            case .text, .tel, .email: break
            default: return false
            }
            return page.isExposed(field) && !page.isDisabled(field) && !page.hasAttribute(.readonly, field)
                && Self.value(page.accessibleName(of: field)) != nil
        }
    }

    func expect(_ field: NodeID, in page: Page) -> Verdict {
        if let stated = page.attribute(.autocomplete, of: field), !stated.isBlank { return .passed }
        let name = page.accessibleName(of: field)
        let value = Self.value(name) ?? "name"
        return .cantTell(
            zh: "“\(name.quoted)”没有 autocomplete。它收集的是填写者自己的信息吗？是就写 autocomplete=\"\(value)\"",
            en: "“\(name.quoted)” has no autocomplete. Is it the person's own data? If so add autocomplete=\"\(value)\""
        )
    }

    private static func value(_ name: Bytes) -> StaticString? {
        let folded = TextFolding.fold(name)
        guard !folded.isEmpty, folded.count <= 60 else { return nil }
        if names.contains(folded.string) { return "name" }
        return fields.first { folded.mentions(anyOf: $0.words) }?.value
    }
}
