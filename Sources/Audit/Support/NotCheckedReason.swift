/// Why an address was not checked; the closed set of the contract (docs/contract.md).
public enum NotCheckedReason: String, Sendable, Codable, CaseIterable {
    case robots, outOfScope, limit, duplicate, redirectLoop, redirectLimit, httpError, blocked, loginWall, timeout, dns
    case connection, tls, tooLarge, truncated, decompression, notHTML, parseLimit, needsRendering, interrupted, badURL
    case unsupportedScheme, trap, untested, notArchived

    /// What the reason means, for people.
    public var meaning: LocalizedText {
        switch self {
        case .robots: LocalizedText(zh: "robots.txt 不允许访问", en: "robots.txt does not allow it")
        case .outOfScope: LocalizedText(zh: "不在本次检查范围内", en: "outside the scope of this run")
        case .limit: LocalizedText(zh: "已达到设定的上限", en: "a limit of this run was reached")
        case .duplicate: LocalizedText(zh: "与另一地址是同一页面", en: "the same page as another address")
        case .redirectLoop: LocalizedText(zh: "重定向循环", en: "redirects in a circle")
        case .redirectLimit: LocalizedText(zh: "重定向次数过多", en: "too many redirects")
        case .httpError: LocalizedText(zh: "服务器返回错误状态", en: "the server answered with an error status")
        case .blocked: LocalizedText(zh: "被防火墙、验证码或限流拦截", en: "blocked by a firewall, a captcha or rate limiting")
        case .loginWall: LocalizedText(zh: "需要登录", en: "a login is required")
        case .timeout: LocalizedText(zh: "超时", en: "timed out")
        case .dns: LocalizedText(zh: "域名无法解析", en: "the host name does not resolve")
        case .connection: LocalizedText(zh: "连接失败或中断", en: "the connection failed")
        case .tls: LocalizedText(zh: "TLS 或证书错误", en: "TLS or its certificate failed")
        case .tooLarge: LocalizedText(zh: "超过大小上限", en: "larger than the limit")
        case .truncated: LocalizedText(zh: "内容不完整", en: "the body is incomplete")
        case .decompression: LocalizedText(zh: "内容无法解压", en: "the body cannot be decompressed")
        case .notHTML: LocalizedText(zh: "不是 HTML 页面", en: "not an HTML page")
        case .parseLimit: LocalizedText(zh: "超过解析上限", en: "beyond a limit of the parser")
        case .needsRendering: LocalizedText(zh: "内容由脚本生成，需用浏览器渲染", en: "made by scripts; needs a browser")
        case .interrupted: LocalizedText(zh: "检查被中断", en: "the run was interrupted")
        case .badURL: LocalizedText(zh: "地址无效", en: "not a valid address")
        case .unsupportedScheme: LocalizedText(zh: "不支持的协议", en: "a scheme that is not fetched")
        case .untested: LocalizedText(zh: "只抓取，未检测", en: "fetched only; checking was turned off")
        case .notArchived: LocalizedText(zh: "存档中没有", en: "the archive does not hold it")
        case .trap: LocalizedText(zh: "属于无限生成的地址，已限制数量", en: "one of endlessly many generated addresses")
        }
    }
}

/// A reason with its particulars.
public struct NotChecked: Sendable, Equatable, Error {
    public let reason: NotCheckedReason
    /// The particulars, for people; a fragment, not a sentence.
    public let detail: LocalizedText

    public init(_ reason: NotCheckedReason, _ detail: LocalizedText? = nil) {
        self.reason = reason
        self.detail = detail ?? reason.meaning
    }

    public init(_ reason: NotCheckedReason, zh: String, en: String) {
        self.init(reason, LocalizedText(zh: zh, en: en))
    }
}
