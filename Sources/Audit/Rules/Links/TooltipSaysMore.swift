/// The `title` of a link does not repeat its text.
///
/// Source: WCAG technique H33.
struct TooltipSaysMore: Rule {
    static let metadata = RuleMetadata(
        id: "tooltip-says-more",
        title: LocalizedText(zh: "链接的 title 不重复文字", en: "Tooltip of a link says more than its text"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人同样的话听两遍。",
            en: "People who use a screen reader hear the same twice."
        ),
        fix: LocalizedText(
            zh: "删去与链接文字相同的 title。",
            en: "Remove a title that equals the text of the link."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/" title="新窗口打开">公告</a>"#),
        .passed(#"▸<a href="/" title="Annual report of 2024">Annual report</a>"#),
        .failed(#"▸<a href="/" title="公告">公告</a>"#),
        .failed(#"▸<a href="/" title="News ">news</a>"#),
        .failed(#"▸<a href="/" title="【公告】"><span>公告</span></a>"#),
        .inapplicable(#"<a href="/">公告</a>"#),
        .inapplicable(#"<a href="/" title="公告" hidden>公告</a>"#),
        .inapplicable(#"<a href="/" title="">公告</a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.a).filter { link in
            page.hasAttribute(.href, link) && page.isExposed(link) && page.hasText(in: link)
                && !(page.attribute(.title, of: link)?.isWhitespace ?? true)
        }
    }

    func expect(_ link: NodeID, in page: Page) -> Verdict {
        let title = page.attribute(.title, of: link) ?? []
        guard TextFolding.fold(title) == TextFolding.fold(page.exposedText(of: link)[...]) else { return .passed }
        return .failed(
            zh: "title 与链接文字相同（“\(title.quoted)”）；删去 title",
            en: "The title repeats the text of the link (“\(title.quoted)”); remove it"
        )
    }
}
