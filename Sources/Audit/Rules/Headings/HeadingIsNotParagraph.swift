/// A heading is a title and not a paragraph that is to look large.
///
/// Source: WCAG failure F43.
struct HeadingIsNotParagraph: Rule {
    static let metadata = RuleMetadata(
        id: "heading-is-not-paragraph",
        title: LocalizedText(zh: "标题不是整段文字", en: "Heading is no whole paragraph"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "标题列表里混入整段文字，找不到真正的标题。",
            en: "Whole paragraphs fill the list of headings, and real headings are hard to find."
        ),
        fix: LocalizedText(
            zh: "正文用 p，字号用 CSS。",
            en: "Use p for text and CSS for its size."
        )
    )

    static let examples: [Example] = [
        .passed("▸<h1>政务公开</h1>"),
        .passed("▸<h2>Annual report of the district government</h2>"),
        .cantTell(
            "▸<h2>为进一步加强全市无障碍环境建设工作，保障残疾人、老年人等社会成员平等参与社会生活，根据有关法律法规，结合我市实际情况，现就做好今年无障碍环境建设各项重点工作任务有关事项通知如下，请各单位认真贯彻落实，并于月底前上报工作进展情况。</h2>"
        ),
        .cantTell(
            "▸<h3>The office will be closed for the holidays from the first to the seventh of October. During this time please use the online service platform to submit your applications, which will be handled after the holidays in the order received.</h3>"
        ),
        .cantTell(
            #"▸<div role="heading" aria-level="2">The office will be closed for the holidays from the first to the seventh of October. During this time please use the online service platform to submit your applications, which will be handled after the holidays in the order received.</div>"#
        ),
        .inapplicable("<h1></h1>"),
        .inapplicable("<h1 hidden>x</h1>"),
        .inapplicable("<p>x</p>"),
    ]

    /// Longer titles are rare, in characters.
    private static let longestTitle = 90
    private static let longestLatinTitle = 180

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRole: .heading).filter { page.isExposed($0) && page.hasText(in: $0) }
    }

    func expect(_ heading: NodeID, in page: Page) -> Verdict {
        let scalars = Array(UTF8Scalars(page.exposedText(of: heading)[...]))
        let isHan = scalars.filter(\.isHan).count * 2 > scalars.count
        guard scalars.count > (isHan ? Self.longestTitle : Self.longestLatinTitle) else { return .passed }
        return .cantTell(
            zh: "这个标题有 \(scalars.count) 个字。它是标题，还是为了放大字号的段落？",
            en: "This heading has \(scalars.count) characters. Is it a title, or a paragraph made large?"
        )
    }
}
