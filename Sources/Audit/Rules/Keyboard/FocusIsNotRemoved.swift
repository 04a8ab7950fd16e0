/// An element that takes focus keeps it: no `onfocus` handler blurs it.
///
/// Source: WCAG failure F55.
struct FocusIsNotRemoved: Rule {
    static let metadata = RuleMetadata(
        id: "focus-is-not-removed",
        title: LocalizedText(zh: "焦点没有被脚本移走", en: "Focus is not taken away by a script"),
        criteria: ["2.1.1", "2.4.7", "3.2.1"],
        severity: .serious,
        impact: LocalizedText(
            zh: "用键盘的人到不了这个链接或按钮，焦点一到就被移走。",
            en: "People who use a keyboard cannot stay on this control: focus leaves as it arrives."
        ),
        fix: LocalizedText(
            zh: "删去 onfocus 里的 blur()；想去掉虚线框就改 CSS 的 :focus 样式，并换成看得见的样式。",
            en: "Remove blur() from onfocus; to change the focus ring style :focus in CSS, visibly."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/" onfocus="highlight(this)">首页</a>"#),
        .passed(#"▸<button onfocus="this.select()">查询</button>"#),
        .passed(#"▸<input aria-label="姓名" onfocus="clearHint(this)">"#),
        .failed(#"▸<a href="/" onfocus="this.blur()">首页</a>"#),
        .failed(#"▸<a href="/" onFocus="if(this.blur) this.blur();">首页</a>"#),
        .failed(#"▸<button onfocus="this . blur ( )">查询</button>"#),
        .failed(#"▸<a href="/" onfocus="blur()">首页</a>"#),
        .cantTell(#"▸<input aria-label="代码" onfocus="if (locked) this.blur()">"#),
        .cantTell(#"▸<input aria-label="日期" readonly onfocus="this.blur()">"#),
        .inapplicable(#"<a href="/">首页</a>"#),
        .inapplicable(#"<a href="/" onfocus="this.blur()" hidden>首页</a>"#),
        .inapplicable(#"<p onfocus="this.blur()">x</p>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(having: .onfocus).filter {
            !(page.attribute(.onfocus, of: $0)?.isBlank ?? true) && page.isFocusable($0) && page.isVisible($0)
        }
    }

    func expect(_ control: NodeID, in page: Page) -> Verdict {
        let handler = (page.attribute(named: "onfocus", of: control) ?? []).filter { !$0.isHTMLSpace }
        // In a handler's own scope a bare blur() is the element's.
        guard handler.mentions("this.blur(") || handler.starts(with: "blur()".utf8) else { return .passed }
        let isConditional = handler.mentions("if(") && !handler.mentions("if(this.blur)")
        if isConditional || page.hasAttribute(.readonly, control) {
            return .cantTell(
                zh: "这个控件有时会自己失去焦点（onfocus 里有 blur()）。用键盘能完成同样的操作吗？",
                en: "This control may drop focus by itself (blur() in onfocus). Can the keyboard do the same?"
            )
        }
        return .failed(
            zh: "焦点一到就被 onfocus=\"\(handler.quoted)\" 移走；删去 blur()",
            en: "Focus is taken away as it arrives by onfocus=\"\(handler.quoted)\"; remove blur()"
        )
    }
}
