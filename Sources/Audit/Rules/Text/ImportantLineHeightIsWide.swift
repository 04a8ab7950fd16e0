/// Line height that a `style` attribute fixes is wide enough.
///
/// Source: ACT rule 78fd32; WCAG 2.2, 1.4.12. Only text that takes several lines
/// counts; that is sure where the least room its characters need is more than a style allows.
struct ImportantLineHeightIsWide: Rule {
    static let metadata = RuleMetadata(
        id: "important-line-height-is-wide",
        title: LocalizedText(zh: "用 !important 固定的行距足够大", en: "Line height fixed by !important is wide enough"),
        needs: .style,
        criteria: ["1.4.12"],
        act: ["78fd32"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "有阅读障碍或低视力的人需要加大行距，这里加不了。",
            en: "People with dyslexia or low vision who need more space in text cannot get it here."
        ),
        fix: LocalizedText(
            zh: "去掉 style 属性中的 !important，或把 line-height 设为字号的 1.5 倍以上。",
            en: "Remove !important from the style attribute, or set line-height to at least 1.5 times the font size."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p style="line-height: 2 !important; width: 90px">The road is closed until Sunday.</p>"#),
        .passed(#"▸<p style="line-height: 1.5em !important">The road is closed until Sunday.</p>"#),
        .passed(#"▸<p style="line-height: 10% !important; line-height: 150% !important">The road is closed.</p>"#),
        .failed(#"▸<p style="line-height: 1 !important; max-width: 90px">The road is closed until Sunday.</p>"#),
        .failed(#"<div style="width: 90px">▸<p style="line-height: 110% !important">道路封闭至星期日，请绕行。</p></div>"#),
        .failed(#"▸<p style="line-height: normal !important; width: 90px">The road is closed until Sunday.</p>"#),
        .failed(#"▸<p style="font: 16px/1.2 serif !important; width: 90px">The road is closed until Sunday.</p>"#),
        .cantTell(#"▸<p style="line-height: 1 !important">The road is closed until Sunday.</p>"#),
        .inapplicable(#"<p style="line-height: 1">The road is closed.</p>"#),
        .inapplicable(#"<p style="line-height: inherit !important">The road is closed.</p>"#),
        .inapplicable(#"<p style="line-height: 1 !important; white-space: nowrap">The road is closed.</p>"#),
        .inapplicable(#"<p style="line-height: 1 !important">Closed</p>"#),
    ]

    private static let spacing = ImportantSpacing(property: "line-height", kind: .lineHeight, leastFactor: 1.5)
    /// What fonts take for `normal` at most, in em; a reader's fonts decide.
    private static let normal: Float = 1.2

    func targets(in page: Page) -> [NodeID] {
        Self.spacing.targets(in: page) { text in
            switch page.styles?.style(of: text).whiteSpace {
            case .nowrap, .pre: return false
            default: return mayWrap(page.document.text(of: text).trimmed)
            }
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard let style = page.styles?.style(of: element) else { return .passed }
        let pixels = style.lineHeightPixels ?? Self.normal * style.fontSize
        let verdict = Self.spacing.verdict(on: element, pixels: pixels, in: page)
        guard verdict.outcome == .failed, !surelyWraps(element, style, in: page) else { return verdict }
        return .cantTell(
            zh: "行距用 !important 固定得小于 1.5 倍。这段文字会换行吗？",
            en: "Line height is fixed by !important below 1.5. Does this text take more than one line?"
        )
    }

    private func mayWrap(_ text: Bytes) -> Bool {
        text.contains(where: \.isHTMLSpace) || UTF8Scalars(text).contains(where: \.isHan)
    }

    private func surelyWraps(_ element: NodeID, _ style: ComputedStyle, in page: Page) -> Bool {
        guard let room = TextExtent.greatestLine(in: element, of: page) else { return false }
        return page.document.children(of: element).contains { child in
            page.document.kind(of: child) == .text
                && TextExtent.leastWidth(of: page.document.text(of: child), fontSize: style.fontSize) > room
        }
    }
}
