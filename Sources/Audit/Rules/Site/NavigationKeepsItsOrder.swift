/// Links that several pages repeat in a menu stand in the same order on all of them.
///
/// Source: WCAG 3.2.3, technique G61, failure F66. Asked as a question: a person may have chosen another order.
struct NavigationKeepsItsOrder: SiteRule {
    static let metadata = RuleMetadata(
        id: "navigation-keeps-its-order",
        title: LocalizedText(zh: "各页导航的顺序一致", en: "Navigation keeps its order on all pages"),
        kind: .review,
        needs: .site,
        criteria: ["3.2.3"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "记住了栏目位置的人换一页就找不到，放大屏幕和使用读屏软件的人尤其如此。",
            en:
                "People who learned where an entry stands lose it on the next page, above all with magnification or speech."
        ),
        fix: LocalizedText(
            zh: "各页的导航使用同一个模板，栏目顺序保持不变。",
            en: "Use one template for the navigation of all pages, and keep the entries in one order."
        )
    )

    static let examples: [SiteExample] = [
        .passed(menu("甲", "乙", "丙", mark: "▸"), menu("甲", "乙", "丙", mark: "▸"), menu("甲", "乙", "丙", mark: "▸")),
        .passed(menu("甲", "乙", "丙", mark: "▸"), menu("甲", "新", "乙", "丙", mark: "▸")),
        .passed(menu("甲", "乙", "丙", "丁", mark: "▸"), menu("甲", "丙", "丁", mark: "▸")),
        .cantTell(menu("甲", "乙", "丙"), menu("甲", "乙", "丙"), menu("乙", "甲", "丙", mark: "▸")),
        .cantTell(menu("甲", "乙", "丙", "丁"), menu("甲", "乙", "丙", "丁"), menu("丁", "甲", "乙", mark: "▸")),
        .cantTell(
            #"<ul class="menu"><li><a href="/1">A</a><li><a href="/2">B</a><li><a href="/3">C</a></ul>"#,
            #"▸<ul class="menu"><li><a href="/1">A</a><li><a href="/3">C</a><li><a href="/2">B</a></ul>"#
        ),
        .cantTell(
            #"<table><tr><td><a href="/">首页</a><td><a href="/1">A</a><td><a href="/2">B</a><td><a href="/3">C</a><td><a href="/4">D</a></table>"#,
            #"<table>▸<tr><td><a href="/">首页</a><td><a href="/2">B</a><td><a href="/1">A</a><td><a href="/3">C</a><td><a href="/4">D</a></table>"#
        ),
        .inapplicable(
            #"<p><a href="/">首页</a> &gt; <a href="/1">A</a> &gt; <a href="/2">B</a></p>"#,
            #"<p><a href="/">首页</a> &gt; <a href="/2">B</a> &gt; <a href="/1">A</a></p>"#
        ),
        .inapplicable(menu("甲", "乙", "丙")),
        .inapplicable(menu("甲", "乙", "丙"), "<p>没有导航</p>"),
        .inapplicable(menu("甲", "乙"), menu("乙", "甲")),
    ]

    private static func menu(_ entries: String..., mark: String = "") -> String {
        mark + "<nav>" + entries.map { #"<a href="/\#($0)">\#($0)</a> "# }.joined() + "</nav>"
    }

    private struct Use {
        let page: Int
        let menu: SiteFacts.Menu
        let sequence: [String]
    }

    func verdicts(over site: Site) -> [SiteOutcome] {
        var uses: [String: [Use]] = [:]
        for (page, facts) in site.pages.map(\.facts).enumerated() {
            var seen: Set<String> = []
            for menu in facts.menus where seen.insert(menu.identity).inserted {
                let sequence = menu.entries.map { "\($0.name)\n\($0.address)" }.withoutRepetition
                uses[menu.identity, default: []].append(Use(page: page, menu: menu, sequence: sequence))
            }
        }
        let outcomes = uses.values.filter { $0.count > 1 }.flatMap(verdicts)
        return outcomes.sorted { ($0.page, $0.target) < ($1.page, $1.target) }
    }

    /// Fewer shared entries say nothing of an order.
    private static let leastShared = 3

    private func verdicts(on uses: [Use]) -> [SiteOutcome] {
        let usual = UsualOrder(uses.map(\.sequence))
        return uses.compactMap { use in
            guard usual.known(in: use.sequence) >= Self.leastShared else { return nil }
            let verdict = usual.inversion(in: use.sequence).map { question($0.first, $0.second) } ?? .passed
            return SiteOutcome(page: use.page, target: NodeID(use.menu.node), verdict: verdict)
        }
    }

    private func question(_ first: String, _ second: String) -> Verdict {
        let (first, second) = (Self.name(first), Self.name(second))
        return .cantTell(
            zh: "导航里“\(first)”排在“\(second)”前面，其他页面上顺序相反。是使用者自己调整的吗？",
            en: "“\(first)” stands before “\(second)” here and after it on other pages. Did the person choose that?"
        )
    }

    private static func name(_ key: String) -> String { Array(key.utf8.prefix { $0 != 0x0A }).quoted }
}
