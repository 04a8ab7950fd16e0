/// A page neither reloads nor leaves by itself after a delay.
///
/// Source: ACT rule bc659a; HTML §4.2.5.3 "shared declarative refresh steps".
struct PageDoesNotRefresh: Rule {
    static let metadata = RuleMetadata(
        id: "page-does-not-refresh",
        title: LocalizedText(zh: "页面不会定时刷新或跳转", en: "Page does not refresh or leave after a delay"),
        criteria: ["2.2.1", "2.2.4", "3.2.5"],
        act: ["bc659a"],
        severity: .critical,
        impact: LocalizedText(
            zh: "读得慢或操作慢的人还没看完，页面就变了；读屏软件会从头读起。",
            en: "The page changes before people who read or act slowly are done; a screen reader starts over."
        ),
        fix: LocalizedText(
            zh: "去掉 meta refresh；需要跳转时由服务器重定向，或让时间为 0。",
            en: "Remove the meta refresh; redirect on the server instead, or use a delay of 0."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<meta http-equiv="refresh" content="0; url=/new">"#),
        .passed(#"▸<meta http-equiv="Refresh" content="72001">"#),
        .passed(#"▸<meta http-equiv="refresh" content="0"><meta http-equiv="refresh" content="5">"#),
        .failed(#"▸<meta http-equiv="refresh" content="5; url=/new">"#),
        .failed(#"▸<meta http-equiv="refresh" content=" 600 ">"#),
        .failed(#"<meta http-equiv="refresh">▸<meta http-equiv="refresh" content="1.5,/new">"#),
        .inapplicable(#"<head><noscript><meta http-equiv="refresh" content="5"></noscript></head>"#),
        .inapplicable(#"<meta http-equiv="refresh" content="soon">"#),
        .inapplicable(#"<meta http-equiv="refresh" content="-5">"#),
        .inapplicable(#"<meta name="refresh" content="5">"#),
    ]

    /// ACT bc659a: twenty hours, after which WCAG 2.2.1 no longer asks for anything.
    static let longestExempt = 72_000

    func targets(in page: Page) -> [NodeID] { page.refreshingMeta.map { [$0.meta] } ?? [] }

    func expect(_ meta: NodeID, in page: Page) -> Verdict {
        guard let seconds = page.refreshingMeta?.seconds, seconds > 0, seconds <= Self.longestExempt else {
            return .passed
        }
        return .failed(
            zh: "页面在 \(seconds) 秒后自动刷新或跳转；去掉 meta refresh",
            en: "The page refreshes or leaves by itself after \(seconds.counted("second")); remove the meta refresh"
        )
    }
}

extension Page {
    /// The first `meta` whose refresh a browser would carry out, with its delay.
    var refreshingMeta: (meta: NodeID, seconds: Int)? {
        // What stands in `noscript` concerns only those whose browser runs no scripts.
        for meta in htmlElements(.meta) where closest(.noscript, from: meta) == nil {
            guard attribute(.httpEquiv, of: meta)?.equalsIgnoringCase("refresh") == true else { continue }
            guard let content = attribute(.content, of: meta), let refresh = DeclarativeRefresh(content) else {
                continue
            }
            return (meta, refresh.seconds)
        }
        return nil
    }
}
