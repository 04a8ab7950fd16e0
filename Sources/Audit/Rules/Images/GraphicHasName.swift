/// An SVG element that is declared an image has a name.
///
/// Source: ACT rule 7d6734.
struct GraphicHasName: Rule {
    static let metadata = RuleMetadata(
        id: "graphic-has-name",
        title: LocalizedText(zh: "声明为图像的 SVG 有名称", en: "SVG declared as an image has a name"),
        criteria: ["1.1.1"],
        act: ["7d6734"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到“图片”，却不知道画的是什么。",
            en: "People who use a screen reader hear “image” and not what it shows."
        ),
        fix: LocalizedText(
            zh: "在 svg 里写 title 元素，或用 aria-label；只是装饰就改用 aria-hidden=\"true\"。",
            en: "Put a title element into the svg or use aria-label; if it only decorates use aria-hidden=\"true\"."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<svg role="img"><title>五星</title><circle r="3"/></svg>"#),
        .passed(#"▸<svg role="img" aria-label="Five stars"></svg>"#),
        .passed(#"<svg>▸<g role="graphics-symbol" aria-label="星"><circle r="3"/></g></svg>"#),
        .failed(#"▸<svg role="img"><circle r="3"/></svg>"#),
        .failed(#"▸<svg role="graphics-document"><title></title></svg>"#),
        .failed(#"<svg>▸<g role="graphics-symbol"><circle r="3"/></g></svg>"#),
        .inapplicable("<svg><circle r=3 /></svg>"),
        .inapplicable(#"<svg role="img" aria-hidden="true"></svg>"#),
        .inapplicable(#"<div role="img"></div>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRoleIn: [.img, .graphicsDocument, .graphicsSymbol]).filter { graphic in
            guard page.document.namespace(of: graphic) == .svg, page.isExposed(graphic) else { return false }
            return page.explicitRole(of: graphic) == page.role(of: graphic)
        }
    }

    func expect(_ graphic: NodeID, in page: Page) -> Verdict {
        page.nameVerdict(of: graphic)
            ?? .failed(
                zh: "角色为 \(page.role(of: graphic)?.description ?? "img") 的 SVG 没有名称；加 title 子元素或 aria-label",
                en: """
                    The SVG element with role \(page.role(of: graphic)?.description ?? "img") has no name; add a title \
                    child or aria-label
                    """
            )
    }
}
