/// What is hidden from assistive technology cannot take focus by Tab.
///
/// Source: ACT rule 6cfa84.
struct HiddenContentIsNotFocusable: GroupRule {
    static let metadata = RuleMetadata(
        id: "hidden-content-is-not-focusable",
        title: LocalizedText(zh: "aria-hidden 的内容不能获得焦点", en: "Content with aria-hidden cannot take focus"),
        criteria: ["4.1.2"],
        act: ["6cfa84"],
        severity: .serious,
        impact: LocalizedText(
            zh: "用键盘和读屏软件的人会停在一个什么也不读的地方，不知道身在何处。",
            en: "People who use keyboard and screen reader stop at a place that says nothing, and are lost."
        ),
        fix: LocalizedText(
            zh: "去掉 aria-hidden，或让里面的控件不能获得焦点（tabindex=\"-1\"、disabled 或 display:none）。",
            en:
                "Remove aria-hidden, or make the controls inside unfocusable (tabindex=\"-1\", disabled or display:none)."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p aria-hidden="true">装饰</p>"#),
        .passed(#"▸<div aria-hidden="true"><a href="/" tabindex="-1">首页</a></div>"#),
        .passed(#"▸<div aria-hidden="true"><button disabled>x</button></div>"#),
        .passed(#"▸<div aria-hidden="true" style="display:none"><a href="/">首页</a></div>"#),
        .failed(#"▸<div aria-hidden="true"><a href="/">首页</a></div>"#),
        .failed(#"▸<button aria-hidden="true">x</button>"#),
        .failed(#"▸<div aria-hidden="true"><p tabindex="0">x</p></div>"#),
        .failed(
            #"<div><template shadowrootmode="open">▸<p aria-hidden="true"><slot></slot></p></template><a href="/">x</a></div>"#
        ),
        .passed(
            #"<div><template shadowrootmode="open">▸<p aria-hidden="true">x</p><slot></slot></template><a href="/">x</a></div>"#
        ),
        .cantTell(#"▸<div aria-hidden="true" tabindex="0"></div>"#),
        .cantTell(#"▸<div aria-hidden="TRUE"><a href="/">首页</a></div>"#),
        .cantTell(#"▸<div aria-hidden="true"><a href="/" onfocus="next.focus()">首页</a></div>"#),
        .inapplicable(#"<div aria-hidden="false"><a href="/">首页</a></div>"#),
        .inapplicable(#"<div aria-hidden=""><a href="/">首页</a></div>"#),
        .inapplicable("<p>x</p>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let targets = page.elements(having: .ariaHidden).filter {
            page.attribute(.ariaHidden, of: $0)?.trimmed.equalsIgnoringCase("true") ?? false
        }
        guard !targets.isEmpty else { return [] }
        let stops = TabStops(page)
        return targets.map { ($0, verdict(on: $0, in: page, stops)) }
    }

    private func verdict(on element: NodeID, in page: Page, _ stops: TabStops) -> Verdict {
        guard let control = stops.first(in: element, orItself: true, page.document) else { return .passed }
        if control == element, page.hasAttribute(.tabindex, element), page.document.subtree(of: element).count == 1 {
            return .cantTell(
                zh: "这个空元素有 aria-hidden 又能获得焦点。它是脚本用来转移焦点的吗？",
                en: "This empty element has aria-hidden and can take focus. Does a script use it to move focus on?"
            )
        }
        if page.attribute(named: "onfocus", of: control).map({ !$0.isBlank }) ?? false {
            return .cantTell(
                zh: "aria-hidden 的内容中有控件一获得焦点就运行脚本。焦点会立刻移到别处吗？",
                en: "A control in content with aria-hidden runs a script on focus. Does the focus move on at once?"
            )
        }
        if page.attribute(.ariaHidden, of: element)?.trimmed.equals("true") == false {
            return .cantTell(
                zh: "aria-hidden 的值用了大写，有的浏览器不认。里面的控件会被读出来吗？",
                en:
                    "The value of aria-hidden is in capitals, which some browsers do not know. Is the control in it read out?"
            )
        }
        // A sentinel off the screen keeps the focus in a dialog; only a browser sees where it goes.
        if !page.isVisible(control), !page.elements(.script).isEmpty {
            return .cantTell(
                zh: "aria-hidden 的内容中有看不见却能获得焦点的控件。脚本会立刻把焦点移到别处吗？",
                en: """
                    Content with aria-hidden holds a control that cannot be seen but takes focus. Does a script move the \
                    focus on at once?
                    """
            )
        }
        let name = page.tag(of: control)
        return .failed(
            zh: "aria-hidden 的内容中 <\(name)> 仍能用 Tab 键到达；去掉 aria-hidden 或使它不能获得焦点",
            en: """
                <\(name)> in content with aria-hidden is still reached by Tab; remove aria-hidden or make it \
                unfocusable
                """
        )
    }
}
