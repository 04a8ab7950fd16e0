/// A page has a title that is not blank.
///
/// Source: ACT rule 2779a5; HTML §4.2.2. As in ACT, a title outside `head` counts, and the first one decides.
struct PageHasTitle: Rule {
    static let metadata = RuleMetadata(
        id: "page-has-title",
        title: LocalizedText(zh: "页面有标题", en: "Page has a title"),
        criteria: ["2.4.2"],
        act: ["2779a5"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人打开页面时最先听到标题；没有标题，就不知道打开了什么，也分不清各个标签页。",
            en: """
                The title is the first thing a screen reader says; without one people cannot know which page they \
                opened, nor tell tabs apart.
                """
        ),
        fix: LocalizedText(
            zh: "在 head 里写 <title>，说明本页的主题和网站名。",
            en: "Write a <title> in head that states the page's topic and the site's name."
        )
    )

    static let examples: [Example] = [
        .passed("▸<html><head><title>通知公告 - 某某区人民政府</title></head></html>"),
        .passed("▸<html><body><title>Notices</title></body></html>"),
        .passed("▸<html><head><title>Notices</title><title></title></head></html>"),
        .failed("▸<html><head></head><body><h1>通知公告</h1></body></html>"),
        .failed("▸<html><head><title> &nbsp; </title></head></html>"),
        .failed("▸<html><body><svg><title>Notices</title></svg></body></html>"),
        .failed("▸<html><head></head><body><template><title>Notices</title></template></body></html>"),
        .failed("▸<html><head><title></title><title>Notices</title></head></html>"),
        .failed(
            #"▸<html><body><div><template shadowrootmode="open"><title>Notices</title></template></div></body></html>"#
        ),
    ]

    func targets(in page: Page) -> [NodeID] { page.rootElement.map { [$0] } ?? [] }

    func expect(_ root: NodeID, in page: Page) -> Verdict {
        // What a shadow tree holds is no part of the document.
        let titles = page.htmlElements(.title).lazy.filter { title in
            !page.document.ancestors(of: title).contains { page.document.kind(of: $0) == .shadowRoot }
        }
        guard let title = titles.first else {
            return .failed(
                zh: "页面没有 title 元素；写上说明主题的标题",
                en: "The page has no title element; write one that states its topic"
            )
        }
        let hasText = page.document.children(of: title).contains { child in
            page.document.kind(of: child) == .text && !page.document.text(of: child).isWhitespace
        }
        if hasText { return .passed }
        return .failed(
            zh: "页面的 title 是空的；写上说明主题的标题",
            en: "The page's title is empty; state its topic"
        )
    }
}
