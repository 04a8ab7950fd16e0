/// A notice is text, not a picture of text.
///
/// Source: ZH-06; WCAG 1.1.1 and 1.4.5. The pages are those that state an `ArticleTitle`; whether the picture holds the
/// text is for a person.
struct NoticeIsNotAnImage: Rule {
    static let metadata = RuleMetadata(
        id: "notice-is-not-an-image",
        title: LocalizedText(zh: "公告不用图片发布", en: "Notice is not an image"),
        kind: .review,
        criteria: ["1.1.1", "1.4.5"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "读屏软件读不出图片里的文字，放大后文字模糊，也无法复制和翻译。",
            en:
                "Screen readers cannot read text in a picture; it blurs when enlarged and cannot be copied or translated."
        ),
        fix: LocalizedText(
            zh: "把公告内容写成网页文字，图片只作补充。",
            en: "Write the notice as text on the page; a picture may stand beside it."
        )
    )

    static let examples: [Example] = [
        .passed(title + #"▸<main><p>\#(text)</p><img src="a.png" alt=""></main>"#),
        .passed(title + #"▸<main><p>通知</p><img src="a.png" alt="\#(text)"></main>"#),
        .passed(title + #"▸<main><p>通知</p><img src="a.png" width="100" alt=""></main>"#),
        .cantTell(title + #"▸<main><img src="a.png" alt="通知"></main>"#),
        .cantTell(title + #"▸<main><h1>通知</h1><img src="a.png"></main>"#),
        .cantTell(title + #"▸<main><img src="a.png" width="800" alt=""></main><footer>\#(text)</footer>"#),
        .inapplicable(#"<main><img src="a.png" alt="通知"></main>"#),
        .inapplicable(title + "<main><p>通知</p></main>"),
        .inapplicable(title + #"<main hidden><img src="a.png"></main>"#),
    ]

    private static let title = #"<meta name="ArticleTitle" content="关于做好防汛工作的通知">"#
    private static let text = String(repeating: "各乡镇要做好防汛准备工作。", count: 8)
    /// Chinese characters of a text that says something.
    private static let leastCharacters = 50
    /// A picture that states a smaller width, in pixels, holds no notice.
    private static let leastWidth = 400

    func targets(in page: Page) -> [NodeID] {
        guard page.hasArticleTitle else { return [] }
        let mains = page.elements(withRole: .main).filter { page.isExposed($0) }
        return mains.prefix(1).filter { main in
            page.firstDescendant(of: main) { page.document.isHTML($0, .img) && page.isVisible($0) } != nil
        }
    }

    func expect(_ main: NodeID, in page: Page) -> Verdict {
        if characters(page.exposedText(of: main)) >= Self.leastCharacters { return .passed }
        let picture = page.firstDescendant(of: main) { node in
            guard page.document.isHTML(node, .img), page.isVisible(node) else { return false }
            if let width = page.attribute(.width, of: node).flatMap({ page.integer($0) }), width < Self.leastWidth {
                return false
            }
            return characters(Array(page.attribute(.alt, of: node) ?? [])) < Self.leastCharacters
        }
        guard let picture else { return .passed }
        let source = page.attribute(.src, of: picture)?.quoted ?? ""
        return .cantTell(
            zh: "正文几乎没有文字，有一张图片 \(source)。公告内容是不是只在图片里？",
            en: "The article has hardly any text but an image \(source). Does only the image hold what it says?"
        )
    }

    private func characters(_ text: [UInt8]) -> Int { UTF8Scalars(text[...]).count { $0.isHan } }
}
