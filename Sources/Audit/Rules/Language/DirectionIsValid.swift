/// The `dir` attribute has one of its values.
///
/// Source: HTML §3.2.6.4; WCAG technique H56.
struct DirectionIsValid: Rule {
    static let metadata = RuleMetadata(
        id: "direction-is-valid",
        title: LocalizedText(zh: "文字方向的值有效", en: "Value of dir is valid"),
        criteria: ["1.3.2"],
        severity: .minor,
        impact: LocalizedText(
            zh: "维吾尔文等从右到左的文字可能显示错乱。",
            en: "Text written from right to left, such as Uyghur, may be shown in the wrong order."
        ),
        fix: LocalizedText(
            zh: "把 dir 改为 ltr、rtl 或 auto。",
            en: "Use ltr, rtl or auto."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<p dir="rtl">ئۇيغۇرچە</p>"#),
        .passed(#"▸<p dir="AUTO">x</p>"#),
        .passed(#"▸<html dir="ltr"><p>x</p>"#),
        .failed(#"▸<p dir="right">x</p>"#),
        .failed(#"▸<p dir="right to left">x</p>"#),
        .failed(#"▸<html dir="r2l"><p>x</p>"#),
        .inapplicable("<p>x</p>"),
        .inapplicable(#"<p dir="">x</p>"#),
        .inapplicable(#"<p dir="x" hidden>x</p>"#),
        .inapplicable(#"<p data-dir="x">x</p>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        // An empty value is as good as none.
        page.elements(having: .dir).filter {
            !(page.attribute(.dir, of: $0)?.isEmpty ?? true) && page.document.namespace(of: $0) == .html
        }
        .filter { !page.isProgrammaticallyHidden($0) && page.hasText(in: $0) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let value = page.attribute(.dir, of: element) ?? []
        if ["ltr", "rtl", "auto"].contains(where: { value.equalsIgnoringCase($0) }) { return .passed }
        return .failed(
            zh: "dir=“\(value.quoted)”无效；改为 ltr、rtl 或 auto",
            en: "dir=“\(value.quoted)” is invalid; use ltr, rtl or auto"
        )
    }
}
