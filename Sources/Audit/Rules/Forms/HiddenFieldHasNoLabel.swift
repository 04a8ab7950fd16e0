/// No label that is seen stands for a field that nobody can fill in.
///
/// Source: WCAG failure F68 in its reverse; rules-union “label-hidden-field”.
struct HiddenFieldHasNoLabel: Rule {
    static let metadata = RuleMetadata(
        id: "hidden-field-has-no-label",
        title: LocalizedText(zh: "隐藏字段没有标签", en: "Hidden field has no label"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "看到标签，却找不到要填的字段。",
            en: "One sees a label and no field for it."
        ),
        fix: LocalizedText(
            zh: "删去标签，或把它和字段一起隐藏。",
            en: "Remove the label or hide it with its field."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<label for="a">姓名</label><input id="a">"#),
        .failed(#"▸<label for="a">姓名</label><input id="a" hidden>"#),
        .failed(#"▸<label for="a">姓名</label><input id="a" type="hidden">"#),
        .failed(#"▸<label for="a">姓名</label><select id="a" style="display:none"><option>x</select>"#),
        .inapplicable(#"<label for="a" hidden>姓名</label><input id="a" type="hidden">"#),
        .inapplicable("<p>x</p>"),
        .inapplicable("<label>姓名</label>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.label).filter { label in
            page.isVisible(label) && page.hasText(in: label) && field(of: label, page) != nil
        }
    }

    func expect(_ label: NodeID, in page: Page) -> Verdict {
        guard let field = field(of: label, page), !page.isRendered(field) else { return .passed }
        return .failed(
            zh: "标签“\(page.visibleText(of: label).quoted)”指向隐藏的字段；删去或一起隐藏",
            en: "The label “\(page.visibleText(of: label).quoted)” is for a hidden field; remove it or hide both"
        )
    }

    private func field(of label: NodeID, _ page: Page) -> NodeID? {
        if let control = page.labeledControl(of: label) { return control }
        return page.attribute(.for, of: label).flatMap { page.element(withID: $0, from: label) }
    }
}
