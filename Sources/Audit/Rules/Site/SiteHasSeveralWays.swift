/// A page of a site can be found in more than one way.
///
/// Source: WCAG 2.4.5, techniques G63, G126, G161. Two ways are a menu, and a search or a map of the site; which of the
/// pages they reach is not followed.
struct SiteHasSeveralWays: SiteRule {
    static let metadata = RuleMetadata(
        id: "site-has-several-ways",
        title: LocalizedText(zh: "网站有多种途径找到页面", en: "Site offers several ways to find a page"),
        kind: .review,
        needs: .site,
        criteria: ["2.4.5"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "只能一级一级点菜单时，使用读屏软件或操作困难的人要走很长的路。",
            en: "Where menus are the only way, people who listen to pages or move with effort have far to go."
        ),
        fix: LocalizedText(
            zh: "除导航外，提供站内搜索或网站地图，并放在每个页面上。",
            en: "Offer a search or a map of the site beside the navigation, on every page."
        )
    )

    static let examples: [SiteExample] = [
        .passed("▸<title>首页</title>" + search, "<title>一</title>", "<title>二</title>"),
        .passed("▸<title>首页</title>" + map, "<title>一</title>" + search, "<title>二</title>"),
        .passed("▸<title>首页</title>" + menu + map, "<title>一</title>", "<title>二</title>"),
        .cantTell("▸<title>首页</title>" + menu, "<title>一</title>", "<title>二</title>"),
        .cantTell("▸<title>首页</title>", "<title>一</title>", "<title>二</title>"),
        .cantTell("▸<title>Home</title><input aria-label=\"Name\">", "<title>A</title>", "<title>B</title>"),
        .inapplicable("<title>首页</title>"),
        .inapplicable("<title>首页</title>", "<title>一</title>"),
        .inapplicable("<p>首页</p>", "<title>一</title>", "<title>二</title>"),
    ]

    private static let search = #"<form action="/search"><input name="q"></form>"#
    private static let map = #"<a href="/map">网站地图</a>"#
    private static let menu = #"<nav><a href="/1">一</a> <a href="/2">二</a> <a href="/3">三</a></nav>"#

    /// On smaller sites every page may be reached from every other.
    private static let leastPages = 3

    func verdicts(over site: Site) -> [SiteOutcome] {
        guard site.pages.count >= Self.leastPages,
            let home = site.pages.firstIndex(where: \.facts.isHome), let title = site.pages[home].facts.titleNode
        else { return [] }
        let hasSearch = site.pages.contains { $0.facts.hasSearch }
        let hasMap = site.pages.contains { $0.facts.hasSiteMap }
        let verdict: Verdict =
            hasSearch || hasMap
            ? .passed
            : .cantTell(
                zh: "在 \(site.pages.count) 个页面上没有找到站内搜索和网站地图。除导航外有别的途径找到页面吗？",
                en:
                    "No search and no site map was found on \(site.pages.count) pages. Is there a way besides the navigation?"
            )
        return [SiteOutcome(page: home, target: NodeID(title), verdict: verdict)]
    }
}
