/// A player has a name, or text beside it, that says what it plays.
///
/// Source: WCAG 2.2, 1.1.1 (time-based media: at least a descriptive identification).
struct MediaHasName: Rule {
    static let metadata = RuleMetadata(
        id: "media-has-name",
        title: LocalizedText(zh: "音视频有名称", en: "Sound and film have a name"),
        kind: .review,
        criteria: ["1.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道播放的是什么。",
            en: "People who use a screen reader do not know what is played."
        ),
        fix: LocalizedText(
            zh: "写 title 或 aria-label，或在前面写标题。",
            en: "Add a title or aria-label, or a heading before it."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<video src="a.mp4" controls title="宣传片"></video>"#),
        .passed(#"▸<audio src="a.mp3" controls aria-label="新闻录音"></audio>"#),
        .passed(#"<figure>▸<video src="a.mp4" controls></video><figcaption>宣传片</figcaption></figure>"#),
        .cantTell(#"▸<video src="a.mp4" controls></video>"#),
        .cantTell(#"▸<audio src="a.mp3" controls></audio>"#),
        .cantTell(#"▸<video controls title=""><source src="a.mp4"></video>"#),
        .inapplicable("<video></video>"),
        .inapplicable(#"<video src="a.mp4" controls hidden></video>"#),
        .inapplicable(#"<audio src="a.mp3"></audio>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.video, .audio).filter { media in
            guard page.isVisible(media), page.isRendered(media) else { return false }
            return page.hasAttribute(.src, media)
                || page.firstDescendant(of: media) { page.document.isHTML($0, .source) } != nil
        }
    }

    func expect(_ media: NodeID, in page: Page) -> Verdict {
        if page.hasAccessibleName(media) { return .passed }
        let figure = page.closest(.figure, from: media)
        if let figure, page.firstDescendant(of: figure, where: { page.document.isHTML($0, .figcaption) }) != nil {
            return .passed
        }
        return .cantTell(
            zh: "\(page.tag(of: media)) 没有名称。旁边的文字说明了播放的内容吗？",
            en: "The \(page.tag(of: media)) has no name. Does text beside it say what it plays?"
        )
    }
}
