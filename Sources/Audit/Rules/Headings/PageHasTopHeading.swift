/// A page has one heading of the first level.
///
/// Source: WCAG technique H42; rules-union “h1-present”.
struct PageHasTopHeading: GroupRule {
    static let metadata = RuleMetadata(
        id: "page-has-top-heading",
        title: LocalizedText(zh: "页面有一个一级标题", en: "Page has one top heading"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人按标题浏览时，找不到页面的主题。",
            en: "People who use a screen reader who go by headings do not find what the page is about."
        ),
        fix: LocalizedText(
            zh: "把页面主题写成唯一的 h1。",
            en: "Make the topic of the page its one h1."
        )
    )

    static let examples: [Example] = [
        .passed("▸<html><body><h1>公告</h1><h2>一</h2></body></html>"),
        .passed(#"▸<html><body><div role="heading" aria-level="1">公告</div></body></html>"#),
        .failed("▸<html><body><h2>公告</h2></body></html>"),
        .failed("▸<html><body><h1>公告</h1><h1>通知</h1></body></html>"),
        .failed("▸<html><body><h1 hidden>公告</h1><h3>x</h3></body></html>"),
        .inapplicable("<html><body><p>x</p></body></html>"),
        .inapplicable("<html><body><h1 hidden>x</h1></body></html>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let headings = page.headings
        guard !headings.isEmpty, let root = page.rootElement else { return [] }
        let top = headings.count { $0.level == 1 }
        if top == 1 { return [(root, .passed)] }
        return [
            (
                root,
                top == 0
                    ? .failed(zh: "页面有标题，但没有一级标题；把页面主题写成 h1", en: "The page has headings and no h1; make its topic one")
                    : .failed(zh: "页面有 \(top) 个一级标题；只留一个", en: "The page has \(top) headings of level 1; keep one")
            )
        ]
    }
}
