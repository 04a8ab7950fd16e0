/// Text that is seen is exposed to assistive technology, unless it is said elsewhere.
///
/// Source: WCAG failure F15 in spirit; WAI-ARIA 1.2 aria-hidden: only for content that others do not need.
struct VisibleTextIsNotHidden: GroupRule {
    static let metadata = RuleMetadata(
        id: "visible-text-is-not-hidden",
        title: LocalizedText(zh: "看得见的文字没有对读屏软件隐藏", en: "Visible text is not hidden from screen readers"),
        kind: .review,
        criteria: ["1.3.1", "4.1.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人得不到屏幕上看得见的内容。",
            en: "People who use a screen reader do not get what others see."
        ),
        fix: LocalizedText(
            zh: "删去 aria-hidden；它只用于图标和重复的内容。",
            en: "Remove aria-hidden; it is for icons and repetitions."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p aria-hidden="true">公告全文</p><p>公告全文</p>"#),
        .passed(#"▸<span aria-hidden="true">News</span><a href="/" aria-label="News">x</a>"#),
        .cantTell(#"▸<p aria-hidden="true">明天上午停水，请提前准备。</p>"#),
        .cantTell(#"▸<div aria-hidden="true"><h2>Opening hours</h2><p>Nine to five</p></div>"#),
        .cantTell(#"▸<div aria-hidden="true">联系电话：12345</div>"#),
        .inapplicable(#"<i aria-hidden="true"></i>"#),
        .inapplicable(#"<span aria-hidden="true">×</span>"#),
        .inapplicable(#"<p aria-hidden="true" hidden>明天上午停水，请提前准备。</p>"#),
        .inapplicable("<p>明天</p>"),
    ]

    /// Shorter text is an icon, a count or a letter, folded, in bytes.
    private static let leastBytes = 4

    func verdicts(in page: Page) -> [TargetOutcome] {
        let hidden = page.elements(having: .ariaHidden).filter { element in
            page.attribute(.ariaHidden, of: element)?.trimmed.equalsIgnoringCase("true") ?? false
        }.filter { page.isVisible($0) && page.isRendered($0) }
        if hidden.isEmpty { return [] }
        // What is said, once and whole: names and texts are looked up in it.
        let said = TextFolding.fold(
            page.exposedText(of: page.rootElement ?? .document)[...].prefix(TextFolding.maximumBytes)
        )
        var names: Set<[UInt8]> = []
        for element in page.exposedElements where page.hasAccessibleName(element) {
            names.insert(TextFolding.fold(page.accessibleName(of: element)))
        }
        return hidden.compactMap { element in
            if let parent = page.document.parent(of: element), page.isAriaHidden(parent) { return nil }
            let text = page.visibleText(of: element)
            let folded = TextFolding.fold(text[...])
            guard folded.count >= Self.leastBytes else { return nil }
            if names.contains(folded) || said.firstRange(of: folded) != nil { return (element, .passed) }
            return (
                element,
                .cantTell(
                    zh: "看得见的文字“\(text.quoted)”对读屏软件隐藏了。别处说了同样的内容吗？",
                    en: "The visible text “\(text.quoted)” is hidden from screen readers. Is it said elsewhere?"
                )
            )
        }
    }
}
