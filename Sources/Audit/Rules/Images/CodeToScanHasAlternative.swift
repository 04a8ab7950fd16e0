/// What a QR code opens can be reached without scanning.
///
/// Source: WCAG 2.2, 1.1.1; Chinese portal check ZH-09.
struct CodeToScanHasAlternative: Rule {
    static let metadata = RuleMetadata(
        id: "code-to-scan-has-alternative",
        title: LocalizedText(zh: "二维码之外有别的入口", en: "Code to scan has an alternative"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "看不见或拿不稳手机的人扫不了码。",
            en: "People who cannot see or hold a phone still cannot scan the code."
        ),
        fix: LocalizedText(
            zh: "在二维码旁写出链接、账号名称或电话。",
            en: "Give a link, account name or phone number beside the code."
        )
    )

    static let examples: [Example] = [
        .passed(#"<div>▸<img src="wx.png" alt="微信二维码"><a href="https://weixin.example/x">打开公众号</a></div>"#),
        .passed(#"<li><a href="/app">▸<img src="qrcode.png" alt="App"></a></li>"#),
        .cantTell(#"<div>▸<img src="qrcode.png" alt="扫一扫"></div>"#),
        .cantTell(#"<p>▸<img src="a.png" alt="微信二维码"></p>"#),
        .cantTell(#"<p>▸<img src="/images/ewm.jpg" alt=""></p>"#),
        .inapplicable(#"<img src="a.png" alt="x">"#),
        .inapplicable(#"<img src="qrcode.png" hidden>"#),
        .inapplicable("<p>扫一扫</p>"),
    ]

    private static let signs: [StaticString] = ["二维码", "扫码", "扫一扫", "qrcode", "qr_code", "erweima", "ewm", "weixin"]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.img).filter { image in
            guard page.isVisible(image) else { return false }
            return [Name.src, .alt, .title].contains { name in
                guard let value = page.attribute(name, of: image)?.suffix(Self.longestValue) else { return false }
                return value.mentions(anyOf: Self.signs)
            }
        }
    }

    func expect(_ image: NodeID, in page: Page) -> Verdict {
        if page.closest(.a, from: image).map({ page.hasAttribute(.href, $0) }) ?? false { return .passed }
        let block = page.document.parent(of: image) ?? image
        let hasLink = page.firstDescendant(of: block) { page.document.isHTML($0, .a) && page.hasAttribute(.href, $0) }
        if hasLink != nil { return .passed }
        return .cantTell(
            zh: "这像是二维码，旁边没有链接。不扫码能到同样的内容吗？",
            en: "This looks like a QR code without a link beside it. Can its content be reached without scanning?"
        )
    }

    /// What is read of one attribute, in bytes.
    private static let longestValue = 256
}
