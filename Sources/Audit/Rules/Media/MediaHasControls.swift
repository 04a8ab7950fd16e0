/// A player can be worked by keyboard: it has the browser's controls or its own.
///
/// Source: WCAG 2.2, 2.1.1; HTML §4.8.11.13 (an audio element without controls is not rendered).
struct MediaHasControls: Rule {
    static let metadata = RuleMetadata(
        id: "media-has-controls",
        title: LocalizedText(zh: "音视频有控制条", en: "Sound and film have controls"),
        kind: .review,
        criteria: ["2.1.1"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "用键盘的人不能暂停、调音量。",
            en: "People who use a keyboard cannot pause it or change its volume."
        ),
        fix: LocalizedText(
            zh: "给 audio、video 加 controls。",
            en: "Add controls to audio and video."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<video src="a.mp4" controls></video>"#),
        .passed(#"▸<audio src="a.mp3" controls></audio>"#),
        .cantTell(#"▸<video src="a.mp4"></video>"#),
        .cantTell(#"▸<video autoplay><source src="a.mp4"></video>"#),
        .cantTell(#"▸<video src="a.mp4" onclick="play()"></video>"#),
        .inapplicable("<video></video>"),
        .inapplicable(#"<video src="a.mp4" hidden></video>"#),
        .inapplicable(#"<video src="a.mp4" autoplay muted loop></video>"#),
        .inapplicable(#"<audio src="a.mp3"></audio>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.video, .audio).filter { media in
            guard page.isVisible(media), page.isRendered(media) else { return false }
            // A silent film that loops is decoration; the rule on moving content asks about it.
            if page.hasAttribute(.muted, media), page.hasAttribute(.autoplay, media) { return false }
            return page.hasAttribute(.src, media)
                || page.firstDescendant(of: media) { page.document.isHTML($0, .source) } != nil
        }
    }

    func expect(_ media: NodeID, in page: Page) -> Verdict {
        if page.hasAttribute(.controls, media) { return .passed }
        return .cantTell(
            zh: "\(page.tag(of: media)) 没有 controls。页面有能用键盘操作的播放、暂停和音量按钮吗？",
            en:
                "The \(page.tag(of: media)) has no controls. Are there buttons for play, pause and volume that work by keyboard?"
        )
    }
}
