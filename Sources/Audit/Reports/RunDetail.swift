/// `runs show`: one run, how politely it went, and which robots.txt it obeyed.
public struct RunDetail: Sendable {
    public var run: Run
    public var log: CrawlLog
    /// Pages found as an earlier run had found them.
    public var unchanged: Int
    /// How many addresses were not checked, by reason.
    public var reasons: [String: Int]

    public init(run: Run, log: CrawlLog, unchanged: Int, reasons: [String: Int]) {
        self.run = run
        self.log = log
        self.unchanged = unchanged
        self.reasons = reasons
    }

    // MARK: - Text

    /// What a site's owner may ask: how often, how fast, how much, and by whose leave.
    public func text(language: Language) -> String {
        var lines = [RunListing.line(run, language: language)]
        lines += reasons.sorted { $0.key < $1.key }.map { reason, count in
            let meaning = NotCheckedReason(rawValue: reason)?.meaning[language] ?? reason
            return "  \(meaning): \(count)"
        }
        if let reason = run.start.robotsIgnoredBecause {
            lines.append(LocalizedText(zh: "未遵守 robots.txt，理由：", en: "robots.txt was not obeyed: ")[language] + reason)
        }
        lines.append(
            LocalizedText(
                zh: "共 \(log.requests) 次请求，下载 \(ByteCount.text(log.bytes))；与上次相同的页面 \(unchanged)",
                en:
                    "\(log.requests.counted("request")), \(ByteCount.text(log.bytes)) downloaded; \(unchanged.counted("page")) unchanged"
            )[language]
        )
        for host in log.hosts { lines.append(line(host)[language]) }
        for robots in log.robots { lines += Self.lines(robots, language: language) }
        return lines.map { HostileText.line($0) + "\n" }.joined()
    }

    private func line(_ host: CrawlLog.Host) -> LocalizedText {
        func milliseconds(_ number: Int?, zh: String, en: String) -> LocalizedText {
            number.map { LocalizedText(zh: "，\(zh) \($0) 毫秒", en: ", \(en) \($0) ms") } ?? LocalizedText(zh: "", en: "")
        }
        let gap = milliseconds(host.shortestGapMilliseconds, zh: "最短间隔", en: "shortest gap")
        let delay = milliseconds(host.crawlDelayMilliseconds, zh: "robots.txt 要求间隔", en: "Crawl-delay")
        let givenUp = host.givenUp.map { "; \($0)" } ?? ""
        return LocalizedText(
            zh: "主机 \(host.host)：\(host.requests) 次请求，\(ByteCount.text(host.bytes))，最高每秒 \(host.highestRate) 次"
                + "\(gap.zh)\(delay.zh)，被拒（429/503）\(host.refusals)，无应答 \(host.failures)\(givenUp)",
            en: "host \(host.host): \(host.requests.counted("request")), \(ByteCount.text(host.bytes)), at most "
                + "\(host.highestRate) a second\(gap.en)\(delay.en), \(host.refusals) refused (429/503), "
                + "\(host.failures) without an answer\(givenUp)"
        )
    }

    private static func lines(_ robots: CrawlLog.Robots, language: Language) -> [String] {
        let state =
            switch robots.source {
            case .file: LocalizedText(zh: "已遵守，\(robots.bytes) 字节：", en: "obeyed, \(robots.bytes.counted("byte")):")
            case .absent:
                LocalizedText(
                    zh: "没有（状态 \(robots.httpStatus ?? 0)），允许全部",
                    en: "none (status \(robots.httpStatus ?? 0)), all is allowed"
                )
            case .unreachable:
                LocalizedText(
                    zh: "无法取得，视为全部禁止（\(robots.detail ?? "")）",
                    en: "could not be had, taken as a refusal of everything (\(robots.detail ?? ""))"
                )
            case .ignored: LocalizedText(zh: "未遵守", en: "ignored")
            }
        let head = "\(robots.origin)/robots.txt: \(state[language])"
        return [head] + robots.text.split(whereSeparator: \.isNewline).map { "  | \($0)" }
    }

    // MARK: - JSON

    /// One object: the run as `runs` gives it, with hosts and robots.txt.
    public func json() -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            RunListing.write(run, to: &writer)
            writer.key("notCheckedBy")
            writer.object { writer in
                for (reason, count) in reasons.sorted(by: { $0.key < $1.key }) {
                    writer.key(reason)
                    writer.value(count)
                }
            }
            writer.key("robotsIgnoredBecause")
            writer.value(run.start.robotsIgnoredBecause)
            for (key, count) in [("requests", log.requests), ("bytes", log.bytes), ("unchanged", unchanged)] {
                writer.key(key)
                writer.value(count)
            }
            writer.key("hosts")
            writer.array { writer in
                for host in log.hosts { Self.write(host, to: &writer) }
            }
            writer.key("robots")
            writer.array { writer in
                for robots in log.robots { Self.write(robots, to: &writer) }
            }
        }
        writer.newline()
        return writer.bytes
    }

    private static func write(_ host: CrawlLog.Host, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.key("host")
            writer.value(host.host)
            for (key, number) in [
                ("requests", host.requests), ("bytes", host.bytes), ("highestRatePerSecond", host.highestRate),
                ("shortestGapMilliseconds", host.shortestGapMilliseconds),
                ("crawlDelayMilliseconds", host.crawlDelayMilliseconds), ("refusals", host.refusals),
                ("failures", host.failures),
            ] as [(String, Int?)] {
                writer.key(key)
                writer.value(number)
            }
            writer.key("givenUp")
            writer.value(host.givenUp)
        }
    }

    private static func write(_ robots: CrawlLog.Robots, to writer: inout JSONWriter) {
        writer.object { writer in
            for (key, text) in [
                ("origin", robots.origin), ("source", robots.source.rawValue), ("detail", robots.detail),
                ("text", robots.text),
            ] as [(String, String?)] {
                writer.key(key)
                writer.value(text)
            }
            writer.key("httpStatus")
            writer.value(robots.httpStatus)
            writer.key("bytes")
            writer.value(robots.bytes)
        }
    }
}
