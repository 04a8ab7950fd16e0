/// What is marked as decoration stays out of the accessibility tree.
///
/// Source: ACT rule 46ca7f; WAI-ARIA 1.2 §7 "presentational roles conflict resolution".
struct DecorationIsNotExposed: Rule {
    static let metadata = RuleMetadata(
        id: "decoration-is-not-exposed",
        title: LocalizedText(zh: "标记为装饰的元素没有被读出", en: "What is marked as decoration is not exposed"),
        kind: .advice,
        criteria: [],
        act: ["46ca7f"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件仍会读出这个元素，使用者听到没有意义的内容。",
            en: "A screen reader still announces the element, and people hear what means nothing to them."
        ),
        fix: LocalizedText(
            zh: "去掉使它可获得焦点的属性和 ARIA 属性；如果它有意义，就去掉装饰标记并写名称。",
            en: "Remove what makes it focusable and its ARIA attributes; if it matters, unmark it and give it a name."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<img src="rule.png" alt="">"#),
        .passed(#"▸<ul role="none"><li>x</li></ul>"#),
        .passed(#"▸<img src="rule.png" alt="" aria-hidden="true">"#),
        .failed(#"▸<img src="rule.png" alt="" tabindex="0">"#),
        .failed(#"▸<img src="rule.png" alt="" aria-label="线">"#),
        .failed(#"▸<a href="/" role="presentation">首页</a>"#),
        .inapplicable(#"<img src="sales.png" alt="各月销售额">"#),
        .inapplicable("<ul><li>x</li></ul>"),
        .inapplicable(#"<img src="sales.png">"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements { page.hasAttribute(.role, $0) || page.document.isHTML($0, .img) }
            .filter { page.isMarkedAsDecorative($0) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        guard page.isExposed(element), !(page.role(of: element)?.isPresentational ?? false) else { return .passed }
        let name = page.tag(of: element)
        if page.isFocusable(element) {
            return .failed(
                zh: "<\(name)> 标记为装饰，却能获得焦点，因此仍会被读出；使它不能获得焦点，或去掉装饰标记",
                en: """
                    <\(name)> is marked as decoration but can take focus, so it is announced; make it unfocusable or \
                    unmark it
                    """
            )
        }
        return .failed(
            zh: "<\(name)> 标记为装饰，却带有 ARIA 属性，因此仍会被读出；去掉这些属性，或去掉装饰标记",
            en: "<\(name)> is marked as decoration but carries ARIA attributes, so it is announced; remove one of both"
        )
    }
}
