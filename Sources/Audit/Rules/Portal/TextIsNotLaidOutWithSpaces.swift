/// Columns are not made of spaces.
///
/// Source: WCAG failures F33 and F34; Chinese portal check ZH-05.
struct TextIsNotLaidOutWithSpaces: Rule {
    static let metadata = RuleMetadata(
        id: "text-is-not-laid-out-with-spaces",
        title: LocalizedText(zh: "不用空格排出表格", en: "Text is not laid out with spaces"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "读屏软件按行读，列就乱了。",
            en: "Screen readers read line by line, and the columns are lost."
        ),
        fix: LocalizedText(
            zh: "改用表格或 CSS。",
            en: "Use a table or CSS."
        )
    )

    static let examples: [Example] = [
        .passed("▸<pre>第一行</pre>"),
        .cantTell("▸<pre>区县    人口    面积&#10;甲县    10      20&#10;乙县    30      40</pre>"),
        .cantTell("▸<pre>a    b    c&#10;1    2    3&#10;4    5    6&#10;7    8    9</pre>"),
        .cantTell("▸<pre>　姓名　　性别　　年龄&#10;　张三　　男　　　20&#10;　李四　　女　　　30</pre>"),
        .inapplicable("<p>区县    人口</p>"),
        .inapplicable("<pre hidden>a   b   c</pre>"),
        .inapplicable("<pre></pre>"),
    ]

    /// Lines in a row that look like a table.
    private static let leastLines = 3

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.pre, .xmp).filter { page.isVisible($0) && page.hasText(in: $0) }
    }

    func expect(_ block: NodeID, in page: Page) -> Verdict {
        var text: [UInt8] = []
        for index in page.document.subtree(of: block) where page.document.kind[Int(index)] == .text {
            text += page.document.text(of: NodeID(index))
        }
        var run = 0
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            run = gaps(in: line) >= 2 ? run + 1 : 0
            if run >= Self.leastLines {
                return .cantTell(
                    zh: "连续几行用空格对齐，像一张表格。它是表格吗？是就改用 table",
                    en: "Several lines are aligned with spaces like a table. Is it one? If so use table"
                )
            }
        }
        return .passed
    }

    /// How many runs of at least two spaces stand between words.
    private func gaps(in line: Bytes) -> Int {
        var (count, spaces, hasWord) = (0, 0, false)
        for scalar in UTF8Scalars(line) {
            if scalar.isWhitespace {
                spaces += scalar.value == 0x3000 ? 2 : 1
                continue
            }
            if hasWord, spaces >= 2 { count += 1 }
            (spaces, hasWord) = (0, true)
        }
        return count
    }
}
