/// A box that scrolls can be scrolled by keyboard.
///
/// Source: ACT rule 0ssw9k. That content overflows is sure where the least room its text takes is more than the box has.
struct ScrollableBoxIsReachable: GroupRule {
    static let metadata = RuleMetadata(
        id: "scrollable-box-is-reachable",
        title: LocalizedText(zh: "滚动区域能用键盘滚动", en: "Scrolling box can be scrolled by keyboard"),
        needs: .style,
        criteria: ["2.1.1"],
        act: ["0ssw9k"],
        severity: .moderate,
        confidence: .likely,
        impact: LocalizedText(
            zh: "只用键盘的人在一些浏览器里滚动不了这个区域，读不到下面的内容。",
            en: "In some browsers people who use the keyboard cannot scroll the box and miss what is further down."
        ),
        fix: LocalizedText(
            zh: "给滚动区域加 tabindex=\"0\" 和名称，或在里面放能获得焦点的内容。",
            en: "Give the box tabindex=\"0\" and a name, or focusable content."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div tabindex="0" style="overflow: auto; width: 90px; height: 20px">"# + long + "</div>"),
        .passed(
            #"▸<div style="overflow: auto; width: 90px; height: 20px"><a href="/">首页</a>"# + long + "</div>"
        ),
        .passed(
            #"▸<div style="overflow-y: scroll; width: 90px; max-height: 20px"><button>x</button>"# + long + "</div>"
        ),
        .failed(#"▸<div style="overflow: auto; width: 90px; height: 20px">"# + long + "</div>"),
        .failed(#"▸<div style="overflow-y: scroll; width: 90px; max-height: 30px"><p>"# + long + "</p></div>"),
        .failed(#"▸<ul style="overflow-y: auto; width: 90px; height: 20px"><li>"# + long + "</li></ul>"),
        .cantTell(#"▸<div style="overflow: auto; height: 400px">"# + long + "</div>"),
        .inapplicable(#"<div style="overflow: hidden; width: 90px; height: 20px">"# + long + "</div>"),
        .inapplicable(#"<div style="overflow: auto">"# + long + "</div>"),
        .inapplicable(#"<div style="overflow: auto; width: 90px; height: 20px"><p></p></div>"#),
    ]

    private static let long = "各位市民，因道路施工，下列公交线路临时改道，请提前安排出行，注意查看站牌公告。"

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles else { return [] }
        let boxes = page.elements { element in
            guard page.document.namespace(of: element) == .html, page.document.name(of: element) != .textarea else {
                return false
            }
            return height(of: styles.style(of: element)) != nil
        }.filter { page.isVisible($0) }
        guard !boxes.isEmpty else { return [] }
        let stops = TabStops(page)
        return boxes.compactMap { box in verdict(on: box, styles, stops, in: page).map { (box, $0) } }
    }

    /// The height beyond which the box scrolls, where that is a length.
    private func height(of style: ComputedStyle) -> Float? {
        guard style.overflowY == .auto || style.overflowY == .scroll else { return nil }
        return [style.height.fixed, style.maxHeight.fixed].compactMap(\.self).min()
    }

    private func verdict(
        on box: NodeID,
        _ styles: ComputedStyles,
        _ stops: TabStops,
        in page: Page
    ) -> Verdict? {
        let style = styles.style(of: box)
        guard let height = height(of: style), let least = leastHeight(of: box, styles, in: page) else { return nil }
        if stops.first(in: box, orItself: true, page.document) != nil { return .passed }
        if styles.isComplete, least > height {
            return .failed(
                zh: "内容高于 \(Int(height)) px 的滚动区域，但按 Tab 到不了它；加 tabindex=\"0\" 和名称",
                en: """
                    The content is higher than the scrolling box of \(Int(height)) px, which Tab cannot reach; add \
                    tabindex="0" and a name
                    """
            )
        }
        return .cantTell(
            zh: "这个区域高 \(Int(height)) px，内容多了会滚动，但按 Tab 到不了它。内容会超出吗？",
            en: "The box is \(Int(height)) px high and scrolls, but Tab cannot reach it. Does its content overflow?"
        )
    }

    /// The least height the visible text takes; nil where there is none.
    private func leastHeight(of box: NodeID, _ styles: ComputedStyles, in page: Page) -> Float? {
        let room = TextExtent.greatestLine(in: box, of: page) ?? .infinity
        var area: Float = 0
        var hasText = false
        for index in page.document.subtree(of: box) where page.document.kind[Int(index)] == .text {
            let text = NodeID(index)
            guard page.isVisible(text), !page.document.text(of: text).isWhitespace else { continue }
            hasText = true
            let style = styles.style(of: text)
            if style.whiteSpace == .nowrap || style.whiteSpace == .pre { continue }
            let line = min(style.lineHeightPixels ?? style.fontSize, style.fontSize)
            area += TextExtent.leastWidth(of: page.document.text(of: text), fontSize: style.fontSize) * line
        }
        return hasText ? area / room : nil
    }
}
