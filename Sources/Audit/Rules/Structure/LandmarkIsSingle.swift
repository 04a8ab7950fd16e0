/// A page has at most one banner and one contentinfo.
///
/// Source: WAI-ARIA 1.2 “banner”, “contentinfo”: at most one in a document.
struct LandmarkIsSingle: GroupRule {
    static let metadata = RuleMetadata(
        id: "landmark-is-single",
        title: LocalizedText(zh: "页头、页脚区各一个", en: "Banner and footer landmarks are single"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人分不清几个“横幅”或“页脚”。",
            en: "People who use a screen reader cannot tell several banners or footers apart."
        ),
        fix: LocalizedText(
            zh: "整页的页头、页脚各留一个，其余用没有角色的元素。",
            en: "Keep one banner and one footer for the page."
        )
    )

    static let examples: [Example] = [
        .passed("▸<header></header><p>x</p>"),
        .passed("▸<header>a</header>▸<footer>b</footer>"),
        .passed(#"▸<div role="banner">a</div>"#),
        .failed("<header>a</header>▸<header>b</header>"),
        .failed(#"<footer>a</footer>▸<div role="contentinfo">b</div>"#),
        .failed(#"<div role="banner">a</div>▸<div role="banner">b</div>▸<div role="banner">c</div>"#),
        .inapplicable("<article><header>a</header></article>"),
        .inapplicable("<p>x</p>"),
        .inapplicable("<header hidden>a</header>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        var seen: Set<Role> = []
        return page.landmarks.filter { $0.role == .banner || $0.role == .contentinfo }.map { landmark in
            if seen.insert(landmark.role).inserted { return (landmark.node, .passed) }
            return (
                landmark.node,
                .failed(
                    zh: "页面不止一个 \(landmark.role.name) 区；只留一个",
                    en: "The page has more than one \(landmark.role.name); keep one"
                )
            )
        }
    }
}
