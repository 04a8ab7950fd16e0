/// Text is not cut off at the bottom of its box when a page is zoomed to twice its size.
///
/// Source: ACT rule 59br37, for a viewport of 640 by 512 CSS pixels. Only boxes that hold nothing but text are judged, and
/// only where the lines surely do not fit, since anything else takes layout.
struct ZoomedTextIsNotClipped: GroupRule {
    static let metadata = RuleMetadata(
        id: "zoomed-text-is-not-clipped",
        title: LocalizedText(zh: "放大到两倍时文字不被截掉", en: "Zoomed text is not cut off"),
        needs: .style,
        criteria: ["1.4.4"],
        act: ["59br37"],
        severity: .serious,
        confidence: .likely,
        impact: LocalizedText(
            zh: "把页面放大一倍的低视力者看不到框外的文字。",
            en: "People with low vision who double the size of a page cannot read what is outside the box."
        ),
        fix: LocalizedText(
            zh: "去掉固定高度，或用 min-height、overflow: auto。",
            en: "Remove the fixed height, or use min-height or overflow: auto."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p style="overflow: hidden; height: 20px; line-height: 20px; width: 90px">\#(text)</p>"#),
        .passed(#"▸<p style="overflow: hidden; height: 1.2em; line-height: 1.2">\#(text)</p>"#),
        .passed(#"▸<p style="overflow: clip; max-height: 18px; line-height: 20px">\#(text)</p>"#),
        .failed(#"▸<p style="overflow: hidden; height: 20px; width: 90px">\#(text)</p>"#),
        .failed(#"▸<p style="overflow: clip; max-height: 5vh">\#(text)</p>"#),
        .failed(
            "<style>@media (max-width: 700px) { p { height: 1.5em; overflow: hidden } }</style>▸<p>\(text)</p>"
        ),
        .failed(#"▸<div style="overflow: hidden; height: 8vh">一<br>二<br>三<br>四</div>"#),
        .inapplicable(#"<p style="overflow: auto; height: 20px; width: 90px">\#(text)</p>"#),
        .inapplicable(#"<p style="overflow: hidden; height: 20px; width: 90px" aria-hidden="true">\#(text)</p>"#),
        .inapplicable(#"<p style="overflow: hidden; width: 90px">\#(text)</p>"#),
        .inapplicable(#"<p style="overflow: hidden; height: 400px">\#(text)</p>"#),
        .inapplicable(#"<ul style="overflow: hidden; height: 20px"><li>一</li><li>二</li></ul>"#),
    ]

    private static let text = String(repeating: "各位市民，因道路施工，下列公交线路临时改道，请提前安排出行。", count: 6)
    /// A viewport of 1280 by 1024 at 200 %.
    private static let (width, height) = (640.0, 512.0)
    /// A box less than this full at the usual size is not looked at again; no unit of the viewport shrinks more.
    private static let leastFill: Float = 0.4

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles, styles.isComplete else { return [] }
        let mayChange = styles.mayClipWhenResized(width: Self.width, height: Self.height)
        var boxes: [(box: NodeID, segments: [[UInt8]])] = []
        for index in 1..<Int32(page.document.nodeCount) where page.document.kind[Int(index)] == .text {
            guard let box = page.document.parent(of: NodeID(index)), boxes.last?.box != box,
                mayChange || clips(box, styles) != nil, page.document.namespace(of: box) == .html,
                !page.isAriaHidden(box), let segments = lines(of: box, styles, page)
            else { continue }
            if mayChange || mayOverflow(box, segments, styles, page) { boxes.append((box, segments)) }
        }
        guard !boxes.isEmpty,
            let zoomed = styles.resized(width: Self.width, height: Self.height, of: page.document)
        else { return [] }
        return boxes.compactMap { box, segments in
            verdict(on: box, segments, zoomed, page).map { (box, $0) }
        }
    }

    /// The height beyond which a box of text clips, its padding included; nil where it does not.
    private func clips(_ box: NodeID, _ styles: ComputedStyles) -> Float? {
        let style = styles.style(of: box)
        guard style.overflowY == .hidden || style.overflowY == .clip else { return nil }
        switch style.display {
        case .block, .inlineBlock, .flowRoot, .listItem: break
        default: return nil
        }
        guard style.writingMode == .horizontal, !style.transform.isPresent, !style.isAnimated, !style.isUncertain,
            style.visibility == .visible, style.opacity > 0, style.whiteSpace == .normal,
            let height = [style.height.fixed, style.maxHeight.fixed].compactMap(\.self).min(), height > 1,
            let top = style.padding.top.fixed, let bottom = style.padding.bottom.fixed
        else { return nil }
        if let least = style.minHeight.fixed, least > height { return nil }
        return height + top + bottom
    }

    /// The text of a box, cut at forced breaks; nil where it holds more than text.
    private func lines(of box: NodeID, _ styles: ComputedStyles, _ page: Page) -> [[UInt8]]? {
        switch page.document.name(of: box) {
        case .a, .button, .textarea, .select, .option, .script, .style, .title, .marquee: return nil
        default: break
        }
        var segments: [[UInt8]] = [[]]
        for index in page.document.subtree(of: box).dropFirst() {
            let node = NodeID(index)
            switch page.document.kind(of: node) {
            case .text: segments[segments.count - 1] += page.document.text(of: node)
            case .comment: continue
            case .element:
                switch page.document.name(of: node) {
                case .br: segments.append([])
                case .b, .em, .i, .strong, .span, .font, .u: if styles.display(of: node) != .inline { return nil }
                default: return nil
                }
            default: return nil
            }
        }
        return segments.contains { !$0.isWhitespace } ? segments : nil
    }

    /// Whether the box might be too small once the viewport is half as large.
    private func mayOverflow(_ box: NodeID, _ segments: [[UInt8]], _ styles: ComputedStyles, _ page: Page) -> Bool {
        guard let height = clips(box, styles) else { return false }
        return textHeight(box, segments, styles, page) > height * Self.leastFill
    }

    private func textHeight(_ box: NodeID, _ segments: [[UInt8]], _ styles: ComputedStyles, _ page: Page) -> Float {
        let style = styles.style(of: box)
        let room = min(TextExtent.greatestLine(in: box, of: page, styles) ?? .infinity, Float(Self.width))
        let lines = TextExtent.leastLines(of: segments, fontSize: style.fontSize, room: room)
        return Float(lines) * TextExtent.leastLineHeight(style)
    }

    private func verdict(
        on box: NodeID,
        _ segments: [[UInt8]],
        _ zoomed: ComputedStyles,
        _ page: Page
    ) -> Verdict? {
        guard zoomed.isRendered(box), page.isVisible(box), let height = clips(box, zoomed) else { return nil }
        let line = TextExtent.leastLineHeight(zoomed.style(of: box))
        let text = textHeight(box, segments, zoomed, page)
        // The last line has to lie outside as a whole.
        guard text - line >= height else { return line >= height && text > line ? .passed : nil }
        if line >= height { return .passed }
        return .failed(
            zh: "放大到 200% 时，文字至少高 \(Int(text)) px，框只有 \(Int(height)) px，多出的被截掉；不要固定高度",
            en: """
                At 200 % the text is at least \(Int(text)) px high and its box \(Int(height)) px, so that the rest is cut \
                off; do not fix the height
                """
        )
    }
}
