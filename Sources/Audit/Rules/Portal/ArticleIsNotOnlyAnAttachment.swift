/// What an article says stands on the page, not in an attached file alone.
///
/// Source: ZH-13. The pages are those that state an `ArticleTitle`.
struct ArticleIsNotOnlyAnAttachment: Rule {
    static let metadata = RuleMetadata(
        id: "article-is-not-only-an-attachment",
        title: LocalizedText(zh: "正文不只在附件里", en: "Article is not only an attachment"),
        kind: .advice,
        criteria: [],
        severity: .moderate,
        confidence: .likely,
        impact: LocalizedText(
            zh: "手机上打不开附件的人，以及附件不能被读屏软件朗读时，读不到内容。",
            en: "People who cannot open the file on their phone, or whose screen reader cannot read it, get nothing."
        ),
        fix: LocalizedText(
            zh: "把正文写在网页里，附件只作下载。",
            en: "Put the text on the page, and offer the file for download beside it."
        )
    )

    static let examples: [Example] = [
        .passed(title + #"▸<main><p>\#(text)</p><a href="/f.pdf">附件</a></main>"#),
        .passed(title + "▸<main><p>\(text)</p></main>"),
        .passed(title + "▸<main><p>见图</p></main>"),
        .failed(title + #"▸<main><a href="/f.pdf">某县通知.pdf</a></main>"#),
        .failed(title + #"▸<main><h1>通知</h1><p>详见附件</p><a href="/f.doc">附件</a></main>"#),
        .failed(title + #"▸<main><a href="/f.ofd">下载</a></main><footer>\#(text)</footer>"#),
        .inapplicable(#"<main><a href="/f.pdf">某县通知.pdf</a></main>"#),
        .inapplicable(title + #"<a href="/f.pdf">某县通知.pdf</a>"#),
        .inapplicable(title + #"<main hidden><a href="/f.pdf">通知</a></main>"#),
    ]

    private static let title = #"<meta name="ArticleTitle" content="关于做好防汛工作的通知">"#
    private static let text = String(repeating: "各乡镇要做好防汛准备工作。", count: 8)
    /// Chinese characters of a text that says something.
    private static let leastCharacters = 50
    private static let endings: [StaticString] = [
        ".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx", ".zip", ".rar", ".ceb",
    ]

    func targets(in page: Page) -> [NodeID] {
        guard page.hasArticleTitle else { return [] }
        return page.elements(withRole: .main).filter { page.isExposed($0) }.prefix(1).map { $0 }
    }

    func expect(_ main: NodeID, in page: Page) -> Verdict {
        let characters = UTF8Scalars(page.exposedText(of: main)[...]).count { $0.isHan }
        guard characters < Self.leastCharacters else { return .passed }
        let range = page.document.subtree(of: main)
        let file = page.htmlElements(.a).first { link in
            guard range.contains(link.index), let address = page.attribute(.href, of: link)?.trimmed else {
                return false
            }
            let path = address.prefix { $0 != 0x3F && $0 != 0x23 }
            return Self.endings.contains { path.suffix($0.utf8CodeUnitCount).equalsIgnoringCase($0) }
        }
        guard let file else { return .passed }
        let address = page.attribute(.href, of: file)?.quoted ?? ""
        return .failed(
            zh: "正文只有 \(characters) 个汉字，内容在附件 \(address) 里；写到网页上",
            en:
                "The text has \(characters) Chinese characters, and the file \(address) holds the rest; put it on the page"
        )
    }
}
