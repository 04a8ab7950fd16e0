/// An element carries no ARIA attribute its role forbids, such as a name on a `div`.
///
/// Source: ACT rule kb1m8s; WAI-ARIA 1.2 §6.5.1. The attribute is lost or read, as browsers please; since this harms only
/// where it says something else than the content, it is advice and no failure of a criterion.
struct ProhibitedAriaIsNotUsed: Rule {
    static let metadata = RuleMetadata(
        id: "prohibited-aria-is-not-used",
        title: LocalizedText(zh: "没有使用角色禁止的 ARIA 属性", en: "No ARIA attribute is used that the role forbids"),
        kind: .advice,
        criteria: [],
        act: ["kb1m8s"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "写在 div、span 上的名称，有的读屏软件读，有的不读，使用者可能得不到它。",
            en: "Some screen readers say a name on a div or span and some do not, so people may miss it."
        ),
        fix: LocalizedText(
            zh: "去掉该属性；需要名称时先给元素合适的角色，或把文字写在内容里。",
            en: "Remove the attribute; where a name is needed give the element a fitting role, or write visible text."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<section aria-label="新闻">x</section>"#),
        .passed(#"▸<div role="img" aria-label="地图"></div>"#),
        .passed(#"▸<p aria-describedby="d">x</p>"#),
        .failed(#"▸<div aria-label="新闻">x</div>"#),
        .failed(#"▸<span aria-labelledby="l">x</span> <i id="l">y</i>"#),
        .failed(#"▸<p aria-label="新闻">x</p> ▸<code aria-label="c">x</code>"#),
        .failed(#"▸<h1 role="none" aria-roledescription="新闻">x</h1>"#),
        .failed(#"▸<h2 role="presentation" aria-braillelabel="x">x</h2>"#),
        .passed(#"▸<button role="none" aria-roledescription="开关">x</button>"#),
        .cantTell(#"▸<h1 role="none" aria-label="新闻">x</h1>"#),
        .inapplicable(#"<div aria-label="新闻" hidden>x</div>"#),
        .inapplicable(#"<div aria-foo="x">x</div>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(havingAttributeWhere: { ARIAAttribute($0)?.isGlobal ?? false }).filter { element in
            page.document.namespace(of: element) != .mathML && page.isExposed(element)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        if let role = page.role(of: element), let (attribute, value) = prohibited(by: role, element, page) {
            return failure(attribute, value, role)
        }
        // An attribute that `none` forbids is what keeps the element in the tree; only a name makes sense there.
        guard page.explicitRole(of: element)?.isPresentational ?? false, !page.isFocusable(element),
            let (attribute, value) = prohibited(by: .none, element, page)
        else { return .passed }
        guard attribute == .label || attribute == .labelledby else { return failure(attribute, value, .none) }
        return .cantTell(
            zh: "元素写了 role=“none”，又有 \(attribute.name)（“\(value.quoted)”）。它是装饰，还是需要名称？",
            en:
                "The element has role=“none” and \(attribute.name) (“\(value.quoted)”). Does it decorate, or need a name?"
        )
    }

    private func prohibited(by role: Role, _ element: NodeID, _ page: Page) -> (ARIAAttribute, Bytes)? {
        for attribute in ARIAAttribute.allCases where role.definition.prohibited.contains(attribute) {
            guard let value = page.attribute(attribute.interned, of: element), !value.isEmpty else { continue }
            return (attribute, value)
        }
        return nil
    }

    private func failure(_ attribute: ARIAAttribute, _ value: Bytes, _ role: Role) -> Verdict {
        .failed(
            zh: "角色为 \(role) 的元素不得使用 \(attribute.name)（“\(value.quoted)”）；去掉它，或给元素合适的角色",
            en: """
                \(attribute.name) (“\(value.quoted)”) must not be used on role \(role); remove it, or give the \
                element a fitting role
                """
        )
    }
}

extension ARIAAttribute {
    /// Whether any role allowed the attribute in some version of WAI-ARIA.
    var isGlobal: Bool {
        switch reach {
        case .global, .deprecatedGlobal: true
        case .someRoles: false
        }
    }
}
