/// An `a` without `href` is the target of a link, or has a role that scripts work.
///
/// Source: HTML §4.5.1: an a without href is a placeholder.
struct AnchorIsLinkOrTarget: Rule {
    static let metadata = RuleMetadata(
        id: "anchor-is-link-or-target",
        title: LocalizedText(zh: "a 元素是链接或锚点", en: "Anchor is a link or a target"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "看起来像链接，键盘和读屏软件却用不了。",
            en: "It looks like a link, but keyboard and screen reader cannot use it."
        ),
        fix: LocalizedText(
            zh: "写 href；执行动作就用 button。",
            en: "Add href, or use a button for an action."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a id="top"></a>"#),
        .passed(#"▸<a name="part1">第一部分</a>"#),
        .passed(#"▸<a role="button" tabindex="0">打开</a>"#),
        .failed("▸<a>公告</a>"),
        .failed(#"▸<a class="btn">More</a>"#),
        .failed(#"▸<a onclick="x()">打开</a>"#),
        .inapplicable(#"<a href="/">公告</a>"#),
        .inapplicable("<a hidden>公告</a>"),
        .inapplicable("<a></a>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.a).filter { anchor in
            !page.hasAttribute(.href, anchor) && page.isVisible(anchor) && page.isRendered(anchor)
                && (page.hasText(in: anchor) || page.hasAttribute(.id, anchor) || page.hasAttribute(.name, anchor))
        }
    }

    func expect(_ anchor: NodeID, in page: Page) -> Verdict {
        if page.hasAttribute(.id, anchor) || page.hasAttribute(.name, anchor) || page.explicitRole(of: anchor) != nil {
            return .passed
        }
        // The place of the current page in a trail or a pager needs no link.
        if page.hasAttribute(.ariaCurrent, anchor) { return .passed }
        return .failed(
            zh: "a 没有 href（“\(page.visibleText(of: anchor).quoted)”）；写上 href，或改用 button、span",
            en: "The a has no href (“\(page.visibleText(of: anchor).quoted)”); add one, or use a button or span"
        )
    }
}
