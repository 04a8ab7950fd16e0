/// A link to a document to download says what kind of file it is.
///
/// Source: Chinese portal check ZH-12; WCAG technique G182-like practice for link text (2.4.4), advice only.
struct AttachmentTypeIsTold: Rule {
    static let metadata = RuleMetadata(
        id: "attachment-type-is-told",
        title: LocalizedText(zh: "附件链接说明文件类型", en: "Link to a document tells its type"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用者不知道点开的是网页还是要下载的文件，能不能打开。",
            en: "People do not know that a file is downloaded, nor whether they can open it."
        ),
        fix: LocalizedText(
            zh: "在链接文字里写上类型和大小，例如“申请表（Word，32 KB）”。",
            en: "State type and size in the link text, such as “Form (Word, 32 KB)”."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/f.doc">申请表（Word 文档）</a>"#),
        .passed(#"▸<a href="/f.pdf?x=1">Annual report.pdf</a>"#),
        .passed(#"▸<a href="f.xlsx">统计表.xlsx</a>"#),
        .failed(#"▸<a href="/f.doc">申请表</a>"#),
        .failed(#"▸<a href="/f.PDF">Annual report</a>"#),
        .failed(#"▸<a href="/files/f.zip#x">附件下载</a>"#),
        .inapplicable(#"<a href="/f.html">申请表</a>"#),
        .inapplicable(#"<a href="/f.doc" hidden>申请表</a>"#),
        .inapplicable(#"<a href="/doc">文档</a>"#),
    ]

    /// Extensions, each with the words that name its type.
    private static let types: [(StaticString, [String])] = [
        ("pdf", ["pdf"]), ("doc", ["doc", "word", "文档"]), ("docx", ["doc", "word", "文档"]), ("wps", ["wps", "文档"]),
        ("xls", ["xls", "excel", "表格"]), ("xlsx", ["xls", "excel", "表格"]), ("et", ["wps", "表格"]),
        ("ppt", ["ppt", "幻灯片"]),
        ("pptx", ["ppt", "幻灯片"]), ("ofd", ["ofd"]), ("zip", ["zip", "压缩"]), ("rar", ["rar", "压缩"]), ("ceb", ["ceb"]),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.a).filter { page.isExposed($0) && words(for: $0, page) != nil }
    }

    func expect(_ link: NodeID, in page: Page) -> Verdict {
        let name = TextFolding.fold(page.accessibleName(of: link)).string
        let wanted = words(for: link, page) ?? []
        if wanted.contains(where: name.contains) { return .passed }
        let address = page.attribute(.href, of: link)?.quoted ?? ""
        return .failed(
            zh: "链接指向文件 \(address)，文字里没有说明类型；写上类型和大小",
            en: "The link leads to the file \(address) but does not tell its type; state type and size"
        )
    }

    private func words(for link: NodeID, _ page: Page) -> [String]? {
        guard let address = page.attribute(.href, of: link)?.trimmed else { return nil }
        let path = address.prefix { $0 != 0x3F && $0 != 0x23 }
        guard let dot = path.suffix(6).lastIndex(of: 0x2E) else { return nil }
        let suffix = path[path.index(after: dot)...]
        return Self.types.first { suffix.equalsIgnoringCase($0.0) }?.1
    }
}
