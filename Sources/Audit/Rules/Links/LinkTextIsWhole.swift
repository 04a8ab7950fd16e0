/// The text of a link is whole and not only in its title.
///
/// Source: Chinese portal check ZH-24; HTML §3.2.6.1 on relying on `title`.
struct LinkTextIsWhole: Rule {
    static let metadata = RuleMetadata(
        id: "link-text-is-whole",
        title: LocalizedText(zh: "链接文字没有截断", en: "Link text is not cut off"),
        kind: .review,
        criteria: ["2.4.4"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "只用键盘、触屏的人看不到 title 里的全文。",
            en: "People who use keyboard or touch never see the full text in the title."
        ),
        fix: LocalizedText(
            zh: "写出全文，过长时用 CSS 截断。",
            en: "Write the whole text and let CSS cut it."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/1" title="关于召开听证会的公告">关于召开听证会的公告</a>"#),
        .passed(#"▸<a href="/1">更多…</a>"#),
        .cantTell(#"▸<a href="/1" title="关于召开听证会的公告">关于召开听…</a>"#),
        .cantTell(#"▸<a href="/1" title="Notice of a public hearing">Notice of a...</a>"#),
        .cantTell(#"▸<a href="/1" title="关于召开听证会的公告">关于召开……</a>"#),
        .inapplicable(#"<a href="/1" hidden title="x">x…</a>"#),
        .inapplicable(#"<a href="/1"></a>"#),
        .inapplicable("<p>x…</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.a).filter { page.hasAttribute(.href, $0) && page.isExposed($0) && page.hasText(in: $0) }
    }

    func expect(_ link: NodeID, in page: Page) -> Verdict {
        guard let title = page.attribute(.title, of: link) else { return .passed }
        let text = page.visibleText(of: link)
        guard text.string.hasSuffix("…") || text.string.hasSuffix("...") else { return .passed }
        let (shown, whole) = (TextFolding.fold(text[...]), TextFolding.fold(title))
        guard whole.count > shown.count, whole.starts(with: shown) else { return .passed }
        return .cantTell(
            zh: "链接文字“\(text.quoted)”被截断，全文只在 title 里。只看文字能知道去向吗？",
            en:
                "The link text “\(text.quoted)” is cut off and whole only in title. Does the text alone say where it leads?"
        )
    }
}
