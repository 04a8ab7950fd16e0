/// What a control is labelled with on the screen is part of its accessible name.
///
/// Source: ACT rule 2ee8b8 and its "label in name algorithm". Words are compared one by one and Chinese characters each,
/// since Chinese sets no spaces. A single character and icon fonts are pictures rather than words.
struct LabelIsInName: Rule {
    static let metadata = RuleMetadata(
        id: "label-is-in-name",
        title: LocalizedText(zh: "看得见的文字包含在名称里", en: "Visible label is part of the accessible name"),
        criteria: ["2.5.3"],
        act: ["2ee8b8"],
        severity: .moderate,
        confidence: .likely,
        impact: LocalizedText(
            zh: "用语音操作的人说出看到的文字，控件却没有反应。",
            en: "People who speak commands say the words they see, and the control does not respond."
        ),
        fix: LocalizedText(
            zh: "让 aria-label 以看得见的文字开头，或去掉 aria-label。",
            en: "Begin the aria-label with the visible text, or remove the aria-label."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/more" aria-label="更多要闻">更多</a>"#),
        .passed(#"▸<button aria-label="Search the site">search</button>"#),
        .passed(#"▸<a href="/a" aria-label="关于我们">【关于 我们】>></a>"#),
        .passed(#"▸<button aria-label="关闭">×</button>"#),
        .failed(#"▸<a href="/more" aria-label="查看全部">更多</a>"#),
        .failed(#"▸<button aria-label="the full">Full specification</button>"#),
        .failed(#"▸<button aria-label="Next Page of the list">Next Page…of list</button>"#),
        .cantTell(#"▸<a href="/n" aria-label="招聘公告">招聘公告 2024-05-01</a>"#),
        .cantTell(#"▸<a href="/m" aria-label="University Avenue">University Ave.</a>"#),
        .cantTell(#"▸<button aria-label="Find"><i class="material-icons">search</i></button>"#),
        .inapplicable(#"<a href="/more">更多</a>"#),
        .inapplicable(#"<button aria-label="搜索"><img src="s.png" alt="x"></button>"#),
        .inapplicable(#"<div aria-label="x">更多</div>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(havingAnyOf: [.ariaLabel, .ariaLabelledby]).filter { element in
            guard let role = page.role(of: element), role.isWidget, role.isNamedFromContents else { return false }
            return page.isExposed(element) && page.isNameKnown(element)
                && page.visibleText(of: element)[...].hasVisibleText
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let visible = page.visibleText(of: element)
        let label = Self.words(visible)
        guard label.count > 1 || (label.first?.utf8.count ?? 0) > 1 else { return .passed }
        let name = Self.words(Array(page.accessibleName(of: element)))
        if Self.contains(name, label) { return .passed }
        let (shown, said) = (visible.quoted, page.accessibleName(of: element).quoted)
        if isUnsure(label, name) || Self.isShortForm(label, of: name) || Self.isShortForm(name, of: label)
            || holdsIconFont(element, page)
        {
            return .cantTell(
                zh: "看到的是“\(shown)”，名称是“\(said)”。用语音说出看到的文字，能找到它吗？",
                en: "“\(shown)” is seen and “\(said)” is the name. Can it be found by saying what is seen?"
            )
        }
        return .failed(
            zh: "看到的文字“\(shown)”不在名称“\(said)”里；让名称包含它",
            en: "The visible text “\(shown)” is not part of the name “\(said)”; let the name contain it"
        )
    }

    /// Whether dates and counts beside the name, or short forms, may explain the difference.
    private func isUnsure(_ label: [String], _ name: [String]) -> Bool {
        // Other styles may set letters apart or a hyphen join them.
        if name.isEmpty || name.joined().contains(label.joined()) { return true }
        let isNumber: (String) -> Bool = { $0.utf8.allSatisfy(\.isASCIIDigit) }
        return label.contains(where: isNumber) && Self.contains(name, label.filter { !isNumber($0) })
    }

    /// Whether a word of one text shortens words of the other (“Ave.” of “Avenue”, “WCAG” of the words it stands for),
    /// which those who speak read out in full.
    private static func isShortForm(_ some: [String], of others: [String]) -> Bool {
        let initials = String(others.prefix(maximumWords).compactMap(\.first))
        return some.prefix(maximumWords).contains { word in
            guard word.unicodeScalars.allSatisfy(\.isASCII), !others.contains(word) else { return false }
            if word.utf8.count >= 2, word.utf8.count <= longestShortForm, others.count > 1, initials.contains(word) {
                return true
            }
            guard (2...longestShortForm).contains(word.utf8.count) else { return false }
            return others.prefix(maximumWords).contains { $0.hasPrefix(word) && !some.contains($0) }
        }
    }

    private static let longestShortForm = 5
    /// Words that are looked at for short forms.
    private static let maximumWords = 40

    private func holdsIconFont(_ element: NodeID, _ page: Page) -> Bool {
        guard let styles = page.styles else { return false }
        for index in page.document.subtree(of: element) where page.document.isElement(NodeID(index)) {
            let family = styles.fontFamily(of: NodeID(index))
            let names: [StaticString] = ["icon", "material", "awesome", "symbol", "glyph"]
            if family.mentions(anyOf: names) { return true }
            guard NodeID(index) != element, let own = page.attribute(.class, of: NodeID(index)) else { continue }
            if own.mentions(anyOf: names), page.visibleText(of: NodeID(index))[...].hasVisibleText { return true }
        }
        return false
    }

    /// The words of a text: parentheses and what they hold left out, case and width folded (NFKD where it matters to Chinese), each Chinese character a word.
    static func words(_ text: [UInt8]) -> [String] {
        var words: [String] = []
        var word = ""
        let finish = {
            if !word.isEmpty { words.append(word) }
            word = ""
        }
        for scalar in UTF8Scalars(withoutParentheses(text.prefix(TextFolding.maximumBytes))[...]) {
            let narrow = scalar.foldingWidth
            guard narrow.isLetterOrNumber else {
                finish()
                continue
            }
            if narrow.isHan { finish() }
            word += narrow.properties.lowercaseMapping
            if narrow.isHan { finish() }
        }
        finish()
        return words
    }

    private static func withoutParentheses(_ text: ArraySlice<UInt8>) -> [UInt8] {
        guard text.contains(0x28), text.contains(0x29) else { return Array(text) }
        var result: [UInt8] = []
        var rest = text
        while let open = rest.firstIndex(of: 0x28), let close = rest[open...].firstIndex(of: 0x29) {
            result += rest[..<open]
            rest = rest[(close + 1)...]
        }
        return result + rest
    }

    /// Whether the words of one stand in the other in a row.
    static func contains(_ whole: [String], _ part: [String]) -> Bool {
        guard !part.isEmpty else { return true }
        guard whole.count >= part.count else { return false }
        return (0...(whole.count - part.count)).contains { whole[$0...].starts(with: part) }
    }
}
