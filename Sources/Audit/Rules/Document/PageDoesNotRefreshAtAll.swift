/// A page does not reload or leave by itself, however long it waits.
///
/// Source: ACT rule bisz58.
struct PageDoesNotRefreshAtAll: Rule {
    static let metadata = RuleMetadata(
        id: "page-does-not-refresh-at-all",
        title: LocalizedText(zh: "页面从不定时刷新或跳转", en: "Page never refreshes or leaves after a delay"),
        criteria: ["2.2.4", "3.2.5"],
        act: ["bisz58"],
        severity: .moderate,
        impact: LocalizedText(
            zh: "页面自己变化会打断阅读，注意力不易集中的人难以继续。",
            en: "A page that changes by itself interrupts reading, and people who lose focus easily cannot go on."
        ),
        fix: LocalizedText(
            zh: "去掉 meta refresh，让用户自己决定何时刷新。",
            en: "Remove the meta refresh and let people decide when to reload."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<meta http-equiv="refresh" content="0; url=/new">"#),
        .passed(#"▸<meta http-equiv="refresh" content="0">"#),
        .passed(#"▸<meta http-equiv="refresh" content=".5">"#),
        .failed(#"▸<meta http-equiv="refresh" content="72001">"#),
        .failed(#"▸<meta http-equiv="refresh" content="5">"#),
        .failed(#"▸<meta http-equiv="refresh" content="30; /new">"#),
        .inapplicable(#"<meta http-equiv="refresh" content="soon">"#),
        .inapplicable(#"<meta http-equiv="refresh">"#),
        .inapplicable(#"<meta content="5">"#),
    ]

    func targets(in page: Page) -> [NodeID] { page.refreshingMeta.map { [$0.meta] } ?? [] }

    func expect(_ meta: NodeID, in page: Page) -> Verdict {
        guard let seconds = page.refreshingMeta?.seconds, seconds > 0 else { return .passed }
        return .failed(
            zh: "页面在 \(seconds) 秒后自动刷新或跳转；去掉 meta refresh",
            en: "The page refreshes or leaves by itself after \(seconds.counted("second")); remove the meta refresh"
        )
    }
}
