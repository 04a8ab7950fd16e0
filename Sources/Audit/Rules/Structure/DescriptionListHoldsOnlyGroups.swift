/// A description list holds groups of terms and descriptions only.
///
/// Source: HTML §4.4.9 content model; WCAG technique H40.
struct DescriptionListHoldsOnlyGroups: Rule {
    static let metadata = RuleMetadata(
        id: "description-list-holds-only-groups",
        title: LocalizedText(zh: "定义列表里只有 dt 和 dd", en: "Description list holds only terms and descriptions"),
        criteria: ["1.3.1"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "读屏软件分不清哪条说明对应哪个名称。",
            en: "A screen reader cannot relate descriptions to their terms."
        ),
        fix: LocalizedText(
            zh: "dl 里只放 dt、dd，或装着它们的 div；其他内容移到外面。",
            en: "Put only dt and dd, or div elements that hold them, into dl; move the rest out."
        )
    )

    static let examples: [Example] = [
        .passed("▸<dl><dt>电话</dt><dd>12345</dd></dl>"),
        .passed("▸<dl><div><dt>电话</dt><dd>12345</dd></div><script></script></dl>"),
        .passed("▸<dl></dl>"),
        .failed("▸<dl><p>电话</p><dd>12345</dd></dl>"),
        .failed("▸<dl><dt>电话</dt><dd>12345</dd>其他</dl>"),
        .failed("▸<dl><div><dt>电话</dt><dd>1</dd><p>x</p></div></dl>"),
        .failed("▸<dl><dd>12345</dd></dl>"),
        .failed("▸<dl><dt>电话</dt><dt>地址</dt></dl>"),
        .inapplicable("<dl hidden><p>x</p></dl>"),
        .inapplicable(#"<dl role="group"><p>x</p></dl>"#),
        .inapplicable("<ul><li>x</li></ul>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.dl).filter { page.explicitRole(of: $0) == nil && page.isExposed($0) }
    }

    func expect(_ list: NodeID, in page: Page) -> Verdict {
        if let stray = stray(in: list, page, isGroup: false) { return .failed(Self.message(stray, page)) }
        let first = page.document.children(of: list).first {
            page.document.isHTML($0, .dt) || page.document.isHTML($0, .dd)
        }
        guard let first else { return .passed }
        if page.document.isHTML(first, .dd) {
            return .failed(
                zh: "dl 以 dd 开头，没有它说明的名称；先写 dt",
                en: "The dl begins with a dd, which describes no term; write a dt first"
            )
        }
        let hasDescription = page.document.children(of: list).contains { page.document.isHTML($0, .dd) }
        if hasDescription { return .passed }
        return .failed(
            zh: "dl 里只有 dt，没有说明它的 dd；写上 dd，或改用 ul",
            en: "The dl holds terms (dt) and no description (dd); write one, or use a ul"
        )
    }

    private static func message(_ stray: NodeID, _ page: Page) -> LocalizedText {
        if page.document.kind(of: stray) == .text {
            let text = page.document.text(of: stray).quoted
            return LocalizedText(
                zh: "文字“\(text)”直接写在 dl 里；放进 dt 或 dd",
                en: "The text “\(text)” stands directly in the dl; put it into a dt or dd"
            )
        }
        let name = page.tag(of: stray)
        return LocalizedText(
            zh: "dl 里不能有 <\(name)>；放进 dd 或移到外面",
            en: "A dl may not hold <\(name)>; put it into a dd or move it out"
        )
    }

    private func stray(in parent: NodeID, _ page: Page, isGroup: Bool) -> NodeID? {
        for child in page.document.children(of: parent) {
            if page.document.kind(of: child) == .text {
                if !page.document.text(of: child).isWhitespace { return child }
                continue
            }
            guard page.document.isElement(child), !page.isProgrammaticallyHidden(child) else { continue }
            switch page.document.name(of: child) {
            case .dt, .dd, .script, .template, .style: continue
            case .div where !isGroup:
                if let stray = stray(in: child, page, isGroup: true) { return stray }
            default: return child
            }
        }
        return nil
    }
}
