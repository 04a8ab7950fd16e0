/// Tells answers that are no page although they came as one: shells that scripts fill, errors under status 200.
///
/// Conservative: a page with anything of its own on it is a page. Only pages from the network are judged, since a file
/// that a person names is what they want checked.
struct PageSubstance {
    /// Visible characters beyond which a page is no shell and no error message.
    static let shellBytes = 60
    static let errorBytes = 1_500

    private static let errorTitles: [StaticString] = [
        "not found", "页面不存在", "页面未找到", "找不到页面", "找不到您", "页面走丢", "页面丢失", "您访问的页面",
        "无法找到", "文件不存在", "页面已删除",
    ]
    /// How a list names its 404th page.
    private static let pageNumbers: [StaticString] = ["第404页", "第 404 页", "page 404"]
    private static let errorWords: [StaticString] = [
        "not found", "不存在", "未找到", "找不到", "走丢", "已删除", "已被删除", "无法找到", "does not exist",
    ]

    /// What servers write over an error of their own, whatever follows.
    private static let failureTitles: [StaticString] = [
        "http status 4", "http status 5", "http 错误 4", "http 错误 5", "server error in", "系统发生错误",
        "500 internal server error", "502 bad gateway", "503 service", "504 gateway", "error establishing a database",
    ]
    /// Titles of firewalls and of what asks whether one is a person.
    private static let blockTitles: [StaticString] = [
        "安全验证", "人机验证", "访问验证", "滑动验证", "访问受限", "访问被拦截", "访问被阻断", "请求被拦截", "网站防火墙", "应用防火墙",
        "just a moment", "attention required", "access denied", "request rejected", "pardon our interruption",
        "are you a robot", "robot check", "human verification", "checking your browser", "ddos-guard",
    ]
    private static let blockWords: [StaticString] = [
        "已被拦截", "被阻断", "造成安全威胁", "存在安全威胁", "访问过于频繁", "请求过于频繁", "操作过于频繁", "异常访问", "完成安全验证", "完成验证后", "请完成验证",
        "验证码继续", "验证码后继续", "拖动滑块", "向右滑动", "不合法参数", "不合法的参数", "your support id is", "you are human",
        "checking your browser",
        "unusual traffic", "request has been blocked", "requested url was rejected",
        "javascript and cookies to continue",
    ]
    private static let loginWords: [StaticString] = [
        "请先登录", "请登录后", "请您登录", "还没有登录", "尚未登录", "还未登录", "您未登录", "登录超时", "登录已超时", "登录已过期", "会话已过期", "会话超时",
        "please log in", "please sign in", "must be logged in", "login required", "session has expired",
    ]
    /// Bytes of text beyond which a page that speaks of logging in has something else to say, and links beyond which it
    /// is a page of the site.
    private static let loginBytes = 600
    private static let noticeLinks = 5
    /// The same for a page that speaks of being blocked in its text only.
    private static let blockBytes = 800
    /// The same for a page that names 404 in its text only.
    private static let bareErrorBytes = 400

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
        guard title.count < 200 else { return nil }
        if isError(text) {
            return NotChecked(
                .httpError,
                zh: "以状态 200 返回的错误页（标题 \(title.string.quotedForMessage)）",
                en: "an error page under status 200 (title \(title.string.quotedForMessage))"
            )
        }
        guard text.count < Self.errorBytes else { return nil }
        if isBlock(text) {
            return NotChecked(
                .blocked,
                zh: "以状态 200 返回的拦截页（标题 \(title.string.quotedForMessage)）",
                en: "a firewall or captcha under status 200 (title \(title.string.quotedForMessage))"
            )
        }
        return isLoginNotice(text) ? NotChecked(.loginWall, zh: "页面只提示先登录", en: "it only says to log in first") : nil
    }

    /// Whether so few words and links as a firewall has say what firewalls say; a page of the site may be about firewalls.
    private func isBlock(_ text: [UInt8]) -> Bool {
        guard document.elements(.a).count <= Self.noticeLinks else { return false }
        return title[...].mentions(anyOf: Self.blockTitles)
            || text.count < Self.blockBytes && text[...].mentions(anyOf: Self.blockWords)
    }

    /// Whether there is no text to speak of, so that where the page sends its readers is all there is to it.
    var isNearlyEmpty: Bool { text(limit: Self.shellBytes + 1).count <= Self.shellBytes }

    private func isError(_ text: [UInt8]) -> Bool {
        let lowercased = title.map(\.asciiLowercased)
        if Self.failureTitles.contains(where: { lowercased.prefix($0.utf8CodeUnitCount).equals($0) }) { return true }
        guard text.count < Self.errorBytes else { return false }
        let isNamed = title[...].mentions(anyOf: Self.errorTitles) || Self.holds404(title)
        if text[...].mentions(anyOf: Self.errorWords) {
            return isNamed || text.count < Self.bareErrorBytes && Self.holds404(text)
        }
        return isNamed && text.count < Self.shellBytes && !title[...].mentions(anyOf: Self.pageNumbers)
    }

    /// Whether the number stands in a text by itself, not within another one or a key.
    private static func holds404(_ text: [UInt8]) -> Bool {
        var index = 0
        while index + 3 <= text.count {
            if text[index] == 0x34, text[index..<(index + 3)].equals("404") {
                let before = index > 0 ? text[index - 1] : 0x20
                let after = index + 3 < text.count ? text[index + 3] : 0x20
                if ![before, after].contains(where: { $0.isASCIIAlpha || $0.isASCIIDigit }) { return true }
            }
            index += 1
        }
        return false
    }

    /// Whether the page says no more than that one has to log in; a page with a field for the password is a login, which is
    /// a page of its own.
    private func isLoginNotice(_ text: [UInt8]) -> Bool {
        text.count < Self.loginBytes && text[...].mentions(anyOf: Self.loginWords)
            && document.elements(.a).count <= Self.noticeLinks
            && document.elements(.input).allSatisfy {
                document.attribute(.type, of: $0)?.trimmed.equalsIgnoringCase("password") != true
            }
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
