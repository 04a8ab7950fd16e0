/// The language a page states is the one most of its text is in.
///
/// Source: ACT rule ucwvc8; ZH-01. Scripts and frequent words decide; thin or mixed evidence is a question.
struct PageLanguageMatchesText: Rule {
    static let metadata = RuleMetadata(
        id: "page-language-matches-text",
        title: LocalizedText(zh: "页面声明的语言与文字相符", en: "Language a page states is that of its text"),
        criteria: ["3.1.1"],
        act: ["ucwvc8"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件按声明的语言朗读：用英语语音读中文，完全听不懂。",
            en: "A screen reader reads in the language stated: Chinese read by an English voice cannot be understood."
        ),
        fix: LocalizedText(
            zh: "把 html 的 lang 改成页面主要文字的语言，中文写 zh-CN。",
            en: "Set the lang of html to the language most of the text is in."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<html lang="zh-CN"><body><p>本区将于下周一开展防汛演练，请居民配合。</p></body></html>"#),
        .passed(#"▸<html lang="en"><body><p>The office is open on all days of the week.</p></body></html>"#),
        .passed(#"▸<html lang="zh-Hant"><body><p>政府資訊公開指南與年度報告</p><p lang="en">The plan</p></body></html>"#),
        .failed(#"▸<html lang="en"><body><p>本区将于下周一开展防汛演练，请居民配合。</p></body></html>"#),
        .failed(
            #"▸<html lang="zh"><body><p>The plan of the office for the year is open to all, and it can be read on this page.</p></body></html>"#
        ),
        .failed(
            #"▸<html lang="fr"><body><p>The plan of the office for the year is open to all, and it can be read on this page.</p></body></html>"#
        ),
        .cantTell(#"▸<html lang="fr"><body><p>Paris</p></body></html>"#),
        .cantTell(#"▸<html lang="en"><body><p>欢迎光临 Welcome visitors</p></body></html>"#),
        .inapplicable(#"<html lang="xx1"><body><p>本区将于下周一开展防汛演练</p></body></html>"#),
        .inapplicable("<html><body><p>本区将于下周一开展防汛演练</p></body></html>"),
        .inapplicable(#"<html lang="en"><body><p>2024</p></body></html>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        guard let root = page.rootElement, let tag = page.attribute(.lang, of: root) else { return [] }
        guard LanguageSubtags.contains(LanguageSubtags.primary(of: tag)) else { return [] }
        return page.hasLanguageEvidence(of: root) ? [root] : []
    }

    func expect(_ root: NodeID, in page: Page) -> Verdict {
        let tag = page.attribute(.lang, of: root) ?? []
        let language = LanguageSubtags.primary(of: tag).map(\.asciiLowercased)
        switch page.languageEvidence(of: root).judge(language.string) {
        case .fits: return .passed
        case .unsure:
            return .cantTell(
                zh: "页面声明 lang=“\(tag.quoted)”。大部分文字是这种语言吗？",
                en: "The page states lang=“\(tag.quoted)”. Is most of its text in that language?"
            )
        case .isOther(let other):
            return .failed(
                zh: "页面声明 lang=“\(tag.quoted)”，但大部分文字是另一种语言（\(other)）；改正 lang",
                en:
                    "The page states lang=“\(tag.quoted)”, but most of its text is in another language (\(other)); correct lang"
            )
        }
    }
}
