/// A landmark of a kind that needs a name to be told has one.
///
/// Source: WAI-ARIA 1.2 “region”, “form”, “application”: authors must or should name them.
struct RegionHasName: Rule {
    static let metadata = RuleMetadata(
        id: "region-has-name",
        title: LocalizedText(zh: "区域有名称", en: "Region has a name"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人在区域列表里听不到它是什么区域。",
            en: "People who use a screen reader do not hear in the list of landmarks what it holds."
        ),
        fix: LocalizedText(
            zh: "写 aria-label 或 aria-labelledby。",
            en: "Add aria-label or aria-labelledby."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div role="region" aria-label="公告">x</div>"#),
        .passed(#"▸<div role="form" aria-label="申请">x</div>"#),
        .failed(#"▸<div role="region">x</div>"#),
        .failed(#"▸<div role="form"><input aria-label="a"></div>"#),
        .failed(#"▸<div role="application"><button>a</button></div>"#),
        .inapplicable("<section>x</section>"),
        .inapplicable(#"<form><input aria-label="a"></form>"#),
        .inapplicable(#"<div role="region" hidden>x</div>"#),
    ]

    private static let roles = RoleSet([.region, .form, .application])

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .role).filter { element in
            guard let role = page.explicitRole(of: element) else {
                return false
            }
            return Self.roles.contains(role)
        }.filter { !page.isProgrammaticallyHidden($0) }
    }

    func expect(_ region: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: region) { return verdict }
        return .failed(zh: "这个区域没有名称；写 aria-label", en: "The region has no name; add aria-label")
    }
}
