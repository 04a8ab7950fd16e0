/// A control whose content is flattened to text holds no other control.
///
/// Source: ACT rule 307n5z; WAI-ARIA 1.2 §5.2.9 "children presentational".
struct FlattenedContentIsNotFocusable: GroupRule {
    static let metadata = RuleMetadata(
        id: "flattened-content-is-not-focusable",
        title: LocalizedText(zh: "按钮等控件里没有别的控件", en: "Buttons and the like hold no other control"),
        criteria: ["4.1.2"],
        act: ["307n5z"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件把按钮里的内容当作文字，里面的链接或控件读不出来，也难以操作。",
            en: "A screen reader takes a button's content for text, so a link or control in it is not announced."
        ),
        fix: LocalizedText(
            zh: "把里层的链接或控件移到外面，两者并列。",
            en: "Move the inner link or control out, so that both stand side by side."
        )
    )

    static let examples: [Example] = [
        .passed("▸<button><span>提交</span></button>"),
        .passed(#"▸<div role="checkbox" aria-checked="false" tabindex="0"><b>同意</b></div>"#),
        .passed(#"▸<button><span tabindex="-1">提交</span></button>"#),
        .failed(#"▸<button>提交 <a href="/">首页</a></button>"#),
        .failed(#"▸<div role="img" aria-label="图表"><a href="/">首页</a></div>"#),
        .failed(#"▸<span role="tab" tabindex="0">一 <span tabindex="0">×</span></span>"#),
        .inapplicable(#"<a href="/">首页</a>"#),
        .inapplicable(#"<label>姓名 <input></label>"#),
        .inapplicable("<p>x</p>"),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let targets = page.elements { page.role(of: $0)?.hasPresentationalChildren ?? false }.filter { element in
            guard page.document.namespace(of: element) != .mathML else { return false }
            return !(page.document.isHTML(element, .summary) && page.explicitRole(of: element) == nil)
        }
        guard !targets.isEmpty else { return [] }
        let stops = TabStops(page)
        return targets.map { ($0, verdict(on: $0, in: page, stops)) }
    }

    private func verdict(on element: NodeID, in page: Page, _ stops: TabStops) -> Verdict {
        guard let control = stops.first(in: element, orItself: false, page.document) else { return .passed }
        let name = page.tag(of: control)
        let role = page.role(of: element)?.description ?? ""
        return .failed(
            zh: "角色为 \(role) 的元素里有能获得焦点的 <\(name)>；把它移到外面",
            en: "The element with role \(role) holds <\(name)>, which can take focus; move it out"
        )
    }
}
