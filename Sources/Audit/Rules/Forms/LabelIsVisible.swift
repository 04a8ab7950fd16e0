/// A field has a label that stays in view, and not only a placeholder, a tooltip or a hidden name.
///
/// Source: WCAG failure F82 and technique G131.
struct LabelIsVisible: Rule {
    static let metadata = RuleMetadata(
        id: "label-is-visible",
        title: LocalizedText(zh: "字段有看得见的标签", en: "Field has a label that is seen"),
        kind: .review,
        criteria: ["3.3.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "开始输入后，占位文字消失，人就忘了要填什么。",
            en: "The placeholder goes as one types, and people forget what was asked."
        ),
        fix: LocalizedText(
            zh: "在字段旁写看得见的 label。",
            en: "Write a visible label beside the field."
        )
    )

    static let examples: [Example] = [
        .passed("<label>姓名▸<input></label>"),
        .passed(#"<span id="a">姓名</span>▸<input aria-labelledby="a">"#),
        .passed(
            #"<form><input type="search" aria-label="站内搜索" placeholder="请输入关键字"><button>搜索</button></form><label>电话▸<input></label>"#
        ),
        .cantTell(#"▸<input placeholder="请输入姓名">"#),
        .cantTell(#"▸<input title="姓名">"#),
        .cantTell(#"<label for="n" hidden>姓名</label>▸<input id="n" aria-label="姓名">"#),
        .inapplicable("<input>"),
        .inapplicable(#"<input type="submit" value="提交">"#),
        .inapplicable(#"<input type="search" aria-label="站内搜索">"#),
        .inapplicable(#"<input aria-label="姓名" hidden>"#),
    ]

    private static let roles = RoleSet([.textbox, .combobox, .listbox, .spinbutton, .checkbox, .radio, .switch])

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRoleIn: Self.roles).filter { field in
            page.isExposed(field) && page.isVisible(field) && !page.isDisabled(field)
                && Focus.isDisableable(field, in: page.document) && page.hasAccessibleName(field)
                && !isInSearch(field, page)
        }
    }

    func expect(_ field: NodeID, in page: Page) -> Verdict {
        let labels = page.labels(of: field) + page.idReferences(.ariaLabelledby, of: field).nodes
        if labels.contains(where: { page.isVisible($0) && page.hasVisibleContent(in: $0) }) { return .passed }
        return .cantTell(
            zh: "字段“\(page.accessibleName(of: field).quoted)”没有看得见的 label。旁边的文字说明了要填什么吗？",
            en:
                "The field “\(page.accessibleName(of: field).quoted)” has no visible label. Does text beside it say what to fill in?"
        )
    }

    /// A search box with its button beside it explains itself (WCAG technique G167).
    private func isInSearch(_ field: NodeID, _ page: Page) -> Bool {
        TextFolding.fold(page.accessibleName(of: field)).mentions(anyOf: ["搜", "检索", "查询", "关键", "search"])
            || page.document.ancestors(of: field).contains {
                page.document.isElement($0) && page.role(of: $0) == .search
            }
    }
}
