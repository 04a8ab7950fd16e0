/// A form control has no more than one label.
///
/// Source: HTML §4.10.4; rules-union "label-multiple".
struct ControlHasOneLabel: Rule {
    static let metadata = RuleMetadata(
        id: "control-has-one-label",
        title: LocalizedText(zh: "控件只有一个标签", en: "Control has one label"),
        kind: .review,
        criteria: ["3.3.2"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "有的读屏软件只读其中一个标签。",
            en: "Some screen readers say only one of the labels."
        ),
        fix: LocalizedText(
            zh: "合并成一个 label，补充说明用 aria-describedby。",
            en: "Merge them into one label and use aria-describedby for the rest."
        )
    )

    static let examples: [Example] = [
        .passed(#"<label for="a">姓名</label>▸<input id="a">"#),
        .passed("<label>姓名 ▸<input></label>"),
        .cantTell(#"<label for="a">姓名</label><label for="a">必填</label>▸<input id="a">"#),
        .cantTell(#"<label for="a">姓名</label><label>必填 ▸<input id="a"></label>"#),
        .cantTell(
            #"<label for="a">a</label><label for="a">b</label><label for="a">c</label>▸<select id="a"></select>"#
        ),
        .inapplicable(#"<input aria-label="x">"#),
        .inapplicable(#"<label for="a">x</label><label for="a">y</label><input id="a" hidden>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.input, .select, .textarea).filter { control in
            page.isExposed(control) && !page.labels(of: control).isEmpty
        }
    }

    func expect(_ control: NodeID, in page: Page) -> Verdict {
        let labels = page.labels(of: control).filter { !page.isProgrammaticallyHidden($0) }
        guard labels.count > 1, !page.hasAttribute(.ariaLabelledby, control) else { return .passed }
        let first = page.exposedText(of: labels[0]).quoted
        return .cantTell(
            zh: "控件有 \(labels.count) 个标签。只听第一个“\(first)”够吗？",
            en: "The control has \(labels.count) labels. Is the first, “\(first)”, enough by itself?"
        )
    }
}
