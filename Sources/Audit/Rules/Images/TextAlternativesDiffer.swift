/// Images that differ are not all given the same text.
///
/// Source: Chinese portal check ZH-08; WCAG failure F30.
struct TextAlternativesDiffer: GroupRule {
    static let metadata = RuleMetadata(
        id: "text-alternatives-differ",
        title: LocalizedText(zh: "不同图片的替代文本不同", en: "Different images have different text alternatives"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人分不清这些图片。",
            en: "People who use a screen reader cannot tell the images apart."
        ),
        fix: LocalizedText(
            zh: "给每幅图片写它自己的内容，装饰图片写 alt=\"\"。",
            en: "Describe each image, or write alt=\"\" where it decorates."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<img src="1.png" alt="新闻">▸<img src="2.png" alt="公告">"#),
        .passed(
            #"▸<img src="1.png" alt="图">▸<img src="1.png" alt="图">▸<img src="1.png" alt="图">▸<img src="1.png" alt="图">▸<img src="1.png" alt="图">"#
        ),
        .cantTell(
            #"▸<img src="1.png" alt="市政府">▸<img src="2.png" alt="市政府">▸<img src="3.png" alt="市政府">▸<img src="4.png" alt="市政府">▸<img src="5.png" alt="市政府">"#
        ),
        .cantTell(
            #"▸<img src="1.png" alt="News">▸<img src="2.png" alt="news">▸<img src="3.png" alt="news">▸<img src="4.png" alt="news">▸<img src="5.png" alt="news">"#
        ),
        .cantTell(
            #"▸<img src="1.png" alt="a">▸<img src="2.png" alt="a">▸<img src="3.png" alt="a">▸<img src="4.png" alt="a">▸<img src="5.png" alt="a">"#
        ),
        .inapplicable(#"<img src="1.png" alt="">"#),
        .inapplicable(#"<img src="1.png" alt="x" hidden>"#),
        .inapplicable("<p>x</p>"),
    ]

    /// How many different images of one text raise the question.
    private static let leastImages = 5

    func verdicts(in page: Page) -> [TargetOutcome] {
        let images = page.htmlElements(.img).filter { image in
            page.isExposed(image) && !(page.attribute(.alt, of: image)?.isBlank ?? true)
        }
        var sources: [[UInt8]: Set<[UInt8]>] = [:]
        for image in images {
            let text = TextFolding.match(page.attribute(.alt, of: image) ?? [])
            sources[text, default: []].insert(Array(page.attribute(.src, of: image) ?? []))
        }
        return images.map { image in
            let alt = page.attribute(.alt, of: image) ?? []
            let count = sources[TextFolding.match(alt)]?.count ?? 0
            guard count >= Self.leastImages else { return (image, .passed) }
            return (
                image,
                .cantTell(
                    zh: "\(count) 幅不同的图片都写着“\(alt.quoted)”。它说出了这幅图片的内容吗？",
                    en: "\(count) different images all say “\(alt.quoted)”. Does it describe this one?"
                )
            )
        }
    }
}
