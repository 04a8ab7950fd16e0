/// A dialog, tab, tree item, tooltip or option has a name.
///
/// Source: WAI-ARIA 1.2 §5.2.8.5 "accessible name required".
struct WidgetHasName: Rule {
    static let metadata = RuleMetadata(
        id: "widget-has-name",
        title: LocalizedText(zh: "对话框、选项卡等有名称", en: "Dialog, tab and the like have a name"),
        criteria: ["4.1.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道打开的是什么对话框、选的是哪一项。",
            en: "People who use a screen reader do not know which dialog opened or which item they are on."
        ),
        fix: LocalizedText(
            zh: "在元素里写文字，或用 aria-labelledby 指向标题，或用 aria-label。",
            en: "Put text into the element, refer to its heading by aria-labelledby, or use aria-label."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<dialog open aria-label="登录"><p>x</p></dialog>"#),
        .passed(#"<div role="tablist">▸<button role="tab">要闻</button></div>"#),
        .passed(#"▸<div role="alertdialog" aria-labelledby="h"><h2 id="h">确认</h2></div>"#),
        .failed("▸<dialog open><p>x</p></dialog>"),
        .failed(#"<div role="tablist">▸<button role="tab"></button></div>"#),
        .failed(#"<ul role="tree">▸<li role="treeitem"><img src="a.png" alt=""></li></ul>"#),
        .failed(#"<ul role="listbox" aria-label="x">▸<li role="option"></li></ul>"#),
        .inapplicable("<dialog><p>x</p></dialog>"),
        .inapplicable(#"<select aria-label="x"><option></option></select>"#),
        .inapplicable("<p>x</p>"),
    ]

    private static let roles: RoleSet = [.dialog, .alertdialog, .tab, .treeitem, .tooltip, .option]

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRoleIn: Self.roles).filter { element in
            // The empty option of a list box is how HTML says "none".
            page.isExposed(element) && !page.document.isHTML(element, .option)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        page.nameVerdict(of: element)
            ?? .failed(
                zh: "角色为 \(page.role(of: element)?.description ?? "") 的元素没有名称；写文字，或用 aria-labelledby、aria-label",
                en: """
                    The element with role \(page.role(of: element)?.description ?? "") has no name; put text into it, or use \
                    aria-labelledby or aria-label
                    """
            )
    }
}
