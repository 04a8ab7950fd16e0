/// Tells answers that are no page although they came as one: shells that scripts fill, errors under status 200.
///
/// Conservative: a page with anything of its own on it is a page. Only pages from the network are judged, since a file
/// that a person names is what they want checked.
struct PageSubstance {
    /// Visible characters beyond which a page is no shell and no error message.
    static let shellBytes = 60
    static let errorBytes = 1_500

    private static let errorTitles: [StaticString] = [
        "404", "not found", "页面不存在", "页面未找到", "找不到页面", "找不到您", "页面走丢", "页面丢失", "您访问的页面",
        "无法找到", "文件不存在", "页面已删除",
    ]
    /// How a list names its 404th page.
    private static let pageNumbers: [StaticString] = ["第404页", "第 404 页", "page 404"]
    private static let errorWords: [StaticString] = [
        "not found", "不存在", "未找到", "找不到", "走丢", "已删除", "已被删除", "无法找到", "does not exist",
    ]

    private let document: Document
    private let title: [UInt8]

    init(_ document: Document, title: String) {
        self.document = document
        self.title = Array(title.utf8)
    }

    /// Why there is nothing to check; nil where there is.
    var problem: NotChecked? {
        let text = text(limit: Self.errorBytes)
        if isShell(text) {
            return NotChecked(.needsRendering, zh: "页面内容全部由脚本生成", en: "scripts make all of its content")
        }
        guard text.count < Self.errorBytes, title.count < 200, title[...].mentions(anyOf: Self.errorTitles),
            text[...].mentions(anyOf: Self.errorWords)
                || text.count < Self.shellBytes && !title[...].mentions(anyOf: Self.pageNumbers)
        else { return nil }
        return NotChecked(
            .httpError,
            zh: "以状态 200 返回的错误页（标题 \(title.string.quotedForMessage)）",
            en: "an error page under status 200 (title \(title.string.quotedForMessage))"
        )
    }

    /// No text to speak of, nothing to see or use, and a script.
    private func isShell(_ text: [UInt8]) -> Bool {
        guard text.count <= Self.shellBytes, document.elements(.script).first != nil else { return false }
        let things: [Name] = [
            .img, .a, .input, .button, .select, .textarea, .video, .audio, .iframe, .frame, .object, .embed,
        ]
        return things.allSatisfy { name in
            document.elements(name).allSatisfy { document.ancestors(of: $0).contains { isUnread($0) } }
        }
    }

    /// The text a reader sees, white space collapsed, at most so many bytes.
    private func text(limit: Int) -> [UInt8] {
        var text: [UInt8] = []
        var index: Int32 = 0
        while index < document.nodeCount, text.count < limit {
            let node = NodeID(index)
            index += 1
            if isUnread(node) {
                index = document.subtree(of: node).upperBound
            } else if document.kind(of: node) == .text {
                for word in document.text(of: node).prefix(limit).spaceSeparated {
                    text += word
                    text.append(0x20)
                }
            }
        }
        return text
    }

    private func isUnread(_ node: NodeID) -> Bool {
        guard document.isElement(node) else { return false }
        switch document.name(of: node) {
        case .script, .style, .noscript, .title, .template: return true
        default: return false
        }
    }
}
