/// The language a page states exists.
///
/// Source: ACT rule bf051a ("known primary language tag").
struct PageLanguageIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "page-language-is-valid",
        title: LocalizedText(zh: "页面声明的语言有效", en: "Language a page states is valid"),
        criteria: ["3.1.1"],
        act: ["bf051a"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件不认识这个语言代码，可能用错误的语音朗读。",
            en: "A screen reader does not know this language code and may read with the wrong voice."
        ),
        fix: LocalizedText(
            zh: "使用登记过的语言标签：中文写 zh-CN 或 zh-Hans，不要写 cn、zh_CN、chinese。",
            en: "Use a registered language tag: zh-CN or zh-Hans for Chinese, not cn, zh_CN or chinese."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<html lang="zh-CN"></html>"#),
        .passed(#"▸<html lang="ZH-hans"></html>"#),
        .passed(#"▸<html lang="yue"></html>"#),
        .failed(#"▸<html lang="cn"></html>"#),
        .failed(#"▸<html lang="zh_CN"></html>"#),
        .failed(#"▸<html lang="chinese"></html>"#),
        .failed(#"▸<html lang="eng"></html>"#),
        .inapplicable(#"<html lang=""></html>"#),
        .inapplicable("<html></html>"),
        .inapplicable(#"<html><p lang="cn">新闻</p></html>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        guard let root = page.rootElement, let language = page.attribute(.lang, of: root) else { return [] }
        return language.isBlank ? [] : [root]
    }

    func expect(_ root: NodeID, in page: Page) -> Verdict {
        guard let language = page.attribute(.lang, of: root) else { return .passed }
        if LanguageSubtags.contains(LanguageSubtags.primary(of: language)) { return .passed }
        return .failed(
            zh: "页面的 lang=“\(language.quoted)”不是有效的语言标签\(LanguageAdvice.text(for: language).zh)",
            en: "The page's lang=“\(language.quoted)” is no valid language tag\(LanguageAdvice.text(for: language).en)"
        )
    }
}

/// What was probably meant by an invalid language tag.
enum LanguageAdvice {
    /// The end of a message, beginning with its punctuation.
    static func text(for tag: Bytes) -> LocalizedText {
        let folded = TextFolding.fold(tag).string
        if let meant = meant[folded] {
            return LocalizedText(zh: "；中文应写 \(meant)", en: "; for Chinese write \(meant)")
        }
        return LocalizedText(zh: "；改成登记过的标签，例如 zh-CN 或 en", en: "; use a registered one such as zh-CN or en")
    }

    private static let meant = [
        "cn": "zh-CN", "zhcn": "zh-CN", "chinese": "zh-CN", "ch": "zh-CN", "chn": "zh-CN", "china": "zh-CN",
        "中文": "zh-CN",
        "zhhans": "zh-Hans", "zhtw": "zh-TW", "zhhk": "zh-HK", "tw": "zh-TW", "chs": "zh-Hans", "cht": "zh-Hant",
        "utf8": "zh-CN", "gbk": "zh-CN", "gb2312": "zh-CN",
    ]
}
