/// Text that `::before` or `::after` insert adds nothing that people need.
///
/// Source: WCAG failure F87.
struct GeneratedTextIsNoContent: GroupRule {
    static let metadata = RuleMetadata(
        id: "generated-text-is-no-content",
        title: LocalizedText(zh: "CSS 不插入有意义的文字", en: "CSS inserts no text that matters"),
        kind: .review,
        needs: .style,
        criteria: ["1.3.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "关闭样式、复制或翻译页面的人得不到这些文字。",
            en: "People who turn styles off, copy or translate the page lose this text."
        ),
        fix: LocalizedText(
            zh: "把有意义的文字写进 HTML。",
            en: "Write text that matters into the HTML."
        )
    )

    static let examples: [Example] = [
        .passed(#"<style>p::before{content:"★"}</style>▸<p>公告</p>"#),
        .passed(#"<style>p::after{content:"："}</style>▸<p>公告</p>"#),
        .passed(#"<style>p::after{content:""}p::before{content:">"}</style>▸<p>公告</p>"#),
        .cantTell(#"<style>p::before{content:"重要通知"}</style>▸<p>明天停水</p>"#),
        .cantTell(#"<style>p::after{content:"(required)"}</style>▸<p>Name</p>"#),
        .cantTell(#"<style>p::before{content:"注意"}</style>▸<p>停水</p><p>停电</p>"#),
        .inapplicable("<p>公告</p>"),
        .inapplicable(#"<style>p::before{content:"重要通知"}</style><p hidden>明天停水</p>"#),
        .inapplicable("<style>p{color:red}</style><p>x</p>"),
    ]

    /// Letters and digits from which inserted text may carry meaning, folded, in bytes.
    private static let leastBytes = 2

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles else { return [] }
        var asked: Set<[UInt8]> = []
        return page.elements { element in
            styles.before(element) != nil || styles.after(element) != nil
        }.compactMap { element in
            let texts = [styles.before(element)?.text, styles.after(element)?.text].compactMap(\.self)
            guard texts.contains(where: { !$0.isEmpty }), page.isVisible(element), page.isExposed(element) else {
                return nil
            }
            guard let text = texts.first(where: { isMeaningful($0) }) else { return (element, .passed) }
            // The same text is asked about once.
            guard asked.insert(Array(text)).inserted else { return nil }
            return (
                element,
                .cantTell(
                    zh: "CSS 插入了文字“\(text.quoted)”。没有它，内容还完整吗？",
                    en: "CSS inserts the text “\(text.quoted)”. Is the content complete without it?"
                )
            )
        }
    }

    private func isMeaningful(_ text: Bytes) -> Bool {
        let folded = TextFolding.fold(text)
        return folded.count >= Self.leastBytes && !folded.allSatisfy(\.isASCIIDigit)
    }
}
