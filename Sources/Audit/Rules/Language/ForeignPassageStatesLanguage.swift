/// A long passage in another language than the page's states its language.
///
/// Source: WCAG 2.2, 3.1.2, technique H58; Chinese portal check ZH-02. Names and terms are exempt, so that a person is asked.
struct ForeignPassageStatesLanguage: GroupRule {
    static let metadata = RuleMetadata(
        id: "foreign-passage-states-language",
        title: LocalizedText(zh: "外文段落标明语言", en: "Passage in another language states it"),
        kind: .review,
        criteria: ["3.1.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "读屏软件用页面的语言去读外文，听不懂。",
            en: "A screen reader reads the passage with the voice of the page's language, which nobody understands."
        ),
        fix: LocalizedText(
            zh: "在段落上写 lang，例如 lang=\"en\"、lang=\"bo\"。",
            en: "State the language on the passage, such as lang=\"en\" or lang=\"bo\"."
        )
    )

    static let examples: [Example] = [
        .cantTell(#"<html lang="zh-CN"><body><p>\#(chinese)</p>▸<p>\#(english)</p></body></html>"#),
        .cantTell(
            #"<html lang="zh-CN"><body><div>\#(chinese)\#(chinese)</div>▸<li>\#(english)</li><p>\#(english)</p></body></html>"#
        ),
        .cantTell(#"<html lang="en"><body><p>\#(english)</p>▸<p>本区将于下周一开展防汛演练，请各位居民予以配合并相互转告。</p></body></html>"#),
        .inapplicable(#"<html lang="zh-CN"><body><p>本区公告</p><p>\#(english)</p></body></html>"#),
        .inapplicable(#"<html lang="zh-CN"><body><p lang="en">\#(english)</p></body></html>"#),
        .inapplicable(#"<html lang="zh-CN"><body><p>本区将举办 Internet of Things 展览</p></body></html>"#),
        .inapplicable(#"<html lang="en"><body><p>\#(english)</p></body></html>"#),
        .inapplicable("<html><body><p>\(english)</p></body></html>"),
        .inapplicable(#"<html lang="zh-CN"><body><p hidden>\#(english)</p><pre>\#(english)</pre></body></html>"#),
    ]

    private static let english = """
        The office has announced new rules for safety in the home, and every household should read them before the \
        winter comes to the town.
        """
    private static let chinese = String(repeating: "各位居民请予以配合并相互转告。", count: 4)
    /// Words (of Chinese, pairs of characters) below which a passage may be a name or a title.
    private static let fewestWords = 20
    /// Of other scripts, which people of the page's language do not mix into their text.
    private static let fewestForeign = 10

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let root = page.rootElement, let tag = page.attribute(.lang, of: root), !tag.isBlank else { return [] }
        let language = LanguageSubtags.primary(of: tag).map(\.asciiLowercased).string
        guard LanguageSubtags.contains(LanguageSubtags.primary(of: tag)) else { return [] }
        var (first, count): (NodeID?, Int) = (nil, 0)
        var (foreign, all) = (0, 0)
        // The words of the page in the script of the first such passage, and in each script.
        var script = LanguageEvidence.Script.latin
        var scripts = LanguageEvidence.Words()
        var (block, evidence): (Int32, LanguageEvidence) = (-1, LanguageEvidence())
        let close = {
            guard block >= 0 else { return }
            let words = evidence.words
            all += words.total
            scripts += words
            guard evidence.isForeign(to: language, words, Self.fewestWords, Self.fewestForeign) else { return }
            foreign += words.total
            if first == nil { script = words.top }
            first = first ?? NodeID(block)
            count += 1
        }
        var passages = [Int32](repeating: Self.none, count: page.document.nodeCount)
        for index in 1..<page.document.nodeCount {
            let node = NodeID(Int32(index))
            let around = passages[Int(page.document.parent[index])]
            passages[index] = around
            switch page.document.kind[index] {
            case .element where around != Self.excluded: passages[index] = passage(node, around, page)
            case .text where around >= 0 && page.isVisible(node):
                if around != block {
                    close()
                    block = around
                    evidence.reset()
                }
                evidence.add(page.document.text(of: node))
            default: break
            }
        }
        close()
        // Where most of the page is foreign, its own language is stated wrongly, which another rule says.
        let isMainScript = scripts[script] * 2 > all
        let isOwnScript = script == .latin && !LanguageEvidence.isWrittenOtherwise(language)
        guard let first, foreign * 2 <= all, isOwnScript || !isMainScript else { return [] }
        return [
            (
                first,
                .cantTell(
                    zh: "\(count) 段文字看来不是页面的语言（\(tag.quoted)），又没有写 lang。它们是哪种语言？",
                    en:
                        "Text in \(count.counted("passage")) seems not to be in the page's language (\(tag.quoted)) and states none. Which is it?"
                )
            )
        ]
    }

    private static let none: Int32 = -1
    private static let excluded: Int32 = -2

    /// The block that the text of an element belongs to; excluded is code, and what states its language.
    private func passage(_ element: NodeID, _ around: Int32, _ page: Page) -> Int32 {
        switch page.document.name(of: element) {
        case .html: return Self.none
        case .pre, .code, .kbd, .samp, .script, .style, .textarea, .noscript, .title, .option: return Self.excluded
        default: break
        }
        if page.languageAttribute(of: element) != nil { return Self.excluded }
        return NameComputer.isBlock(page.document.name(of: element)) ? element.index : around
    }
}

extension LanguageEvidence {
    /// Whether most of a text is in a script that the language is not written in.
    fileprivate func isForeign(to language: String, _ words: Words, _ fewestLatin: Int, _ fewestOther: Int) -> Bool {
        let top = words.top
        // Most blocks are a few words.
        guard words[top] >= (top == .latin ? fewestLatin : fewestOther), words[top] * 3 >= words.total * 2 else {
            return false
        }
        switch judge(language) {
        case .fits: return false
        case .isOther: return true
        // Words of Latin script in a language of another script need no list to be foreign.
        case .unsure: return top == .latin && Self.isWrittenOtherwise(language)
        }
    }
}
