/// What is pressed acts when it is let go, not already when it is touched.
///
/// Source: WCAG 2.5.2, technique G212, failure F101; as far as attributes tell.
struct PressAloneDoesNotAct: Rule {
    static let metadata = RuleMetadata(
        id: "press-alone-does-not-act",
        title: LocalizedText(zh: "按下时不立即执行", en: "Pressing alone does not act"),
        kind: .review,
        criteria: ["2.5.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "手抖或碰错的人来不及移开手指，操作已经执行。",
            en: "People who tremble or hit the wrong thing cannot move away before it acts."
        ),
        fix: LocalizedText(
            zh: "改用 click 事件，它在松开时才触发，也支持键盘。",
            en: "Use click, which fires on release and works by keyboard too."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<button onmousedown="press()" onclick="send()">提交</button>"#),
        .passed(#"▸<a href="/n" onmousedown="count()">通知</a>"#),
        .passed(#"▸<button type="submit" onmousedown="ripple()">提交</button>"#),
        .cantTell(#"▸<button type="button" onmousedown="send()">提交</button>"#),
        .cantTell(#"▸<span role="button" tabindex="0" ontouchstart="send()">提交</span>"#),
        .cantTell(#"▸<a href="javascript:;" onmousedown="send()">提交</a>"#),
        .inapplicable(#"<button onclick="send()">提交</button>"#),
        .inapplicable(#"<div onmousedown="drag()">地图</div>"#),
        .inapplicable(#"<button onmousedown="send()" disabled>提交</button>"#),
    ]

    private static let presses: [Name] = [.onmousedown, .ontouchstart]

    func targets(in page: Page) -> [NodeID] {
        page.elements(havingAnyOf: Self.presses).filter { node in
            guard page.isExposed(node) else { return false }
            return !page.isDisabled(node) && (page.role(of: node) == .button || page.role(of: node) == .link)
        }
    }

    func expect(_ control: NodeID, in page: Page) -> Verdict {
        if page.hasAttribute(.onclick, control) || actsByItself(control, page) { return .passed }
        let press = Self.presses.first { page.hasAttribute($0, control) } ?? .onmousedown
        let script = page.attribute(press, of: control) ?? []
        return .cantTell(
            zh: "按下时执行“\(script.quoted)”。能否在松开前移开来取消？",
            en: "Pressing runs “\(script.quoted)”. Can it be called off by moving away before letting go?"
        )
    }

    /// Whether a click does something without a script: a link with an address, a button that sends its form.
    private func actsByItself(_ control: NodeID, _ page: Page) -> Bool {
        if let address = page.attribute(.href, of: control)?.trimmed {
            return !address.isEmpty && address.first != 0x23 && !address.hasASCIIPrefix("javascript:")
        }
        guard page.document.isHTML(control, .button) || page.document.isHTML(control, .input) else { return false }
        let type = page.attribute(.type, of: control) ?? []
        return !type.equalsIgnoringCase("button") && (page.closest(.form, from: control) != nil || !type.isEmpty)
    }
}
