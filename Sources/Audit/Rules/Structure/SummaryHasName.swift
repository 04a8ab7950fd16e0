/// The summary that opens a `details` element says what it opens.
///
/// Source: ACT rule 2t702h. The marker is no name.
struct SummaryHasName: Rule {
    static let metadata = RuleMetadata(
        id: "summary-has-name",
        title: LocalizedText(zh: "折叠区的标题有名称", en: "Summary of details has a name"),
        criteria: ["4.1.2"],
        act: ["2t702h"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道展开的是什么内容。",
            en: "People who use a screen reader do not know what it opens."
        ),
        fix: LocalizedText(
            zh: "在 summary 里写文字，说明里面的内容。",
            en: "Put text into the summary that says what the details hold."
        )
    )

    static let examples: [Example] = [
        .passed("<details>▸<summary>办理条件</summary><p>x</p></details>"),
        .passed(#"<details>▸<summary aria-label="办理条件"></summary><p>x</p></details>"#),
        .passed(#"<details>▸<summary><img src="a.png" alt="Conditions"></summary><p>x</p></details>"#),
        .failed("<details>▸<summary></summary><p>x</p></details>"),
        .failed(#"<details>▸<summary><img src="a.png" alt=""></summary><p>x</p></details>"#),
        .failed(#"<details>▸<summary role="none"></summary><p>x</p></details>"#),
        .inapplicable("<details><p>x</p></details>"),
        .inapplicable("<summary></summary>"),
        .inapplicable("<details hidden><summary></summary></details>"),
        .inapplicable(#"<details><summary role="button"></summary></details>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.summary).filter { summary in
            guard Focus.isSummaryOfDetails(summary, in: page.document), page.isExposed(summary) else { return false }
            return page.explicitRole(of: summary)?.isPresentational ?? true
        }
    }

    func expect(_ summary: NodeID, in page: Page) -> Verdict {
        page.nameVerdict(of: summary)
            ?? .failed(
                zh: "summary 没有名称；写明展开后有什么",
                en: "The summary has no name; say what it opens"
            )
    }
}
