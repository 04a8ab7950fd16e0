/// The language a part states is the one its text is in.
///
/// Source: ACT rule off6ek.
struct PartLanguageMatchesText: Rule {
    static let metadata = RuleMetadata(
        id: "part-language-matches-text",
        title: LocalizedText(zh: "局部声明的语言与文字相符", en: "Language a part states is that of its text"),
        criteria: ["3.1.2"],
        act: ["off6ek"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件用错误的语音读这一段，听不懂。",
            en: "A screen reader reads the passage with the wrong voice, and it cannot be understood."
        ),
        fix: LocalizedText(
            zh: "把 lang 改成这段文字的语言，或去掉 lang。",
            en: "Set lang to the language of the passage, or remove it."
        )
    )

    static let examples: [Example] = [
        .passed(#"<body>▸<p lang="en">The office is open on all days of the week.</p></body>"#),
        .passed(#"<body>▸<p lang="zh-Hant">政府資訊公開指南與年度報告</p></body>"#),
        .passed(#"<body>▸<p lang="bo">བོད་སྐད་ཀྱི་ཡི་གེ།</p></body>"#),
        .failed(#"<body>▸<div lang="en"><p>本区将于下周一开展防汛演练，请居民配合。</p></div></body>"#),
        .failed(
            #"<body>▸<p lang="zh">The plan of the office for the year is open to all, and it can be read on this page.</p></body>"#
        ),
        .failed(#"<body>▸<p lang="bo">本区将于下周一开展防汛演练，请居民配合。</p></body>"#),
        .cantTell(#"<body>▸<p lang="fr">Paris</p></body>"#),
        .inapplicable(#"<body><p lang="xx1">Welcome</p></body>"#),
        .inapplicable(#"<body><p lang="en">2024</p></body>"#),
        .inapplicable(#"<body><p lang="en" hidden>本区将于下周一开展防汛演练</p></body>"#),
        .inapplicable("<body><p>Welcome</p></body>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elementsWithLanguage.filter { element in
            guard element != page.rootElement, page.isInBody(element) else { return false }
            guard let tag = page.attribute(.lang, of: element) else { return false }
            guard LanguageSubtags.contains(LanguageSubtags.primary(of: tag)) else { return false }
            return page.hasLanguageEvidence(of: element)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let tag = page.attribute(.lang, of: element) ?? []
        let language = LanguageSubtags.primary(of: tag).map(\.asciiLowercased)
        switch page.languageEvidence(of: element).judge(language.string) {
        case .fits: return .passed
        case .unsure:
            return .cantTell(
                zh: "这里声明 lang=“\(tag.quoted)”。文字是这种语言吗？",
                en: "lang=“\(tag.quoted)” is stated here. Is the text in that language?"
            )
        case .isOther(let other):
            return .failed(
                zh: "这里声明 lang=“\(tag.quoted)”，文字却是另一种语言（\(other)）；改正 lang",
                en: "lang=“\(tag.quoted)” is stated here, but the text is in another language (\(other)); correct lang"
            )
        }
    }
}
