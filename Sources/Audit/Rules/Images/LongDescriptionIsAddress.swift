/// `longdesc` holds the address of a page that describes the image.
///
/// Source: WCAG technique H45.
struct LongDescriptionIsAddress: Rule {
    static let metadata = RuleMetadata(
        id: "long-description-is-address",
        title: LocalizedText(zh: "longdesc 指向说明页面", en: "Long description is an address"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人打不开图片的详细说明。",
            en: "People who use a screen reader cannot open the description of the image."
        ),
        fix: LocalizedText(
            zh: "把说明页面的地址写进 longdesc，或在正文里写说明并删去它。",
            en: "Write the address of the description into longdesc, or describe the image in the text."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<img src="a.png" alt="流程图" longdesc="a.html">"#),
        .passed(##"▸<img src="a.png" alt="流程图" longdesc="#d"><p id="d">说明</p>"##),
        .cantTell(#"▸<img src="a.png" alt="流程图" longdesc="这是一张流程图">"#),
        .cantTell(#"▸<img src="a.png" alt="流程图" longdesc="a.png">"#),
        .cantTell(#"▸<img src="a.png" alt="流程图" longdesc="">"#),
        .cantTell(##"▸<img src="a.png" alt="流程图" longdesc="#missing">"##),
        .inapplicable(#"<img src="a.png" alt="流程图">"#),
        .inapplicable(#"<img src="a.png" alt="流程图" longdesc="a.html" hidden>"#),
    ]

    private static let images: [StaticString] = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp"]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.img).filter {
            page.attribute(named: "longdesc", of: $0) != nil && !page.isProgrammaticallyHidden($0)
        }
    }

    func expect(_ image: NodeID, in page: Page) -> Verdict {
        let address = (page.attribute(named: "longdesc", of: image) ?? []).trimmed
        if isAddress(address, page) { return .passed }
        return .cantTell(
            zh: "longdesc=“\(address.quoted)”不像说明页面的地址。它能打开图片的说明吗？",
            en: "longdesc “\(address.quoted)” does not look like the address of a description. Does it open one?"
        )
    }

    private func isAddress(_ address: Bytes, _ page: Page) -> Bool {
        if address.isEmpty || address.contains(where: { $0.isHTMLSpace || $0 >= 0x80 }) { return false }
        if address.first == 0x23 { return page.fragmentTarget(address.dropFirst()) != nil }
        let path = address.prefix { $0 != 0x3F && $0 != 0x23 }
        return !Self.images.contains { path.suffix($0.utf8CodeUnitCount).equalsIgnoringCase($0) }
    }
}
