/// Banner, main and contentinfo stand in no other landmark.
///
/// Source: WAI-ARIA Authoring Practices “landmark regions”.
struct LandmarkIsAtTop: Rule {
    static let metadata = RuleMetadata(
        id: "landmark-is-at-top",
        title: LocalizedText(zh: "主要区域不套在别的区域里", en: "Main landmarks stand in no other"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件的人跳不到主要内容，或听错页面的层次。",
            en: "People who use a screen reader hear a wrong outline of the page."
        ),
        fix: LocalizedText(
            zh: "把 header、main、footer 放在 body 下。",
            en: "Put header, main and footer right into body."
        )
    )

    static let examples: [Example] = [
        .passed("▸<header>a</header>▸<main>b</main>▸<footer>c</footer>"),
        .passed("<div>▸<main>b</main></div>"),
        .failed(#"<div role="navigation" aria-label="n">▸<main>b</main></div>"#),
        .failed(#"<div role="region" aria-label="r">▸<div role="banner">b</div></div>"#),
        .failed(#"<form aria-label="f">▸<div role="contentinfo">b</div></form>"#),
        .inapplicable("<nav>a</nav>"),
        .inapplicable("<p>x</p>"),
        .inapplicable("<main hidden>x</main>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.landmarks.filter { [.banner, .main, .contentinfo].contains($0.role) }.map(\.node)
    }

    func expect(_ landmark: NodeID, in page: Page) -> Verdict {
        let outer = page.document.ancestors(of: landmark).first { ancestor in
            guard page.document.isElement(ancestor), let role = page.role(of: ancestor), role.isLandmark else {
                return false
            }
            return role != .form && role != .region || page.hasAccessibleName(ancestor)
        }
        guard let outer else { return .passed }
        return .failed(
            zh: "这个区域套在 <\(page.tag(of: outer))> 区域里；移到外面",
            en: "This landmark stands in the landmark <\(page.tag(of: outer))>; move it out"
        )
    }
}
