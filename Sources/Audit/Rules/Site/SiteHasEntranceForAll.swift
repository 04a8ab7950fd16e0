/// The home page leads early to the version for older or disabled people.
///
/// Source: ZH-31; the assessments of government sites ask for it. Advice: no success criterion does.
struct SiteHasEntranceForAll: SiteRule {
    static let metadata = RuleMetadata(
        id: "site-has-entrance-for-all",
        title: LocalizedText(zh: "首页有无障碍或长者入口", en: "Home page leads to a version for older or disabled people"),
        kind: .advice,
        needs: .site,
        criteria: [],
        severity: .minor,
        confidence: .likely,
        impact: LocalizedText(
            zh: "需要大字版或无障碍版的人找不到入口，或者要按很多次 Tab 键才能到达。",
            en: "People who need large type or an accessible version do not find it, or only after many Tab keys."
        ),
        fix: LocalizedText(
            zh: "在首页靠前位置放“无障碍浏览”“长者助手”等链接或按钮，使 Tab 键能到达。",
            en: "Put a link or button such as “Accessible version” near the start of the home page, reachable by Tab."
        )
    )

    static let examples: [SiteExample] = [
        .passed(#"▸<title>首页</title><a href="/wza">无障碍浏览</a>"#, "<p>一</p>"),
        .passed("▸<title>首页</title><button>长者助手</button>", "<p>一</p>"),
        .passed(#"▸<title>首页</title><a href="/e"><img src="e.png" alt="适老版"></a>"#, "<p>一</p>"),
        .failed("▸<title>首页</title>", "<p>一</p>"),
        .failed("▸<title>首页</title><p>无障碍浏览</p>", #"<a href="/wza">无障碍浏览</a>"#),
        .failed("▸<title>首页</title><span onclick=\"open()\">长者助手</span>", "<p>一</p>"),
        .inapplicable("<title>首页</title>"),
        .inapplicable("<p>首页</p>", "<p>一</p>"),
        .inapplicable("<svg><title>首页</title></svg>", "<title>一</title>"),
    ]

    /// Stops of the Tab key before the entrance, at most (ZH-31).
    private static let farthest = 30

    func verdicts(over site: Site) -> [SiteOutcome] {
        guard site.pages.count > 1, let home = site.pages.firstIndex(where: \.facts.isHome),
            let title = site.pages[home].facts.titleNode
        else { return [] }
        return [SiteOutcome(page: home, target: NodeID(title), verdict: verdict(site.pages[home].facts))]
    }

    private func verdict(_ home: SiteFacts) -> Verdict {
        guard let stops = home.stopsBeforeEntrance else {
            return .failed(
                zh: "首页没有键盘能到达的无障碍或长者版入口；加上",
                en: "No entrance to a version for older or disabled people can be reached by keyboard; add one"
            )
        }
        if stops < Self.farthest { return .passed }
        return .failed(
            zh: "到无障碍或长者版入口要按 \(stops + 1) 次 Tab 键；移到页面开头",
            en: "The entrance to the accessible version takes \(stops + 1) Tab keys; move it to the start of the page"
        )
    }
}
