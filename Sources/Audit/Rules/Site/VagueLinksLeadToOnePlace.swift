/// A link such as “更多” does not lead to another place on every page.
///
/// Source: WCAG 2.4.4, failure F63; ZH-23. ``LinkNameIsSpecific`` tells of several such links on one page.
struct VagueLinksLeadToOnePlace: SiteRule {
    static let metadata = RuleMetadata(
        id: "vague-links-lead-to-one-place",
        title: LocalizedText(zh: "含糊的链接在各页去向相同", en: "Vague links lead to one place on all pages"),
        kind: .review,
        needs: .site,
        criteria: ["2.4.4"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "每页都有“更多”，去向各不相同，列出链接时无法判断点进去是什么。",
            en: "Every page has a “more” that leads elsewhere, and a list of links does not tell where."
        ),
        fix: LocalizedText(
            zh: "在模板里把链接文字写具体，例如“更多通知公告”。",
            en: "Make the text specific in the template, such as “More notices”."
        )
    )

    static let examples: [SiteExample] = [
        .passed(#"▸<a href="/a">更多</a>"#, #"▸<a href="/a">更多</a>"#),
        .passed(#"▸<a href="/a">更多</a>"#, #"▸<a href="/b">详情</a>"#),
        .passed(#"▸<a href="/a">More</a>"#, #"▸<a href="/a">more »</a>"#),
        .cantTell(#"▸<a href="/a">更多</a>"#, #"▸<a href="/b">更多&gt;&gt;</a>"#),
        .cantTell(#"▸<a href="/a">Read more</a>"#, #"▸<a href="/b">Read more</a>"#, #"▸<a href="/b">Read more</a>"#),
        .cantTell(#"<div>▸<a href="/a">下载</a></div>"#, #"<div>▸<a href="/b">【下载】</a></div>"#),
        .inapplicable(#"<a href="/a">更多</a>"#),
        .inapplicable(#"<a href="/a">更多通知</a>"#, #"<a href="/b">更多政策</a>"#),
        .inapplicable(#"<p>通知 <a href="/a">更多</a></p>"#, #"<p>政策 <a href="/b">更多</a></p>"#),
    ]

    func verdicts(over site: Site) -> [SiteOutcome] {
        guard site.pages.count > 1 else { return [] }
        var places: [String: Set<UInt64>] = [:]
        for link in site.pages.flatMap(\.facts.vagueLinks) { places[link.name, default: []].insert(link.function) }
        return site.pages.indices.flatMap { page in
            site.pages[page].facts.vagueLinks.map { link in
                let count = places[link.name]?.count ?? 0
                let verdict = count > 1 ? question(link.name, count) : .passed
                return SiteOutcome(page: page, target: NodeID(link.node), verdict: verdict)
            }
        }
    }

    private func question(_ name: String, _ count: Int) -> Verdict {
        .cantTell(
            zh: "全站叫“\(name)”的链接通向 \(count) 个不同的地方。从上下文能看出这个链接通向哪里吗？",
            en:
                "Links called “\(name)” lead to \(count) different places of the site. Does the context tell where this one leads?"
        )
    }
}
