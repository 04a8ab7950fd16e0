/// A label stands where people look for it: before a text field, after a checkbox or radio button.
///
/// Source: WCAG 2.2 technique G162, in the order of the document. Where styles move boxes, only layout knows the place.
struct LabelStandsBesideField: GroupRule {
    static let metadata = RuleMetadata(
        id: "label-stands-beside-field",
        title: LocalizedText(zh: "标签在字段旁边的惯常位置", en: "Label stands where it is expected"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "放大页面的人只看见字段旁边的一小块，标签不在惯常的位置就找不到。",
            en: "People who enlarge a page see only what is close to a field, and miss a label in an unusual place."
        ),
        fix: LocalizedText(
            zh: "文本框、下拉框的标签放在前面，复选框、单选按钮的标签放在后面。",
            en: "Put labels before text fields and selects, and after checkboxes and radio buttons."
        )
    )

    static let examples: [Example] = [
        .passed(#"<label for="n">姓名</label> ▸<input id="n">"#),
        .passed(#"▸<input type="checkbox" id="a"> <label for="a">同意</label>"#),
        .passed(#"<label>姓名 ▸<input></label> <label>▸<input type="radio"> 男</label>"#),
        .failed(#"▸<input id="n"> <label for="n">姓名</label>"#),
        .failed(#"<label for="a">同意</label> ▸<input type="checkbox" id="a">"#),
        .failed(#"<label>▸<select><option>山东</select> 省份</label>"#),
        .cantTell(
            #"<div style="position: relative">▸<input id="n"><label for="n" style="position: absolute">姓名</label></div>"#
        ),
        .cantTell(#"<div style="display: flex">▸<input id="n"><label for="n" style="order: -1">姓名</label></div>"#),
        .inapplicable(#"<input aria-label="姓名">"#),
        .inapplicable(#"<label for="n" hidden>姓名</label><input id="n">"#),
        .inapplicable(#"<label for="s">提交</label><input id="s" type="submit">"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles else { return [] }
        return page.htmlElements(.input, .select, .textarea).compactMap { field in
            guard page.isVisible(field), let isAfter = standsAfter(field, page) else { return nil }
            let labels = page.labels(of: field)
            // With several labels another rule asks which of them counts.
            guard labels.count == 1, let text = firstText(of: labels[0], besides: field, page) else { return nil }
            if (text > field) == isAfter { return (field, .passed) }
            return (field, verdict(isAfter, moves: isMoved(field, labels[0], styles, page)))
        }
    }

    /// Whether the label of such a field belongs behind it; nil for buttons.
    private func standsAfter(_ field: NodeID, _ page: Page) -> Bool? {
        guard let type = page.inputType(of: field) else { return false }
        if type == .checkbox || type == .radio { return true }
        return type.isField ? false : nil
    }

    private func verdict(_ isAfter: Bool, moves: Bool) -> Verdict {
        if moves {
            return .cantTell(
                zh: "标签的位置由样式决定。它\(isAfter ? "紧跟在选项后面" : "在字段前面或上面")吗？",
                en:
                    "Styles decide where the label is. Does it stand \(isAfter ? "right after the choice" : "before or above")?"
            )
        }
        return isAfter
            ? .failed(
                zh: "选项的标签写在它前面；放到后面",
                en: "The label of the choice stands before it; put it after"
            )
            : .failed(
                zh: "字段的标签写在它后面；放到前面",
                en: "The label of the field stands after it; put it before"
            )
    }

    /// Where the text of a label that is seen begins, or nil.
    private func firstText(of label: NodeID, besides field: NodeID, _ page: Page) -> NodeID? {
        let own = page.document.subtree(of: field)
        for index in page.document.subtree(of: label) where !own.contains(index) {
            let node = NodeID(index)
            guard page.document.kind(of: node) == .text, page.isVisible(node) else { continue }
            if !TextFolding.fold(page.document.text(of: node)).isEmpty { return node }
        }
        return nil
    }

    /// Whether the label, the field or a box up to their common ancestor is laid out in another order than written.
    private func isMoved(_ field: NodeID, _ label: NodeID, _ styles: ComputedStyles, _ page: Page) -> Bool {
        guard styles.isComplete else { return true }
        let around = Set(page.document.ancestors(of: field))
        let common =
            page.document.contains(label, field)
            ? label : page.document.ancestors(of: label).first(where: around.contains)
        for start in [field, label] {
            var node: NodeID? = start
            while let current = node, page.document.isElement(current) {
                let style = styles.style(of: current)
                let isReversed = style.flexDirection == .rowReverse || style.flexDirection == .columnReverse
                if style.position != .static || style.float != .none || style.order != 0 || style.gridCell != 0 {
                    return true
                }
                if isReversed || style.transform.isPresent || style.direction == .rightToLeft || style.isUncertain {
                    return true
                }
                if current == common { break }
                node = page.document.parent(of: current)
            }
        }
        return false
    }
}
