/// A link says where it leads.
///
/// Source: ACT rule c487ae; links of image maps are `AreaHasName`'s.
struct LinkHasName: Rule {
    static let metadata = RuleMetadata(
        id: "link-has-name",
        title: LocalizedText(zh: "链接有名称", en: "Link has a name"),
        criteria: ["2.4.4", "4.1.2"],
        act: ["c487ae"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人只听到“链接”或网址，不知道它通向哪里；语音操作的人也叫不出它。",
            en:
                "People who use a screen reader hear “link” or an address only; people who speak commands cannot name it."
        ),
        fix: LocalizedText(
            zh: "在链接里写文字；链接里只有图片时，给图片写 alt。",
            en: "Put text into the link; where it holds only an image, give the image an alt."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/news">新闻</a>"#),
        .passed(#"▸<a href="/"><img src="home.png" alt="首页"></a>"#),
        .passed(#"▸<a href="/" title="首页"></a>"#),
        .passed(#"▸<span role="link" aria-label="News" tabindex="0"></span>"#),
        .failed(#"<p>▸<a href="/news"></a></p>"#),
        .failed(#"▸<a href="/"><img src="home.png"></a> ▸<a href="/b"><img src="b.png" alt=""></a>"#),
        .failed(#"▸<a href="/"><i class="icon" aria-hidden="true">★</i></a>"#),
        .failed(#"▸<a href="/" aria-label=" "></a>"#),
        .inapplicable(#"<a href="/" role="button"></a>"#),
        .inapplicable(#"<a></a>"#),
        .inapplicable(#"<a href="/" hidden></a>"#),
        .inapplicable(#"<a href="/" aria-hidden="true" tabindex="-1"></a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(inheritingRole: .link).filter {
            page.document.namespace(of: $0) == .html && page.document.name(of: $0) != .area && page.isExposed($0)
        }
    }

    func expect(_ link: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: link) { return verdict }
        let target = page.attribute(.href, of: link)?.quoted ?? ""
        if let image = page.firstDescendant(of: link, where: { page.document.isHTML($0, .img) }) {
            let source = page.attribute(.src, of: image)?.quoted ?? ""
            return .failed(
                zh: "链接（指向 \(target)）里只有图片 \(source)，图片没有替代文本；给图片写 alt，说明链接去向",
                en: """
                    The link (to \(target)) holds only the image \(source), which has no text alternative; state in \
                    its alt where the link leads
                    """
            )
        }
        return .failed(
            zh: "链接（指向 \(target)）没有名称；在链接里写文字，或用 aria-label",
            en: "The link (to \(target)) has no name; put text into it, or use aria-label"
        )
    }
}
