/// An `object` that embeds an image, sound or film has a name.
///
/// Source: ACT rule 8fc3b6. What kind of resource it is comes from `type`, else from the extension in `data`.
struct EmbeddedObjectHasName: Rule {
    static let metadata = RuleMetadata(
        id: "embedded-object-has-name",
        title: LocalizedText(zh: "嵌入的图像、音频、视频有名称", en: "Embedded image, sound or film has a name"),
        criteria: ["1.1.1"],
        act: ["8fc3b6"],
        severity: .serious,
        impact: LocalizedText(
            zh: "使用读屏软件的人不知道嵌入的是什么内容。",
            en: "People who use a screen reader do not know what is embedded."
        ),
        fix: LocalizedText(
            zh: "用 title 或 aria-label 说明 object 的内容；alt 属性对 object 无效。",
            en: "State what the object shows in title or aria-label; an alt attribute does nothing on object."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<object data="a.png" title="办事流程图"></object>"#),
        .passed(#"▸<object type="video/mp4" data="v" aria-label="宣传片"></object>"#),
        .passed(#"▸<object data="/a/b.MP3?x=1" title="Anthem"></object>"#),
        .failed(#"▸<object data="a.png"></object>"#),
        .failed(#"▸<object data="film.mp4#t=3" title=""></object>"#),
        .failed(#"▸<object type="image/svg+xml" data="x" alt="流程"></object>"#),
        .inapplicable(#"<object data="page.html"></object>"#),
        .inapplicable(#"<object data="a.png" role="img"></object>"#),
        .inapplicable(#"<object data="a.png" hidden></object>"#),
        .inapplicable("<object></object>"),
    ]

    private static let extensions: [StaticString] = [
        "aac", "apng", "avi", "avif", "bmp", "flac", "gif", "ico", "jpeg", "jpg", "m4a", "m4v", "mov", "mp3", "mp4",
        "mpeg",
        "oga", "ogg", "ogv", "opus", "png", "svg", "tif", "tiff", "wav", "weba", "webm", "webp", "wma", "wmv",
    ]

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.object).filter { object in
            page.explicitRole(of: object) == nil && page.isExposed(object) && embedsMedia(object, in: page)
        }
    }

    func expect(_ object: NodeID, in page: Page) -> Verdict {
        if let verdict = page.nameVerdict(of: object) { return verdict }
        let source = page.attribute(.data, of: object)?.quoted ?? ""
        return .failed(
            zh: "object（\(source)）没有名称；用 title 或 aria-label 说明内容",
            en: "The object (\(source)) has no name; state its content in title or aria-label"
        )
    }

    private func embedsMedia(_ object: NodeID, in page: Page) -> Bool {
        guard let data = page.attribute(.data, of: object)?.trimmed, !data.isEmpty else { return false }
        if let type = page.attribute(.type, of: object)?.trimmed, !type.isEmpty {
            return type.hasASCIIPrefix("image/") || type.hasASCIIPrefix("audio/") || type.hasASCIIPrefix("video/")
        }
        let path = data.prefix { $0 != 0x3F && $0 != 0x23 }
        guard let dot = path.lastIndex(of: 0x2E), !path[dot...].contains(0x2F) else { return false }
        let suffix = path[path.index(after: dot)...]
        return Self.extensions.contains { suffix.equalsIgnoringCase($0) }
    }
}
