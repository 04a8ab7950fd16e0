/// A heading holds text.
///
/// Source: ACT rule ffd0e9.
struct HeadingHasName: Rule {
    static let metadata = RuleMetadata(
        id: "heading-has-name",
        title: LocalizedText(zh: "标题不为空", en: "Heading is not empty"),
        criteria: ["1.3.1", "2.4.6"],
        act: ["ffd0e9"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "使用读屏软件的人按标题浏览时遇到空标题，不知道这里是什么。",
            en: "People who browse by headings with a screen reader meet an empty one that tells them nothing."
        ),
        fix: LocalizedText(
            zh: "在标题里写文字；不是标题的地方不要用 h1–h6。",
            en: "Put text into the heading; use no h1–h6 where there is no heading."
        )
    )

    static let examples: [Example] = [
        .passed("▸<h1>通知公告</h1>"),
        .passed(#"▸<h2><img src="n.png" alt="新闻"></h2>"#),
        .passed(#"▸<div role="heading" aria-level="2" aria-label="News"></div>"#),
        .failed("▸<h1></h1>"),
        .failed(#"▸<h2><img src="n.png"></h2> ▸<h3><img src="n.png" alt=""></h3>"#),
        .failed(#"▸<h2><span aria-hidden="true">新闻</span></h2>"#),
        .failed("▸<h2>&nbsp;</h2>"),
        .inapplicable("<h1 hidden></h1>"),
        .inapplicable(#"<h1 role="presentation"></h1>"#),
        .inapplicable("<p>没有标题</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRole: .heading).filter { page.document.namespace(of: $0) == .html && page.isExposed($0) }
    }

    func expect(_ heading: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: heading) { return verdict }
        return .failed(
            zh: "标题是空的；写上文字，或换成别的元素",
            en: "The heading is empty; put text into it, or use another element"
        )
    }
}
