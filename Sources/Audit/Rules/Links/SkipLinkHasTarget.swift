/// A link that promises to skip leads to something on the page.
///
/// Source: WCAG technique G1; HTML §7.4.2.3.3 "find a potential indicated element".
struct SkipLinkHasTarget: Rule {
    static let metadata = RuleMetadata(
        id: "skip-link-has-target",
        title: LocalizedText(zh: "跳转链接的目标存在", en: "Target of a skip link exists"),
        criteria: ["2.4.1"],
        severity: .serious,
        impact: LocalizedText(
            zh: "只用键盘的人按了“跳到正文”，却哪里也去不了。",
            en: "People who use the keyboard choose “skip to content” and get nowhere."
        ),
        fix: LocalizedText(
            zh: "让 href 等于正文容器的 id。",
            en: "Let href name the id of the main content."
        )
    )

    static let examples: [Example] = [
        .passed(##"▸<a href="#main">跳到正文</a><div id="main">x</div>"##),
        .passed(##"▸<a href="#c">Skip to content</a><a name="c"></a>"##),
        .passed(##"▸<a href="#%E6%AD%A3">跳转到主要内容</a><div id="正">x</div>"##),
        .failed(##"▸<a href="#main">跳到正文</a><div id="mian">x</div>"##),
        .failed(##"▸<a href="#content">Skip to main content</a>"##),
        .failed(##"▸<a href="#x">跳过导航</a>"##),
        .cantTell(##"▸<a href="#c" onclick="go()">跳到正文</a>"##),
        .inapplicable(##"<a href="#/main">跳到正文</a>"##),
        .inapplicable(##"<a href="#">跳到正文</a>"##),
        .inapplicable(#"<a href="/main">跳到正文</a>"#),
        .inapplicable(##"<a href="#none">返回</a>"##),
    ]

    private static let words = ["跳到", "跳转", "跳过", "skip", "jumpto"]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.a).filter { link in
            guard let address = page.attribute(.href, of: link)?.trimmed, address.count > 1, address.first == 0x23
            else {
                return false
            }
            // `#/…` and `#!…` are addresses that scripts make pages of.
            if address.starts(with: "#/".utf8) || address.starts(with: "#!".utf8) { return false }
            guard page.isExposed(link), !address.equalsIgnoringCase("#top") else { return false }
            let name = TextFolding.fold(page.accessibleName(of: link)).string
            return Self.words.contains { name.hasPrefix($0) }
        }
    }

    func expect(_ link: NodeID, in page: Page) -> Verdict {
        let fragment = page.attribute(.href, of: link)?.trimmed.dropFirst() ?? []
        if page.fragmentTarget(fragment) != nil { return .passed }
        if page.attribute(.onclick, of: link)?.isBlank == false {
            return .cantTell(
                zh: "跳转链接指向“#\(fragment.quoted)”，页面上没有这个 id，但点击时运行脚本。它能跳到正文吗？",
                en:
                    "The skip link leads to “#\(fragment.quoted)”, an id that is not here, but runs a script. Does it skip?"
            )
        }
        return .failed(
            zh: "跳转链接指向“#\(fragment.quoted)”，页面上没有这个 id；改正",
            en: "The skip link leads to “#\(fragment.quoted)”, an id that is not on the page; correct it"
        )
    }
}
