/// ARIA states and properties have values of their type.
///
/// Source: ACT rule 6a7281; WAI-ARIA 1.2 §6.2.4. Ids need not exist here. Values are compared without regard to case, as
/// HTML does, and white space around them is forgiven.
struct AriaValueIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "aria-value-is-valid",
        title: LocalizedText(zh: "ARIA 属性的值有效", en: "Value of an ARIA attribute is valid"),
        criteria: ["4.1.2"],
        act: ["6a7281"],
        severity: .serious,
        impact: LocalizedText(
            zh: "辅助技术不认识这个值，把错误的状态告诉使用者，或什么也不说。",
            en: "Assistive technology does not know the value and conveys a wrong state, or none."
        ),
        fix: LocalizedText(
            zh: "改成该属性允许的值，例如 true、false。",
            en: "Use a value the attribute allows, such as true or false."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="checkbox" aria-checked="MIXED" tabindex="0">x</div>"#),
        .passed(#"▸<div aria-hidden="undefined"></div> ▸<div aria-dropeffect="copy move"></div>"#),
        .passed(#"▸<h2 aria-level="3">x</h2> ▸<div role="meter" aria-valuenow="-1.5e2"></div>"#),
        .passed(#"▸<button aria-controls="missing">x</button>"#),
        .failed(#"▸<div role="checkbox" aria-checked="yes" tabindex="0">x</div>"#),
        .failed(#"▸<div aria-hidden="1"></div>"#),
        .failed(#"▸<input aria-label="x" aria-activedescendant="a b">"#),
        .failed(#"▸<div role="heading" aria-level="two">x</div> ▸<div role="meter" aria-valuenow="1,5"></div>"#),
        .failed(#"▸<div aria-live="loud"></div> ▸<div aria-relevant="text foo"></div>"#),
        .inapplicable(#"<div aria-hidden=""></div>"#),
        .inapplicable(#"<div aria-foo="bar"></div>"#),
        .inapplicable(#"<div role="checkbox"></div>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(havingAttributeWhere: { ARIAAttribute($0) != nil }).filter { element in
            page.document.namespace(of: element) != .mathML
                && page.document.attributes(of: element).contains { index in
                    ARIAAttribute(page.document.attributeName[index]) != nil
                        && !page.document.attributeValue[index].isEmpty
                }
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        for index in page.document.attributes(of: element) {
            guard let attribute = ARIAAttribute(page.document.attributeName[index]) else { continue }
            let value = page.document.bytes[page.document.attributeValue[index]]
            guard !value.isEmpty, !isValid(value.trimmed, for: attribute) else { continue }
            let allowed = allowed(attribute)
            return .failed(
                zh: "\(attribute.name)=“\(value.quoted)”无效；应为\(allowed.zh)",
                en: "\(attribute.name)=“\(value.quoted)” is invalid; it must be \(allowed.en)"
            )
        }
        return .passed
    }

    private func isValid(_ value: Bytes, for attribute: ARIAAttribute) -> Bool {
        switch attribute.valueType {
        case .string, .idrefList: true
        // No id holds a space.
        case .idref: !value.contains(where: \.isHTMLSpace)
        case .trueFalse: ["true", "false"].contains { value.equalsIgnoringCase($0) }
        // The default of a true/false attribute may be written out (WAI-ARIA 1.2 §6.2.4).
        case .trueFalseUndefined: ["true", "false", "undefined"].contains { value.equalsIgnoringCase($0) }
        case .tristate: ["true", "false", "mixed", "undefined"].contains { value.equalsIgnoringCase($0) }
        case .integer: isInteger(value)
        case .number: isNumber(value)
        case .token(let tokens): tokens.contains { value.equalsIgnoringCase($0) }
        case .tokenList(let tokens):
            value.spaceSeparated.allSatisfy { token in tokens.contains { token.equalsIgnoringCase($0) } }
        }
    }

    private func isInteger(_ value: Bytes) -> Bool {
        let digits = value.first == 0x2D || value.first == 0x2B ? value.dropFirst() : value
        return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
    }

    /// A decimal number with optional fraction and exponent (HTML §2.3.4.3, valid floating-point number).
    private func isNumber(_ value: Bytes) -> Bool {
        var rest = value.first == 0x2D || value.first == 0x2B ? value.dropFirst() : value
        let whole = rest.prefix(while: \.isASCIIDigit)
        rest = rest[whole.endIndex...]
        var fraction: Bytes = []
        if rest.first == 0x2E {
            fraction = rest.dropFirst().prefix(while: \.isASCIIDigit)
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard !whole.isEmpty || !fraction.isEmpty else { return false }
        guard let exponent = rest.first else { return true }
        return (exponent | 0x20) == 0x65 && isInteger(rest.dropFirst())
    }

    private func allowed(_ attribute: ARIAAttribute) -> LocalizedText {
        let list: ([StaticString]) -> LocalizedText = { tokens in
            let names = tokens.map { "\($0)" }
            return LocalizedText(zh: names.joined(separator: "、"), en: names.joined(separator: ", "))
        }
        switch attribute.valueType {
        case .trueFalse: return list(["true", "false"])
        case .trueFalseUndefined: return list(["true", "false", "undefined"])
        case .tristate: return list(["true", "false", "mixed", "undefined"])
        case .integer: return LocalizedText(zh: "整数", en: "an integer")
        case .number: return LocalizedText(zh: "数字", en: "a number")
        case .token(let tokens): return list(tokens)
        case .tokenList(let tokens): return list(tokens)
        case .idref: return LocalizedText(zh: "一个 id", en: "one id")
        case .string, .idrefList: return LocalizedText(zh: "文字", en: "text")
        }
    }
}
