/// The title of an article, which portals state in a meta element, is marked as a heading.
///
/// Source: WCAG failure F2; Chinese portal check ZH-28 (the meta elements of government sites).
struct ArticleTitleIsHeading: GroupRule {
    static let metadata = RuleMetadata(
        id: "article-title-is-heading",
        title: LocalizedText(zh: "文章标题是标题元素", en: "Title of an article is a heading"),
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .likely,
        impact: LocalizedText(
            zh: "使用读屏软件的人不能用标题键跳到文章开头。",
            en: "People who use a screen reader cannot jump to the article by its heading."
        ),
        fix: LocalizedText(
            zh: "把文章标题放进 h1。",
            en: "Put the title of the article into an h1."
        )
    )

    static let examples: [Example] = [
        .passed(#"<meta name="ArticleTitle" content="关于召开听证会的公告">▸<h1>关于召开听证会的公告</h1>"#),
        .passed(#"<meta name="ArticleTitle" content="公告全文"><h2>▸<span>公告全文</span></h2>"#),
        .passed(#"<meta name="ArticleTitle" content="公告全文"><div role="heading" aria-level="1">▸<b>公告全文</b></div>"#),
        .failed(#"<meta name="ArticleTitle" content="关于召开听证会的公告">▸<div class="title">关于召开听证会的公告</div>"#),
        .failed(#"<meta name="articletitle" content="公告全文"><p>▸<b>公告全文</b></p>"#),
        .failed(#"<meta name="ArticleTitle" content="Notice of a hearing">▸<p>Notice of a  hearing</p>"#),
        .inapplicable(#"<meta name="ArticleTitle" content="公告全文"><p>x</p>"#),
        .inapplicable(#"<meta name="ArticleTitle" content=""><p>x</p>"#),
        .inapplicable(#"<meta name="ArticleTitle" content="公告全文"><a href="/">公告全文</a>"#),
        .inapplicable("<div>公告全文</div>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let title = title(page) else { return [] }
        var shown: [NodeID] = []
        for index in 1..<Int32(page.document.nodeCount) where page.document.kind[Int(index)] == .text {
            let text = NodeID(index)
            guard page.isVisible(text), TextFolding.fold(page.document.text(of: text)) == title else { continue }
            // Breadcrumbs and lists name the article too.
            guard let parent = page.document.parent(of: text), page.closest(.a, from: parent) == nil else { continue }
            if page.document.name(of: parent) != .title, page.isInBody(parent) { shown.append(parent) }
        }
        if let heading = shown.first(where: { isHeading($0, page) }) { return [(heading, .passed)] }
        guard let first = shown.first else { return [] }
        let name = page.tag(of: first)
        return [
            (
                first,
                .failed(
                    zh: "文章标题写在 <\(name)> 里，不是标题元素；放进 h1",
                    en: "The article's title stands in <\(name)> and no heading; put it into an h1"
                )
            )
        ]
    }

    private func title(_ page: Page) -> [UInt8]? {
        guard let title = page.articleTitle else { return nil }
        let folded = TextFolding.fold(title)
        return folded.count < Self.leastBytes ? nil : folded
    }

    /// Shorter titles may stand anywhere by chance.
    private static let leastBytes = 9

    private func isHeading(_ node: NodeID, _ page: Page) -> Bool {
        if page.role(of: node) == .heading { return true }
        return page.document.ancestors(of: node).contains {
            page.document.isElement($0) && page.role(of: $0) == .heading
        }
    }
}
