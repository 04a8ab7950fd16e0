/// Radio buttons of one question stand in a group that has a name.
///
/// Source: WCAG techniques H71 and ARIA17.
struct ChoicesAreGrouped: GroupRule {
    static let metadata = RuleMetadata(
        id: "choices-are-grouped",
        title: LocalizedText(zh: "一组选项有组名", en: "Choices of one question are grouped"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到“男”“女”，却没有听到问题。",
            en: "People who use a screen reader hear “yes” and “no” without the question."
        ),
        fix: LocalizedText(
            zh: "用 fieldset 和 legend 包住，或用 role=\"radiogroup\" 和 aria-label。",
            en: "Put them into fieldset with legend, or a named radiogroup."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"<fieldset><legend>性别</legend>▸<input type="radio" name="s" aria-label="男"><input type="radio" name="s" aria-label="女"></fieldset>"#
        ),
        .passed(
            #"<div role="radiogroup" aria-label="x">▸<input type="radio" name="s" aria-label="a"><input type="radio" name="s" aria-label="b"></div>"#
        ),
        .cantTell(#"▸<input type="radio" name="s" aria-label="男"><input type="radio" name="s" aria-label="女">"#),
        .cantTell(
            #"<div role="group">▸<input type="radio" name="s" aria-label="a"><input type="radio" name="s" aria-label="b"></div>"#
        ),
        .cantTell(
            #"<fieldset>▸<input type="radio" name="s" aria-label="a"><input type="radio" name="s" aria-label="b"></fieldset>"#
        ),
        .inapplicable(#"<input type="radio" name="s" aria-label="a">"#),
        .inapplicable(#"<input type="radio" name="s" hidden><input type="radio" name="s" hidden>"#),
        .inapplicable(#"<input type="checkbox" aria-label="x">"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        var groups: [[UInt8]: [NodeID]] = [:]
        var order: [[UInt8]] = []
        for input in page.htmlElements(.input) where page.inputType(of: input) == .radio && page.isExposed(input) {
            guard let name = page.attribute(.name, of: input), !name.isEmpty else { continue }
            if groups[Array(name)] == nil { order.append(Array(name)) }
            groups[Array(name), default: []].append(input)
        }
        return order.compactMap { name in
            guard let inputs = groups[name], inputs.count > 1 else { return nil }
            return (inputs[0], verdict(on: inputs, in: page))
        }
    }

    private func verdict(on inputs: [NodeID], in page: Page) -> Verdict {
        let isGrouped = page.document.ancestors(of: inputs[0]).contains { ancestor in
            guard page.document.isElement(ancestor), let role = page.role(of: ancestor) else { return false }
            return (role == .group || role == .radiogroup) && page.hasAccessibleName(ancestor)
        }
        if isGrouped { return .passed }
        return .cantTell(
            zh: "\(inputs.count) 个单选按钮没有放在有名称的组里。单听每个选项的名称，能知道问题是什么吗？",
            en: "\(inputs.count) radio buttons stand in no named group. Do their own names tell the question?"
        )
    }
}
