/// A field of a login lets people paste, and password managers fill it in.
///
/// Source: WCAG 2.2, 3.3.8; failure F109.
struct PasswordCanBePasted: Rule {
    static let metadata = RuleMetadata(
        id: "password-can-be-pasted",
        title: LocalizedText(zh: "密码可以粘贴和自动填写", en: "Password can be pasted and filled in"),
        kind: .review,
        criteria: ["3.3.8"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "记不住或抄写困难的人无法登录。",
            en: "People who cannot remember or copy a password cannot log in."
        ),
        fix: LocalizedText(
            zh: "删去阻止粘贴的 onpaste，写 autocomplete=\"current-password\"。",
            en: "Remove the onpaste that refuses, and set autocomplete=\"current-password\"."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<input type="password" aria-label="密码" autocomplete="current-password">"#),
        .passed(#"▸<input type="password" aria-label="密码">"#),
        .passed(#"▸<input type="password" aria-label="Password" onpaste="check(this)">"#),
        .cantTell(#"▸<input type="password" aria-label="密码" onpaste="return false">"#),
        .cantTell(#"▸<input type="password" aria-label="密码" autocomplete="off">"#),
        .cantTell(#"▸<input type="password" aria-label="Password" onpaste="event.preventDefault()">"#),
        .inapplicable(#"<input type="text" aria-label="姓名" onpaste="return false">"#),
        .inapplicable(#"<input type="password" hidden>"#),
        .inapplicable(#"<input type="password" aria-label="密码" disabled>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.input).filter { field in
            page.inputType(of: field) == .password && page.isVisible(field) && !page.isDisabled(field)
        }
    }

    func expect(_ field: NodeID, in page: Page) -> Verdict {
        let handler = (page.attribute(named: "onpaste", of: field) ?? []).filter { !$0.isHTMLSpace }
        if handler.mentions("returnfalse") || handler.mentions("preventdefault") {
            return .cantTell(
                zh: "密码框不让粘贴。有不用记忆、不用抄写的登录方式吗？",
                en: "The password cannot be pasted. Is there a way to log in without remembering or copying?"
            )
        }
        guard page.attribute(.autocomplete, of: field)?.trimmed.equalsIgnoringCase("off") ?? false else {
            return .passed
        }
        return .cantTell(
            zh: "密码框写了 autocomplete=\"off\"。密码管理器能填写吗？有别的登录方式吗？",
            en: "The password has autocomplete=\"off\". Can a password manager fill it in, or is there another way?"
        )
    }
}
