/// A face made of punctuation has a name that is said.
///
/// Source: WCAG failure F72.
struct EmoticonHasName: Rule {
    static let metadata = RuleMetadata(
        id: "emoticon-has-name",
        title: LocalizedText(zh: "字符表情有说明", en: "Emoticon has a name"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到“冒号、减号、右括号”。",
            en: "People who use a screen reader hear “colon, hyphen, right bracket”."
        ),
        fix: LocalizedText(
            zh: "用 <span role=\"img\" aria-label=\"微笑\"> 包住它。",
            en: "Wrap it in <span role=\"img\" aria-label=\"smile\">."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<span role="img" aria-label="微笑">:-)</span>"#),
        .passed(#"▸<abbr title="smile">:-)</abbr>"#),
        .cantTell("▸<span>:-)</span>"),
        .cantTell("▸<p>谢谢 ^_^</p>"),
        .cantTell("▸<b>T_T</b>"),
        .inapplicable("<p>时间：9:00</p>"),
        .inapplicable("<span hidden>:-)</span>"),
        .inapplicable("<pre>a :-) b</pre>"),
    ]

    private static let faces: Set<String> = [
        ":-)", ":)", ":-(", ":(", ";-)", ";)", ":-D", ":D", ":-P", ":P", "^_^", "^-^", "T_T", "-_-", "o_O", "=_=",
        "@_@", "XD",
    ]

    func targets(in page: Page) -> [NodeID] {
        var found: [NodeID] = []
        for index in 1..<Int32(page.document.nodeCount) where page.document.kind[Int(index)] == .text {
            let text = page.document.text(of: NodeID(index)).trimmed
            guard text.count >= 2, text.count <= 400, case let last = Self.lastWord(of: text), last.count <= 3,
                Self.faces.contains(last.string), let parent = page.document.parent(of: NodeID(index)),
                page.isVisible(NodeID(index)), !page.isProgrammaticallyHidden(NodeID(index)),
                page.document.namespace(of: parent) == .html
            else { continue }
            switch page.document.name(of: parent) {
            case .script, .style, .pre, .code, .textarea, .title, .xmp, .samp, .kbd: continue
            default: found.append(parent)
            }
        }
        var seen: Set<NodeID> = []
        return found.filter { seen.insert($0).inserted }.sorted()
    }

    private static func lastWord(of text: Bytes) -> Bytes {
        let start = text.lastIndex(where: \.isHTMLSpace).map { $0 + 1 } ?? text.startIndex
        return text[start...]
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        if page.isNamedByAuthor(element) || !(page.attribute(.title, of: element)?.isBlank ?? true) { return .passed }
        return .cantTell(
            zh: "这里有字符表情“\(page.visibleText(of: element).quoted)”。读屏软件的用户知道它的意思吗？",
            en:
                "There is an emoticon in “\(page.visibleText(of: element).quoted)”. Do people who use a screen reader get its meaning?"
        )
    }
}
