/// A frame shows a page and no bare image or document.
///
/// Source: rules-union “frame-src”.
struct FrameHoldsPage: Rule {
    static let metadata = RuleMetadata(
        id: "frame-holds-page",
        title: LocalizedText(zh: "框架里是网页", en: "Frame holds a page"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人得不到框架里图片的替代文本。",
            en: "People who use a screen reader get no text alternative for an image that is a frame of its own."
        ),
        fix: LocalizedText(
            zh: "图片用 img 加 alt，文档用链接。",
            en: "Use img with alt for images and a link for documents."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<iframe title="a" src="a.html"></iframe>"#),
        .passed(#"▸<iframe title="a" src="/list?type=png"></iframe>"#),
        .cantTell(#"▸<iframe title="a" src="a.png"></iframe>"#),
        .cantTell(#"▸<iframe title="a" src="/b/a.JPG?x=1"></iframe>"#),
        .cantTell(#"▸<iframe title="a" src="a.pdf#page=2"></iframe>"#),
        .inapplicable(#"<iframe title="a"></iframe>"#),
        .inapplicable(#"<iframe title="a" src="a.png" hidden></iframe>"#),
        .inapplicable(#"<img src="a.png" alt="x">"#),
    ]

    private static let endings: [StaticString] = [
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".swf",
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.iframe, .frame).filter { frame in
            page.isVisible(frame) && page.isRendered(frame) && !(page.attribute(.src, of: frame)?.isBlank ?? true)
        }
    }

    func expect(_ frame: NodeID, in page: Page) -> Verdict {
        let source = (page.attribute(.src, of: frame) ?? []).trimmed
        let path = source.prefix { $0 != 0x3F && $0 != 0x23 }
        guard Self.endings.contains(where: { path.suffix($0.utf8CodeUnitCount).equalsIgnoringCase($0) }) else {
            return .passed
        }
        return .cantTell(
            zh: "框架里直接是文件 \(source.quoted)。它有替代内容吗？",
            en: "The frame shows the file \(source.quoted) itself. Does it have an alternative?"
        )
    }
}
