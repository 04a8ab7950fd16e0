/// Landmarks of the same role have names that tell them apart.
///
/// Source: WCAG technique ARIA6; WAI-ARIA Authoring Practices "landmark regions".
struct LandmarksOfOneKindDiffer: GroupRule {
    static let metadata = RuleMetadata(
        id: "landmarks-of-one-kind-differ",
        title: LocalizedText(zh: "同类区域名称不同", en: "Landmarks of one kind have different names"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "区域列表里几个“导航”分不清。",
            en: "A list of landmarks shows several “navigation” that cannot be told apart."
        ),
        fix: LocalizedText(
            zh: "用 aria-label 给每个区域不同的名称。",
            en: "Give each its own name by aria-label."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<nav aria-label="主导航">x</nav>▸<nav aria-label="页脚">y</nav>"#),
        .passed("▸<nav>x</nav>"),
        .failed("▸<nav>x</nav>▸<nav>y</nav>"),
        .failed(#"▸<nav aria-label="导航">x</nav>▸<nav aria-label="导航">y</nav>"#),
        .failed("▸<aside>x</aside>▸<aside>y</aside>"),
        .inapplicable("<main>x</main>"),
        .inapplicable("<nav hidden>x</nav>"),
        .inapplicable("<p>x</p>"),
    ]

    private static let roles: [Role] = [.navigation, .complementary, .region, .form, .search]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let landmarks = page.landmarks.filter { Self.roles.contains($0.role) }
        let key: (Landmark) -> [UInt8] = { [$0.role.rawValue] + TextFolding.match(page.accessibleName(of: $0.node)) }
        var counts: [[UInt8]: Int] = [:]
        for landmark in landmarks { counts[key(landmark), default: 0] += 1 }
        return landmarks.map { landmark in
            guard let count = counts[key(landmark)], count > 1 else { return (landmark.node, .passed) }
            let name = page.accessibleName(of: landmark.node).quoted
            return (
                landmark.node,
                .failed(
                    zh: "\(count) 个角色为 \(landmark.role) 的区域" + (name.isEmpty ? "都没有名称" : "都叫“\(name)”") + "；给不同的名称",
                    en: "\(count) landmarks with role \(landmark.role) "
                        + (name.isEmpty ? "have no name" : "are all named “\(name)”")
                        + "; name them differently"
                )
            )
        }
    }
}
