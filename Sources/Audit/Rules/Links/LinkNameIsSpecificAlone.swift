/// The text of a link alone says where it leads.
///
/// Source: WCAG 2.4.9 (AAA), failure F84; ACT rule aizyf1 as far as a list of phrases decides.
struct LinkNameIsSpecificAlone: Rule {
    static let metadata = RuleMetadata(
        id: "link-name-is-specific-alone",
        title: LocalizedText(zh: "仅凭链接文字就知道去向", en: "Link text alone says where the link leads"),
        criteria: ["2.4.9"],
        act: ["aizyf1"],
        severity: .minor,
        impact: LocalizedText(
            zh: "在读屏软件的链接列表中看不到上下文，“更多”“详情”分不清去向。",
            en: "A screen reader's list of links shows no context, so “more” and “details” do not say where they lead."
        ),
        fix: LocalizedText(
            zh: "把链接文字写具体，例如“更多通知公告”。",
            en: "Make the link text specific, such as “More notices”."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/n">更多通知公告</a>"#),
        .passed(#"▸<a href="/n" aria-label="更多通知公告">更多</a>"#),
        .passed(#"▸<a href="/n">Annual report 2024</a>"#),
        .failed(#"<p>《2024 年工作报告》▸<a href="/n">详情</a></p>"#),
        .failed(#"▸<a href="/n">更多 &gt;&gt;</a> ▸<a href="/m">Click here.</a>"#),
        .failed(#"▸<span role="link" tabindex="0">［查看］</span>"#),
        .inapplicable(#"<a href="/n" hidden>更多</a>"#),
        .inapplicable(#"<a href="/n" role="button">更多</a>"#),
        .inapplicable(#"<a href="/n"></a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(inheritingRole: .link).filter { page.isExposed($0) && page.hasAccessibleName($0) }
    }

    func expect(_ link: NodeID, in page: Page) -> Verdict {
        let name = page.accessibleName(of: link)
        guard name.count <= 96, PhrasesOfLinks.vague.contains(TextFolding.fold(name).string) else { return .passed }
        return .failed(
            zh: "链接文字“\(name.quoted)”本身没有说明去向；写得具体些",
            en: "The link text “\(name.quoted)” by itself does not say where the link leads; make it specific"
        )
    }
}
