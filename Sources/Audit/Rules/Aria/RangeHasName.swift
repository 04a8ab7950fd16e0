/// A meter or progress bar says what it measures.
///
/// Source: WAI-ARIA 1.2 §5.4 `meter`, `progressbar` ("accessible name required").
struct RangeHasName: Rule {
    static let metadata = RuleMetadata(
        id: "range-has-name",
        title: LocalizedText(zh: "进度条和仪表有名称", en: "Meter or progress bar has a name"),
        criteria: ["1.1.1"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人听到一个百分比，却不知道是什么的。",
            en: "People who use a screen reader hear a percentage and not of what."
        ),
        fix: LocalizedText(
            zh: "用 label 或 aria-label 说明它表示什么。",
            en: "State what it measures in a label or in aria-label."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<progress aria-label="上传" value="3" max="9"></progress>"#),
        .passed(#"<label>容量 ▸<meter value="0.5"></meter></label>"#),
        .passed(#"▸<div role="progressbar" aria-label="Upload" aria-valuenow="3"></div>"#),
        .failed(#"▸<progress value="3" max="9"></progress>"#),
        .failed(#"▸<meter value="0.5">50%</meter>"#),
        .failed(#"▸<div role="progressbar" aria-valuenow="3">3%</div>"#),
        .inapplicable("<progress hidden></progress>"),
        .inapplicable(#"<div aria-valuenow="3">x</div>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRoleIn: [.meter, .progressbar]).filter { page.isExposed($0) }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        page.nameVerdict(of: element)
            ?? .failed(
                zh: "角色为 \(page.role(of: element)?.description ?? "") 的元素没有名称；用 label 或 aria-label 说明它表示什么",
                en: """
                    The element with role \(page.role(of: element)?.description ?? "") has no name; state what it measures \
                    in a label or aria-label
                    """
            )
    }
}
