/// The page has a heading that can be seen and heard.
///
/// Source: ACT rule 047fe0; WCAG technique H69. Without other pages it is not known what is repeated, so this is advice.
struct PageHasHeadings: Rule {
    static let metadata = RuleMetadata(
        id: "page-has-headings",
        title: LocalizedText(zh: "页面有标题", en: "Page has headings"),
        kind: .advice,
        criteria: [],
        act: ["047fe0"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "使用读屏软件的人靠标题浏览页面；没有标题只能从头听到尾。",
            en: "People who use a screen reader move by headings; without any they must listen from the start."
        ),
        fix: LocalizedText(
            zh: "用 h1 至 h6 标出正文和各栏目的标题。",
            en: "Mark the titles of the content and of its sections with h1 to h6."
        )
    )

    static let examples: [Example] = [
        .passed("<html>▸<body><h1>政务公开</h1><p>x</p></body></html>"),
        .passed("<html>▸<body><main><h2>News</h2><p>x</p></main></body></html>"),
        .passed(#"<html>▸<body><div role="heading" aria-level="1">新闻</div><p>x</p></body></html>"#),
        .failed(#"<html>▸<body><a href="/">首页</a><p><b>政务公开</b></p><p>x</p></body></html>"#),
        .failed("<html>▸<body><nav>栏目</nav><h1 hidden>政务公开</h1><p>x</p></body></html>"),
        .failed(
            #"<html>▸<body><a href="/">首页</a><h1 style="position:absolute;left:-9999px">x</h1><p>x</p></body></html>"#
        ),
        .cantTell(#"<html>▸<body><p>x</p><a href="/">首页</a></body></html>"#),
        .cantTell("<html>▸<body><nav><h2>栏目</h2></nav><p>x</p></body></html>"),
        .inapplicable("<html><body></body></html>"),
        .inapplicable("<html><body hidden><p>x</p></body></html>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.body).prefix(1).filter { page.hasExposedText($0) }
    }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        let headings = page.elements(withRole: .heading).filter { page.isExposed($0) && page.isVisible($0) }
        if headings.isEmpty, !page.hasContentAfterRepeatedBlock {
            return .cantTell(
                zh: "页面没有看得见的标题，也看不出有各页相同的部分。内容需要标题吗？",
                en:
                    "The page has no visible heading and nothing that looks as if other pages had it too. Does it need one?"
            )
        }
        if headings.isEmpty {
            return .failed(
                zh: "页面没有看得见的标题；用 h1 至 h6 标出标题",
                en: "The page has no visible heading; mark titles with h1 to h6"
            )
        }
        if headings.contains(where: { !isRepeated($0, page) }) { return .passed }
        return .cantTell(
            zh: "标题都在导航、页眉或页脚里。正文有自己的标题吗？",
            en: "All headings stand in navigation, header or footer. Does the content have one of its own?"
        )
    }

    /// Whether it stands where pages repeat what others have too.
    private func isRepeated(_ heading: NodeID, _ page: Page) -> Bool {
        page.document.ancestors(of: heading).contains { ancestor in
            guard page.document.isElement(ancestor), let role = page.role(of: ancestor) else { return false }
            return [.navigation, .banner, .contentinfo].contains(role)
        }
    }
}
