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
        .failed(#"▸<div style="overflow: auto; height: 50px"><p style="height: 300px">道路封闭</p></div>"#),
        .failed(#"▸<div style="overflow-x: auto; width: 100px"><table style="width: 900px"><td>1</table></div>"#),
        .failed(#"▸<div style="overflow-x: auto; width: 100px; white-space: nowrap">"# + long + "</div>"),
        .cantTell(#"▸<div style="overflow: auto; height: 400px">"# + long + "</div>"),
        .inapplicable(#"<span style="overflow: auto; width: 90px; height: 20px">"# + long + "</span>"),
        .inapplicable(#"<div style="overflow-x: auto; width: 900px"><p>道路封闭</p></div>"#),
        .inapplicable(#"<div style="overflow: hidden; width: 90px; height: 20px">"# + long + "</div>"),
        .inapplicable(#"<div style="overflow: auto">"# + long + "</div>"),
        .inapplicable(#"<div style="overflow: auto; width: 90px; height: 20px"><p></p></div>"#),
    ]

    private static let long = "各位市民，因道路施工，下列公交线路临时改道，请提前安排出行，注意查看站牌公告。"

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles else { return [] }
        let boxes = page.elements { element in
            guard page.document.namespace(of: element) == .html, isContainer(page.document.name(of: element)) else {
                return false
            }
            let style = styles.style(of: element)
            return height(of: style) != nil || width(of: style) != nil
        }.filter { page.isVisible($0) }
        guard !boxes.isEmpty else { return [] }
        let stops = TabStops(page)
        return boxes.compactMap { box in verdict(on: box, styles, stops, in: page).map { (box, $0) } }
    }

    /// Controls scroll by themselves.
    private func isContainer(_ name: Name) -> Bool {
        switch name {
        case .textarea, .select, .input, .button, .iframe, .marquee: false
        default: true
        }
    }

    /// The height beyond which the box scrolls, where that is a length.
    private func height(of style: ComputedStyle) -> Float? {
        guard isBlock(style), style.overflowY == .auto || style.overflowY == .scroll else { return nil }
        return [style.height.fixed, style.maxHeight.fixed].compactMap(\.self).min()
    }

    /// The same for its width.
    private func width(of style: ComputedStyle) -> Float? {
        guard isBlock(style), style.overflowX == .auto || style.overflowX == .scroll else { return nil }
        return [style.width.fixed, style.maxWidth.fixed].compactMap(\.self).min()
    }

    /// Overflow has no say in inline boxes.
    private func isBlock(_ style: ComputedStyle) -> Bool { style.display != .inline && style.display != .none }

    private func verdict(
        on box: NodeID,
        _ styles: ComputedStyles,
        _ stops: TabStops,
        in page: Page
    ) -> Verdict? {
        let style = styles.style(of: box)
        let content = Content(of: box, styles, in: page)
        guard content.hasText else { return nil }
        // What a padding holds need not be scrolled to (ACT "scroll distance").
        let paddings = (
            style.padding.top.fixed, style.padding.bottom.fixed, style.padding.left.fixed, style.padding.right.fixed
        )
        var overflow: (size: Float, isHeight: Bool)?
        if let height = height(of: style), let top = paddings.0, let bottom = paddings.1,
            content.height > height + top + bottom
        {
            overflow = (height, true)
        } else if let width = width(of: style), let left = paddings.2, let right = paddings.3,
            content.width > width + left + right
        {
            overflow = (width, false)
        }
        guard overflow != nil || height(of: style) != nil else { return nil }
        if stops.first(in: box, orItself: true, page.document) != nil { return .passed }
        guard let overflow, styles.isComplete, !style.isUncertain else {
            let height = Int(height(of: style) ?? 0)
            return .cantTell(
                zh: "这个区域高 \(height) px，内容多了会滚动，但按 Tab 到不了它。内容会超出吗？",
                en: "The box is \(height) px high and scrolls, but Tab cannot reach it. Does its content overflow?"
            )
        }
        let side = overflow.isHeight ? (zh: "高于", en: "higher", of: "high") : (zh: "宽于", en: "wider", of: "wide")
        return .failed(
            zh: "内容\(side.zh) \(Int(overflow.size)) px 的滚动区域，但按 Tab 到不了它；加 tabindex=\"0\" 和名称",
            en: """
                The content is \(side.en) than the scrolling box of \(Int(overflow.size)) px, which Tab cannot reach; add \
                tabindex="0" and a name
                """
        )
    }

    /// What a box holds, at least.
    private struct Content {
        private(set) var hasText = false
        /// CSS pixels that it surely takes.
        private(set) var height: Float = 0
        private(set) var width: Float = 0

        init(of box: NodeID, _ styles: ComputedStyles, in page: Page) {
            let room = TextExtent.greatestLine(in: box, of: page) ?? .infinity
            var area: Float = 0
            for index in page.document.subtree(of: box).dropFirst() {
                let node = NodeID(index)
                if page.document.isElement(node) {
                    measure(node, in: box, styles, page)
                    continue
                }
                guard page.document.kind(of: node) == .text, page.isVisible(node) else { continue }
                let text = page.document.text(of: node)
                guard !text.isWhitespace else { continue }
                hasText = true
                let style = styles.style(of: node)
                if style.whiteSpace == .pre { continue }
                let least = TextExtent.leastWidth(of: text, fontSize: style.fontSize)
                if style.whiteSpace == .nowrap {
                    if least > width, let parent = page.document.parent(of: node), flows(parent, in: box, styles, page)
                    {
                        width = least
                    }
                    continue
                }
                area += least * min(style.lineHeightPixels ?? style.fontSize, style.fontSize)
            }
            height = max(height, area / room)
        }

        /// A block of a stated size in the normal flow of the box, with text that is seen, makes the box as large.
        private mutating func measure(_ node: NodeID, in box: NodeID, _ styles: ComputedStyles, _ page: Page) {
            let style = styles.style(of: node)
            guard style.display == .block || style.display == .table || style.display == .flowRoot else { return }
            let fixed: (LengthPercentage, LengthPercentage) -> Float? = { size, most in
                guard let size = size.fixed else { return nil }
                return most.isAuto ? size : most.fixed.map { min($0, size) }
            }
            let (tall, wide) = (fixed(style.height, style.maxHeight) ?? 0, fixed(style.width, style.maxWidth) ?? 0)
            guard tall > height || wide > width, page.isVisible(node), page.hasVisibleContent(in: node),
                flows(node, in: box, styles, page)
            else { return }
            height = max(height, tall)
            width = max(width, wide)
        }

        /// Whether all boxes from a node up to the scrolling one are laid out in place, and none of them clips.
        private func flows(_ node: NodeID, in box: NodeID, _ styles: ComputedStyles, _ page: Page) -> Bool {
            var current = node
            while current != box {
                let style = styles.style(of: current)
                let isInPlace =
                    style.position == .static && style.float == .none && !style.transform.isPresent
                    && style.writingMode == .horizontal && !style.isUncertain
                guard isInPlace, style.display != .none, !style.clipsOverflow || current == node,
                    let parent = page.flatParent(of: current)
                else { return false }
                switch styles.display(of: parent) {
                case .block, .inline, .flowRoot, .listItem, .tableCell, .inlineBlock: break
                default: return false
                }
                current = parent
            }
            return true
        }
    }
}
