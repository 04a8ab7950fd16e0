/// What a recording says is there as text.
///
/// Source: ACT rules e7aa44, 2eb176 and afb423, as far as they can be asked without playing the sound.
struct AudioHasTranscript: Rule {
    static let metadata = RuleMetadata(
        id: "audio-has-transcript",
        title: LocalizedText(zh: "音频有文字稿", en: "Sound has a transcript"),
        kind: .review,
        criteria: ["1.2.1"],
        act: ["e7aa44", "2eb176", "afb423"],
        severity: .serious,
        confidence: .review,
        impact: LocalizedText(
            zh: "听不见的人得不到音频的内容。",
            en: "People who cannot hear get nothing of the recording."
        ),
        fix: LocalizedText(
            zh: "在旁边给出文字稿。",
            en: "Give a transcript beside it."
        )
    )

    static let examples: [Example] = [
        .cantTell(#"▸<audio src="a.mp3" controls></audio>"#),
        .cantTell(#"▸<audio controls><source src="a.ogg"></audio>"#),
        .cantTell(#"▸<audio src="a.mp3" autoplay></audio>"#),
        .inapplicable("<audio></audio>"),
        .inapplicable(#"<audio src="a.mp3" controls hidden></audio>"#),
        .inapplicable(#"<audio src="a.mp3" autoplay muted></audio>"#),
        .inapplicable("<p>x</p>"),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.audio).filter { audio in
            let plays = page.hasAttribute(.controls, audio) || page.hasAttribute(.autoplay, audio)
            guard plays, !page.hasAttribute(.muted, audio), !page.hasAttribute(.hidden, audio) else { return false }
            return page.hasAttribute(.src, audio)
                || page.firstDescendant(of: audio, where: { page.document.isHTML($0, .source) }) != nil
        }
    }

    func expect(_ audio: NodeID, in page: Page) -> Verdict {
        .cantTell(
            zh: "这段音频的内容，旁边有文字稿吗？",
            en: "Is what this recording says given as text beside it?"
        )
    }
}
