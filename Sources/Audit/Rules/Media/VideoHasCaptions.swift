/// A film with sound has captions.
///
/// Source: ACT rules eac66b and f51b46, as far as they can be asked without playing the film; Chinese portal check ZH-45.
/// A track of captions or subtitles in the language of the film passes; whether it says all that is said
/// takes watching, and is asked by another rule.
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
        .passed(#"▸<video src="a.mp4"><track kind="captions" src="a.vtt"></video>"#),
        .passed(
            #"<div lang="zh-CN">▸<video src="a.mp4"><track kind="SUBTITLES" src="a.vtt" srclang="zh"></video></div>"#
        ),
        .passed(#"<p lang="en">▸<video><source src="a.mp4"><track src="a.vtt" srclang="en-US"></video></p>"#),
        .cantTell(#"▸<video src="a.mp4"><track kind="captions" src=" "></video>"#),
        .cantTell(#"<p lang="zh">▸<video src="a.mp4"><track kind="subtitles" src="a.vtt" srclang="en"></video></p>"#),
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
        let tracks = Self.captions(of: video, in: page)
        if tracks.contains(where: { isInLanguage(of: video, $0, page) }) { return .passed }
        if let other = tracks.first {
            let language = page.attribute(.srclang, of: other)?.quoted ?? ""
            return .cantTell(
                zh: "视频的字幕轨是另一种语言（\(language)）。视频说的是这种语言吗？",
                en: "The film's caption track is in another language (\(language)). Is that what is spoken?"
            )
        }
        return .cantTell(
            zh: "视频没有字幕轨。它有声音吗？字幕在画面里吗？",
            en: "The video has no caption track. Does it have sound, and are captions part of the picture?"
        )
    }

    /// The tracks of captions and subtitles that have an address.
    static func captions(of video: NodeID, in page: Page) -> [NodeID] {
        page.document.subtree(of: video).map { NodeID($0) }.filter { track in
            page.document.isHTML(track, .track) && isForWords(track, page)
        }
    }

    /// Whether a track with an address holds captions or subtitles; `subtitles` is the default (HTML §4.8.11).
    private static func isForWords(_ track: NodeID, _ page: Page) -> Bool {
        guard !(page.attribute(.src, of: track)?.isBlank ?? true) else { return false }
        let kind = page.attribute(.kind, of: track)?.trimmed ?? []
        return kind.isEmpty || kind.equalsIgnoringCase("captions") || kind.equalsIgnoringCase("subtitles")
    }

    /// Whether the track is in the language of what stands around the film, as far as both are stated.
    private func isInLanguage(of video: NodeID, _ track: NodeID, _ page: Page) -> Bool {
        guard let own = page.attribute(.srclang, of: track), !own.isBlank, let around = page.language(of: video),
            !around.isBlank
        else { return true }
        return LanguageSubtags.primary(of: own) == LanguageSubtags.primary(of: around)
    }
}
