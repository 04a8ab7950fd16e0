/// What can be dragged can also be moved without dragging.
///
/// Source: WCAG 2.5.7, technique G219; as far as `draggable` tells.
struct DraggingHasAlternative: Rule {
    static let metadata = RuleMetadata(
        id: "dragging-has-alternative",
        title: LocalizedText(zh: "拖动有替代方式", en: "Dragging has an alternative"),
        kind: .review,
        criteria: ["2.5.7"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "手部活动不便的人按住再移动很困难，有的人完全做不到。",
            en: "Holding down and moving is hard, or impossible, for people with limited use of their hands."
        ),
        fix: LocalizedText(
            zh: "另外提供“上移”“下移”等按钮，或点选起点和终点的办法。",
            en: "Offer buttons such as “Move up”, or a way to pick start and end by single clicks."
        )
    )

    static let examples: [Example] = [
        .passed(#"<ul>▸<li draggable="true">甲 <button>上移</button></li></ul>"#),
        .passed(#"▸<div draggable="true"><a href="/up">Move up</a></div>"#),
        .passed(#"▸<div draggable="TRUE"><select aria-label="位置"><option>1</option></select></div>"#),
        .cantTell(#"<ul>▸<li draggable="true">甲</li></ul>"#),
        .cantTell(#"▸<div draggable="true" ondragstart="drag(event)">卡片</div>"#),
        .cantTell(#"▸<div draggable="true">Card</div><div draggable="false">Card</div>"#),
        .inapplicable(#"<img src="a.png" alt="地图" draggable="false">"#),
        .inapplicable(#"<li draggable="true" hidden>甲</li>"#),
        .inapplicable(#"<a href="/" draggable="true">首页</a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .draggable).filter { node in
            guard page.attribute(.draggable, of: node)?.equalsIgnoringCase("true") ?? false else { return false }
            // Links and images can be dragged anyway, without a meaning of the page's own.
            if page.role(of: node) == .link || page.document.isHTML(node, .img) { return false }
            return page.isVisible(node)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let hasControl = page.firstDescendant(of: element) { page.isTabbable($0) && page.isExposed($0) } != nil
        if hasControl { return .passed }
        return .cantTell(
            zh: "这个元素可以拖动。不拖动也能完成同样的操作吗？",
            en: "This element can be dragged. Can the same be done without dragging?"
        )
    }
}
