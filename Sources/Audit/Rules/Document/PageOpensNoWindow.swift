/// A page opens no window when it loads.
///
/// Source: WCAG 3.2.5 (level AAA), failure F52; ZH-18. As far as the `onload` of the body tells; windows that scripts open
/// elsewhere are not seen.
struct PageOpensNoWindow: Rule {
    static let metadata = RuleMetadata(
        id: "page-opens-no-window",
        title: LocalizedText(zh: "页面打开时不弹窗", en: "Page opens no window when it loads"),
        kind: .review,
        criteria: ["3.2.5"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "打开页面就弹出窗口，听读页面的人不知道自己到了哪里，也不知道怎么关。",
            en:
                "A window that opens with the page takes people who listen to it elsewhere, and they do not know how to close it."
        ),
        fix: LocalizedText(
            zh: "公告写在页面里，不要自动弹出。",
            en: "Put announcements on the page; open nothing by itself."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<body onload="init()"><p>x</p>"#),
        .passed(#"▸<body onload="document.forms[0].q.focus()"><p>x</p>"#),
        .passed(#"▸<body onload="MM_preloadImages('a.gif')"><p>x</p>"#),
        .cantTell(#"▸<body onload="window.open('/gg.html')"><p>x</p>"#),
        .cantTell(#"▸<body onload="alert('通知')"><p>x</p>"#),
        .cantTell(#"▸<body onload="window.showModalDialog('/a')"><p>x</p>"#),
        .inapplicable("<body><p>x</p>"),
        .inapplicable(#"<body onload=" "><p>x</p>"#),
        .inapplicable(#"<img src="a.png" alt="" onload="window.open('/')">"#),
    ]

    private static let signs: [StaticString] = ["window.open", "alert(", "showmodaldialog", "confirm("]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.body).prefix(1).filter { !(page.attribute(.onload, of: $0)?.isBlank ?? true) }
    }

    func expect(_ body: NodeID, in page: Page) -> Verdict {
        let script = page.attribute(.onload, of: body) ?? []
        guard script.mentions(anyOf: Self.signs) else { return .passed }
        return .cantTell(
            zh: "页面打开时执行“\(script.quoted)”。会弹出窗口吗？能用键盘关掉吗？",
            en: "Loading runs “\(script.quoted)”. Does a window open, and can it be closed by keyboard?"
        )
    }
}
