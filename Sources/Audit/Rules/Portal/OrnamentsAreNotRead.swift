/// Ornaments before and after the words of a link are kept from screen readers.
///
/// Source: ZH-43. “&gt;&gt;” after a word is left out: it is everywhere, and is rarely read.
struct OrnamentsAreNotRead: GroupRule {
    static let metadata = RuleMetadata(
        id: "ornaments-are-not-read",
        title: LocalizedText(zh: "链接里的装饰符号不朗读", en: "Ornaments in links are not read out"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "听读链接时，每条前面都念“黑色小方块”“五角星”，浪费时间。",
            en: "People who listen to links hear “black square” or “star” before each of them."
        ),
        fix: LocalizedText(
            zh: "用列表样式或背景图做装饰，或把符号放进 <span aria-hidden=\"true\">。",
            en: "Draw ornaments by list style or background, or put them into <span aria-hidden=\"true\">."
        )
    )

    static let examples: [Example] = [
        .passed("▸<a href=/a>通知公告</a>"),
        .passed(#"▸<a href=/a><span aria-hidden="true">■</span>通知公告</a>"#),
        .passed("▸<a href=/a>更多&gt;&gt;</a>"),
        .failed("▸<a href=/a>■通知公告</a>"),
        .failed("▸<a href=/a>★ Flood notice</a>"),
        .failed("▸<a href=/a>◆通知</a><a href=/b>◆公告</a>"),
        .inapplicable("<a href=/a>■</a>"),
        .inapplicable("<p>■通知</p>"),
        .inapplicable("<a href=/a hidden>■通知</a>"),
    ]

    private static let ornaments: Set<UInt32> = [
        0x25A0, 0x25A1, 0x25AA, 0x25AB, 0x25B2, 0x25B6, 0x25BA, 0x25BC, 0x25C6, 0x25C7, 0x25CF, 0x25CB, 0x2605, 0x2606,
        0x203B, 0x25C8, 0x25CE, 0x2666, 0x2764, 0x2663, 0x2660,
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        var told: Set<UInt32> = []
        return page.elements(inheritingRole: .link).compactMap { link in
            guard page.isExposed(link) else { return nil }
            let name = page.accessibleName(of: link)
            guard !TextFolding.fold(name.prefix(64)).isEmpty else { return nil }
            let ends = [
                UTF8Scalars(name.prefix(4)).first { _ in true }, UTF8Scalars(name.suffix(3)).reduce(nil) { $1 },
            ]
            guard let ornament = ends.lazy.compactMap({ $0?.value }).first(where: Self.ornaments.contains) else {
                return (link, .passed)
            }
            // One symbol is told once: it comes from one template.
            guard told.insert(ornament).inserted else { return nil }
            let symbol = String(Unicode.Scalar(ornament) ?? " ")
            return (
                link,
                .failed(
                    zh: "链接名称“\(name.quoted)”带有符号“\(symbol)”；移到 aria-hidden 的元素里",
                    en: "The name of the link, “\(name.quoted)”, holds “\(symbol)”; move it into an aria-hidden element"
                )
            )
        }
    }
}
