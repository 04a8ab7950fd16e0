/// Tab enters a list box, menu or tab list once, and arrow keys move in it.
///
/// Source: WAI-ARIA Authoring Practices “keyboard navigation inside components”.
struct CompositeHasOneTabStop: Rule {
    static let metadata = RuleMetadata(
        id: "composite-has-one-tab-stop",
        title: LocalizedText(zh: "复合控件只有一个 Tab 停靠点", en: "Composite widget has one tab stop"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "用键盘的人要按许多次 Tab 才能离开。",
            en: "People who use a keyboard must press Tab many times to get out."
        ),
        fix: LocalizedText(
            zh: "只让当前项 tabindex=\"0\"，其余 tabindex=\"-1\"。",
            en: "Give the current item tabindex=\"0\" and the others tabindex=\"-1\"."
        )
    )

    static let examples: [Example] = [
        .passed(
            #"▸<div role="tablist"><div role="tab" tabindex="0">a</div><div role="tab" tabindex="-1">b</div></div>"#
        ),
        .passed(#"▸<ul role="listbox" tabindex="0"><li role="option">a</li><li role="option">b</li></ul>"#),
        .failed(
            #"▸<div role="tablist"><div role="tab" tabindex="0">a</div><div role="tab" tabindex="0">b</div></div>"#
        ),
        .failed(
            #"▸<ul role="menu"><li role="menuitem" tabindex="0">a</li><li role="menuitem" tabindex="0">b</li></ul>"#
        ),
        .failed(
            #"▸<div role="radiogroup" aria-label="x"><span role="radio" tabindex="0" aria-checked="true">a</span><span role="radio" tabindex="0" aria-checked="false">b</span></div>"#
        ),
        .inapplicable(#"<select size="3"><option>a</option></select>"#),
        .inapplicable(#"<ul><li tabindex="0">a</li><li tabindex="0">b</li></ul>"#),
        .inapplicable(#"<div role="tablist" hidden><div role="tab" tabindex="0">a</div></div>"#),
        .inapplicable(#"<div role="radiogroup"><input type="radio" name="a"><input type="radio" name="a"></div>"#),
    ]

    private static let composites: [(role: Role, item: Role)] = [
        (.tablist, .tab), (.listbox, .option), (.menu, .menuitem), (.menubar, .menuitem), (.tree, .treeitem),
        (.radiogroup, .radio),
    ]

    func targets(in page: Page) -> [NodeID] {
        Self.composites.flatMap { pair in
            page.elements(withRole: pair.role).filter {
                page.explicitRole(of: $0) == pair.role && page.isExposed($0) && hasOwnItem($0, pair.item, page)
            }
        }.sorted()
    }

    func expect(_ widget: NodeID, in page: Page) -> Verdict {
        let item = Self.composites.first { $0.role == page.role(of: widget) }?.item
        let stops = page.document.subtree(of: widget).dropFirst().map { NodeID($0) }.filter {
            page.isTabbable($0) && page.explicitRole(of: $0) == item
        }
        guard stops.count > 1 else { return .passed }
        return .failed(
            zh: "这个控件有 \(stops.count) 个 Tab 停靠点；只留一个，其余用方向键移动",
            en: "The widget has \(stops.count) tab stops; keep one and move in it by arrow keys"
        )
    }

    private func hasOwnItem(_ widget: NodeID, _ item: Role, _ page: Page) -> Bool {
        page.firstDescendant(of: widget) { page.explicitRole(of: $0) == item } != nil
    }
}
