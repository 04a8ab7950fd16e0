/// Links with the same name lead to the same address.
///
/// Source: ACT rule b20e66, as far as addresses decide.
struct LinksOfOneNameAgree: GroupRule {
    static let metadata = RuleMetadata(
        id: "links-of-one-name-agree",
        title: LocalizedText(zh: "同名链接去向相同", en: "Links of one name lead to one place"),
        kind: .review,
        criteria: ["2.4.9"],
        act: ["b20e66", "fd3a94"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "列出页面链接的人分不清几个同名的链接。",
            en: "People who list the links of a page cannot tell links of one name apart."
        ),
        fix: LocalizedText(
            zh: "把去向不同的链接写成不同的文字。",
            en: "Give links to different places different texts."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/a">公告</a><a href="/a">公告</a>"#),
        .passed(#"▸<a href="/a">News</a><a href="/a#top">news</a>"#),
        .passed(#"▸<a href="/a">公告</a><a href="/a"><img src="x.png" alt="公告"></a>"#),
        .cantTell(#"▸<a href="/a">公告</a><a href="/b">公告</a>"#),
        .cantTell(#"▸<a href="/a">News</a><a href="/b">NEWS</a>"#),
        .cantTell(#"▸<a href="/a">公告</a><a href="/b">公告</a><a href="/c">公告</a>"#),
        .inapplicable(#"<a href="/a">公告</a><a href="/b">通知</a>"#),
        .inapplicable(#"<a href="/a">公告</a>"#),
        .inapplicable(#"<a href="/a">公告</a><a href="/b" hidden>公告</a>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let links = page.elements(inheritingRole: .link).filter { link in
            page.isExposed(link) && page.hasAccessibleName(link) && page.hasAttribute(.href, link)
        }
        let names = links.map { TextFolding.match(page.accessibleName(of: $0)) }
        var addresses: [[UInt8]: Set<[UInt8]>] = [:]
        var counts: [[UInt8]: Int] = [:]
        for (link, name) in zip(links, names) {
            addresses[name, default: []].insert(address(of: link, page))
            counts[name, default: 0] += 1
        }
        return zip(links, names).compactMap { link, name in
            // One answer stands for all links of a name.
            guard let count = counts.removeValue(forKey: name), count > 1, let different = addresses[name] else {
                return nil
            }
            if different.count == 1 { return (link, .passed) }
            let said = page.accessibleName(of: link).quoted
            return (
                link,
                .cantTell(
                    zh: "\(count) 个链接都叫“\(said)”，通向 \(different.count) 个地址。它们的用途相同吗？",
                    en:
                        "\(count) links are called “\(said)” and lead to \(different.count) addresses. Do they serve the same purpose?"
                )
            )
        }
    }

    /// The address as written, without its fragment unless it is all there is.
    private func address(of link: NodeID, _ page: Page) -> [UInt8] {
        let href = (page.attribute(.href, of: link) ?? []).trimmed
        if href.first == 0x23 { return Array(href) }
        return Array(href.prefix { $0 != 0x23 })
    }
}
