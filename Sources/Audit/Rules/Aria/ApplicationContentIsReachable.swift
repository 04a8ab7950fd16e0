/// Text in `role="application"` can take focus or is referred to.
///
/// Source: WAI-ARIA 1.2 “application”.
struct ApplicationContentIsReachable: Rule {
    static let metadata = RuleMetadata(
        id: "application-content-is-reachable",
        title: LocalizedText(zh: "应用区的文字能读到", en: "Content of an application can be reached"),
        kind: .review,
        criteria: ["1.1.1", "2.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人在应用区里只能到达能获得焦点的元素，读不到普通文字。",
            en: "People who use a screen reader reach only what takes focus there, and no plain text."
        ),
        fix: LocalizedText(
            zh: "删去 role=\"application\"，或让文字能获得焦点、被 aria-describedby 引用。",
            en: "Remove role=\"application\", or let the text take focus or be referred to by aria-describedby."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="application" aria-label="地图"><button>放大</button></div>"#),
        .passed(#"▸<div role="application" aria-label="地图"><div role="document"><p>说明</p></div></div>"#),
        .cantTell(#"▸<div role="application" aria-label="地图"><p>用方向键移动</p></div>"#),
        .cantTell(#"▸<div role="application" aria-label="a">点击地图<button>放大</button></div>"#),
        .cantTell(#"▸<section role="application" aria-label="a"><h2>公告</h2></section>"#),
        .inapplicable(#"<div aria-label="地图"><p>x</p></div>"#),
        .inapplicable(#"<div role="application" hidden><p>x</p></div>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] { page.elements(withRole: .application).filter { page.isExposed($0) } }

    func expect(_ application: NodeID, in page: Page) -> Verdict {
        var index = application.index + 1
        let end = page.document.subtree(of: application).upperBound
        while index < end {
            let node = NodeID(index)
            let isOwn = page.document.isElement(node) && (page.isFocusable(node) || page.role(of: node) == .document)
            if isOwn || page.isProgrammaticallyHidden(node) {
                index = page.document.subtree(of: node).upperBound
                continue
            }
            if page.document.kind(of: node) == .text, !page.document.text(of: node).isWhitespace {
                return .cantTell(
                    zh: "应用区里的“\(page.document.text(of: node).quoted)”不能获得焦点。读屏软件的用户读得到吗？",
                    en:
                        "“\(page.document.text(of: node).quoted)” in the application takes no focus. Can people who use a screen reader get it?"
                )
            }
            index += 1
        }
        return .passed
    }
}
