/// A link leads to an address; what runs a script is a button.
///
/// Source: WCAG failures F42 and F59; ZH-21. What the script does is not known without running it, so this rule asks.
struct LinkLeadsSomewhere: Rule {
    static let metadata = RuleMetadata(
        id: "link-leads-somewhere",
        title: LocalizedText(zh: "链接有真实的目标地址", en: "Link leads to an address"),
        kind: .review,
        criteria: ["2.1.1", "4.1.2"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "脚本链接不能在新标签页打开；没有 href 的链接用键盘到不了，读屏软件也不当它是链接。",
            en: """
                A script link cannot be opened in a new tab; one without href cannot be reached by keyboard, and a \
                screen reader does not call it a link.
                """
        ),
        fix: LocalizedText(
            zh: "跳转用真实的 href；执行操作用 <button>。",
            en: "Use a real href to go somewhere, and a <button> to do something."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/news">新闻</a>"#),
        .passed(#"▸<a href="/news" onclick="count()">新闻</a>"#),
        .passed(#"▸<a href="/print" role="link">Print</a>"#),
        .cantTell(#"▸<a href="javascript:void(0)" onclick="show()">无障碍</a>"#),
        .cantTell(#"▸<a href="JavaScript:openWin()">打开</a>"#),
        .cantTell(##"▸<a href="#" onclick="show()">展开</a>"##),
        .cantTell(#"▸<a onclick="show()">展开</a>"#),
        .inapplicable(#"<a name="top"></a>"#),
        .inapplicable(#"<a>当前页</a>"#),
        .inapplicable(#"<a href="javascript:void(0)" style="display:none">无障碍</a>"#),
        .inapplicable(##"<a href="#" role="button" onclick="show()">展开</a>"##),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(.a).filter { anchor in
            guard page.document.namespace(of: anchor) == .html, page.isExposed(anchor) else { return false }
            guard page.hasAttribute(.href, anchor) || page.hasAttribute(.onclick, anchor) else { return false }
            guard let role = page.explicitRole(of: anchor) else { return true }
            return role.inherits(from: .link)
        }
    }

    func expect(_ anchor: NodeID, in page: Page) -> Verdict {
        guard let href = page.attribute(.href, of: anchor)?.trimmed else {
            return .cantTell(
                zh: "这个 a 元素没有 href，只有 onclick。不用鼠标能操作它吗？能用 <button> 吗？",
                en: "This a element has onclick but no href. Can it be used without a mouse? Should it be a <button>?"
            )
        }
        if href.hasASCIIPrefix("javascript:") {
            return .cantTell(
                zh: "链接的 href 是脚本“\(href.quoted)”。它是跳转还是操作？跳转请写真实地址，操作请用 <button>",
                en: """
                    The link's href is the script “\(href.quoted)”. Does it lead somewhere or do something? Use a real \
                    address or a <button>
                    """
            )
        }
        guard href.elementsEqual([0x23]) || href.isEmpty, page.hasAttribute(.onclick, anchor) else { return .passed }
        return .cantTell(
            zh: "链接的 href 是“\(href.quoted)”，由 onclick 执行操作。它应该是 <button> 吗？",
            en: "The link's href is “\(href.quoted)” and onclick does the work. Should it be a <button>?"
        )
    }
}
