/// The encoding the server states, the one the page states and its bytes agree.
///
/// Source: WHATWG Encoding §4.2; Chinese portal check ZH-03.
struct EncodingIsConsistent: Rule {
    static let metadata = RuleMetadata(
        id: "encoding-is-consistent",
        title: LocalizedText(zh: "字符编码一致", en: "Encodings agree"),
        kind: .review,
        criteria: ["1.3.1"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "页面可能显示为乱码，读屏软件读不出来。",
            en: "The page may be garbled for everyone and unreadable for screen readers."
        ),
        fix: LocalizedText(
            zh: "让 HTTP 头和 meta charset 一致，最好都用 UTF-8。",
            en: "Let HTTP header and meta charset agree, best as UTF-8."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<html><meta charset="utf-8"><p>x</p>"#),
        .passed(#"▸<html><meta charset="gbk"><p>x</p>"#),
        .passed("▸<html><p>x</p>"),
        .cantTell("▸<html><p>x����</p>"),
        .cantTell(#"▸<html lang="zh"><p>�����</p>"#),
        .cantTell("▸<html><p>�政�务�公�开�</p>"),
        .inapplicable("<!-- -->"),
    ]

    /// Characters that could not be decoded before the question is asked.
    private static let mostUndecodable = 3

    func targets(in page: Page) -> [NodeID] {
        page.rootElement.map { root in page.hasTextContent(root) ? [root] : [] } ?? []
    }

    func expect(_ root: NodeID, in page: Page) -> Verdict {
        let (header, meta) = (page.transport.headerEncoding, page.transport.metaEncoding)
        if let header, let meta, family(header) != family(meta) {
            return .cantTell(
                zh: "HTTP 头写的编码是 \(Array(header.utf8).quoted)，页面写的是 \(Array(meta.utf8).quoted)。页面显示正确吗？",
                en: """
                    The HTTP header states \(Array(header.utf8).quoted) and the page \(Array(meta.utf8).quoted). Is the text \
                    shown right?
                    """
            )
        }
        let lost = page.transport.undecodable + replacements(in: root, page)
        guard lost > Self.mostUndecodable else { return .passed }
        return .cantTell(
            zh: "有 \(lost) 处字符解码失败。页面上有乱码吗？",
            en: "\(lost.counted("character")) could not be decoded. Is text garbled?"
        )
    }

    /// The encoding's name without regard to spelling; the Chinese ones are read alike (WHATWG Encoding §4.2).
    private func family(_ label: String) -> String {
        let name = label.lowercased().filter { $0.isLetter || $0.isNumber }
        return ["gb2312", "gbk", "gb18030", "xgbk", "gb231280"].contains(name) ? "gbk" : name
    }

    /// How often the text holds the replacement character.
    private func replacements(in root: NodeID, _ page: Page) -> Int {
        let text = page.textContent(of: root)
        var count = 0
        var rest = text[...]
        // U+FFFD in UTF-8.
        while let first = rest.firstIndex(of: 0xEF) {
            if rest[first...].starts(with: [0xEF, 0xBF, 0xBD]) { count += 1 }
            rest = rest[(first + 1)...]
        }
        return count
    }
}
