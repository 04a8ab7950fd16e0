/// One text alternative does not stand for many different images of a site.
///
/// Source: WCAG failure F30; ZH-08. ``TextAlternativesDiffer`` asks the same within a page.
struct TextAlternativeFitsItsImage: SiteRule {
    static let metadata = RuleMetadata(
        id: "text-alternative-fits-its-image",
        title: LocalizedText(zh: "全站图片不用同一替代文本", en: "Images of a site do not share one text alternative"),
        kind: .review,
        needs: .site,
        criteria: ["1.1.1"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "看不到图片的人每张图都只听到同一句话，不知道图上是什么。",
            en: "People who cannot see the images hear the same words for each and do not learn what any of them shows."
        ),
        fix: LocalizedText(
            zh: "不要由系统自动填同一句话；逐图写出内容，装饰图写 alt=\"\"。",
            en:
                "Do not let the publishing system fill in one text; say what each image shows, and write alt=\"\" for decoration."
        )
    )

    static let examples: [SiteExample] = [
        .passed(image("1", "防汛会议", "▸"), image("2", "植树活动", "▸"), image("3", "招聘会", "▸")),
        .passed(image("1", "标志", "▸"), image("1", "标志", "▸"), image("1", "标志", "▸")),
        .passed(image("1", "配图", "▸"), image("2", "配图", "▸"), image("3", "配图", "▸")),
        .cantTell(
            image("1", "新闻配图", "▸"),
            image("2", "新闻配图", "▸"),
            image("3", "新闻配图", "▸"),
            image("4", "新闻配图", "▸"),
            image("5", "新闻配图", "▸")
        ),
        .cantTell(
            image("1", "Photo", "▸") + image("2", "Photo"),
            image("3", "photo", "▸"),
            image("4", "Photo!", "▸") + image("5", "Photo")
        ),
        .cantTell(
            image("1", "县政府", "▸") + image("9", "地图"),
            image("2", "县政府", "▸") + image("3", "县政府"),
            image("4", "县政府", "▸") + image("5", "县政府")
        ),
        .inapplicable(image("1", "防汛会议", "")),
        .inapplicable(image("1", "", ""), image("2", "", "")),
        .inapplicable(#"<img src="1.png">"#, #"<img src="2.png" alt=" ">"#),
    ]

    private static func image(_ number: String, _ alternative: String, _ mark: String = "") -> String {
        #"\#(mark)<img src="\#(number).png" alt="\#(alternative)">"#
    }

    /// Different pictures, and pages they stand on, from which one text is doubtful.
    private static let manyPictures = 5
    private static let manyPages = 3

    func verdicts(over site: Site) -> [SiteOutcome] {
        guard site.pages.count > 1 else { return [] }
        var sources: [String: Set<UInt64>] = [:]
        var pages: [String: Set<Int>] = [:]
        for (page, facts) in site.pages.map(\.facts).enumerated() {
            for image in facts.images {
                sources[image.alternative, default: []].insert(image.source)
                pages[image.alternative, default: []].insert(page)
            }
        }
        func isDoubtful(_ text: String) -> Bool {
            sources[text]!.count >= Self.manyPictures && pages[text]!.count >= Self.manyPages
        }
        return site.pages.indices.flatMap { page -> [SiteOutcome] in
            var asked: Set<String> = []
            return site.pages[page].facts.images.compactMap { image in
                let target = NodeID(image.node)
                guard isDoubtful(image.alternative) else {
                    return SiteOutcome(page: page, target: target, verdict: .passed)
                }
                guard asked.insert(image.alternative).inserted else { return nil }
                let verdict = question(image.alternative, sources[image.alternative]!.count)
                return SiteOutcome(page: page, target: target, verdict: verdict)
            }
        }
    }

    private func question(_ text: String, _ count: Int) -> Verdict {
        .cantTell(
            zh: "全站 \(count) 张不同的图片都用替代文本“\(text)”。它说明了这张图吗？",
            en:
                "\(count) different images of the site have the text alternative “\(text)”. Does it say what this one shows?"
        )
    }
}
