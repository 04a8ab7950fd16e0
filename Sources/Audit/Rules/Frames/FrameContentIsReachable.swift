/// A frame that holds controls is not taken out of the tab order.
///
/// Source: ACT rule akn7bn; WCAG technique G202. A negative `tabindex` on an `iframe` keeps Tab out of all it holds. What
/// another site holds is not known here.
struct FrameContentIsReachable: Rule {
    static let metadata = RuleMetadata(
        id: "frame-content-is-reachable",
        title: LocalizedText(zh: "框架里的控件能用键盘到达", en: "Controls in a frame can be reached by keyboard"),
        criteria: ["2.1.1"],
        act: ["akn7bn"],
        severity: .critical,
        impact: LocalizedText(
            zh: "只用键盘的人按 Tab 进不了框架，用不了里面的链接和控件。",
            en: "People who use the keyboard cannot get into the frame, nor use what it holds."
        ),
        fix: LocalizedText(
            zh: "去掉 iframe 上的负 tabindex。",
            en: "Remove the negative tabindex from the iframe."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<iframe tabindex="-1" title="说明" srcdoc="只有文字"></iframe>"#),
        .passed(#"▸<iframe tabindex="-1" title="说明" srcdoc="<a href='/' tabindex='-1'>首页</a>"></iframe>"#),
        .passed(#"▸<iframe tabindex="-1" title="x" srcdoc="<button disabled>x</button>"></iframe>"#),
        .failed(#"▸<iframe tabindex="-1" title="查询" srcdoc="<button>查询</button>"></iframe>"#),
        .failed(#"▸<iframe tabindex="-1" title="导航" srcdoc="<a href='/'>Home</a>"></iframe>"#),
        .failed(#"▸<iframe tabindex="-9" title="查询" srcdoc="<input aria-label='x'>"></iframe>"#),
        .cantTell(#"▸<iframe tabindex="-1" title="查询" src="/query"></iframe>"#),
        .inapplicable(#"<iframe title="查询" srcdoc="<button>查询</button>"></iframe>"#),
        .inapplicable(#"<iframe tabindex="-1" width="0" height="0" srcdoc="<button>x</button>"></iframe>"#),
        .passed(##"▸<iframe tabindex="-1" srcdoc="<a href='#'></a>"></iframe>"##),
        .inapplicable(#"<iframe tabindex="-1" hidden srcdoc="<button>x</button>"></iframe>"#),
        .inapplicable(#"<iframe tabindex="0" title="x" srcdoc="<button>x</button>"></iframe>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.iframe).filter { frame in
            guard page.tabIndex(of: frame).map({ $0 < 0 }) ?? false, !page.isInert(frame) else { return false }
            guard page.isVisible(frame), !hasNoSize(frame, page) else { return false }
            return page.hasAttribute(.srcdoc, frame) || page.hasAttribute(.src, frame)
        }
    }

    /// Frames of at most one pixel show nothing of what they hold.
    private func hasNoSize(_ frame: NodeID, _ page: Page) -> Bool {
        guard let style = page.styles?.style(of: frame) else { return false }
        return [style.width, style.height].contains { $0.fixed.map { $0 <= 1 } ?? false }
    }

    /// Whether a control of the frame's own document is seen; one in a frame inside belongs to that frame.
    private func isSeen(_ control: NodeID, in content: Page) -> Bool {
        guard content.isVisible(control) else { return false }
        switch content.document.name(of: control) {
        case .iframe: return false
        case .button, .input, .select, .textarea, .video, .audio, .summary: return true
        default: return content.hasVisibleContent(in: control)
        }
    }

    func expect(_ frame: NodeID, in page: Page) -> Verdict {
        guard let content = page.content(ofFrame: frame) else {
            let address = page.attribute(.src, of: frame)?.quoted ?? ""
            return .cantTell(
                zh: "框架（\(address)）带有负 tabindex，按 Tab 进不去。里面有链接或控件吗？",
                en:
                    "The frame (\(address)) has a negative tabindex, which keeps Tab out. Does it hold links or controls?"
            )
        }
        guard let control = content.tabOrder.first(where: { isSeen($0, in: content) }) else { return .passed }
        let name = content.tag(of: control)
        return .failed(
            zh: "框架里有 <\(name)>，但负 tabindex 使键盘进不了框架；去掉 tabindex",
            en: "The frame holds <\(name)>, but its negative tabindex keeps the keyboard out; remove the tabindex"
        )
    }
}
