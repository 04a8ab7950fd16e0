/// The `lang` and `xml:lang` of the page name the same language.
///
/// Source: HTML §3.2.6.2 "the lang and xml:lang attributes"; WCAG technique H57.
struct LanguagesAgree: Rule {
    static let metadata = RuleMetadata(
        id: "languages-agree",
        title: LocalizedText(zh: "lang 与 xml:lang 一致", en: "lang and xml:lang agree"),
        criteria: ["3.1.1"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件可能用错误的语言朗读整页。",
            en: "A screen reader may read the whole page in the wrong language."
        ),
        fix: LocalizedText(
            zh: "让两个属性的值相同，或去掉 xml:lang。",
            en: "Give both attributes the same value, or remove xml:lang."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<html lang="zh-CN" xml:lang="zh"><p>x</p>"#),
        .passed(#"▸<html lang="zh" xml:lang="ZH-hans"><p>x</p>"#),
        .passed(#"▸<html lang="en" xml:lang="en"><p>x</p>"#),
        .failed(#"▸<html lang="zh-CN" xml:lang="en"><p>x</p>"#),
        .failed(#"▸<html lang="en-US" xml:lang="zh"><p>x</p>"#),
        .failed(#"▸<html lang="ja" xml:lang="zh-CN"><p>x</p>"#),
        .inapplicable(#"<html lang="zh-CN"><p>x</p>"#),
        .inapplicable(#"<html xml:lang="en"><p>x</p>"#),
        .inapplicable(#"<html lang="" xml:lang="en"><p>x</p>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        guard let root = page.rootElement, primary(.lang, of: root, page) != nil,
            primary(.xmlLang, of: root, page) != nil
        else { return [] }
        return [root]
    }

    func expect(_ root: NodeID, in page: Page) -> Verdict {
        guard let first = primary(.lang, of: root, page), let second = primary(.xmlLang, of: root, page),
            first != second
        else { return .passed }
        return .failed(
            zh: "lang 是“\(first.quoted)”，xml:lang 却是“\(second.quoted)”；改成一致",
            en: "lang is “\(first.quoted)” but xml:lang is “\(second.quoted)”; make them agree"
        )
    }

    /// The primary subtag in lower case, or nil where there is none.
    private func primary(_ name: Name, of root: NodeID, _ page: Page) -> [UInt8]? {
        guard let value = page.attribute(name, of: root)?.trimmed, !value.isEmpty else { return nil }
        return value.prefix { $0 != UInt8(ascii: "-") }.map(\.asciiLowercased)
    }
}
