/// A frame says what it holds.
///
/// Source: ACT rule cae760, and the same for `frame` elements; HTML §4.8.5.
struct FrameHasName: Rule {
    static let metadata = RuleMetadata(
        id: "frame-has-name",
        title: LocalizedText(zh: "框架有名称", en: "Frame has a name"),
        criteria: ["4.1.2"],
        act: ["cae760"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道框架里是什么，无法决定进入还是跳过。",
            en: "People who use a screen reader cannot know what the frame holds, and whether to enter or skip it."
        ),
        fix: LocalizedText(
            zh: "用 title 说明框架的内容；不含内容的框架用 CSS display:none 隐藏。",
            en: "State in title what the frame holds; hide a frame without content with CSS display:none."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<iframe src="map.html" title="办事大厅地图"></iframe>"#),
        .passed(#"▸<iframe src="map.html" aria-label="Map"></iframe>"#),
        .passed(#"<p id="m">Map</p>▸<iframe src="map.html" aria-labelledby="m"></iframe>"#),
        .failed(#"▸<iframe src="map.html"></iframe>"#),
        .failed(#"▸<iframe src="map.html" title=""></iframe>"#),
        .failed(#"▸<iframe src="map.html" title=" " name="map"></iframe>"#),
        .cantTell(#"▸<iframe src="count.html" width="0" height="0"></iframe>"#),
        .inapplicable(#"<iframe src="map.html" style="display:none"></iframe>"#),
        .inapplicable(#"<iframe src="map.html" tabindex="-1"></iframe>"#),
        .inapplicable(#"<iframe src="map.html" aria-hidden="true"></iframe>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.iframe, .frame).filter { frame in
            guard page.isExposed(frame) else { return false }
            if let tabindex = page.tabIndex(of: frame), tabindex < 0 { return false }
            return !page.isMarkedAsDecorative(frame)
        }
    }

    func expect(_ frame: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: frame) { return verdict }
        let source = page.attribute(.src, of: frame)?.quoted ?? ""
        if isTiny(frame, in: page) {
            return .cantTell(
                zh: "没有名称的框架（\(source)）几乎没有大小。它有内容吗？没有就用 display:none 隐藏",
                en: """
                    The frame without a name (\(source)) has nearly no size. Does it hold content? If not, hide it with \
                    display:none
                    """
            )
        }
        return .failed(
            zh: "框架（\(source)）没有名称；用 title 说明它的内容",
            en: "The frame (\(source)) has no name; state in title what it holds"
        )
    }

    /// Frames of at most one pixel count visits or pass messages; their attributes say so.
    private func isTiny(_ frame: NodeID, in page: Page) -> Bool {
        [Name.width, .height].contains { name in
            guard let value = page.attribute(name, of: frame)?.trimmed else { return false }
            return value.equals("0") || value.equals("1") || value.equals("0px") || value.equals("1px")
        }
    }
}
