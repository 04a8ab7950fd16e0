/// An ARIA state does not contradict what HTML says of the same control.
///
/// Source: ARIA in HTML §4.2 "requirements for use of ARIA attributes in place of equivalent HTML attributes".
struct AriaAgreesWithMarkup: Rule {
    static let metadata = RuleMetadata(
        id: "aria-agrees-with-markup",
        title: LocalizedText(zh: "ARIA 状态与 HTML 属性一致", en: "ARIA state agrees with the HTML attribute"),
        criteria: ["4.1.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件说的与实际不一致，例如说“可用”而控件已禁用。",
            en: "A screen reader says what is not so, such as that a disabled control is available."
        ),
        fix: LocalizedText(
            zh: "去掉 ARIA 属性，浏览器会传达 HTML 的状态。",
            en: "Remove the ARIA attribute; browsers convey what HTML says."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<input type="checkbox" aria-label="x" checked aria-checked="true">"#),
        .passed(#"▸<button disabled aria-disabled="true">x</button>"#),
        .passed(#"▸<input aria-label="x" required aria-required="true">"#),
        .failed(#"▸<input type="checkbox" aria-label="x" aria-checked="true">"#),
        .failed(#"▸<button disabled aria-disabled="false">x</button>"#),
        .failed(#"▸<input aria-label="x" required aria-required="false">"#),
        .failed(#"▸<input type="radio" aria-label="x" checked aria-checked="false">"#),
        .failed(#"▸<input aria-label="x" readonly aria-readonly="false">"#),
        .inapplicable(#"<div role="checkbox" aria-checked="true" tabindex="0">x</div>"#),
        .inapplicable(#"<button aria-disabled="true">x</button>"#),
        .inapplicable(#"<input aria-label="x">"#),
    ]

    private static let pairs: [(ARIAAttribute, Name)] = [
        (.disabled, .disabled), (.required, .required), (.readonly, .readonly), (.checked, .checked),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.input, .button, .select, .textarea, .option).filter { element in
            guard !page.isProgrammaticallyHidden(element) else { return false }
            return Self.pairs.contains { applies($0.0, $0.1, to: element, page) }
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        for (attribute, native) in Self.pairs where applies(attribute, native, to: element, page) {
            let says = page.attribute(attribute.interned, of: element)?.trimmed.equalsIgnoringCase("true") ?? false
            let isSo = page.hasAttribute(native, element)
            guard says != isSo else { continue }
            let name = page.document.names.text(of: native).quoted
            return .failed(
                zh: "\(attribute.name)=“\(says)”与 HTML 的 \(name)（\(isSo ? "有" : "没有")）矛盾；去掉 \(attribute.name)",
                en: """
                    \(attribute.name)=“\(says)” contradicts HTML, where \(name) is \(isSo ? "set" : "not set"); remove \
                    \(attribute.name)
                    """
            )
        }
        return .passed
    }

    /// Whether both speak of the control.
    ///
    /// Only the checked state is contradicted by an HTML attribute that is missing.
    private func applies(_ attribute: ARIAAttribute, _ native: Name, to element: NodeID, _ page: Page) -> Bool {
        guard let value = page.attribute(attribute.interned, of: element)?.trimmed else { return false }
        guard value.equalsIgnoringCase("true") || value.equalsIgnoringCase("false") else { return false }
        guard attribute == .checked else { return page.hasAttribute(native, element) }
        let type = page.inputType(of: element)
        return page.document.isHTML(element, .input) && (type == .checkbox || type == .radio)
    }
}
