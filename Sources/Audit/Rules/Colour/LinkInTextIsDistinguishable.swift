/// A link within a sentence differs from the text around it by more than a hue.
///
/// Source: WCAG failure F73, technique G183.
struct LinkInTextIsDistinguishable: GroupRule {
    static let metadata = RuleMetadata(
        id: "link-in-text-is-distinguishable",
        title: LocalizedText(zh: "正文里的链接不只靠颜色区分", en: "Link in text is told by more than colour"),
        needs: .style,
        criteria: ["1.4.1"],
        severity: .serious,
        confidence: .likely,
        impact: LocalizedText(
            zh: "看不清颜色的人找不到正文里的链接。",
            en: "People who see colours poorly cannot find the links in the text."
        ),
        fix: LocalizedText(
            zh: "给正文里的链接加下划线，或让它与正文的对比度至少达到 3:1 并在悬停和聚焦时变化。",
            en: "Underline links in text, or give them a contrast of 3:1 with the text and a change on hover and focus."
        )
    )

    static let examples: [Example] = [
        .passed(#"<p>请先阅读网上办事须知，再到▸<a href="/a">办事大厅</a>提交申请材料并等待审核结果。</p>"#),
        .passed(
            #"<style>a{text-decoration:none;font-weight:bold;color:#333}</style><p>请先阅读网上办事须知，再到▸<a href="/a">办事大厅</a>提交申请材料并等待审核结果。</p>"#
        ),
        .passed(
            #"<style>a{text-decoration:none;color:#e50000}p{color:#000}</style><p>请先阅读网上办事须知，再到▸<a href="/a">办事大厅</a>提交申请材料并等待审核结果。</p>"#
        ),
        .failed(
            #"<style>a{text-decoration:none;color:#004080}p{color:#000}</style><p>请先阅读网上办事须知，再到▸<a href="/a">办事大厅</a>提交申请材料并等待审核结果。</p>"#
        ),
        .failed(
            #"<style>a{text-decoration:none;color:#333}p{color:#555}</style><p>Read the guide first, then go to the ▸<a href="/a">service hall</a> to hand in your papers and wait.</p>"#
        ),
        .failed(
            #"<style>a{text-decoration:none;color:#004080}p{color:#000}</style><p>Read the guide first, then go to the <b></b>▸<a href="/a"><span>service hall</span></a> to hand in your papers and wait.</p>"#
        ),
        .cantTell(
            #"<style>a{text-decoration:none;color:#000}p{color:#000}</style><p>请先阅读网上办事须知，再到▸<a href="/a">办事大厅</a>提交申请材料并等待审核结果。</p>"#
        ),
        .cantTell(
            #"<style>a{text-decoration:none;color:#004080}p{color:#000}a::after{content:"→"}</style><p>请先阅读网上办事须知，再到▸<a href="/a">办事大厅</a>提交申请材料并等待审核结果。</p>"#
        ),
        .inapplicable(#"<style>a{text-decoration:none}</style><ul><li><a href="/a">办事大厅</a></li></ul>"#),
        .inapplicable(
            #"<style>a{text-decoration:none}</style><p>您的位置：<a href="/">首页</a> &gt; <a href="/a">公告</a></p>"#
        ),
        .inapplicable(#"<p>请先阅读网上办事须知，再到<a href="/a" hidden>办事大厅</a>提交申请材料并等待审核结果。</p>"#),
    ]

    /// Text right before and after a link from which it stands in a sentence, folded, in bytes: eight Chinese characters.
    private static let leastBytes = 24
    /// WCAG technique G183: the contrast between a link and the text around it.
    private static let leastRatio = 3.0

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard let styles = page.styles, styles.isComplete else { return [] }
        let links = page.elements(inheritingRole: .link).filter {
            page.isExposed($0) && page.isVisible($0) && styles.display(of: $0) == .inline && page.hasText(in: $0)
        }
        var beside: [NodeID: Int] = [:]
        var counted: Set<NodeID> = []
        return links.compactMap { link in
            guard let block = block(around: link, page, styles) else { return nil }
            if counted.insert(block).inserted { countText(beside: &beside, in: block, page, styles) }
            guard beside[link, default: 0] >= Self.leastBytes else { return nil }
            return (link, verdict(on: link, in: block, page, styles))
        }
    }

    /// The nearest box that is not in a line of text.
    private func block(around link: NodeID, _ page: Page, _ styles: ComputedStyles) -> NodeID? {
        var node = page.flatParent(of: link)
        while let current = node {
            guard page.document.isElement(current) else { return nil }
            if page.role(of: current)?.isLandmark ?? false { return nil }
            switch styles.display(of: current) {
            case .inline, .contents: node = page.flatParent(of: current)
            case .inlineBlock, .inlineFlex, .inlineGrid, .inlineTable, .flex, .grid: return nil
            default: return page.document.isHTML(current, .body) ? nil : current
            }
        }
        return nil
    }

    /// Adds up, for each link in the block, the text between it and the next link, line break or block on either side.
    private func countText(beside: inout [NodeID: Int], in block: NodeID, _ page: Page, _ styles: ComputedStyles) {
        var index = block.index + 1
        let end = page.document.subtree(of: block).upperBound
        var pending = 0
        var last: NodeID?
        while index < end {
            let node = NodeID(index)
            index += 1
            if page.document.kind(of: node) == .text, page.isVisible(node) {
                let bytes = TextFolding.fold(page.document.text(of: node)).count
                pending += bytes
                if let last { beside[last, default: 0] += bytes }
            }
            guard page.document.isElement(node) else { continue }
            let isLink = page.role(of: node) == .link
            if isLink || page.document.isHTML(node, .br) || !styles.display(of: node).isInline {
                if isLink { beside[node, default: 0] += pending }
                (pending, last) = (0, isLink ? node : nil)
                index = page.document.subtree(of: node).upperBound
            }
        }
    }

    private func verdict(on link: NodeID, in block: NodeID, _ page: Page, _ styles: ComputedStyles) -> Verdict {
        let text = styles.style(of: block)
        var carriers = [link]
        for index in page.document.subtree(of: link).dropFirst() where page.document.isElement(NodeID(index)) {
            if !page.isVisible(NodeID(index)) { continue }
            if page.document.isHTML(NodeID(index), .img) || page.document.name(of: NodeID(index)) == .svg {
                return .passed
            }
            carriers.append(NodeID(index))
        }
        var node = page.flatParent(of: link)
        while let current = node, current != block {
            carriers.append(current)
            node = page.flatParent(of: current)
        }
        let looks = carriers.map { styles.style(of: $0) }
        if looks.contains(where: { differs($0, from: text) }) { return .passed }
        if carriers.contains(where: { styles.fontFamily(of: $0) != styles.fontFamily(of: block) }) { return .passed }
        let own = styles.style(of: link)
        let ratio = own.textFillColor.contrastRatio(with: text.textFillColor)
        if ratio >= Self.leastRatio { return .passed }
        let isUnsure =
            looks.contains { $0.isUncertain || $0.before >= 0 || $0.after >= 0 || $0.hasTextShadow }
            || text.isUncertain || own.textFillColor.hex == text.textFillColor.hex || !own.textFillColor.isOpaque
        if isUnsure {
            return .cantTell(
                zh: "正文里的链接没有下划线。不靠颜色能看出它是链接吗？",
                en: "The link in the text is not underlined. Can it be told from the text without its colour?"
            )
        }
        let shown = (ratio * 100).rounded(.down) / 100
        return .failed(
            zh: "链接只用颜色 \(own.textFillColor) 与正文 \(text.textFillColor) 区分，两者对比度 \(shown):1，至少要 3:1；加下划线",
            en: """
                Only the colour \(own.textFillColor) tells the link from the text \(text.textFillColor), with a contrast of \
                \(shown):1 where 3:1 is needed; underline it
                """
        )
    }

    private func differs(_ style: ComputedStyle, from text: ComputedStyle) -> Bool {
        !style.textDecorationLine.subtracting(.blink).isEmpty || style.fontStyle != text.fontStyle
            || style.fontSize != text.fontSize
            || abs(style.fontWeight - text.fontWeight) >= 200 || !style.backgroundColor.isTransparent
            || style.backgroundImage != .none || style.border.bottom.isVisible || style.border.top.isVisible
            || style.border.left.isVisible || style.outline.isVisible || style.hasBoxShadow
    }
}
