/// An element that does something when it is clicked can take focus.
///
/// Source: WCAG failures F54 and F59; Chinese portal checks ZH-20 and ZH-22.
struct ClickableElementCanTakeFocus: GroupRule {
    static let metadata = RuleMetadata(
        id: "clickable-element-can-take-focus",
        title: LocalizedText(zh: "能点击的元素也能用键盘操作", en: "What can be clicked can be reached by keyboard"),
        criteria: ["2.1.1"],
        severity: .critical,
        confidence: .likely,
        impact: LocalizedText(
            zh: "只用键盘的人和用开关控制的人操作不了。",
            en: "People who use a keyboard or switches cannot operate it."
        ),
        fix: LocalizedText(
            zh: "改用 button，或加 tabindex=\"0\"、role=\"button\" 和键盘处理。",
            en: "Use a button, or add tabindex=\"0\", role=\"button\" and handle keys."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<div onclick="x()" tabindex="0" role="button">展开</div>"#),
        .passed(#"▸<li onclick="x()"><a href="/">首页</a></li>"#),
        .failed(#"▸<div onclick="x()">展开</div>"#),
        .failed(#"▸<span onclick="location.href='/'">首页</span>"#),
        .failed(#"▸<img src="c.jpg" alt="验证码" onclick="refresh()">"#),
        .cantTell(#"<p>▸<span onclick="x()">展开</span><script>document.addEventListener('keydown', y)</script></p>"#),
        .failed(#"▸<a onclick="x()">展开</a>"#),
        .inapplicable(#"<div onclick="event.stopPropagation(); return false">展开</div>"#),
        .cantTell(#"▸<div class="modal-backdrop" onclick="x()"></div> ▸<b onclick="x()" aria-hidden="true">×</b>"#),
        .inapplicable(#"<button onclick="x()">展开</button>"#),
        .inapplicable(#"<a href="/"><span onclick="x()">首页</span></a>"#),
        .inapplicable(#"<label onclick="x()">姓名</label>"#),
        .inapplicable(#"<div onclick="x()" hidden>展开</div>"#),
        .inapplicable(#"<body onclick="x()"><p>x</p></body>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let targets = page.elements(having: .onclick).filter { isTarget($0, page) }
        guard !targets.isEmpty else { return [] }
        let stops = TabStops(page)
        let handlesKeys = page.elements(.script).contains { script in
            page.document.children(of: script).contains { child in
                let text = Array(page.document.text(of: child).prefix(Self.longestScript))
                return text.mentions("keydown") || text.mentions("keyup") || text.mentions("keypress")
            }
        }
        return targets.map { ($0, verdict(on: $0, stops, handlesKeys, in: page)) }
    }

    /// What is read of an inline script, in bytes.
    private static let longestScript = 65_536

    private func isTarget(_ element: NodeID, _ page: Page) -> Bool {
        guard page.document.namespace(of: element) == .html, page.isVisible(element) else { return false }
        switch page.document.name(of: element) {
        // Without an address it is no link.
        case .a where !page.hasAttribute(.href, element): break
        case .div, .span, .li, .td, .img, .p, .i, .b, .em, .strong, .dd, .dt, .tr, .h1, .h2, .h3, .h4, .h5, .h6: break
        default: return false
        }
        if isIdle(page.attribute(.onclick, of: element) ?? []) { return false }
        // What surrounds or belongs to a control is reached with it.
        return !page.document.ancestors(of: element).contains { ancestor in
            page.document.isElement(ancestor)
                && (page.isFocusable(ancestor) || page.document.isHTML(ancestor, .label))
        }
    }

    /// Whether the element is kept from screen readers, or is an empty layer over a page that closes what lies on it.
    private func mayBeBackdrop(_ element: NodeID, _ page: Page) -> Bool {
        if page.isAriaHidden(element) { return true }
        guard !page.hasVisibleContent(in: element), !page.document.isHTML(element, .img) else { return false }
        let names: [StaticString] = ["overlay", "backdrop", "mask", "shade", "modal", "layer"]
        return [Name.class, .id].contains { page.attribute($0, of: element)?.mentions(anyOf: names) ?? false }
    }

    /// Whether a script does nothing but keep the click from others.
    private func isIdle(_ script: Bytes) -> Bool {
        let statements = script.filter { !$0.isHTMLSpace }.split(separator: UInt8(ascii: ";"))
        return statements.allSatisfy { statement in Self.idle.contains { statement.equalsIgnoringCase($0) } }
    }

    private static let idle: [StaticString] = [
        "event.stoppropagation()", "event.preventdefault()", "event.cancelbubble=true", "event.returnvalue=false",
        "window.event.cancelbubble=true", "window.event.returnvalue=false", "returnfalse", "returntrue", "return",
        "void(0)", "void0", "javascript:void(0)", "javascript:",
    ]

    private func verdict(on element: NodeID, _ stops: TabStops, _ handlesKeys: Bool, in page: Page) -> Verdict {
        if page.isFocusable(element) || stops.first(in: element, orItself: false, page.document) != nil {
            return .passed
        }
        let (name, script) = (page.tag(of: element), page.attribute(.onclick, of: element)?.quoted ?? "")
        if mayBeBackdrop(element, page) {
            return .cantTell(
                zh: "点击 <\(name)> 执行“\(script)”，键盘到不了。它只是遮罩，别处还有同样的操作吗？",
                en:
                    "Clicking <\(name)> runs “\(script)”, which no key does. Is it a backdrop, and the action elsewhere too?"
            )
        }
        if handlesKeys {
            return .cantTell(
                zh: "<\(name)> 点击时执行“\(script)”，却不能获得焦点；页面另有键盘处理。用键盘能做同样的事吗？",
                en: """
                    Clicking <\(name)> runs “\(script)”, but it cannot take focus; the page handles keys elsewhere. Can the \
                    keyboard do the same?
                    """
            )
        }
        return .failed(
            zh: "<\(name)> 点击时执行“\(script)”，键盘却到不了；改用 button，或加 tabindex=\"0\" 和键盘处理",
            en:
                "Clicking <\(name)> runs “\(script)”, but no key reaches it; use a button, or tabindex=\"0\" and key handling"
        )
    }
}
