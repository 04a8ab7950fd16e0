/// What a combobox controls is a listbox, tree, grid or dialog, and `aria-haspopup` says which.
///
/// Source: WAI-ARIA 1.2 "combobox": the popup is a listbox, tree, grid or dialog; the default of aria-haspopup is listbox.
struct ComboboxPopupIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "combobox-popup-is-valid",
        title: LocalizedText(zh: "组合框的弹出部分有效", en: "Popup of a combobox is valid"),
        criteria: ["4.1.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人打开组合框后，不知道弹出的是什么，也选不到其中的项。",
            en: "People who use a screen reader open the combobox and learn neither what appears nor how to choose."
        ),
        fix: LocalizedText(
            zh: "让 aria-controls 指向 role=\"listbox\"、tree、grid 或 dialog 的元素，aria-haspopup 与它一致。",
            en:
                "Let aria-controls refer to an element with role listbox, tree, grid or dialog, and aria-haspopup agree."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"▸<input role="combobox" aria-expanded="true" aria-controls="l" aria-label="县"><ul id="l" role="listbox"><li role="option">甲</li></ul>"#
        ),
        .passed(
            #"▸<div role="combobox" tabindex="0" aria-expanded="true" aria-haspopup="dialog" aria-controls="d" aria-label="日期"></div><div id="d" role="dialog" aria-label="日历">x</div>"#
        ),
        .passed(
            #"▸<input role="combobox" aria-expanded="true" aria-owns="t" aria-haspopup="tree" aria-label="部门"><ul id="t" role="tree"><li role="treeitem">甲</li></ul>"#
        ),
        .failed(#"▸<input role="combobox" aria-expanded="true" aria-controls="l" aria-label="县"><div id="l">甲</div>"#),
        .failed(
            #"▸<input role="combobox" aria-expanded="true" aria-controls="l" aria-haspopup="grid" aria-label="县"><ul id="l" role="listbox"><li role="option">甲</li></ul>"#
        ),
        .failed(
            #"▸<input role="combobox" aria-expanded="true" aria-controls="l" aria-label="县"><ul id="l" role="menu"><li role="menuitem">甲</li></ul>"#
        ),
        .inapplicable(#"<input role="combobox" aria-expanded="false" aria-controls="l" aria-label="县">"#),
        .inapplicable(
            #"<input role="combobox" aria-expanded="false" aria-controls="l" aria-label="县"><div id="l"></div>"#
        ),
        .inapplicable(#"<select aria-label="县"><option>甲</option></select>"#),
    ]

    private static let popups: [(role: Role, value: StaticString)] = [
        (.listbox, "listbox"), (.tree, "tree"), (.grid, "grid"), (.treegrid, "grid"), (.dialog, "dialog"),
        (.alertdialog, "dialog"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRole: .combobox).filter { box in
            page.explicitRole(of: box) == .combobox && page.isExposed(box) && isExpanded(box, page)
                && popup(of: box, page) != nil
        }
    }

    func expect(_ box: NodeID, in page: Page) -> Verdict {
        guard let popup = popup(of: box, page) else { return .passed }
        let role = page.role(of: popup)
        guard let known = Self.popups.first(where: { $0.role == role }) else {
            return .failed(
                zh: "组合框弹出的 <\(page.tag(of: popup))> 没有 listbox、tree、grid 或 dialog 角色；给它加上",
                en:
                    "The popup <\(page.tag(of: popup))> of the combobox has no role listbox, tree, grid or dialog; add it"
            )
        }
        guard let said = page.attribute(.ariaHaspopup, of: box)?.trimmed, !said.isEmpty else {
            return known.role == .listbox ? .passed : unsaid(known.value)
        }
        if said.equalsIgnoringCase(known.value) { return .passed }
        return .failed(
            zh: "aria-haspopup=\"\(said.quoted)\"，弹出的却是 \(known.value)；改成一致",
            en: "aria-haspopup is “\(said.quoted)”, but the popup is a \(known.value); make them agree"
        )
    }

    private func unsaid(_ value: StaticString) -> Verdict {
        .failed(
            zh: "组合框默认弹出 listbox，这里是 \(value)；写上 aria-haspopup=\"\(value)\"",
            en: "A combobox opens a listbox unless it says otherwise; add aria-haspopup=\"\(value)\""
        )
    }

    private func isExpanded(_ box: NodeID, _ page: Page) -> Bool {
        page.attribute(.ariaExpanded, of: box)?.trimmed.equalsIgnoringCase("true") ?? false
    }

    /// The element that `aria-controls`, or `aria-owns` of older pages, refers to.
    private func popup(of box: NodeID, _ page: Page) -> NodeID? {
        page.idReferences(.ariaControls, of: box).nodes.first ?? page.idReferences(.ariaOwns, of: box).nodes.first
    }
}
