/// Contact details, help and the like stand in the same order beside the rest on all pages.
///
/// Source: WCAG 3.2.6, technique G220. The order among landmarks, menus and the other means of help is compared.
struct HelpKeepsItsPlace: SiteRule {
    static let metadata = RuleMetadata(
        id: "help-keeps-its-place",
        title: LocalizedText(zh: "帮助入口在各页位置一致", en: "Help keeps its place on all pages"),
        kind: .review,
        needs: .site,
        criteria: ["3.2.6"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "需要帮助的人，尤其是有认知障碍的人，换一页就找不到客服和联系方式。",
            en: "People who need help, above all those with cognitive disabilities, do not find it where it was before."
        ),
        fix: LocalizedText(
            zh: "“联系我们”“帮助”“在线客服”等入口在各页放在同一位置。",
            en: "Put contact details, help and chat in the same place on every page."
        )
    )

    static let examples: [SiteExample] = [
        .passed("<header>▸\(help)</header><main></main>", "<header>▸\(help)</header><main></main>"),
        .passed("<main></main><footer>▸\(help)</footer>", "<main>正文</main><footer>▸\(help)</footer>"),
        .passed("<main></main><footer>▸\(help)</footer>", "<header></header><main></main><footer>▸\(help)</footer>"),
        .cantTell("<header></header>\(help)<main></main>", "<header></header><main></main>▸\(help)"),
        .cantTell(
            "<main></main>\(help)\(faq)",
            "<main></main>\(help)\(faq)",
            "<main></main>▸\(faq)▸\(help)"
        ),
        .cantTell("<main></main><footer></footer>\(faq)", "<main></main>▸\(faq)<footer></footer>"),
        .inapplicable("<header>\(help)</header>"),
        .inapplicable("<header>\(help)</header>", "<header></header><main></main>"),
        .inapplicable("<main></main>", "<main></main>"),
    ]

    private static let help = #"<a href="/lxwm">联系我们</a>"#
    private static let faq = #"<a href="/faq">FAQ</a>"#

    func verdicts(over site: Site) -> [SiteOutcome] {
        var pages: [String: [Int]] = [:]
        for (page, facts) in site.pages.map(\.facts).enumerated() {
            for mark in facts.order where mark.isHelp { pages[mark.key, default: []].append(page) }
        }
        var outcomes: [SiteOutcome] = []
        for (help, pages) in pages where pages.count > 1 {
            let usual = UsualOrder(pages.map { sequence(of: site.pages[$0].facts) })
            for page in pages {
                let facts = site.pages[page].facts
                guard let mark = facts.order.first(where: { $0.key == help }) else { continue }
                let sequence = sequence(of: facts)
                guard usual.known(in: sequence) > 1 else { continue }
                let verdict = usual.isMoved(help, in: sequence) ? question(help) : .passed
                outcomes.append(SiteOutcome(page: page, target: NodeID(mark.node), verdict: verdict))
            }
        }
        return outcomes.sorted { ($0.page, $0.target) < ($1.page, $1.target) }
    }

    private func sequence(of facts: SiteFacts) -> [String] { facts.order.map(\.key).withoutRepetition }

    private func question(_ help: String) -> Verdict {
        .cantTell(
            zh: "“\(help)”在这一页的位置与其他页面不同。能放在同一位置吗？",
            en: "“\(help)” stands elsewhere than on other pages. Can it stand in the same place?"
        )
    }
}
