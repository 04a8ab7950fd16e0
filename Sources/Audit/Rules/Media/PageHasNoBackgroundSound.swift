/// The page plays no sound by itself that cannot be stopped.
///
/// Source: WCAG 2.2, 1.4.2 and failure F23; ACT rule 80f0bf, as far as it can be asked without playing the sound.
struct PageHasNoBackgroundSound: Rule {
    static let metadata = RuleMetadata(
        id: "page-has-no-background-sound",
        title: LocalizedText(zh: "页面不自动播放背景音乐", en: "Page plays no background sound"),
        criteria: ["1.4.2"],
        act: ["80f0bf", "4c31df"],
        severity: .serious,
        impact: LocalizedText(
            zh: "背景音乐盖住读屏软件的声音，使用者听不到页面内容。",
            en: "The sound drowns the voice of a screen reader, so people cannot hear the page."
        ),
        fix: LocalizedText(
            zh: "去掉 bgsound 和自动播放，让使用者自己播放。",
            en: "Remove bgsound and automatic start; let people start the sound."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<embed src="a.mp3" autostart="false">"#),
        .passed(#"▸<object data="a.wav"><param name="autostart" value="false"></object>"#),
        .failed(#"▸<bgsound src="a.mid" loop="infinite">"#),
        .failed(#"▸<bgsound src="a.mid" loop="-1">"#),
        .cantTell(#"▸<bgsound src="a.mid">"#),
        .cantTell(#"▸<embed src="a.mp3" autostart="true">"#),
        .cantTell(#"▸<embed src="a.wma">"#),
        .failed(#"▸<audio src="a.mp3" autoplay loop></audio>"#),
        .failed(#"▸<audio autoplay="false" loop><source src="a.mp3"></audio>"#),
        .cantTell(#"▸<audio src="a.mp3" autoplay></audio>"#),
        .cantTell(#"▸<audio src="a.mp3" autoplay loop id="a"></audio><button onclick="a.pause()">停止</button>"#),
        .cantTell(#"▸<video autoplay><source src="a.mp4"></video>"#),
        .passed(#"▸<video src="a.mp4" autoplay controls></video>"#),
        .passed(#"▸<audio src="a.mp3#t=8,10" autoplay></audio>"#),
        .inapplicable(#"<embed src="a.svg">"#),
        .inapplicable(#"<audio src="a.mp3" controls></audio>"#),
        .inapplicable(#"<audio src="a.mp3" autoplay muted></audio>"#),
    ]

    private static let sounds: [StaticString] = ["mp3", "wav", "wma", "mid", "midi", "ogg", "m4a", "aac"]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.bgsound, .embed, .object, .audio, .video).filter { element in
            switch page.document.name(of: element) {
            case .bgsound: return !(page.attribute(.src, of: element)?.isBlank ?? true)
            case .audio, .video:
                return page.hasAttribute(.autoplay, element) && !page.hasAttribute(.muted, element)
                    && !sources(of: element, page).isEmpty
            case .object: return isSound(page.attribute(.data, of: element))
            default: return isSound(page.attribute(.src, of: element))
            }
        }
    }

    func expect(_ element: NodeID, in page: Page) -> Verdict {
        let name = page.tag(of: element)
        if page.document.isHTML(element, .bgsound) {
            let loop = page.attribute(.loop, of: element)?.trimmed ?? []
            if loop.equalsIgnoringCase("infinite") || page.integer(loop).map({ $0 < 0 }) ?? false {
                return .failed(
                    zh: "bgsound 不停地播放背景音乐，没有办法停止；去掉它",
                    en: "A bgsound plays without end and nothing stops it; remove it"
                )
            }
        } else if isMedia(element, page) {
            if hasControls(element, page) || isShort(element, page) { return .passed }
            // Film may be without sound; a sound that repeats ends only where a script stops it.
            if page.document.isHTML(element, .audio), page.hasAttribute(.loop, element), !hasScripts(page) {
                return .failed(
                    zh: "audio 自动循环播放，没有控制条，页面也没有停止它的办法；去掉 autoplay，或加 controls",
                    en: """
                        An audio element plays again and again without controls or any script to stop it; remove autoplay, \
                        or add controls
                        """
                )
            }
        } else if startsNever(element, page) {
            return .passed
        }
        return .cantTell(
            zh: "<\(name)> 可能自动播放声音。声音超过 3 秒吗？能停住吗？",
            en: "<\(name)> may play sound by itself. Does it last more than 3 seconds, and can it be stopped?"
        )
    }

    private func isMedia(_ element: NodeID, _ page: Page) -> Bool {
        page.document.isHTML(element, .audio) || page.document.isHTML(element, .video)
    }

    private func hasScripts(_ page: Page) -> Bool {
        !page.htmlElements(.script).isEmpty || !page.elements(having: .onclick).isEmpty
    }

    /// The addresses that a sound or film may be played from.
    private func sources(of media: NodeID, _ page: Page) -> [Bytes] {
        let own = page.attribute(.src, of: media).map { [$0] } ?? []
        let others = page.document.children(of: media).filter { page.document.isHTML($0, .source) }
        return (own + others.compactMap { page.attribute(.src, of: $0) }).filter { !$0.isBlank }
    }

    /// Whether the browser's own controls are shown, which pause, stop and mute by keyboard too.
    private func hasControls(_ media: NodeID, _ page: Page) -> Bool {
        page.hasAttribute(.controls, media) && page.isVisible(media)
    }

    /// Whether each address asks for a part of at most three seconds (`#t=8,10`, Media Fragments 1.0).
    private func isShort(_ media: NodeID, _ page: Page) -> Bool {
        guard !page.hasAttribute(.loop, media) else { return false }
        let sources = sources(of: media, page)
        return !sources.isEmpty
            && sources.allSatisfy { source in
                guard let mark = source.lastIndex(of: 0x23), source[mark...].starts(with: "#t=".utf8) else {
                    return false
                }
                let times = source[mark...].dropFirst(3).split(separator: 0x2C, omittingEmptySubsequences: false)
                guard times.count == 2, let end = Double(times[1].string) else { return false }
                let start = times[0].isEmpty ? 0 : Double(times[0].string)
                return start.map { end - $0 <= 3 && end >= $0 } ?? false
            }
    }

    private func startsNever(_ element: NodeID, _ page: Page) -> Bool {
        let isOff: (Bytes?) -> Bool = {
            $0.map { $0.trimmed.equalsIgnoringCase("false") || $0.trimmed.equals("0") } ?? false
        }
        // Of embedded players; in audio and video any value of autoplay means yes.
        if isOff(page.attribute(named: "autostart", of: element)) || isOff(page.attribute(.autoplay, of: element)) {
            return true
        }
        return page.document.children(of: element).contains { child in
            guard page.document.isHTML(child, .param), let name = page.attribute(.name, of: child) else { return false }
            return (name.equalsIgnoringCase("autostart") || name.equalsIgnoringCase("autoplay"))
                && isOff(page.attribute(.value, of: child))
        }
    }

    private func isSound(_ address: Bytes?) -> Bool {
        guard let path = address?.prefix(while: { $0 != 0x3F && $0 != 0x23 }), let dot = path.lastIndex(of: 0x2E) else {
            return false
        }
        let suffix = path[path.index(after: dot)...].trimmed
        return Self.sounds.contains { suffix.equalsIgnoringCase($0) }
    }
}
