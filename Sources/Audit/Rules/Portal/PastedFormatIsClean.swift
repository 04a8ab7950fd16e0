/// Content pasted from a word processor brings no fixed sizes along.
///
/// Source: ZH-30; WCAG 1.4.4, 1.4.12. Whether text is cut or runs together when enlarged takes a look.
struct PastedFormatIsClean: Rule {
    static let metadata = RuleMetadata(
        id: "pasted-format-is-clean",
        title: LocalizedText(zh: "从 Word 粘贴的内容清除了格式", en: "Pasted content is free of fixed sizes"),
        kind: .review,
        criteria: ["1.4.4", "1.4.12"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "放大文字或加大行距时，写死的行高使文字重叠或被截断。",
            en: "Fixed line heights make text overlap or be cut when people enlarge it or widen its lines."
        ),
        fix: LocalizedText(
            zh: "发布前清除 Word 格式，只保留段落、标题、列表和表格。",
            en: "Clear the format before publishing, and keep paragraphs, headings, lists and tables only."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p class="MsoNormal">正文</p>"#),
        .passed(#"▸<p class="MsoNormal" style="line-height:150%">正文</p>"#),
        .passed(#"▸<p class="MsoNormal" style="text-indent:32pt">正文</p>"#),
        .cantTell(#"▸<p class="MsoNormal" style="line-height:28pt">正文</p>"#),
        .cantTell(#"▸<p class="MsoNormal" style="LINE-HEIGHT: 20px; margin:0">正文</p>"#),
        .cantTell(#"▸<p class="MsoNormal">正文</p><p class="MsoListParagraph" style="line-height:15.0000pt;">正文</p>"#),
        .inapplicable(#"<p style="line-height:28pt">正文</p>"#),
        .inapplicable(#"<p class="MsoNormal" hidden style="line-height:28pt">正文</p>"#),
        .inapplicable("<p>正文</p>"),
    ]

    func targets(in page: Page) -> [NodeID] { pasted(in: page).prefix(1).map { $0 } }

    func expect(_ first: NodeID, in page: Page) -> Verdict {
        let fixed = pasted(in: page).count { isFixed($0, page) }
        guard fixed > 0 else { return .passed }
        return .cantTell(
            zh: "从 Word 粘贴的内容里有 \(fixed) 段写死了行高。放大文字到 200% 时会重叠或截断吗？",
            en:
                "\(fixed.counted("pasted paragraph has", "pasted paragraphs have")) a fixed line height. Does text overlap or get cut at 200%?"
        )
    }

    private func pasted(in page: Page) -> [NodeID] {
        page.htmlElements(.p, .span, .div).filter { node in
            (page.attribute(.class, of: node)?.trimmed.prefix(3).equalsIgnoringCase("mso") ?? false)
                && page.isVisible(node)
        }
    }

    private func isFixed(_ node: NodeID, _ page: Page) -> Bool {
        let declarations = (page.attribute(.style, of: node) ?? []).split(separator: 0x3B)
        return declarations.contains { declaration in
            let parts = declaration.split(separator: 0x3A, maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed.equalsIgnoringCase("line-height") else { return false }
            return parts[1].mentions(anyOf: ["pt", "px", "cm"])
        }
    }
}
