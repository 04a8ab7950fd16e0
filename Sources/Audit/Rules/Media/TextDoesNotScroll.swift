/// Text is not moved by a `marquee`.
///
/// Source: WCAG 2.2.2, failure F16; HTML §16.2 (obsolete). What moves once, or not at all, is left to a person or out.
struct TextDoesNotScroll: GroupRule {
    static let metadata = RuleMetadata(
        id: "text-does-not-scroll",
        title: LocalizedText(zh: "文字不会自己滚动", en: "Text does not scroll by itself"),
        criteria: ["2.2.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读得慢的人来不及读完；移动的文字也使注意力不易集中的人读不了页面的其他部分。",
            en: """
                People who read slowly cannot finish; moving text also keeps people who lose focus easily from reading \
                the rest of the page.
                """
        ),
        fix: LocalizedText(
            zh: "去掉 marquee，改成静止的列表；确需滚动时，提供键盘也能用的暂停按钮。",
            en: "Replace marquee by a list that stands still, or add a pause button that works by keyboard too."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<marquee scrollamount="0">欢迎访问</marquee>"#),
        .failed("▸<marquee>热烈欢迎访问本网站</marquee>"),
        .failed(
            #"▸<marquee direction="up" onmouseover="this.stop()" onmouseout="this.start()"><a href="/n">通知</a></marquee>"#
        ),
        .failed(#"▸<marquee loop="-1"><img src="a.png" alt="公告"></marquee>"#),
        .cantTell(#"▸<marquee loop="1">欢迎</marquee>"#),
        .cantTell(#"<button onclick="stop()">暂停滚动</button>▸<marquee>欢迎</marquee>"#),
        .cantTell(##"▸<marquee>欢迎</marquee><a href="#" onclick="p()" aria-label="Pause">||</a>"##),
        .inapplicable(#"<marquee style="display:none">欢迎</marquee>"#),
        .inapplicable("<marquee></marquee>"),
        .inapplicable("<p>欢迎</p>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let targets = page.htmlElements(.marquee).filter { page.isVisible($0) && page.hasVisibleContent(in: $0) }
        guard !targets.isEmpty else { return [] }
        let hasPauseControl = hasPauseControl(page)
        return targets.map { ($0, verdict(on: $0, in: page, hasPauseControl)) }
    }

    private func verdict(on marquee: NodeID, in page: Page, _ hasPauseControl: Bool) -> Verdict {
        if let amount = page.attribute(named: "scrollamount", of: marquee), page.integer(amount) == 0 { return .passed }
        if let loop = page.attribute(.loop, of: marquee).flatMap({ page.integer($0) }), loop > 0 {
            return .cantTell(
                zh: "marquee 滚动 \(loop) 次后停止。总共超过 5 秒吗？",
                en: "The marquee stops after moving \(loop) times. Does that take more than 5 seconds?"
            )
        }
        if hasPauseControl {
            return .cantTell(
                zh: "页面中有像是暂停的控件。它能用键盘停住这段滚动的文字吗？",
                en: "The page has what looks like a pause control. Does it stop this moving text, by keyboard too?"
            )
        }
        let stopsUnderMouse = page.hasAttribute(.onmouseover, marquee) || page.hasAttribute(.onmouseenter, marquee)
        if stopsUnderMouse {
            return .failed(
                zh: "文字用 marquee 不停滚动，只在鼠标移上去时停，用键盘和触屏的人停不住；改成静止的列表或加暂停按钮",
                en: """
                    A marquee moves the text without end and stops only under the mouse, which keyboard and touch users \
                    do not have; use a list that stands still or add a pause button
                    """
            )
        }
        return .failed(
            zh: "文字用 marquee 不停滚动，没有办法暂停；改成静止的列表或加暂停按钮",
            en: """
                A marquee moves the text without end and nothing pauses it; use a list that stands still or add a pause \
                button
                """
        )
    }

    /// Whether some button or link is named like a control that pauses movement.
    private func hasPauseControl(_ page: Page) -> Bool {
        for role in [Role.button, .link] {
            for control in page.elements(withRole: role) where page.isExposed(control) {
                let name = TextFolding.fold(page.accessibleName(of: control))
                guard name.count <= 64 else { continue }
                let text = name.string
                if ["暂停", "停止滚动", "停止播放", "pause", "stop"].contains(where: text.contains) { return true }
            }
        }
        return false
    }
}
