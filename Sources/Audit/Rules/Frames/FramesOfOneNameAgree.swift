/// Frames with the same name embed the same resource.
///
/// Source: ACT rule 4b1c6c, as far as addresses decide.
struct FramesOfOneNameAgree: GroupRule {
    static let metadata = RuleMetadata(
        id: "frames-of-one-name-agree",
        title: LocalizedText(zh: "同名框架内容相同", en: "Frames of one name show the same"),
        kind: .review,
        criteria: ["4.1.2"],
        act: ["4b1c6c"],
        severity: .moderate,
        confidence: .review,
        impact: LocalizedText(
            zh: "使用读屏软件的人分不清两个同名的框架。",
            en: "People who use a screen reader cannot tell two frames of one name apart."
        ),
        fix: LocalizedText(
            zh: "给每个框架写不同的 title。",
            en: "Give each frame a title of its own."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<iframe title="公告" src="/a.html"></iframe>▸<iframe title="公告" src="/a.html"></iframe>"#),
        .passed(#"▸<iframe title="公告" src="/a.html#x"></iframe>▸<iframe title=" 公告 " src="/a.html"></iframe>"#),
        .cantTell(#"▸<iframe title="公告" src="/a.html"></iframe>▸<iframe title="公告" src="/b.html"></iframe>"#),
        .cantTell(#"▸<iframe title="News" src="/a.html"></iframe>▸<iframe aria-label="news" src="/b.html"></iframe>"#),
        .cantTell(#"▸<iframe title="News" src="/a.html"></iframe>▸<iframe title="News" srcdoc="x"></iframe>"#),
        .inapplicable(#"<iframe title="公告" src="/a.html"></iframe><iframe title="地图" src="/b.html"></iframe>"#),
        .inapplicable(#"<iframe src="/a.html"></iframe><iframe src="/b.html"></iframe>"#),
        .inapplicable(#"<iframe title="公告" src="/a.html" hidden></iframe><iframe title="公告" src="/b.html"></iframe>"#),
    ]

    func verdicts(in page: Page) -> [TargetOutcome] {
        let frames = page.htmlElements(.iframe, .frame).filter { page.isExposed($0) && page.hasAccessibleName($0) }
        let names = frames.map { TextFolding.match(page.accessibleName(of: $0)) }
        var sources: [[UInt8]: Set<[UInt8]>] = [:]
        var counts: [[UInt8]: Int] = [:]
        for (frame, name) in zip(frames, names) {
            sources[name, default: []].insert(source(of: frame, page))
            counts[name, default: 0] += 1
        }
        return zip(frames, names).compactMap { frame, name in
            guard let count = counts[name], count > 1, let different = sources[name] else { return nil }
            if different.count == 1 { return (frame, .passed) }
            let said = page.accessibleName(of: frame).quoted
            return (
                frame,
                .cantTell(
                    zh: "\(count) 个框架都叫“\(said)”，内容来自 \(different.count) 个地址。它们的用途相同吗？",
                    en:
                        "\(count) frames are called “\(said)” and show \(different.count) addresses. Do they serve the same purpose?"
                )
            )
        }
    }

    /// The address without its fragment, or the document written into the frame.
    private func source(of frame: NodeID, _ page: Page) -> [UInt8] {
        if let written = page.attribute(.srcdoc, of: frame) { return [0] + Array(written) }
        return Array((page.attribute(.src, of: frame) ?? []).trimmed.prefix { $0 != 0x23 })
    }
}
