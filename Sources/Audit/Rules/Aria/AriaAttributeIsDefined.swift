/// Attributes that begin with `aria-` exist.
///
/// Source: ACT rule 5f99a7; WAI-ARIA 1.2 §6, and what the 1.3 draft adds.
struct AriaAttributeIsDefined: Rule {
    static let metadata = RuleMetadata(
        id: "aria-attribute-is-defined",
        title: LocalizedText(zh: "aria- 属性是有定义的", en: "Attribute that begins with aria- is defined"),
        criteria: ["4.1.2"],
        act: ["5f99a7"],
        severity: .serious,
        impact: LocalizedText(
            zh: "辅助技术不理会不存在的属性，控件的名称或状态没有传达给使用者。",
            en: "Assistive technology ignores the attribute, so the name or state it was to convey is lost."
        ),
        fix: LocalizedText(
            zh: "改正属性名的拼写，例如 aria-labelledby、aria-label；不需要就删掉。",
            en: "Correct the spelling, such as aria-labelledby or aria-label, or remove the attribute."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<button aria-label="关闭">×</button>"#),
        .passed(#"▸<div ARIA-HIDDEN="true"></div>"#),
        .passed(#"▸<p aria-description="x" aria-braillelabel="y">x</p>"#),
        .failed(#"▸<button aria-lable="关闭">×</button>"#),
        .failed(#"▸<input aria-labeledby="l">"#),
        .failed(#"▸<div aria-label="a" aria-foo="b"></div> ▸<p aria-="c"></p>"#),
        .inapplicable(#"<button data-aria-lable="x">×</button>"#),
        .inapplicable(#"<div role="note">x</div>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(havingAttributeWhere: page.isAria)
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        for index in page.document.attributes(of: element) {
            let name = page.document.attributeName[index]
            guard page.isAria(name), ARIAAttribute(name) == nil else { continue }
            let text = page.document.names.text(of: name)
            let known = ARIAAttribute.allCases.map { "\($0.name)" }
            let hint = text.string.nearest(among: known)
            return .failed(
                zh: "属性 \(text.quoted) 没有定义" + (hint.map { "；是否指 \($0)？" } ?? "；改正拼写或删掉"),
                en: "The attribute \(text.quoted) is not defined; "
                    + (hint.map { "did you mean \($0)?" } ?? "correct its spelling or remove it")
            )
        }
        return .passed
    }
}
