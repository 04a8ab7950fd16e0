import ArgumentParser
import Audit
import Foundation

/// How far and how fast a scan goes.
struct CrawlArguments: ParsableArguments {
    enum PolitenessKey: String, ExpressibleByArgument, CaseIterable {
        case host, ip
    }

    enum Scope: String, ExpressibleByArgument, CaseIterable {
        case page, prefix, host, site, regex
    }

    @Option(
        help: ArgumentHelp(
            Interface.text(
                "范围：page、prefix、host、site 或 regex（见 --pattern）。",
                "page, prefix, host, site or regex (see --pattern)."
            )
        )
    )
    var scope: Scope = .host
    @Option(
        help: ArgumentHelp(
            Interface.text("--scope regex 时，访问匹配的地址。", "With --scope regex, visit the addresses that match."),
            valueName: "regex"
        )
    )
    var pattern: String?
    @Option(help: ArgumentHelp(Interface.text("最多检测多少页。", "Check at most so many pages.")))
    var maxPages: Int?
    @Option(help: ArgumentHelp(Interface.text("离起始页最多多少次点击。", "Follow at most so many links from a start.")))
    var maxDepth: Int?
    @Option(
        help: ArgumentHelp(Interface.text("最长时间，如 30s、20m、2h。", "End after so long: 30s, 20m, 2h."), valueName: "time")
    )
    var maxTime: String?
    @Option(
        help: ArgumentHelp(
            Interface.text("最多下载多少，如 500K、20M、2G。", "Download at most: 500K, 20M, 2G."),
            valueName: "size"
        )
    )
    var maxBytes: String?
    @Option(
        help: ArgumentHelp(
            Interface.text("连续多少个地址无法访问时结束（默认 1000）。", "End after so many failures in a row (default 1000).")
        )
    )
    var maxFailures: Int?
    @Flag(
        help: ArgumentHelp(
            Interface.text("把检测过的页面源码作为依据存入数据库。", "Keep the source of checked pages in the store as evidence.")
        )
    )
    var keepPages = false
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "磁盘剩余少于此数时结束（默认 100M），可用 --resume 继续。",
                "End when less is left on the disk (default 100M); --resume goes on."
            ),
            valueName: "size"
        )
    )
    var minFree: String = "100M"
    @Option(
        help: ArgumentHelp(
            Interface.text("两次请求间隔的秒数（默认按响应时间）。", "Seconds between requests (default: by response time).")
        )
    )
    var delay: Double?
    @Option(
        help: ArgumentHelp(
            Interface.text("一个应答最长多久，如 20s（默认 60s）。", "How long one answer may take, such as 20s (default 60s)."),
            valueName: "time"
        )
    )
    var timeout: String?
    @Option(help: ArgumentHelp(Interface.text("每台主机同时的请求数。", "Requests at a time per host.")))
    var requestsAtOnce: Int = 1
    @Flag(
        name: .customLong("no-check"),
        help: ArgumentHelp(
            Interface.text("只抓取，不检测：页面记为未检测（untested）。", "Fetch only: pages are recorded as untested, never as passed.")
        )
    )
    var noCheck = false
    @Flag(
        help: ArgumentHelp(
            Interface.text(
                "全部重新抓取和检测，不沿用上次未变页面的结果。",
                "Fetch and check every page again, also those that have not changed since the run before."
            )
        )
    )
    var refetch = false
    @Option(
        help: ArgumentHelp(
            Interface.text(
                "请求按什么排队：host（主机名）或 ip（同一地址的主机共用）。",
                "What shares a queue of requests: host, or ip for all hosts of one address."
            )
        )
    )
    var politenessKey: PolitenessKey = .host
    @Option(
        help: ArgumentHelp(
            Interface.text("不访问匹配此正则表达式的地址，可多次给出。", "Leave out addresses that match; may be repeated."),
            valueName: "regex"
        )
    )
    var exclude: [String] = []
    @Option(
        help: ArgumentHelp(
            Interface.text("不检查此主机的证书，可多次给出。", "Do not check this host's certificate; may be repeated."),
            valueName: "host"
        )
    )
    var insecure: [String] = []
    @Option(help: ArgumentHelp(Interface.text("写入 User-Agent 的联系方式。", "How to reach you, sent in User-Agent.")))
    var contact: String?
    @Flag(
        help: ArgumentHelp(
            Interface.text("不遵守 robots.txt；必须用 --reason 说明理由。", "Do not obey robots.txt; needs --reason.")
        )
    )
    var ignoreRobots = false
    @Option(
        help: ArgumentHelp(
            Interface.text("不遵守 robots.txt 的理由，会写入报告。", "Why robots.txt is not obeyed; the report says it.")
        )
    )
    var reason: String?

    mutating func validate() throws {
        if ignoreRobots != (reason != nil) || reason?.allSatisfy(\.isWhitespace) == true {
            throw ValidationError(
                Interface.text(
                    "--ignore-robots 与 --reason 要同时给出，理由不能为空。",
                    "--ignore-robots and --reason go together, and the reason is not empty."
                )
            )
        }
        if let contact, contact.isEmpty || !contact.allSatisfy({ $0.isASCII && !$0.isNewline }) {
            throw ValidationError(
                Interface.text(
                    "--contact：User-Agent 只能有 ASCII 字符，请写邮箱或网址，如 mailto:a@example.gov.cn。",
                    "--contact: a User-Agent is ASCII; write an address such as mailto:a@example.gov.cn or a web page."
                )
            )
        }
        if let maxDepth, maxDepth < 0 {
            throw ValidationError(Interface.text("--max-depth 至少为 0。", "--max-depth must be at least 0."))
        }
        if let host = insecure.first(where: { Self.host($0) == nil }) {
            throw ValidationError(
                "--insecure" + Interface.text("：", ": ") + host.quotedForMessage
                    + Interface.text("不是主机名，如 www.example.gov.cn。", " is no host name such as www.example.gov.cn.")
            )
        }
        if let maxPages, maxPages < 1 {
            throw ValidationError(Interface.text("--max-pages 至少为 1。", "--max-pages must be at least 1."))
        }
        if requestsAtOnce < 1 || requestsAtOnce > 64 {
            throw ValidationError(
                Interface.text("--requests-at-once 应在 1 到 64 之间。", "--requests-at-once must be from 1 to 64.")
            )
        }
        if (scope == .regex) != (pattern != nil) {
            throw ValidationError(
                Interface.text("--scope regex 与 --pattern 要同时给出。", "--scope regex and --pattern go together.")
            )
        }
        for (name, time) in [("--max-time", maxTime), ("--timeout", timeout)] {
            guard let time, OptionUnits.seconds(time).map({ $0 < 1 }) ?? true else { continue }
            throw ValidationError(
                name + Interface.text("：", ": ") + time.quotedForMessage
                    + Interface.text("不是时间，请写成 30s、20m 或 2h。", " is no time; write 30s, 20m or 2h.")
            )
        }
        for (name, size) in [("--max-bytes", maxBytes), ("--min-free", minFree)] {
            guard let size, OptionUnits.bytes(size).map({ $0 == 0 && name == "--max-bytes" }) ?? true else { continue }
            throw ValidationError(
                name + Interface.text("：", ": ") + size.quotedForMessage
                    + Interface.text("不是大小，请写成 500K、20M 或 2G。", " is no size; write 500K, 20M or 2G.")
            )
        }
        if let maxFailures, maxFailures < 1 {
            throw ValidationError(Interface.text("--max-failures 至少为 1。", "--max-failures must be at least 1."))
        }
        if let delay, !(0...86_400).contains(delay) {
            throw ValidationError(Interface.text("--delay 应在 0 到 86400 之间。", "--delay must be from 0 to 86400."))
        }
    }

    /// A host as addresses write it, from a name with or without port; nil where it is none.
    private static func host(_ text: String) -> String? {
        guard let url = WebURL("https://\(text)/"), url.path.count == 1, !url.hasCredentials, url.query == nil else {
            return nil
        }
        return url.host.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads a starting address; only http and https are fetched.
    static func address(_ text: String) throws -> WebURL {
        guard let url = WebURL(text), url.isHTTP, url.host != nil else {
            throw AuditError(
                .badAddress,
                at: text.quotedForMessage,
                LocalizedText(zh: "不是 http 或 https 地址", en: "is not an http or https address"),
                remedy: LocalizedText(
                    zh: "请写完整地址，如 https://www.example.gov.cn/",
                    en: "Write the whole address, such as https://www.example.gov.cn/"
                )
            )
        }
        return url
    }

    /// What is kept with the run.
    func settings(starts: [WebURL]) throws -> ScanSettings {
        var settings = ScanSettings(starts: starts)
        settings.scope = scope.rawValue
        settings.pattern = try pattern.map { try Self.checked($0, "--pattern") }
        if !exclude.isEmpty { settings.exclude = try exclude.map { try Self.checked($0, "--exclude") } }
        settings.maxPages = maxPages
        settings.maxDepth = maxDepth
        settings.maxSeconds = maxTime.flatMap(OptionUnits.seconds)
        settings.maxBytes = maxBytes.flatMap(OptionUnits.bytes)
        settings.maxFailures = maxFailures
        settings.minFreeBytes = OptionUnits.bytes(minFree)
        if noCheck { settings.checks = false }
        if requestsAtOnce != 1 { settings.requestsAtOnce = requestsAtOnce }
        settings.timeoutSeconds = timeout.flatMap(OptionUnits.seconds)
        settings.delayMilliseconds = delay.map { Int($0 * 1000) }
        if politenessKey == .ip { settings.politenessKey = "address" }
        settings.contact = contact
        if !insecure.isEmpty { settings.insecure = insecure.compactMap(Self.host) }
        if keepPages { settings.keepPages = true }
        return settings
    }

    /// What a scan that goes on is given in place of its own limits.
    var raisedLimits: RaisedLimits {
        var limits = RaisedLimits()
        limits.maxPages = maxPages
        limits.maxDepth = maxDepth
        limits.maxSeconds = maxTime.flatMap(OptionUnits.seconds)
        limits.maxBytes = maxBytes.flatMap(OptionUnits.bytes)
        limits.maxFailures = maxFailures
        return limits
    }

    var robotsIgnoredBecause: String? { ignoreRobots ? reason : nil }

    private static func checked(_ pattern: String, _ option: String) throws -> String {
        do {
            _ = try AddressPattern(pattern)
            return pattern
        } catch {
            throw AuditError(
                .usage,
                at: option,
                LocalizedText(
                    zh: "\(pattern.quotedForMessage) 不是可用的正则表达式",
                    en: "\(pattern.quotedForMessage) is no regular expression that can be used"
                ),
                remedy: LocalizedText(zh: "请改正表达式", en: "Mend the expression")
            )
        }
    }
}

/// What the site is called and who answers for it.
struct SubjectArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            Interface.text("对象的永久编号（默认取主机名）。", "Permanent id of the site (default: its host)."),
            valueName: "id"
        )
    )
    var subject: String?
    @Option(help: ArgumentHelp(Interface.text("网站名称。", "Name of the site.")))
    var name: String?
    @Option(help: ArgumentHelp(Interface.text("责任单位。", "Responsible unit.")))
    var unit: String?

    var isGiven: Bool { subject != nil || name != nil || unit != nil }

    func subject(start: WebURL) -> Subject {
        let host = (start.host.map { String(decoding: $0, as: UTF8.self) } ?? "") + (start.port.map { ":\($0)" } ?? "")
        return Subject(
            id: subject ?? host,
            kind: .site,
            name: name ?? host,
            address: start.description,
            responsibleUnit: unit
        )
    }
}
