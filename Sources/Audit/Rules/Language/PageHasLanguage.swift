/// A page states its language.
///
/// Source: ACT rule b5c3f8; HTML §3.2.6.2. `xml:lang` alone does not count in text/html.
struct PageHasLanguage: Rule {
    static let metadata = RuleMetadata(
        id: "page-has-language",
        title: LocalizedText(zh: "页面声明了语言", en: "Page states its language"),
        criteria: ["3.1.1"],
        act: ["b5c3f8"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件不知道用哪种语音朗读，可能用英语语音读中文，听不懂。",
            en: "A screen reader cannot choose the right voice and may read Chinese with an English one."
        ),
        fix: LocalizedText(
            zh: "在 html 元素上写 lang，例如 <html lang=\"zh-CN\">。",
            en: "Write lang on the html element, such as <html lang=\"zh-CN\">."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<html lang="zh-CN"></html>"#),
        .passed(#"▸<html lang="xyzzy"></html>"#),
        .passed(#"▸<html LANG="en"></html>"#),
        .failed("▸<html></html>"),
        .failed(#"▸<html lang=""></html>"#),
        .failed(#"▸<html lang=" "></html>"#),
        .failed(#"▸<html xml:lang="zh"></html>"#),
    ]

    func targets(in page: Page) -> [NodeID] { page.rootElement.map { [$0] } ?? [] }

    func expect(_ root: NodeID, in page: Page) -> Verdict {
        guard let language = page.attribute(.lang, of: root) else {
            return .failed(
                zh: "html 元素没有 lang 属性；写上页面的语言，例如 lang=\"zh-CN\"",
                en: "The html element has no lang attribute; state the page's language, such as lang=\"zh-CN\""
            )
        }
        if !language.isBlank { return .passed }
        return .failed(
            zh: "html 元素的 lang 是空的；写上页面的语言，例如 lang=\"zh-CN\"",
            en: "The html element's lang is empty; state the page's language, such as lang=\"zh-CN\""
        )
    }
}
