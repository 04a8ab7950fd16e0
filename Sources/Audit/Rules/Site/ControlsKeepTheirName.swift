/// A control that does the same on several pages has the same name on all of them.
///
/// Source: WCAG 3.2.4, technique G197, failure F31. The same picture leading to the same address, an entry of one menu
/// leading to the same address, and the search field are compared; whether two names mean the same is for a person.
struct ControlsKeepTheirName: SiteRule {
    static let metadata = RuleMetadata(
        id: "controls-keep-their-name",
        title: LocalizedText(zh: "同一功能在各页名称相同", en: "Controls keep their name on all pages"),
        kind: .review,
        needs: .site,
        criteria: ["3.2.4"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "同一个按钮换一页换一个名字，听读页面和用语音操作的人会以为是别的功能。",
            en: "People who listen to pages or speak to them take a button that changes its name for another one."
        ),
        fix: LocalizedText(
            zh: "同一功能的链接、按钮和输入框在所有页面使用同一名称。",
            en: "Give links, buttons and fields that do the same one name on every page."
        )
    )

    static let examples: [SiteExample] = [
        .passed(icon("首页", mark: "▸"), icon("首页", mark: "▸"), icon("首页", mark: "▸")),
        .passed(
            #"<form role="search">▸<input aria-label="站内搜索"></form>"#,
            #"<form role="search">▸<input aria-label="站内 搜索"></form>"#
        ),
        .passed(icon("首页", mark: "▸"), icon("首页", mark: "▸") + #"<a href="/2"><img src="i.png" alt="返回"></a>"#),
        .cantTell(icon("首页"), icon("首页"), icon("返回主站", mark: "▸")),
        .cantTell(
            #"<form role="search"><input aria-label="搜索"></form>"#,
            #"<form role="search">▸<input aria-label="全文检索"></form>"#
        ),
        .cantTell(
            #"<nav><a href="/">首页</a><a href="/b">乙</a><a href="/c">丙</a></nav>"#,
            #"▸<nav><a href="/">主页</a><a href="/b">乙</a><a href="/c">丙</a></nav>"#
        ),
        .inapplicable(icon("首页")),
        .inapplicable(icon("首页"), #"<a href="/2"><img src="i.png" alt="返回"></a>"#),
        .inapplicable(#"<a href="/">首页</a>"#, #"<a href="/">主页</a>"#),
    ]

    private static func icon(_ name: String, mark: String = "") -> String {
        #"\#(mark)<a href="/1"><img src="i.png" alt="\#(name)"></a>"#
    }

    /// One name under which a page offers a function.
    private struct Use {
        let page: Int
        let node: Int32
        let name: String
    }

    func verdicts(over site: Site) -> [SiteOutcome] {
        var uses: [String: [Use]] = [:]
        for (page, facts) in site.pages.map(\.facts).enumerated() {
            for control in facts.controls where !control.name.isEmpty {
                uses["\(control.function)", default: []].append(Use(page: page, node: control.node, name: control.name))
            }
            for menu in facts.menus { add(menu, on: page, to: &uses) }
        }
        let outcomes = uses.values.filter { Set($0.map(\.page)).count > 1 }.flatMap(verdicts)
        let byTarget = Dictionary(grouping: outcomes) { [$0.page, Int($0.target.index)] }
        return byTarget.values.map(Self.worst).sorted { ($0.page, $0.target) < ($1.page, $1.target) }
    }

    /// An address that one menu offers twice has no one name.
    private func add(_ menu: SiteFacts.Menu, on page: Int, to uses: inout [String: [Use]]) {
        let byAddress = Dictionary(grouping: menu.entries, by: \.address)
        for entry in menu.entries where byAddress[entry.address]?.count == 1 {
            let key = "\(menu.identity)\n\(entry.address)"
            uses[key, default: []].append(Use(page: page, node: menu.node, name: entry.name))
        }
    }

    private func verdicts(on uses: [Use]) -> [SiteOutcome] {
        var counts: [String: Int] = [:]
        for use in uses { counts[use.name, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        guard let usual = uses.first(where: { counts[$0.name] == most })?.name else { return [] }
        return uses.map { use in
            let verdict = use.name == usual ? .passed : question(use.name, usual)
            return SiteOutcome(page: use.page, target: NodeID(use.node), verdict: verdict)
        }
    }

    private func question(_ name: String, _ usual: String) -> Verdict {
        .cantTell(
            zh: "同一功能在这一页叫“\(name)”，在其他页面叫“\(usual)”。能统一吗？",
            en: "What does the same is called “\(name)” here and “\(usual)” on other pages. Should it have one name?"
        )
    }

    /// One verdict for a menu, whatever the number of its entries.
    private static func worst(_ outcomes: [SiteOutcome]) -> SiteOutcome {
        let questions = outcomes.filter { $0.verdict != .passed }
        return questions.min { "\($0.verdict)" < "\($1.verdict)" } ?? outcomes[0]
    }
}
