/// A live stream with sound has captions as it goes.
///
/// Source: WCAG technique G9.
struct LiveStreamHasCaptions: Rule {
    static let metadata = RuleMetadata(
        id: "live-stream-has-captions",
        title: LocalizedText(zh: "直播有字幕", en: "Live stream has captions"),
        kind: .review,
        criteria: ["1.2.4"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "听不见的人看不懂直播。",
            en: "People who cannot hear do not follow the stream."
        ),
        fix: LocalizedText(
            zh: "为直播提供实时字幕或手语。",
            en: "Provide live captions or sign language."
        )
    )

    static let examples: [Example] = [
        .cantTell(#"▸<video src="live.m3u8" controls></video>"#),
        .cantTell(#"▸<video controls><source src="https://a.cn/live.M3U8?x=1"></video>"#),
        .cantTell(#"▸<video src="rtmp://a.cn/live" controls></video>"#),
        .inapplicable(#"<video src="a.mp4" controls></video>"#),
        .inapplicable(#"<video src="live.m3u8" hidden></video>"#),
        .inapplicable(#"<a href="live.m3u8">直播</a>"#),
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.video).filter { page.isVisible($0) && page.isRendered($0) && isStream($0, page) }
    }

    func expect(_ video: NodeID, in page: Page) -> Verdict {
        .cantTell(
            zh: "这个视频像是直播（m3u8、flv 或 rtmp）。它有实时字幕吗？",
            en: "This film looks like a live stream (m3u8, flv or rtmp). Does it have live captions?"
        )
    }

    private func isStream(_ video: NodeID, _ page: Page) -> Bool {
        var sources = [page.attribute(.src, of: video)]
        for index in page.document.subtree(of: video).dropFirst() where page.document.isHTML(NodeID(index), .source) {
            sources.append(page.attribute(.src, of: NodeID(index)))
        }
        return sources.compactMap(\.self).contains { source in
            let path = source.trimmed.prefix { $0 != 0x3F && $0 != 0x23 }
            return path.hasASCIIPrefix("rtmp:") || path.suffix(5).equalsIgnoringCase(".m3u8")
                || path.suffix(4).equalsIgnoringCase(".flv")
        }
    }
}
