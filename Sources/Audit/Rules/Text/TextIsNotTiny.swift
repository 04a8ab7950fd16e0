/// Text is at least nine pixels high.
///
/// Source: rules-union “tiny-text”; GB/T 37668 elder mode asks for more.
struct TextIsNotTiny: GroupRule, AdjustableRule {
    static let metadata = RuleMetadata(
        id: "text-is-not-tiny",
        title: LocalizedText(zh: "文字不过小", en: "Text is not tiny"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "视力弱的人看不清。",
            en: "People with low vision cannot read it."
        ),
        fix: LocalizedText(
            zh: "把字号改成至少 12 px，老年版至少 18 px。",
            en: "Set at least 12 px, and 18 px in a version for older people."
        )
    )

    static let examples: [Example] = [
        .passed(#"<p style="font-size:9px">▸<b>x</b></p>"#),
        .passed("▸<p>x</p>"),
        .failed(#"▸<p style="font-size:8px">公告</p>"#),
        .failed(#"<p style="font-size:8px">▸<b>x</b></p>"#),
        .failed(#"▸<p style="font-size:0.4em">x</p>"#),
        .inapplicable(#"<p style="font-size:8px"></p>"#),
        .inapplicable(#"<p style="font-size:8px" hidden>x</p>"#),
        .inapplicable(#"<p style="font-size:0">x</p>"#),
    ]

    static let parameters = [leastSize]
    private static let leastSize = RuleParameter(
        "least-size",
        LocalizedText(zh: "最小字号（CSS 像素）", en: "the least height of text in CSS pixels"),
        standard: 9,
        in: 1...72
    )

    private let leastSize: Float

    init(_ values: RuleParameters) { leastSize = Float(values[Self.leastSize]) }

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles else { return [] }
        var passed: NodeID?
        var asked: Set<Float> = []
        let tiny: [TargetOutcome] = TextContrast.texts(in: page).compactMap { element in
            let size = styles.style(of: element).fontSize
            guard size > 0 else { return nil }
            guard size < leastSize else {
                passed = passed ?? element
                return nil
            }
            // Text of one size is told once.
            guard asked.insert(size).inserted else { return nil }
            return (
                element,
                .failed(
                    zh: "文字只有 \(size) px；改成至少 \(Int(max(12, leastSize))) px",
                    en: "The text is only \(size) px high; make it at least \(Int(max(12, leastSize))) px"
                )
            )
        }
        return tiny.isEmpty ? passed.map { [($0, .passed)] } ?? [] : tiny
    }
}
