/// An item of a menu has a name.
///
/// Source: ACT rule m6b1q3.
struct MenuItemHasName: Rule {
    static let metadata = RuleMetadata(
        id: "menu-item-has-name",
        title: LocalizedText(zh: "菜单项有名称", en: "Menu item has a name"),
        criteria: ["4.1.2"],
        act: ["m6b1q3"],
        severity: .critical,
        impact: LocalizedText(
            zh: "使用读屏软件的人只听到“菜单项”，不知道选的是什么。",
            en: "People who use a screen reader hear “menu item” only and do not know what they choose."
        ),
        fix: LocalizedText(
            zh: "在菜单项里写文字；只有图标时用 aria-label。",
            en: "Put text into the menu item; where it holds only an icon, use aria-label."
        )
    )

    static let examples: [Example] = [
        .passed(#"<div role="menu">▸<button role="menuitem">保存</button></div>"#),
        .passed(#"<div role="menu">▸<div role="menuitem" aria-label="Save" tabindex="0"></div></div>"#),
        .passed(#"<div role="menu">▸<div role="menuitem"><img src="s.png" alt="保存"></div></div>"#),
        .failed(#"<div role="menu">▸<div role="menuitem" tabindex="0"></div></div>"#),
        .failed(#"<div role="menu">▸<a href="/" role="menuitem"><i class="icon"></i></a></div>"#),
        .failed(#"<ul role="menu">▸<li role="menuitem"><img src="s.png" alt=""></li></ul>"#),
        .inapplicable(#"<div role="menu"><div role="menuitem" hidden></div></div>"#),
        .inapplicable(#"<div role="menu"><div role="menuitemcheckbox" aria-checked="true"></div></div>"#),
        .inapplicable("<button></button>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRole: .menuitem).filter { page.document.namespace(of: $0) == .html && page.isExposed($0) }
    }

    func expect(_ item: NodeID, in page: Page) -> Verdict {
        page.nameVerdict(of: item)
            ?? .failed(
                zh: "菜单项没有名称；在里面写文字，或用 aria-label",
                en: "The menu item has no name; put text into it, or use aria-label"
            )
    }
}
