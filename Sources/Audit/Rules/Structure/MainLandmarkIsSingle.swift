/// There is one main landmark.
///
/// Source: HTML §4.4.15 (no more than one visible `main`).
struct MainLandmarkIsSingle: GroupRule {
    static let metadata = RuleMetadata(
        id: "main-landmark-is-single",
        title: LocalizedText(zh: "主要内容区只有一个", en: "Page has one main landmark"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "跳到正文时不知道该去哪一个。",
            en: "Jumping to the content is ambiguous."
        ),
        fix: LocalizedText(
            zh: "只保留一个 main。",
            en: "Keep one main."
        )
    )

    static let examples: [Example] = [
        .passed("▸<main>x</main>"),
        .passed("▸<main>x</main><main hidden>y</main>"),
        .failed("▸<main>x</main>▸<main>y</main>"),
        .failed(#"▸<main>x</main>▸<div role="main">y</div>"#),
        .failed("▸<main>x</main>▸<main>y</main>▸<main>z</main>"),
        .inapplicable("<p>x</p>"),
        .inapplicable("<main hidden>x</main>"),
        .inapplicable(#"<main role="none">x</main>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let mains = page.landmarks.filter { $0.role == .main }.map(\.node)
        guard mains.count > 1 else { return mains.map { ($0, .passed) } }
        return mains.map { main in
            (
                main,
                .failed(
                    zh: "页面有 \(mains.count) 个主要内容区；只保留一个",
                    en: "The page has \(mains.count) main landmarks; keep one"
                )
            )
        }
    }
}
