import ArgumentParser
import Audit
import Foundation

/// How far and how fast a scan goes.
struct CrawlArguments: ParsableArguments {
    enum Scope: String, ExpressibleByArgument, CaseIterable {
        case page, prefix, host, site
    }

    @Option(help: ArgumentHelp(Interface.text("范围：page、prefix、host 或 site。", "page, prefix, host or site.")))
    var scope: Scope = .host
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
            Interface.text("两次请求间隔的秒数（默认按响应时间）。", "Seconds between requests (default: by response time).")
        )
    )
    var delay: Double?
    @Option(help: ArgumentHelp(Interface.text("每台主机同时的请求数。", "Requests at a time per host.")))
    var requestsAtOnce: Int = 1
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
        if ignoreRobots, reason?.isEmpty ?? true {
            throw ValidationError(Interface.text("--ignore-robots 需要 --reason。", "--ignore-robots needs --reason."))
        }
        if let maxPages, maxPages < 1 {
            throw ValidationError(Interface.text("--max-pages 至少为 1。", "--max-pages must be at least 1."))
        }
        if requestsAtOnce < 1 || requestsAtOnce > 64 {
            throw ValidationError(
                Interface.text("--requests-at-once 应在 1 到 64 之间。", "--requests-at-once must be from 1 to 64.")
            )
        }
        if let maxTime, Self.duration(maxTime) == nil {
            throw ValidationError(
                Interface.text("--max-time：", "--max-time: ") + maxTime.quotedForMessage
                    + Interface.text("不是时间，请写成 30s、20m 或 2h。", " is no time; write 30s, 20m or 2h.")
            )
        }
        if let delay, delay < 0 || !delay.isFinite {
            throw ValidationError(Interface.text("--delay 不能为负。", "--delay must not be negative."))
        }
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

    func options(starts: [WebURL]) throws -> CrawlOptions {
        let reach: URLScope.Reach =
            switch scope {
            case .page: .page
            case .prefix: .prefix
            case .host: .host
            case .site: .site
            }
        let exclusions = try exclude.map { pattern in
            do {
                return try AddressPattern(pattern)
            } catch {
                throw AuditError(
                    .usage,
                    at: "--exclude",
                    LocalizedText(
                        zh: "\(pattern.quotedForMessage) 不是可用的正则表达式",
                        en: "\(pattern.quotedForMessage) is no regular expression that can be used"
                    ),
                    remedy: LocalizedText(zh: "请改正表达式", en: "Mend the expression")
                )
            }
        }
        var options = CrawlOptions(scope: URLScope(reach, roots: starts, excluding: exclusions))
        options.maximumPages = maxPages
        if let maxDepth { options.maximumDepth = maxDepth }
        options.maximumDuration = maxTime.flatMap(Self.duration)
        return options
    }

    func apply(to options: inout ScanRun.Options) throws {
        options.contact = contact
        options.robotsIgnoredBecause = ignoreRobots ? reason : nil
        options.politeness.requestsAtOnce = requestsAtOnce
        if let delay { options.politeness.delay = .milliseconds(Int64(delay * 1000)) }
        options.fetch.insecureHosts = Set(insecure)
    }

    private static func duration(_ text: String) -> Duration? {
        guard let unit = text.last, let number = Int64(text.dropLast()), number > 0, number < 1_000_000 else {
            return nil
        }
        switch unit {
        case "s": return .seconds(number)
        case "m": return .seconds(number * 60)
        case "h": return .seconds(number * 3600)
        default: return nil
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
