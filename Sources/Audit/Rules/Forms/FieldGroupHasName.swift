/// Radio buttons and checkboxes in a fieldset have a legend that holds their question.
///
/// Source: WCAG technique H71. A group may be understood without a legend, so this rule asks.
struct FieldGroupHasName: Rule {
    static let metadata = RuleMetadata(
        id: "field-group-has-name",
        title: LocalizedText(zh: "字段组有说明问题的名称", en: "Field group has a name that holds its question"),
        kind: .review,
        criteria: ["1.3.1", "3.3.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到“是”“否”等选项，却听不到问题。",
            en: "People who use a screen reader hear the options, such as “yes” and “no”, without the question."
        ),
        fix: LocalizedText(
            zh: "用 <fieldset> 包住选项，并把问题写在它的第一个子元素 <legend> 里。",
            en: "Wrap the options in a <fieldset> whose first child is a <legend> with the question."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"▸<fieldset><legend>性别</legend><label><input type="radio" name="s">男</label><label><input type="radio" name="s">女</label></fieldset>"#
        ),
        .passed(
            #"▸<fieldset aria-label="性别"><label><input type="radio" name="s">男</label><label><input type="radio" name="s">女</label></fieldset>"#
        ),
        .passed(
            #"▸<div role="radiogroup" aria-label="性别"><label><input type="radio" name="s">男</label><label><input type="radio" name="s">女</label></div>"#
        ),
        .cantTell(
            #"▸<fieldset><label><input type="radio" name="s">男</label><label><input type="radio" name="s">女</label></fieldset>"#
        ),
        .cantTell(
            #"▸<fieldset><legend></legend><label><input type="checkbox">甲</label><label><input type="checkbox">乙</label></fieldset>"#
        ),
        .cantTell(
            #"▸<div role="group"><label><input type="checkbox">甲</label><label><input type="checkbox">乙</label></div>"#
        ),
        .inapplicable(#"<fieldset><input aria-label="姓名"></fieldset>"#),
        .inapplicable(#"<label><input type="radio" name="s">男</label><label><input type="radio" name="s">女</label>"#),
        .inapplicable(#"<fieldset hidden><input type="radio" name="s"><input type="radio" name="s"></fieldset>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        let groups = page.elements(withRole: .group) + page.elements(withRole: .radiogroup)
        return groups.filter { page.isExposed($0) && hasOptions($0, in: page) }.sorted()
    }

    func expect(_ group: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: group) { return verdict }
        return .cantTell(
            zh: "这组选项没有名称（legend 或 aria-label）。读屏软件的用户能知道问的是什么吗？",
            en: """
                This group of options has no name (legend or aria-label). Can people who use a screen reader know what \
                is asked?
                """
        )
    }

    /// Whether two or more radio buttons or checkboxes are in the group and in no other group inside it.
    private func hasOptions(_ group: NodeID, in page: Page) -> Bool {
        var found = 0
        var index = group.index + 1
        let end = page.document.subtree(of: group).upperBound
        while index < end {
            let node = NodeID(index)
            let role = page.document.isElement(node) ? page.role(of: node) : nil
            if role == .group || role == .radiogroup {
                index = page.document.subtree(of: node).upperBound
                continue
            }
            if role == .radio || role == .checkbox { found += 1 }
            if found >= 2 { return true }
            index += 1
        }
        return false
    }
}
