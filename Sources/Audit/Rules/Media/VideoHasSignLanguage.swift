/// A film with sound is there in sign language.
///
/// Source: WCAG 2.2, 1.2.6 (AAA), technique G54. Markup cannot tell it, so that a person is asked.
struct VideoHasSignLanguage: Rule {
    static let metadata = RuleMetadata(
        id: "video-has-sign-language",
        title: LocalizedText(zh: "视频有手语", en: "Video has sign language"),
        kind: .review,
        criteria: ["1.2.6"],
        severity: .minor,
        confidence: .review,
        impact: LocalizedText(
            zh: "有的聋人以手语为母语，读字幕比看手语费力。",
            en: "For some deaf people signing is the first language, and captions are harder to follow."
        ),
        fix: LocalizedText(
            zh: "提供带国家通用手语的版本，或在画面里加上手语。",
            en: "Offer a version with signing, or put it into the picture."
        )
    )

    static let examples: [Example] = [
        .cantTell(#"▸<video src="a.mp4" controls></video>"#),
        .cantTell(#"▸<video><source src="a.mp4"></video>"#),
        .cantTell(#"▸<video src="a.mp4"><track kind="captions" src="a.vtt"></video>"#),
        .inapplicable("<video></video>"),
        .inapplicable(#"<video src="a.mp4" muted></video>"#),
        .inapplicable(#"<video src="a.mp4" hidden></video>"#),
    ]

    func targets(in page: Page) -> [NodeID] { VideoHasCaptions().targets(in: page) }

    func expect(_ video: NodeID, in page: Page) -> Verdict {
        .cantTell(
            zh: "这段视频如有说话，有手语版本吗？",
            en: "If this film has speech, is there a version in sign language?"
        )
    }
}
