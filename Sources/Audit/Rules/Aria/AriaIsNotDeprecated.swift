/// No role or attribute is used that ARIA gave up.
///
/// Source: WAI-ARIA 1.2 §5.4 and §6.6 (marked deprecated).
struct AriaIsNotDeprecated: Rule {
    static let metadata = RuleMetadata(
        id: "aria-is-not-deprecated",
        title: LocalizedText(zh: "没有使用过时的 ARIA", en: "No deprecated ARIA is used"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "新的辅助技术不再理会它。",
            en: "Newer assistive technology no longer heeds it."
        ),
        fix: LocalizedText(
            zh: "换成现行的写法。",
            en: "Use what replaced it."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="list"></div>"#),
        .passed(#"▸<button aria-pressed="true">x</button>"#),
        .failed(#"▸<ul role="directory"><li>x</li></ul>"#),
        .failed(#"▸<div aria-grabbed="true">x</div>"#),
        .failed(#"▸<div aria-dropeffect="copy">x</div>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable(#"<div aria-grabbed="true" hidden>x</div>"#),
        .inapplicable(#"<div role="foo">x</div>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements { element in
            page.explicitRole(of: element) != nil
                || page.document.attributes(of: element).contains {
                    ARIAAttribute(page.document.attributeName[$0]) != nil
                }
        }.filter { !page.isProgrammaticallyHidden($0) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        if let role = page.explicitRole(of: element), role.definition.isDeprecated {
            return .failed(
                zh: "角色 \(role) 已过时；换用现行的角色",
                en: "The role \(role) is deprecated; use a current one"
            )
        }
        for index in page.document.attributes(of: element) {
            guard let attribute = ARIAAttribute(page.document.attributeName[index]), attribute.isDeprecated else {
                continue
            }
            return .failed(
                zh: "属性 \(attribute.name) 已过时；去掉它",
                en: "The attribute \(attribute.name) is deprecated; remove it"
            )
        }
        return .passed
    }
}
