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
        .passed(
            #"▸<iframe title="公告" src="/a.html"></iframe>▸<iframe srcdoc="<iframe title='公告' src='/a.html'></iframe>"></iframe>"#
        ),
        .cantTell(
            #"▸<iframe title="公告" src="/a.html"></iframe>▸<iframe srcdoc="<iframe title='公告' src='/b.html'></iframe>"></iframe>"#
        ),
        .inapplicable(#"<iframe title="公告" src="/a.html"></iframe><iframe title="地图" src="/b.html"></iframe>"#),
        .inapplicable(#"<iframe src="/a.html"></iframe><iframe src="/b.html"></iframe>"#),
        .inapplicable(#"<iframe title="公告" src="/a.html" hidden></iframe><iframe title="公告" src="/b.html"></iframe>"#),
    ]

    /// Frames within frames that are looked into, and how many of them.
    private static let maximumDepth = 3
    private static let maximumDocuments = 50

    /// A frame of the page or of a document in one of its frames.
    private struct Framed {
        /// The frame of the page that holds it, or is it.
        let host: NodeID
        let name: [UInt8]
        let source: [UInt8]
    }

    func verdicts(in page: Page) -> [TargetOutcome] {
        let frames = frames(in: page)
        var sources: [[UInt8]: Set<[UInt8]>] = [:]
        var counts: [[UInt8]: Int] = [:]
        for frame in frames {
            sources[frame.name, default: []].insert(frame.source)
            counts[frame.name, default: 0] += 1
        }
        var verdicts: [NodeID: Verdict] = [:]
        for frame in frames {
            guard let count = counts[frame.name], count > 1, let different = sources[frame.name] else { continue }
            if verdicts[frame.host] == nil { verdicts[frame.host] = .passed }
            if different.count > 1 { verdicts[frame.host] = question(frame.name[...].quoted, count, different.count) }
        }
        return verdicts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    private func question(_ name: String, _ count: Int, _ addresses: Int) -> Verdict {
        .cantTell(
            zh: "\(count) 个框架都叫“\(name)”，内容来自 \(addresses) 个地址。它们的用途相同吗？",
            en: "\(count) frames are called “\(name)” and show \(addresses) addresses. Do they serve the same purpose?"
        )
    }

    /// The named frames of the page and of the documents in its frames, outer ones first.
    private func frames(in page: Page) -> [Framed] {
        var found: [Framed] = []
        var queue: [(page: Page, host: NodeID?, depth: Int)] = [(page, nil, 0)]
        var next = 0
        while next < queue.count {
            let (inner, host, depth) = queue[next]
            next += 1
            for frame in inner.htmlElements(.iframe, .frame) where inner.isExposed(frame) {
                let host = host ?? frame
                if inner.hasAccessibleName(frame) {
                    let name = TextFolding.match(inner.accessibleName(of: frame))
                    found.append(Framed(host: host, name: name, source: source(of: frame, inner, from: page)))
                }
                guard depth < Self.maximumDepth, queue.count <= Self.maximumDocuments else { continue }
                if let content = inner.content(ofFrame: frame) { queue.append((content, host, depth + 1)) }
            }
        }
        return found
    }

    /// The address without its fragment, or the document written into the frame; relative ones of another document carry
    /// that document's address, since they lead elsewhere.
    private func source(of frame: NodeID, _ page: Page, from outermost: Page) -> [UInt8] {
        if let written = page.attribute(.srcdoc, of: frame) { return [0] + Array(written) }
        let address = (page.attribute(.src, of: frame) ?? []).trimmed.prefix { $0 != 0x23 }
        let isRelative = address.first != UInt8(ascii: "/") && !address.contains(UInt8(ascii: ":"))
        guard isRelative, page.transport.address != outermost.transport.address else { return Array(address) }
        return Array(page.transport.address.utf8) + [0] + address
    }
}
