/// A text alternative is short; what is long stands in the page.
///
/// Source: WCAG technique G94; rules-union "img-alt-too-long".
struct TextAlternativeIsBrief: AdjustableRule {
    static let metadata = RuleMetadata(
        id: "text-alternative-is-brief",
        title: LocalizedText(zh: "替代文本简短", en: "Text alternative is brief"),
        kind: .advice,
        criteria: [],
        severity: .minor,
        impact: LocalizedText(
            zh: "读屏软件一口气读完，不能停下或跳读。",
            en: "A screen reader says it in one breath; people cannot pause or skip in it."
        ),
        fix: LocalizedText(
            zh: "alt 写一句话，详细内容写在正文里。",
            en: "Write one sentence in alt and the details into the page."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<img src="a.png" alt="各月销售额">"#),
        .passed(#"▸<img src="a.png" alt="">"#),
        .failed(
            #"▸<img src="a.png" alt="这张图片展示了全市各区县无障碍环境建设的进展情况，其中第一列为道路，第二列为公共建筑，第三列为居住区，第四列为信息交流，第五列为社会服务，每一列都有今年和去年的对比数字和百分比">"#
        ),
        .failed(
            #"▸<img src="a.png" alt="This picture shows how the districts of the city progress in barrier-free construction, with roads in the first column, public buildings in the second, dwellings in the third and information in the fourth column">"#
        ),
        .failed(
            #"<input type="image" src="a.png" alt="x">▸<img src="b.png" alt="This picture shows how the districts of the city progress in barrier-free construction, with roads in the first column, public buildings in the second, dwellings in the third and information in the fourth column">"#
        ),
        .inapplicable(#"<img src="a.png">"#),
        .inapplicable(#"<img src="a.png" alt="x" hidden>"#),
        .inapplicable("<p>x</p>"),
    ]

    static let parameters = [longestHan, longestLatin]
    private static let longestHan = RuleParameter(
        "longest-han",
        LocalizedText(zh: "中文替代文本的最多字数", en: "the most characters of a Chinese text alternative"),
        standard: 60,
        in: 10...1_000
    )
    private static let longestLatin = RuleParameter(
        "longest-latin",
        LocalizedText(zh: "西文替代文本的最多字符数", en: "the most characters of another text alternative"),
        standard: 150,
        in: 10...1_000
    )

    private let longestHan: Int
    private let longestLatin: Int

    init(_ values: RuleParameters) {
        longestHan = Int(values[Self.longestHan])
        longestLatin = Int(values[Self.longestLatin])
    }

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.img).filter { page.hasAttribute(.alt, $0) && !page.isProgrammaticallyHidden($0) }
    }

    func expect(_ image: NodeID, in page: Page) -> Verdict {
        let scalars = Array(UTF8Scalars(page.attribute(.alt, of: image) ?? []))
        let isHan = scalars.filter(\.isHan).count * 2 > scalars.count
        let longest = isHan ? longestHan : longestLatin
        guard scalars.count > longest else { return .passed }
        return .failed(
            zh: "替代文本有 \(scalars.count) 个字，超过 \(longest) 个；写短些，详情写在正文里",
            en:
                "The text alternative has \(scalars.count) characters, more than \(longest); shorten it, details go into the page"
        )
    }
}
