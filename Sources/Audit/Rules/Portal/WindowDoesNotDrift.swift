/// No box moves over the page by itself.
///
/// Source: Chinese portal check ZH-14; WCAG 2.2, 2.2.2.
struct WindowDoesNotDrift: Rule {
    static let metadata = RuleMetadata(
        id: "window-does-not-drift",
        title: LocalizedText(zh: "没有飘窗", en: "No window drifts over the page"),
        kind: .review,
        criteria: ["2.2.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "飘动的窗口盖住内容，注意力不易集中的人读不下去，只用键盘的人关不掉。",
            en: "A drifting box covers content, distracts, and cannot be closed by keyboard."
        ),
        fix: LocalizedText(
            zh: "去掉飘窗，改成页面里的链接。",
            en: "Replace it by a link in the page."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<script src="/js/main.js"></script>"#),
        .passed("▸<script>var a = 1;</script>"),
        .cantTell(#"▸<script src="/js/floatAd.js"></script>"#),
        .cantTell(#"▸<script>new AdMove("ad").Run();</script>"#),
        .cantTell(#"▸<script src="/js/piaofu.js"></script>"#),
        .inapplicable("<p>飘窗</p>"),
        .inapplicable("<script></script>"),
        .inapplicable(#"<template><script src="floatad.js"></script></template>"#),
    ]

    private static let signs: [StaticString] = ["floatad", "piaofu", "admove", "piaochuang", "driftad", "floatwindow"]
    private static let phrases = PhraseSet(signs)

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.script).filter {
            page.hasAttribute(.src, $0) || page.document.children(of: $0).contains { _ in true }
        }
    }

    func expect(_ script: NodeID, in page: Page) -> Verdict {
        var text = Array(page.attribute(.src, of: script) ?? [])
        for child in page.document.children(of: script) {
            text += page.document.text(of: child).prefix(Self.longestScript)
        }
        guard Self.phrases.occurs(in: text[...]), let sign = Self.signs.first(where: { text.mentions($0) }) else {
            return .passed
        }
        return .cantTell(
            zh: "脚本里有“\(sign)”，可能是飘窗。页面上有自己移动的窗口吗？能停住、能用键盘关闭吗？",
            en:
                "A script mentions “\(sign)”, which moves boxes on other sites. Does one drift here, and can it be stopped by keyboard?"
        )
    }

    /// What is read of an inline script, in bytes.
    private static let longestScript = 65_536
}
