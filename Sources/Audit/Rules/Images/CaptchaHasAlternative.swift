/// Who cannot see a captcha has another way to prove to be a person.
///
/// Source: WCAG 2.2, 1.1.1 and 3.3.8; Chinese portal check ZH-19.
struct CaptchaHasAlternative: Rule {
    static let metadata = RuleMetadata(
        id: "captcha-has-alternative",
        title: LocalizedText(zh: "验证码有别的方式", en: "Captcha has another way"),
        kind: .review,
        criteria: ["1.1.1", "3.3.8"],
        severity: .critical,
        confidence: .review,
        impact: LocalizedText(
            zh: "看不见验证码图片的人登录不了、办不了事。",
            en: "People who cannot see the image cannot log in or apply."
        ),
        fix: LocalizedText(
            zh: "同时提供语音或短信验证码，并给图片写 alt=\"验证码\"。",
            en: "Offer a spoken or text message code as well, and give the image alt=\"captcha\"."
        )
    )

    static let examples: [Example] = [
        .passed(#"<form>▸<img src="captcha.jpg" alt="验证码"><a href="/voice">语音验证码</a></form>"#),
        .passed(#"<form>▸<img src="/yzm.php" alt="Captcha"><button>Listen to audio code</button></form>"#),
        .cantTell(#"<form>▸<img src="/captcha.php?x=1" alt="验证码"><input aria-label="验证码"></form>"#),
        .cantTell(#"▸<img id="verifyCode" src="a.jsp">"#),
        .cantTell(#"<p>▸<img class="yzm" src="a.jsp" alt=""></p>"#),
        .inapplicable(#"<img src="a.png" alt="x">"#),
        .inapplicable(#"<img src="captcha.png" hidden>"#),
        .inapplicable("<p>验证码</p>"),
    ]

    private static let signs: [StaticString] = [
        "captcha", "verifycode", "vcode", "yzm", "checkcode", "randcode", "authcode", "验证码",
    ]
    private static let ways: [StaticString] = ["语音", "短信", "听", "audio", "sms", "voice", "listen"]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.img, .canvas).filter { image in
            guard page.isVisible(image) else { return false }
            return [Name.src, .id, .class, .alt, .title].contains { name in
                guard let value = page.attribute(name, of: image)?.prefix(Self.longestValue) else { return false }
                return value.mentions(anyOf: Self.signs)
            }
        }
    }

    func expect(_ image: NodeID, in page: Page) -> Verdict {
        let form = page.closest(.form, from: image) ?? page.document.parent(of: image) ?? image
        if page.exposedText(of: form).mentions(anyOf: Self.ways) { return .passed }
        return .cantTell(
            zh: "这像是图片验证码，旁边没有语音或短信方式。看不见的人怎样通过？",
            en:
                "This looks like an image captcha, and no spoken or text message code is beside it. How do blind people pass?"
        )
    }

    /// What is read of one attribute, in bytes.
    private static let longestValue = 1_024
}
