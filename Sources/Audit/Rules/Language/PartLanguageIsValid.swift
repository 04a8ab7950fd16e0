/// The language a part of the page states exists.
///
/// Source: ACT rule de46e4.
struct PartLanguageIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "part-language-is-valid",
        title: LocalizedText(zh: "局部声明的语言有效", en: "Language a part states is valid"),
        criteria: ["3.1.2"],
        act: ["de46e4"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件不认识这段文字的语言代码，可能用错误的语音朗读。",
            en: "A screen reader does not know the passage's language code and may read it with the wrong voice."
        ),
        fix: LocalizedText(
            zh: "使用登记过的语言标签，例如 en、zh-Hant、bo、ug。",
            en: "Use a registered language tag, such as en, zh-Hant, bo or ug."
        )
    )

    static let examples: [Example] = [
        .passed(#"<body>▸<p lang="en">Welcome</p></body>"#),
        .passed(#"▸<blockquote lang="FR-CA">Bonjour</blockquote>"#),
        .passed(#"▸<div lang="bo"><p>བོད་</p></div>"#),
        .failed(#"▸<p lang="english">Welcome</p>"#),
        .failed(#"▸<p lang="zh_CN">欢迎</p> ▸<p lang="cn">欢迎</p>"#),
        .failed(#"▸<div lang="xx1"><img src="a.png" alt="Welcome"></div>"#),
        .failed(#"▸<p lang=" ">Welcome</p>"#),
        .failed(
            #"<div><template shadowrootmode="open">▸<p lang="xyz1"><slot></slot></p></template>Welcome</div>"#
        ),
        .inapplicable(#"<p lang="">Welcome</p>"#),
        .inapplicable(#"<p lang="xyz1"> &nbsp; </p>"#),
        .inapplicable(#"<div lang="xyz1"><img src="a.png" alt=""></div>"#),
        .inapplicable(#"<p lang="xyz1" hidden>Welcome</p>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elementsWithLanguage.filter { element in
            element != page.rootElement && page.isInBody(element) && page.hasTextInheritingLanguage(from: element)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard let language = page.attribute(.lang, of: element) else { return .passed }
        if LanguageSubtags.contains(LanguageSubtags.primary(of: language)) { return .passed }
        return .failed(
            zh: "lang=“\(language.quoted)”不是有效的语言标签\(LanguageAdvice.text(for: language).zh)",
            en: "lang=“\(language.quoted)” is no valid language tag\(LanguageAdvice.text(for: language).en)"
        )
    }
}
