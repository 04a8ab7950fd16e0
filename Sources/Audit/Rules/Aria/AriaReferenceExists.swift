/// At least one of the ids in an ARIA name or description exists.
///
/// Source: WAI-ARIA 1.2 §6.2.4 "ID reference list"; accname 1.2 §4.3.2 step 2B.
struct AriaReferenceExists: Rule {
    static let metadata = RuleMetadata(
        id: "aria-reference-exists",
        title: LocalizedText(zh: "aria-labelledby 等指向存在的元素", en: "Element that ARIA refers to exists"),
        criteria: ["4.1.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "名称或说明丢失，使用读屏软件的人听不到。",
            en: "The name or description is lost to people who use a screen reader."
        ),
        fix: LocalizedText(
            zh: "改正 id，或在被指的元素上加 id。",
            en: "Correct the id, or give it to the element that is meant."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<button aria-labelledby="a">x</button><i id="a">提交</i>"#),
        .passed(#"▸<input aria-label="x" aria-describedby="none d"><p id="d">必填</p>"#),
        .passed(#"▸<div role="dialog" aria-labelledby="h"><h2 id="h">登录</h2></div>"#),
        .failed(#"▸<button aria-labelledby="none">提交</button>"#),
        .failed(#"▸<input aria-label="x" aria-describedby="e1 e2">"#),
        .failed(#"▸<div role="dialog" aria-label="x" aria-labelledby="none">x</div>"#),
        .cantTell(#"<script></script>▸<input aria-label="x" aria-describedby="error">"#),
        .inapplicable(#"<button aria-labelledby="">提交</button>"#),
        .inapplicable(#"<button aria-labelledby="none" hidden>提交</button>"#),
        .inapplicable(#"<button aria-controls="none">提交</button>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(havingAnyOf: Self.attributes).filter { element in
            Self.attributes.contains { !(page.attribute($0, of: element)?.isBlank ?? true) }
        }.filter { page.isExposed($0) }
    }

    private static let attributes: [Name] = [.ariaLabelledby, .ariaDescribedby]

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        for attribute in Self.attributes {
            guard let value = page.attribute(attribute, of: element), !value.isBlank else { continue }
            guard page.idReferences(attribute, of: element).nodes.isEmpty else { continue }
            let name = page.document.names.text(of: attribute).quoted
            // A description may be added together with the message it refers to.
            if attribute == .ariaDescribedby, !page.elements(.script).isEmpty {
                return .cantTell(
                    zh: "\(name)=“\(value.quoted)”指向的元素不存在。脚本会在需要时加上它吗？",
                    en: "\(name)=“\(value.quoted)” refers to nothing. Does a script add the element when it is needed?"
                )
            }
            return .failed(
                zh: "\(name)=“\(value.quoted)”指向的元素都不存在；改正 id",
                en: "None of the elements in \(name)=“\(value.quoted)” exists; correct the ids"
            )
        }
        return .passed
    }
}
