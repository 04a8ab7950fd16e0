/// Nothing needs Flash, ActiveX or another plug-in.
///
/// Source: WCAG 2.2, 1.1.1 and 4.1.2; Chinese portal check ZH-39.
struct PluginIsNotNeeded: Rule {
    static let metadata = RuleMetadata(
        id: "plugin-is-not-needed",
        title: LocalizedText(zh: "不需要插件", en: "No plug-in is needed"),
        kind: .review,
        criteria: ["4.1.2"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "多数浏览器已不运行插件，读屏软件也进不去。",
            en: "Most browsers no longer run plug-ins, and screen readers cannot get into them."
        ),
        fix: LocalizedText(
            zh: "改用 HTML 的视频、表单或链接。",
            en: "Use video, forms or links of HTML."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<object data="a.png" title="x"></object>"#),
        .passed(#"▸<embed src="a.mp4" title="x">"#),
        .cantTell(#"▸<embed src="a.swf">"#),
        .cantTell(#"▸<object classid="clsid:D27CDB6E"></object>"#),
        .cantTell(#"▸<object data="a.swf?x=1"></object>"#),
        .cantTell(#"▸<embed type="application/x-shockwave-flash" src="x">"#),
        .inapplicable(#"<embed src="a.swf" hidden>"#),
        .inapplicable("<object></object>"),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.object, .embed, .applet).filter { element in
            guard !page.isProgrammaticallyHidden(element) else { return false }
            return [Name.data, .src, .classid, .type, .code].contains {
                !(page.attribute($0, of: element)?.isBlank ?? true)
            }
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let name = page.tag(of: element)
        let isFlash = [Name.data, .src, .type].contains { attribute in
            guard let value = page.attribute(attribute, of: element) else { return false }
            return value.prefix(Self.longestValue).mentions(anyOf: [".swf", "shockwave"])
        }
        let isActiveX = page.attribute(.classid, of: element)?.trimmed.hasASCIIPrefix("clsid:") ?? false
        guard isFlash || isActiveX || page.document.isHTML(element, .applet) else { return .passed }
        return .cantTell(
            zh: "<\(name)> 需要插件，多数浏览器已不支持。同样的内容和功能，不用插件能得到吗？",
            en:
                "<\(name)> needs a plug-in that most browsers no longer run. Are its content and function there without it?"
        )
    }

    /// What is read of one attribute, in bytes.
    private static let longestValue = 1_024
}
