/// The page may be enlarged five times.
///
/// Source: Practice for low vision beyond WCAG 1.4.4; rules-union "zoom-large".
struct ViewportAllowsGenerousZoom: Rule {
    static let metadata = RuleMetadata(
        id: "viewport-allows-generous-zoom",
        title: LocalizedText(zh: "允许放大到五倍", en: "Viewport allows generous zoom"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "低视力的人需要放大到三至五倍。",
            en: "People with low vision need three to five times the size."
        ),
        fix: LocalizedText(
            zh: "去掉 maximum-scale，或设为 5 以上。",
            en: "Remove maximum-scale, or make it at least 5."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<meta name="viewport" content="width=device-width">"#),
        .passed(#"▸<meta name="viewport" content="width=device-width, maximum-scale=5">"#),
        .failed(#"▸<meta name="viewport" content="width=device-width, maximum-scale=2">"#),
        .failed(#"▸<meta name="viewport" content="maximum-scale=3.0">"#),
        .failed(#"▸<meta name="viewport" content="width=device-width; maximum-scale=4.9">"#),
        .inapplicable(#"<meta name="viewport" content="">"#),
        .inapplicable(#"<meta name="description" content="maximum-scale=2">"#),
        .inapplicable("<p>x</p>"),
    ]

    private static let least = 5.0

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.meta).filter { meta in
            page.attribute(.name, of: meta)?.trimmed.equalsIgnoringCase("viewport") ?? false
                && !(page.attribute(.content, of: meta)?.isBlank ?? true)
        }
    }

    func expect(_ meta: NodeID, in page: Page) -> Verdict {
        let content = page.attribute(.content, of: meta) ?? []
        let parts = content.split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
        for part in parts {
            let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
            guard pair.count == 2, pair[0].trimmed.equalsIgnoringCase("maximum-scale") else { continue }
            guard let scale = Double(pair[1].trimmed.string), scale > 0, scale < Self.least else { continue }
            return .failed(
                zh: "maximum-scale=\(scale) 只允许放大到 \(scale) 倍；去掉它或设为 5",
                en: "maximum-scale=\(scale) allows \(scale) times the size only; remove it or make it 5"
            )
        }
        return .passed
    }
}
