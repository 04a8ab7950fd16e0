/// The captions of a film say what is said and heard in it.
///
/// Source: ACT rules eac66b and f51b46, as far as they can be asked without playing the film.
struct CaptionsSayWhatIsSaid: Rule {
    static let metadata = RuleMetadata(
        id: "captions-say-what-is-said",
        title: LocalizedText(zh: "字幕与视频里的话一致", en: "Captions say what is said"),
        kind: .review,
        criteria: ["1.2.2"],
        act: ["eac66b", "f51b46"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "听不见的人只能相信字幕。",
            en: "People who cannot hear have nothing but the captions to go by."
        ),
        fix: LocalizedText(
            zh: "照着视频核对字幕：说的话、说话的人、要紧的声音都要有。",
            en: "Check the captions against the film: what is said, by whom, and sounds that matter."
        )
    )

    static let examples: [Example] = [
        .cantTell(#"▸<video src="a.mp4"><track kind="captions" src="a.vtt"></video>"#),
        .cantTell(#"▸<video src="a.mp4"><track kind="SUBTITLES" src="a.vtt" srclang="en"></video>"#),
        .cantTell(#"▸<video><source src="a.mp4"><track src="a.vtt"></video>"#),
        .inapplicable(#"<video src="a.mp4"></video>"#),
        .inapplicable(#"<video src="a.mp4"><track kind="chapters" src="a.vtt"></video>"#),
        .inapplicable(#"<video src="a.mp4" hidden><track kind="captions" src="a.vtt"></video>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        VideoHasCaptions().targets(in: page).filter { VideoHasCaptions.captions(of: $0, in: page).first != nil }
    }

    func expect(_ video: NodeID, in page: Page) -> Verdict {
        let track = VideoHasCaptions.captions(of: video, in: page).first
        let address = track.flatMap { page.attribute(.src, of: $0) }?.quoted ?? ""
        return .cantTell(
            zh: "视频的字幕轨是 \(address)。它与视频里说的话和要紧的声音一致吗？",
            en: "The film's caption track is \(address). Does it tell what is said, and the sounds that matter?"
        )
    }
}
