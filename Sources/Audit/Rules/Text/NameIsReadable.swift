/// The name of a link or button is more than icons and invisible characters.
///
/// Source: WCAG 2.2, 4.1.2 and 2.4.4; Unicode Standard §23.5 (private-use characters have no meaning of their own).
struct NameIsReadable: Rule {
    static let metadata = RuleMetadata(
        id: "name-is-readable",
        title: LocalizedText(zh: "控件名称是读得出的文字", en: "Name of a control can be read"),
        criteria: ["4.1.2"],
        severity: .serious,
        impact: LocalizedText(
            zh: "读屏软件读不出图标字体和零宽字符，使用者等于没有听到名称。",
            en: "Screen readers cannot say icon fonts or invisible characters, so people hear no name."
        ),
        fix: LocalizedText(
            zh: "用 aria-label 写出文字名称，并用 aria-hidden 隐藏图标。",
            en: "Give a name in words by aria-label and hide the icon by aria-hidden."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<a href="/">首页</a>"#),
        .passed(#"▸<button aria-label="关闭">×</button>"#),
        .passed(#"▸<a href="/1">1</a>"#),
        .failed(#"▸<a href="/"></a>"#),
        .failed("▸<button>​</button>"),
        .failed(#"▸<a href="/s"><i></i></a>"#),
        .cantTell(#"▸<a href="/p">》</a>"#),
        .cantTell("▸<button>×</button>"),
        .inapplicable("<p></p>"),
        .inapplicable(#"<a href="/"></a>"#),
        .inapplicable(#"<a href="/" hidden></a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.elements(withRoleIn: [.link, .button, .menuitem, .tab]).filter {
            page.isExposed($0) && page.hasAccessibleName($0)
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let name = page.accessibleName(of: element)
        guard name.count <= Self.longestSymbolName, name.isOnlySymbols else { return .passed }
        let scalars = String(decoding: name, as: UTF8.self).unicodeScalars
        let codes = scalars.prefix(4).map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
        if name.isOnlyPrivateUse || scalars.allSatisfy({ $0.isZeroWidth || $0.isWhitespace }) {
            return .failed(
                zh: "名称只有图标字体或不可见的字符（\(codes)），读不出来；用 aria-label 写文字名称",
                en:
                    "The name holds only icon font or invisible characters (\(codes)), which cannot be said; use aria-label"
            )
        }
        return .cantTell(
            zh: "名称只有符号“\(name.quoted)”。读屏软件会怎样读？写成文字更好",
            en: "The name is only the symbol “\(name.quoted)”. What does a screen reader say? Words would be better"
        )
    }

    /// Longer names hold words, in bytes.
    private static let longestSymbolName = 64
}
