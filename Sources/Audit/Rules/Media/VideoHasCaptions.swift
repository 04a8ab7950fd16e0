/// A film with sound has captions.
///
/// Source: ACT rules eac66b and f51b46, as far as they can be asked without playing the film; Chinese portal check ZH-45.
/// Whether a caption track says what is said takes watching, so that nothing passes.
struct VideoHasCaptions: Rule {
    static let metadata = RuleMetadata(
        id: "video-has-captions",
        title: LocalizedText(zh: "视频有字幕", en: "Video has captions"),
        kind: .review,
        criteria: ["1.2.2"],
        act: ["eac66b", "f51b46"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "听不见的人不知道视频里说了什么。",
            en: "People who cannot hear do not know what is said."
        ),
        fix: LocalizedText(
            zh: "用 <track kind=\"captions\"> 提供字幕，或把字幕压在画面里并说明。",
            en: "Provide captions by <track kind=\"captions\">, or say that they are part of the picture."
        )
    )

    static let examples: [Example] = [
        .cantTell(#"▸<video src="a.mp4"><track kind="captions" src="a.vtt"></video>"#),
        .cantTell(#"▸<video src="a.mp4"><track kind="SUBTITLES" src="a.vtt"></video>"#),
        .cantTell(#"▸<video src="a.mp4" controls></video>"#),
        .cantTell(#"▸<video><source src="a.mp4"></video>"#),
        .cantTell(#"▸<video src="a.mp4"><track kind="chapters" src="a.vtt"></video>"#),
        .inapplicable("<video></video>"),
        .inapplicable(#"<video src="a.mp4" muted></video>"#),
        .inapplicable(#"<video src="a.mp4" hidden></video>"#),
        .inapplicable(#"<audio src="a.mp3" controls></audio>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.video).filter { video in
            guard page.isVisible(video), !page.hasAttribute(.muted, video) else { return false }
            return page.hasAttribute(.src, video)
                || page.firstDescendant(of: video, where: { page.document.isHTML($0, .source) }) != nil
        }
    }

    func expect(_ video: NodeID, in page: Page) -> Verdict {
        let track = page.firstDescendant(of: video) { track in
            guard page.document.isHTML(track, .track), !(page.attribute(.src, of: track)?.isBlank ?? true) else {
                return false
            }
            let kind = page.attribute(.kind, of: track)?.trimmed ?? []
            return kind.isEmpty || kind.equalsIgnoringCase("captions") || kind.equalsIgnoringCase("subtitles")
        }
        if let track {
            let address = page.attribute(.src, of: track)?.quoted ?? ""
            return .cantTell(
                zh: "视频有字幕轨（\(address)）。它与视频里说的话和声音一致吗？",
                en: "The video has a caption track (\(address)). Does it tell what is said and heard?"
            )
        }
        return .cantTell(
            zh: "视频没有字幕轨。它有声音吗？字幕在画面里吗？",
            en: "The video has no caption track. Does it have sound, and are captions part of the picture?"
        )
    }
}
