/// The number of an official document stands on its page as text.
///
/// Source: ZH-46. The pages are articles named “关于…的通知” and the like; whether the document has a number is not known.
struct DocumentNumberIsText: Rule {
    static let metadata = RuleMetadata(
        id: "document-number-is-text",
        title: LocalizedText(zh: "公文的文号写成文字", en: "Number of a document is text"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "文号只在图片或 PDF 里时，听读页面的人查不到，也搜索不到。",
            en: "A number in a picture or PDF alone cannot be heard nor searched for."
        ),
        fix: LocalizedText(
            zh: "在正文或信息表里写出发文字号、成文日期和索引号。",
            en: "Write number, date and index of the document on the page."
        )
    )

    static let examples: [Example] = [
        .passed(notice + "▸<body><p>某政发〔2026〕12号</p>"),
        .passed(notice + "▸<body><table><tr><td>发文字号</td><td>某政办发[2026]3号</td></tr></table>"),
        .passed(notice + "▸<body><p>某府函（2026）7号</p>"),
        .cantTell(notice + "▸<body><p>各乡镇人民政府：现将有关事项通知如下。</p>"),
        .cantTell(notice + #"▸<body><a href="/f.pdf">附件</a>"#),
        .cantTell(#"<meta name="ArticleTitle" content="关于印发防汛实施方案的意见">▸<body><p>正文</p>"#),
        .inapplicable("<body><p>关于做好防汛工作的通知</p>"),
        .inapplicable(#"<meta name="ArticleTitle" content="县领导调研防汛工作"><body><p>正文</p>"#),
        .inapplicable(#"<meta name="ArticleTitle" content="通知"><body><p>正文</p>"#),
    ]

    private static let notice = #"<meta name="ArticleTitle" content="关于做好防汛工作的通知">"#
    private static let kinds = ["通知", "意见", "办法", "决定", "批复", "通报", "公告", "函", "规定"]

    func targets(in page: Page) -> [NodeID] {
        let title = TextFolding.fold(page.articleTitle ?? []).string
        guard title.hasPrefix("关于"), Self.kinds.contains(where: title.hasSuffix) else { return [] }
        return page.htmlElements(.body).prefix(1).map { $0 }
    }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        if hasNumber(page.exposedText(of: body)) { return .passed }
        return .cantTell(
            zh: "页面文字里没有发文字号。文件有文号吗？是不是只在图片或附件里？",
            en: "No document number stands in the text. Does the document have one, in a picture or a file only?"
        )
    }

    /// `〔2026〕12号` and its spellings: a year in brackets, then a number.
    private func hasNumber(_ text: [UInt8]) -> Bool {
        let scalars = Array(UTF8Scalars(text[...]))
        let opening = Set("〔[（(【﹝".unicodeScalars)
        for (index, scalar) in scalars.enumerated() where opening.contains(scalar) && index + 7 < scalars.count {
            let year = scalars[(index + 1)...(index + 4)]
            guard year.allSatisfy({ (0x30...0x39).contains($0.value) }) else { continue }
            let rest = scalars[(index + 6)...].prefix(8)
            if rest.contains("号") { return true }
        }
        return false
    }
}
