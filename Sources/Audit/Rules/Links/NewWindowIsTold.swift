/// A page tells where links open a new window.
///
/// Source: WCAG technique G201 (3.2.5, level AAA); Chinese portal check ZH-25.
struct NewWindowIsTold: Rule {
    static let metadata = RuleMetadata(
        id: "new-window-is-told",
        title: LocalizedText(zh: "打开新窗口有提示", en: "New windows are announced"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "使用读屏软件或放大镜的人不知道换了窗口，按“返回”没有反应。",
            en: "People who use a screen reader or magnifier miss the new window, and “back” does nothing."
        ),
        fix: LocalizedText(
            zh: "少用 target=\"_blank\"，用时在文字里写“新窗口打开”。",
            en: "Avoid target=\"_blank\", or say “opens in a new window” in the text."
        )
    )

    static let examples: [Example] = [
        .passed(#"<html>▸<body><a href="/1" target="_blank">公告（新窗口打开）</a></body></html>"#),
        .passed(#"<html>▸<body><a href="/1" target="_blank" title="Opens a new window">News</a></body></html>"#),
        .failed(#"<html>▸<body><a href="/1" target="_blank">公告</a></body></html>"#),
        .failed(#"<html>▸<body><a href="/1" target="_BLANK">News</a><a href="/2">x</a></body></html>"#),
        .failed(
            #"<html>▸<body><a href="/1" target="_blank">公告（新窗口）</a><a href="/2" target="_blank">通知</a></body></html>"#
        ),
        .inapplicable(#"<html><body><a href="/1">公告</a></body></html>"#),
        .inapplicable(#"<html><body><a href="/1" target="_blank" hidden>公告</a></body></html>"#),
        .inapplicable("<html><body><p>x</p></body></html>"),
    ]

    private static let words: [StaticString] = ["新窗口", "新页面", "新标签", "外部链接", "newwindow", "newtab", "external"]

    func targets(in page: Page) -> [NodeID] { links(page).isEmpty ? [] : Array(page.htmlElements(.body).prefix(1)) }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        let links = links(page)
        let silent = links.filter { link in
            let said =
                TextFolding.fold(page.accessibleName(of: link))
                + TextFolding.fold(page.attribute(.title, of: link) ?? [])
            return !said.mentions(anyOf: Self.words)
        }
        guard let first = silent.first else { return .passed }
        let name = page.accessibleName(of: first).quoted
        return .failed(
            zh: "\(links.count) 个打开新窗口的链接中，\(silent.count) 个没有提示，例如“\(name)”；写上“新窗口打开”",
            en: """
                Not said by \(silent.count) of \(links.count.counted("link that opens", "links that open")) a new window, such as “\(name)”; say it in \
                their text
                """
        )
    }

    private func links(_ page: Page) -> [NodeID] {
        page.htmlElements(.a).filter { link in
            page.hasAttribute(.href, link) && page.isExposed(link)
                && page.attribute(.target, of: link)?.trimmed.equalsIgnoringCase("_blank") ?? false
        }
    }
}
