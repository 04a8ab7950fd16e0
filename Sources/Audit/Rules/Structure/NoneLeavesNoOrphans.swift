/// A list that loses its role by `none` or `presentation` holds no items that mean something.
///
/// Source: WCAG failure F92.
struct NoneLeavesNoOrphans: Rule {
    static let metadata = RuleMetadata(
        id: "none-leaves-no-orphans",
        title: LocalizedText(zh: "去掉角色不留下孤立的项", en: "Role none leaves no orphans"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听不到这是列表。",
            en: "People who use a screen reader do not hear that this is a list."
        ),
        fix: LocalizedText(
            zh: "是列表就删去 role=\"presentation\"；不是就不用 ul、li。",
            en: "Remove role=\"presentation\" from a list, or do not use ul and li."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<ul role="none"><li><a href="/">首页</a></li></ul>"#),
        .passed(
            ##"<div role="tablist" aria-label="x">▸<ul role="presentation"><li role="presentation"><a role="tab" href="#a">甲</a></li><li role="presentation"><a role="tab" href="#b">乙</a></li></ul></div>"##
        ),
        .cantTell(#"▸<ul role="presentation"><li>身份证</li><li>户口本</li></ul>"#),
        .cantTell(#"▸<ol role="none"><li>申请</li><li>审核</li><li>发证</li></ol>"#),
        .cantTell(#"▸<dl role="presentation"><dt>电话</dt><dd>12345</dd></dl>"#),
        .inapplicable("<ul><li>甲</li><li>乙</li></ul>"),
        .inapplicable(#"<ul role="none" hidden><li>甲</li><li>乙</li></ul>"#),
        .inapplicable(#"<div role="none"><p>x</p></div>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.ul, .ol, .dl, .menu).filter { list in
            page.isMarkedAsDecorative(list) && page.explicitRole(of: list) != nil
                && !page.isProgrammaticallyHidden(list)
                && page.isVisible(list)
        }
    }

    func expect(_ list: NodeID, in page: Page) -> Verdict {
        let items = page.document.children(of: list).filter { item in
            guard page.document.isElement(item), page.attribute(.role, of: item) == nil, page.hasText(in: item) else {
                return false
            }
            return [.li, .dt, .dd].contains(page.document.name(of: item))
        }
        guard items.count > 1 else { return .passed }
        return .cantTell(
            zh: "这个列表去掉了角色，却有 \(items.count) 项。它真的不是列表吗？",
            en: "This list has lost its role and holds \(items.count.counted("item")). Is it really no list?"
        )
    }
}
