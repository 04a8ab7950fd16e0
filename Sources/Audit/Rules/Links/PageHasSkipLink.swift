/// The page has a link that moves the focus past what all pages repeat.
///
/// Source: ACT rule ye5d6e; WCAG techniques G1, G123, G124. Without other pages it is not known what is repeated, so this is advice.
struct PageHasSkipLink: Rule {
    static let metadata = RuleMetadata(
        id: "page-has-skip-link",
        title: LocalizedText(zh: "页面有跳到正文的链接", en: "Page has a link that skips to the content"),
        kind: .advice,
        criteria: [],
        act: ["ye5d6e"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "只用键盘的人每到一页都要按很多次 Tab 才能过了导航。",
            en: "On every page people who use the keyboard press Tab many times to get past the navigation."
        ),
        fix: LocalizedText(
            zh: "在页面开头加“跳到正文”链接，指向正文容器的 id。",
            en: "Begin the page with a link “skip to content” that leads to the id of the content."
        )
    )

    static let examples: [Example] = [
        .passed(
            ##"<html>▸<body><a href="#main">跳到正文</a><nav><a href="/">x</a></nav><div id="main"><p>x</p></div></body></html>"##
        ),
        .passed(##"<html>▸<body><a href="#c">Skip</a><a href="/">x</a><main id="c"><p>x</p></main></body></html>"##),
        .failed(#"<html>▸<body><nav><a href="/">首页</a></nav><p>x</p></body></html>"#),
        .failed(##"<html>▸<body><a href="#">首页</a><p>x</p></body></html>"##),
        .failed(##"<html>▸<body><a href="#none">x</a><p>x</p></body></html>"##),
        .cantTell(##"<html>▸<body><a href="#news">要闻</a><p id="news">x</p></body></html>"##),
        .cantTell(#"<html>▸<body><button onclick="location.hash='#main'">正文</button><p id="main">x</p></body></html>"#),
        .inapplicable("<html><body><p>x</p></body></html>"),
        .inapplicable("<html><body></body></html>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        guard !page.tabOrder.isEmpty else { return [] }
        return page.htmlElements(.body).prefix(1).filter { page.hasExposedText($0) }
    }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        var inner: Bytes?
        for link in page.htmlElements(.a) where page.isTabbable(link) {
            guard let address = page.attribute(.href, of: link)?.trimmed, let mark = address.firstIndex(of: 0x23),
                let target = page.fragmentTarget(address[(mark + 1)...])
            else { continue }
            // Whether a longer address is that of this page is for a person to see.
            if mark == address.startIndex, isMain(target, page) { return .passed }
            inner = inner ?? address
        }
        if let inner {
            return .cantTell(
                zh: "页面有指向“\(inner.quoted)”的页内链接。它能跳过每页都有的导航吗？",
                en: "The page has a link to “\(inner.quoted)” on itself. Does it skip what all pages repeat?"
            )
        }
        if page.tabOrder.contains(where: { mayMove($0, page) }) {
            return .cantTell(
                zh: "页面没有跳转链接，但有带脚本的控件。其中有能跳到正文的吗？",
                en: "The page has no skip link but controls with scripts. Does one of them move to the content?"
            )
        }
        return .failed(
            zh: "页面没有跳到正文的链接；在开头加一个",
            en: "The page has no link that skips to the content; begin the page with one"
        )
    }

    /// Whether a control's script moves or names a place, or the control is a button that says so.
    private func mayMove(_ control: NodeID, _ page: Page) -> Bool {
        let words: [StaticString] = ["skip", "main", "content", "jump", "goto", "跳", "正文"]
        if let script = page.attribute(.onclick, of: control) {
            if script.mentions(anyOf: words + ["#", "scroll", "focus("]) { return true }
        }
        return page.role(of: control) == .button && page.accessibleName(of: control).mentions(anyOf: words)
    }

    /// Whether the target is the main content, by its role or as its id says.
    private func isMain(_ target: NodeID, _ page: Page) -> Bool {
        if page.role(of: target) == .main { return true }
        let id = (page.attribute(.id, of: target) ?? []).map(\.asciiLowercased).string
        return ["main", "content", "zhengwen", "正文"].contains { id == $0 || id.hasPrefix($0) }
    }
}
