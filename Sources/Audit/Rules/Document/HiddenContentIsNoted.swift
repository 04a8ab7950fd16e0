/// A note on coverage: what is hidden while the page merely lies there was not judged.
///
/// Content that a script or a style shows later (menus, tabs, dialogs) has to be looked at once it is shown.
struct HiddenContentIsNoted: GroupRule {
    static let metadata = RuleMetadata(
        id: "hidden-content-is-noted",
        title: LocalizedText(zh: "没有检查的隐藏内容有说明", en: "Hidden content that was not checked is noted"),
        kind: .advice,
        needs: .style,
        criteria: [],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "菜单、选项卡、对话框显示出来以后可能有问题，这次没有看到。",
            en: "Menus, tabs and dialogs may have faults once they are shown, which were not looked at."
        ),
        fix: LocalizedText(
            zh: "把隐藏的内容显示出来再检查一次。",
            en: "Show the hidden content and check it again."
        )
    )

    static let examples: [Example] = [
        .cantTell(#"▸<body><div style="display: none"><p>办理流程</p></div></body>"#),
        .cantTell(#"▸<body><div hidden><input></div><p>道路封闭</p></body>"#),
        .cantTell("▸<body><details><summary>更多</summary>办理流程</details></body>"),
        .inapplicable("<body><p>道路封闭</p><script>var a = 1</script></body>"),
        .inapplicable("<body><div hidden></div></body>"),
        .inapplicable(#"<body><p style="visibility: hidden"> </p><input type="hidden"></body>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        guard page.styles != nil, let body = page.htmlElements(.body).first else { return [] }
        var (places, controls) = (0, 0)
        var index = body.index
        let end = page.document.subtree(of: body).upperBound
        while index < end {
            let node = NodeID(index)
            let next = page.document.subtree(of: node).upperBound
            guard isPart(node, page) else {
                index = next
                continue
            }
            guard isHidden(node, page) else {
                index += 1
                continue
            }
            let (hasText, count) = content(of: node, page)
            if hasText || count > 0 { places += 1 }
            controls += count
            index = next
        }
        guard places > 0 else { return [] }
        return [
            (
                body,
                .cantTell(
                    zh: "\(places) 处内容是隐藏的（其中 \(controls) 个控件），没有检查。显示出来以后合格吗？",
                    en: """
                        Content is hidden in \(places) places, with \(controls) controls in it, and was not checked. Is it \
                        right once it is shown?
                        """
                )
            )
        ]
    }

    /// Whether the node is content that may ever be shown.
    private func isPart(_ node: NodeID, _ page: Page) -> Bool {
        if page.document.kind(of: node) == .templateContent { return false }
        guard page.document.isElement(node) else { return true }
        switch page.document.name(of: node) {
        case .script, .style, .template, .noscript, .title, .datalist, .select, .audio, .video, .meter, .progress, .rp:
            return false
        default: return page.document.namespace(of: node) == .html
        }
    }

    private func isHidden(_ node: NodeID, _ page: Page) -> Bool {
        guard page.document.isElement(node) || page.document.kind(of: node) == .text else { return false }
        return !page.isRendered(node)
    }

    /// Whether a hidden node holds text, and how many controls.
    private func content(of node: NodeID, _ page: Page) -> (hasText: Bool, controls: Int) {
        var (hasText, controls) = (false, 0)
        var index = node.index
        let end = page.document.subtree(of: node).upperBound
        while index < end {
            let current = NodeID(index)
            guard isPart(current, page) else {
                if page.document.isHTML(current, .select) { controls += 1 }
                index = page.document.subtree(of: current).upperBound
                continue
            }
            if page.document.kind(of: current) == .text, !page.document.text(of: current).isWhitespace {
                hasText = true
            }
            switch page.document.isElement(current) ? page.document.name(of: current) : .div {
            case .a where page.hasAttribute(.href, current): controls += 1
            case .button, .textarea: controls += 1
            case .input where page.inputType(of: current) != .hidden: controls += 1
            default: break
            }
            index += 1
        }
        return (hasText, controls)
    }
}
