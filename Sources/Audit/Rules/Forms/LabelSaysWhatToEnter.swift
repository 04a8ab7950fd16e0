/// The name of a field is no placeholder of a programmer.
///
/// Source: WCAG 2.2, 2.4.6; ACT rule cc0f0a, as far as phrases decide.
struct LabelSaysWhatToEnter: Rule {
    static let metadata = RuleMetadata(
        id: "label-says-what-to-enter",
        title: LocalizedText(zh: "标签说明要填什么", en: "Label says what to enter"),
        kind: .review,
        criteria: ["2.4.6"],
        act: ["cc0f0a"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "听到“输入框”或“field1”，不知道要填什么。",
            en: "One hears “input” or “field1” and not what to fill in."
        ),
        fix: LocalizedText(
            zh: "写出要填的内容，例如“联系电话”。",
            en: "Say what is asked, such as “Telephone”."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<input aria-label="联系电话">"#),
        .passed(#"▸<input aria-label="Street">"#),
        .cantTell(#"▸<input aria-label="输入框">"#),
        .cantTell(#"▸<input aria-label="field1">"#),
        .cantTell("<label>请输入 ▸<input></label>"),
        .cantTell("<label>Info: ▸<input type=date></label>"),
        .cantTell(#"<span id="a" hidden>搜索</span>▸<input aria-labelledby="b a"> <button id="b">确定</button>"#),
        .passed(#"<span id="a" hidden>搜索</span>▸<input aria-labelledby="a"> <button id="b">确定</button>"#),
        .inapplicable("<input>"),
        .inapplicable(#"<input aria-label="输入框" hidden>"#),
        .inapplicable("<button>提交</button>"),
    ]

    private static let roles = RoleSet([.textbox, .combobox, .listbox, .spinbutton, .searchbox])
    private static let vague: Set<String> = [
        "输入框", "文本框", "文本", "输入", "请输入", "请选择", "选择", "下拉框", "内容", "字段", "input", "field", "text", "textbox",
        "textfield", "select", "label", "value", "data", "box", "test", "undefined", "null", "menu", "info",
        "information", "form", "item", "entry", "信息", "菜单", "表单", "填写", "请填写",
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements { node in
            // Fields of dates, times and files have no role of their own.
            let isField = page.role(of: node).map(Self.roles.contains) ?? page.document.isHTML(node, .input)
            return isField && page.isExposed(node) && page.hasAccessibleName(node)
        }
    }

    func expect(_ field: NodeID, in page: Page) -> Verdict {
        let name = page.accessibleName(of: field)
        var folded = TextFolding.fold(name)
        while let last = folded.last, last.isASCIIDigit, folded.count > 1 { folded.removeLast() }
        if let seen = visiblePart(ofLabel: field, page) {
            return .cantTell(
                zh: "字段名称是“\(name.quoted)”，看得见的只有“\(seen.quoted)”。看到的部分说明了要填什么吗？",
                en:
                    "The field is called “\(name.quoted)”, of which “\(seen.quoted)” is seen. Does that say what to fill in?"
            )
        }
        guard Self.vague.contains(folded.string) else { return .passed }
        return .cantTell(
            zh: "字段名称是“\(name.quoted)”。它说明了要填什么吗？",
            en: "The field is called “\(name.quoted)”. Does this say what to fill in?"
        )
    }

    /// What is seen of a label made of several elements, where some of them are hidden and some are not.
    private func visiblePart(ofLabel field: NodeID, _ page: Page) -> Bytes? {
        let labels = page.idReferences(.ariaLabelledby, of: field).nodes
        guard labels.count > 1 else { return nil }
        let seen = labels.filter { page.isVisible($0) }
        guard !seen.isEmpty, seen.count < labels.count else { return nil }
        let texts = seen.map { page.visibleText(of: $0) }.filter { !$0.isEmpty }
        return texts.isEmpty ? nil : Array(texts.joined(separator: [0x20]))[...]
    }
}
