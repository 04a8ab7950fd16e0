/// No spaces stand between the characters of a word to stretch it.
///
/// Source: WCAG failure F32, ZH-04. What is in the list of words fails; whether another row of single characters is one
/// word ("年 月 日" is three) is for a person to say.
struct WordsAreNotSpacedOut: Rule {
    static let metadata = RuleMetadata(
        id: "words-are-not-spaced-out",
        title: LocalizedText(zh: "词内没有用空格撑开", en: "Words are not spaced out with spaces"),
        criteria: ["1.3.2"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件把“姓　名”一个字一个字地读，听不出是一个词；查找“姓名”也找不到。",
            en: "A screen reader reads the characters one by one, not as a word, and searching for the word fails."
        ),
        fix: LocalizedText(
            zh: "去掉词内空格，用 CSS 的 letter-spacing 或 text-align-last: justify 对齐。",
            en: "Remove the spaces and align with CSS letter-spacing or text-align-last: justify."
        )
    )

    static let examples: [Example] = [
        .passed("▸<label>姓名</label>"),
        .passed("<table><tr>▸<th>发布 日期</th></tr></table>"),
        .passed(#"▸<label style="letter-spacing:1em">姓名</label>"#),
        .failed("▸<label>姓　名：</label>"),
        .failed("<table><tr>▸<td>标&nbsp;&nbsp;题</td>▸<th>作 者</th></tr></table>"),
        .failed("▸<button>登 录</button>"),
        .failed(#"▸<label for="a"><span>验 证 码</span></label>"#),
        .cantTell("▸<h2>序 言</h2>"),
        .inapplicable("<label>年 月 日</label>"),
        .inapplicable("<p>姓 名</p>"),
        .inapplicable("<label hidden>姓 名</label>"),
        .inapplicable("<label>Name</label>"),
    ]

    /// ZH-04: more Chinese characters than this make a sentence rather than a label.
    private static let maximumCharacters = 6

    private static let places: [Name] = [
        .label, .th, .td, .dt, .legend, .button, .a, .h1, .h2, .h3, .h4, .h5, .h6,
    ]

    /// Rows of single characters that each are a word of its own.
    private static let separateWords: Set<String> = [
        "年月日", "年月", "月日", "时分", "时分秒", "是否", "有无", "男女", "上下", "左右", "大中小", "大小", "东西", "南北",
        "东西南北", "东南西北", "一二三", "一二三四", "一二三四五", "一二三四五六", "日一二三四五六", "甲乙", "甲乙丙", "甲乙丙丁",
        "元角分", "省市县", "市县区", "父母", "子女", "内外", "前后", "正反", "优良中差", "简繁", "中英",
    ]

    func targets(in page: Page) -> [NodeID] {
        Self.places.flatMap { page.htmlElements($0) }.filter { element in
            guard !page.isProgrammaticallyHidden(element) else { return false }
            guard let word = SpacedWord(page.exposedText(of: element), at: Self.maximumCharacters) else { return false }
            return !holdsPlace(element, page) && !Self.separateWords.contains(word.joined)
        }.sorted()
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let text = page.exposedText(of: element)
        guard let word = SpacedWord(text, at: Self.maximumCharacters), word.isSpacedOut else { return .passed }
        if PhrasesOfForms.words.contains(word.joined) {
            return .failed(
                zh: "“\(word.written)”在词内加了空格；写成“\(word.joined)”，用 CSS 对齐",
                en: "“\(word.written)” has spaces inside a word; write “\(word.joined)” and align with CSS"
            )
        }
        return .cantTell(
            zh: "“\(word.written)”是一个词吗？是就去掉词内空格，用 CSS 对齐",
            en: "Is “\(word.written)” one word? If so remove the spaces inside it and align with CSS"
        )
    }

    /// Whether one of the places lies inside, which then is the target: a cell with a link.
    private func holdsPlace(_ element: NodeID, _ page: Page) -> Bool {
        page.firstDescendant(of: element) { Self.places.contains(page.document.name(of: $0)) } != nil
    }
}

/// Short Chinese text and how its characters are spaced.
struct SpacedWord {
    /// The Chinese characters without spaces.
    let joined: String
    /// From the first Chinese character to the last, as written.
    let written: String
    /// Whether spaces stand between every two characters.
    let isSpacedOut: Bool

    /// The most spaces between two characters that still make one label.
    private static let maximumSpaces = 8

    /// Nil unless the text is two or more Chinese characters, at most `maximum`, with spaces and punctuation around.
    init?(_ text: [UInt8], at maximum: Int) {
        // Most texts are ruled out by a look at their bytes.
        guard text.count <= 256, text.count >= 6,
            !text.contains(where: { $0.isASCIIAlpha || $0.isASCIIDigit })
        else { return nil }
        var joined = ""
        var written = ""
        var pending = ""
        var gaps = 0
        var characters = 0
        for scalar in UTF8Scalars(text[...]) {
            if scalar.isHan {
                if characters > 0, !pending.isEmpty {
                    guard pending.unicodeScalars.count <= Self.maximumSpaces, Self.isSpaces(pending) else { return nil }
                    gaps += 1
                    written += pending
                }
                pending = ""
                joined.unicodeScalars.append(scalar)
                written.unicodeScalars.append(scalar)
                characters += 1
                guard characters <= maximum else { return nil }
            } else if scalar.isLetterOrNumber {
                return nil
            } else {
                pending.unicodeScalars.append(scalar)
            }
        }
        guard characters >= 2 else { return nil }
        self.joined = joined
        self.written = written
        isSpacedOut = gaps == characters - 1
    }

    /// Spaces that show as such; a line break in the source does not stretch a word on purpose.
    private static func isSpaces(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { $0.isWhitespace && $0.value != 0x0A && $0.value != 0x0D }
    }
}
