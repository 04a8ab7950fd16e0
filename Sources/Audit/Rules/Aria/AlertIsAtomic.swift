/// A live region that interrupts is atomic.
///
/// Source: WAI-ARIA 1.2 aria-atomic; alert is atomic by default.
struct AlertIsAtomic: Rule {
    static let metadata = RuleMetadata(
        id: "alert-is-atomic",
        title: LocalizedText(zh: "紧急消息整段朗读", en: "Alert is said as a whole"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人只听到变了的几个字，听不到整条消息。",
            en: "People who use a screen reader hear only the words that changed and not the message."
        ),
        fix: LocalizedText(
            zh: "写 role=\"alert\"，或加 aria-atomic=\"true\"。",
            en: "Use role=\"alert\" or add aria-atomic=\"true\"."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="alert">x</div>"#),
        .passed(#"▸<div aria-live="assertive" aria-atomic="true">x</div>"#),
        .failed(#"▸<div aria-live="assertive">x</div>"#),
        .failed(#"▸<div role="alert" aria-atomic="false">x</div>"#),
        .failed(#"▸<p aria-live="Assertive">x</p>"#),
        .inapplicable(#"<div aria-live="polite">x</div>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable(#"<div aria-live="assertive" hidden>x</div>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements { element in
            page.role(of: element) == .alert
                || page.attribute(.ariaLive, of: element)?.trimmed.equalsIgnoringCase("assertive") ?? false
        }.filter { page.isExposed($0) }
    }

    func expect(_ region: NodeID, in page: Page) -> Verdict {
        let stated = page.attribute(.ariaAtomic, of: region)?.trimmed
        let isAtomic = stated.map { $0.equalsIgnoringCase("true") } ?? (page.role(of: region) == .alert)
        if isAtomic { return .passed }
        return .failed(
            zh: "紧急消息只朗读变化的部分；加 aria-atomic=\"true\"",
            en: "Only the changed part of this alert is said; add aria-atomic=\"true\""
        )
    }
}
