/// A toolbar that a script lays over the page does not stand in for repairing it.
///
/// Source: ZH-32. The hosts are those of toolbars seen on government sites; what the page is like is judged without them.
struct OverlayDoesNotReplaceRepair: Rule {
    static let metadata = RuleMetadata(
        id: "overlay-does-not-replace-repair",
        title: LocalizedText(zh: "辅助工具条不代替整改", en: "Toolbar does not replace repair"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        confidence: .likely,
        impact: LocalizedText(
            zh: "使用自己的读屏软件的人不会打开工具条，页面本身的问题仍然存在。",
            en: "People with a screen reader of their own do not open the toolbar; the faults of the page remain."
        ),
        fix: LocalizedText(
            zh: "修复页面本身，并分别在工具条关闭和打开时检查。",
            en: "Repair the page itself, and check it with the toolbar off and on."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<script src="/js/main.js"></script>"#),
        .passed(#"▸<script src="https://www.example.gov.cn/aria.js"></script>"#),
        .passed(#"▸<script src="//cdn.example.cn/jquery.js"></script>"#),
        .failed(#"▸<script src="//gov.govwza.cn/dist/aria.js?appid=1"></script>"#),
        .failed(#"▸<script src="https://api.govwza.cn/cniil/assist.js"></script>"#),
        .failed(#"▸<script defer src="http://GOV.govwza.cn/dist/aria.js"></script>"#),
        .inapplicable("<script>var a = 'govwza.cn'</script>"),
        .inapplicable(#"<img src="//gov.govwza.cn/a.png" alt="">"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] { page.htmlElements(.script).filter { page.hasAttribute(.src, $0) } }

    func expect(_ script: NodeID, in page: Page) -> Verdict {
        let source = page.attribute(.src, of: script) ?? []
        guard source.mentions(anyOf: PhrasesOfSites.overlays) else { return .passed }
        return .failed(
            zh: "页面加载了辅助工具条 \(source.quoted)；检测结果以关闭工具条时为准",
            en: "The page loads the toolbar \(source.quoted); what counts is the page with the toolbar off"
        )
    }
}
