/// A picture made of characters has a name or can be skipped.
///
/// Source: WCAG failure F72.
struct TextArtHasAlternative: Rule {
    static let metadata = RuleMetadata(
        id: "text-art-has-alternative",
        title: LocalizedText(zh: "字符画有替代内容", en: "Text art has an alternative"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到一长串标点。",
            en: "People who use a screen reader hear a long run of punctuation."
        ),
        fix: LocalizedText(
            zh: "用图片加 alt，或给它 role=\"img\" 和 aria-label。",
            en: "Use an image with alt, or give it role=\"img\" and an aria-label."
        )
    )

    static let examples: [Example] = [
        .passed("▸<pre>let x = 1&#10;let y = 2&#10;print(x + y)</pre>"),
        .passed("▸<pre>公告全文</pre>"),
        .cantTell("▸<pre>+----+&#10;|    |&#10;+----+</pre>"),
        .cantTell("▸<pre>*****&#10;*   *&#10;*****&#10;*   *</pre>"),
        .cantTell("▸<pre>@..@&#10;(---)&#10;^^ ^^</pre>"),
        .inapplicable(#"<pre role="img" aria-label="框">+----+&#10;|    |&#10;+----+</pre>"#),
        .inapplicable("<pre></pre>"),
        .inapplicable("<pre hidden>+--+</pre>"),
    ]

    /// Lines in a row of which most characters are no letters.
    private static let leastLines = 3

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.pre, .xmp, .plaintext).filter {
            page.isVisible($0) && page.isExposed($0) && page.role(of: $0) != .img && page.hasText(in: $0)
        }
    }

    func expect(_ block: NodeID, in page: Page) -> Verdict {
        var text: [UInt8] = []
        for index in page.document.subtree(of: block) where page.document.kind[Int(index)] == .text {
            text += page.document.text(of: NodeID(index))
        }
        var run = 0
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            run = isDrawn(line) ? run + 1 : 0
            if run >= Self.leastLines {
                return .cantTell(
                    zh: "这里像一幅字符画。它有替代内容，或能跳过吗？",
                    en:
                        "This looks like a picture made of characters. Does it have an alternative, or can it be skipped?"
                )
            }
        }
        return .passed
    }

    /// Whether most of the characters but spaces are neither letters nor digits.
    private func isDrawn(_ line: Bytes) -> Bool {
        var (signs, letters) = (0, 0)
        for scalar in UTF8Scalars(line) where !scalar.isWhitespace {
            if scalar.isLetterOrNumber { letters += 1 } else { signs += 1 }
        }
        return signs >= 2 && signs > 2 * letters
    }
}
