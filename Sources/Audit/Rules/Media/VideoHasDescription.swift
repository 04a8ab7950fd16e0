/// What a film shows is told in sound or text.
///
/// Source: ACT rules c5a4ea, 1ea59c, 1ec09b, c3232f and d7ba54, as far as they can be asked without playing the film.
struct VideoHasDescription: Rule {
    static let metadata = RuleMetadata(
        id: "video-has-description",
        title: LocalizedText(zh: "视频有口述影像或文字稿", en: "Video has a description or transcript"),
        kind: .review,
        criteria: ["1.2.3", "1.2.5"],
        act: ["c5a4ea", "1ea59c", "1ec09b", "c3232f", "d7ba54", "ee13b5", "fd26cf", "1a02b0", "ab4d13"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "看不见的人不知道画面里发生了什么。",
            en: "People who cannot see do not know what happens in the picture."
        ),
        fix: LocalizedText(
            zh: "提供口述影像，或在旁边给出文字稿。",
            en: "Provide audio description, or a transcript beside it."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<video src="a.mp4"><track kind="descriptions" src="a.vtt"></video>"#),
        .passed(
            #"▸<video src="a.mp4" controls><track kind="captions" src="a.vtt"><track kind="Descriptions" src="b.vtt"></video>"#
        ),
        .cantTell(#"▸<video src="a.mp4" controls></video>"#),
        .cantTell(#"▸<video src="a.mp4" muted></video>"#),
        .cantTell(#"▸<video><source src="a.mp4"></video>"#),
        .inapplicable("<video></video>"),
        .inapplicable(#"<video src="a.mp4" hidden></video>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.video).filter { video in
            guard page.isVisible(video) else { return false }
            return page.hasAttribute(.src, video)
                || page.firstDescendant(of: video, where: { page.document.isHTML($0, .source) }) != nil
        }
    }

    func expect(_ video: NodeID, in page: Page) -> Verdict {
        let track = page.firstDescendant(of: video) { track in
            guard page.document.isHTML(track, .track) else { return false }
            return page.attribute(.kind, of: track)?.trimmed.equalsIgnoringCase("descriptions") ?? false
        }
        if track != nil { return .passed }
        return .cantTell(
            zh: "不看画面，能从声音、口述影像或旁边的文字稿知道视频的内容吗？",
            en: "Without the picture, do the sound, a description or a transcript beside it tell what the video shows?"
        )
    }
}
