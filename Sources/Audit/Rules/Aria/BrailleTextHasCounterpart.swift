/// What is given for braille displays is given for speech too.
///
/// Source: WAI-ARIA 1.3 draft §6.6 `aria-braillelabel`, `aria-brailleroledescription`.
struct BrailleTextHasCounterpart: Rule {
    static let metadata = RuleMetadata(
        id: "braille-text-has-counterpart",
        title: LocalizedText(zh: "盲文名称有对应的名称", en: "Braille text has its counterpart"),
        criteria: ["4.1.2"],
        severity: .minor,
        impact: LocalizedText(
            zh: "用语音的人得不到盲文显示器上的名称，或两者不一致。",
            en: "People who listen do not get what braille displays show, or the two disagree."
        ),
        fix: LocalizedText(
            zh: "同时写 aria-label 或 aria-roledescription。",
            en: "Write aria-label or aria-roledescription as well."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<button aria-label="五星" aria-braillelabel="*****">x</button>"#),
        .passed(#"▸<button aria-braillelabel="x">提交</button>"#),
        .passed(
            #"▸<div role="region" aria-label="x" aria-roledescription="幻灯片" aria-brailleroledescription="hdp">x</div>"#
        ),
        .failed(#"▸<button aria-braillelabel="*****"></button>"#),
        .failed(#"▸<div role="region" aria-label="x" aria-brailleroledescription="hdp">x</div>"#),
        .failed(
            #"▸<div role="region" aria-label="x" aria-roledescription="" aria-brailleroledescription="hdp">x</div>"#
        ),
        .inapplicable(#"<button aria-braillelabel="">x</button>"#),
        .inapplicable(#"<button aria-braillelabel="x" hidden>x</button>"#),
        .inapplicable("<button>x</button>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(havingAnyOf: [ARIAAttribute.braillelabel.interned, ARIAAttribute.brailleroledescription.interned])
            .filter { element in
                [ARIAAttribute.braillelabel, .brailleroledescription].contains { has($0, element, page) }
            }.filter { page.isExposed($0) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        if has(.braillelabel, element, page), !page.hasAccessibleName(element), page.isNameKnown(element) {
            return .failed(
                zh: "有 aria-braillelabel，却没有名称；写 aria-label",
                en: "There is an aria-braillelabel but no name; write aria-label"
            )
        }
        if has(.brailleroledescription, element, page), !has(.roledescription, element, page) {
            return .failed(
                zh: "有 aria-brailleroledescription，却没有 aria-roledescription；补上它",
                en: "There is an aria-brailleroledescription but no aria-roledescription; add it"
            )
        }
        return .passed
    }

    private func has(_ attribute: ARIAAttribute, _ element: NodeID, _ page: Page) -> Bool {
        !(page.attribute(attribute.interned, of: element)?.isBlank ?? true)
    }
}
