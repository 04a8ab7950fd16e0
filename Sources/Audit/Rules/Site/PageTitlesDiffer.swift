/// Pages about different things have different titles.
///
/// Source: WCAG failure F25; ZH-27. Pages that say themselves that they are about different things, by `ArticleTitle` or
/// their only h1, and share a title that names none of them, fail from three pages on.
struct PageTitlesDiffer: SiteRule {
    static let metadata = RuleMetadata(
        id: "page-titles-differ",
        title: LocalizedText(zh: "不同页面的标题不同", en: "Different pages have different titles"),
        needs: .site,
        criteria: ["2.4.2"],
        severity: .moderate,
        confidence: .likely,
        impact: LocalizedText(
            zh: "打开几个页面时，读屏软件和标签页报出同一个标题，分不清哪个是哪个。",
            en:
                "With several pages open, screen readers and tabs give all of them one title, and none can be told apart."
        ),
        fix: LocalizedText(
            zh: "标题先写本页内容，再写网站名称，例如“关于防汛工作的通知 - 某县人民政府”。",
            en: "Begin the title with what the page is about, then name the site: “Flood notice - County government”."
        )
    )

    static let examples: [SiteExample] = [
        .passed("▸<title>首页</title>", "▸<title>通知</title><h1>通知</h1>", "▸<title>政策</title><h1>政策</h1>"),
        .passed(
            "▸<title>某县</title>",
            "▸<title>通知列表</title><h1>通知</h1>",
            "▸<title>通知列表</title><h1>通知</h1>",
            "▸<title>通知列表</title><h1>通知</h1>"
        ),
        .passed("▸<title>某县</title>", "▸<title>某县</title>"),
        .failed(
            "<title>首页</title>",
            "▸<title>某县政府</title><h1>防汛通知</h1>",
            "▸<title>某县政府</title><h1>招聘公告</h1>",
            "▸<title>某县 政府</title><h1>办事指南</h1>"
        ),
        .failed(
            "<title>某县政府</title><h1>某县政府</h1>",
            #"▸<title>某县政府</title><meta name="ArticleTitle" content="关于开展防汛工作的通知">"#
        ),
        .failed("<title>News</title>", "▸<title>News</title><h1>Flood notice</h1>"),
        .cantTell("<title>首页</title>", "▸<title>某县政府</title><h1>防汛通知</h1>", "▸<title>某县政府</title><h1>招聘公告</h1>"),
        .cantTell("<title>首页</title>", "▸<title>政府</title>", "▸<title>政府</title>", "▸<title>政府</title>"),
        .inapplicable("<title>首页</title>"),
        .inapplicable("<p>一</p>", "<p>二</p>"),
        .inapplicable("<svg><title>一</title></svg>", "<title> </title>"),
    ]

    /// Pages that surely share a title by fault, not because they are parts of one.
    static let manyPages = 3

    /// The pages of one title.
    private struct Group {
        var pages = 0
        /// What they say themselves that they are about.
        var headlines: Set<String> = []
    }

    func verdicts(over site: Site) -> [SiteOutcome] {
        let titles = site.pages.map { TextFolding.fold(Array($0.facts.title.utf8)[...]) }
        var groups: [[UInt8]: Group] = [:]
        for (page, title) in zip(site.pages, titles) where !title.isEmpty {
            groups[title, default: Group()].pages += 1
            if !page.facts.headline.isEmpty { groups[title]?.headlines.insert(page.facts.headline) }
        }
        guard groups.values.reduce(0, { $0 + $1.pages }) > 1 else { return [] }
        let home = site.pages.first { $0.facts.isHome }?.facts
        let homeTitle = home.map { TextFolding.fold(Array($0.title.utf8)[...]) }
        return site.pages.indices.compactMap { page in
            let facts = site.pages[page].facts
            guard let node = facts.titleNode, let group = groups[titles[page]] else { return nil }
            let sharesHome = !facts.isHome && titles[page] == homeTitle
            let verdict = verdict(on: facts, titles[page], among: group, home: sharesHome ? home : nil)
            return SiteOutcome(page: page, target: NodeID(node), verdict: verdict)
        }
    }

    private func verdict(on page: SiteFacts, _ title: [UInt8], among group: Group, home: SiteFacts?) -> Verdict {
        let isNamed = !page.headline.isEmpty && title.string.contains(page.headline)
        if isNamed || group.pages == 1 || page.isHome { return .passed }
        if let home, !page.headline.isEmpty, page.headline != home.headline {
            return .failed(
                zh: "标题“\(page.title)”与首页相同；写明本页内容",
                en: "The title “\(page.title)” is that of the home page; say what this page is about"
            )
        }
        let others = group.pages - 1
        if group.pages >= Self.manyPages, group.headlines.count >= 2, !page.headline.isEmpty {
            return .failed(
                zh: "标题“\(page.title)”与另外 \(others) 个内容不同的页面相同；写明本页内容",
                en:
                    "The title “\(page.title)” is also that of \(others.counted("page")) about other things; say what this one is about"
            )
        }
        guard group.headlines.count >= 2 || group.headlines.isEmpty && group.pages >= Self.manyPages else {
            return .passed
        }
        return .cantTell(
            zh: "另有 \(others) 个页面的标题也是“\(page.title)”。它说明了本页内容吗？",
            en:
                "The title “\(page.title)” is also that of \(others.counted("other page")). Does it say what this one is about?"
        )
    }
}
