/// The `for` of a label names a control that exists.
///
/// Source: HTML §4.10.4; WCAG technique H44, failure F68.
struct LabelRefersToControl: GroupRule {
    static let metadata = RuleMetadata(
        id: "label-refers-to-control",
        title: LocalizedText(zh: "标签的 for 指向存在的控件", en: "The for of a label names an existing control"),
        criteria: ["1.3.1", "4.1.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "标签和字段没有关联：点标签不能进入字段，读屏软件读字段时也不读标签。",
            en: """
                Label and field are not tied: clicking the label does not enter the field, and a screen reader does \
                not read the label with it.
                """
        ),
        fix: LocalizedText(
            zh: "让 for 等于字段的 id，并检查拼写和大小写。",
            en: "Make for equal to the id of the field; mind spelling and case."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<label for="n">姓名</label><input id="n">"#),
        .passed(#"▸<label for="s">省份</label><select id="s"><option>山东</option></select>"#),
        .passed(#"▸<label for="b">搜索</label><button id="b">Go</button>"#),
        .failed(#"▸<label for="name">姓名</label><input id="Name">"#),
        .failed(#"▸<label for="missing">姓名</label><input>"#),
        .failed(#"▸<label for="n2">姓名 <input id="n"></label>"#),
        .cantTell(#"▸<label for="w">日期</label><div id="w"></div>"#),
        .cantTell(#"▸<label for="later">姓名</label>"#),
        .inapplicable(#"<label>姓名 <input></label>"#),
        .inapplicable(#"<label for="n" hidden>姓名</label>"#),
        .inapplicable(#"<label for="n"></label><input>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let targets = page.htmlElements(.label).filter { label in
            guard page.isExposed(label) else { return false }
            guard let reference = page.attribute(.for, of: label), !reference.isEmpty else { return false }
            return page.hasText(in: label)
        }
        guard !targets.isEmpty else { return [] }
        let hasUnnamedField = hasUnnamedField(in: page)
        return targets.map { ($0, verdict(on: $0, in: page, hasUnnamedField)) }
    }

    private func verdict(on label: NodeID, in page: Page, _ hasUnnamedField: Bool) -> Verdict {
        guard let reference = page.attribute(.for, of: label) else { return .passed }
        if let target = page.element(withID: reference, from: label) {
            if page.isLabelable(target) { return .passed }
            return .cantTell(
                zh: "标签的 for=“\(reference.quoted)”指向的元素不是表单控件。它是脚本做的控件吗？标签和它关联了吗？",
                en: """
                    The label's for=“\(reference.quoted)” names an element that is no form control. Is it a scripted \
                    control, and is the label tied to it?
                    """
            )
        }
        guard hasUnnamedField else {
            return .cantTell(
                zh: "标签的 for=“\(reference.quoted)”在页面中没有对应的 id。是由脚本生成的吗？",
                en: "The label's for=“\(reference.quoted)” matches no id in the page. Does a script make the control?"
            )
        }
        return .failed(
            zh: "标签的 for=“\(reference.quoted)”在页面中没有对应的 id，而页面中有字段没有标签；让两者一致",
            en: """
                The label's for=“\(reference.quoted)” matches no id in the page, while the page has a field without a \
                label; make them agree
                """
        )
    }

    /// Whether some field could be the one that was meant; else a script probably brings it.
    private func hasUnnamedField(in page: Page) -> Bool {
        page.htmlElements(.input, .select, .textarea).contains {
            page.isExposed($0) && page.isLabelable($0) && page.nameVerdict(of: $0) == nil
        }
    }
}
