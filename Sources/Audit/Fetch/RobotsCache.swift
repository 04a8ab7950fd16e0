/// The robots.txt of every host of a run, fetched once a day at most.
public actor RobotsCache {
    public typealias Instant = ContinuousClock.Instant

    public struct Options: Sendable {
        /// The product token robots.txt files name us by.
        public var agent = "Audit"
        /// RFC 9309 §2.4 asks not to use a copy for longer.
        public var lifetime: Duration = .seconds(86_400)
        /// RFC 9309 §2.3.1.2: at least five hops are followed.
        public var timeout: Duration = .seconds(20)
        /// The pauses before further attempts while the server is unreachable.
        public var retryDelays: [Duration] = [.seconds(2), .seconds(10)]
        /// Whether robots.txt is not asked for at all.
        public var isIgnored = false

        public init() {}
    }

    /// What a host's robots.txt says to us.
    public struct Policy: Sendable {
        /// How it came about, for the record.
        public enum Source: Sendable, Equatable {
            case file(bytes: Int)
            /// 4xx: there is none, all is allowed (RFC 9309 §2.3.1.3).
            case absent(status: Int)
            /// 5xx or nothing at all: nothing is allowed (RFC 9309 §2.3.1.4).
            case unreachable(NotChecked)
            case ignored
        }

        public let source: Source
        public let rules: RobotsTxt.Rules
        /// Absolute addresses of sitemaps the file names.
        public let sitemaps: [WebURL]
        /// The beginning of the file as it was read, for the record.
        public let text: [UInt8]

        /// What is kept of a file.
        static let maximumTextBytes = 16 << 10

        init(source: Source, rules: RobotsTxt.Rules, sitemaps: [WebURL], text: Bytes = []) {
            self.source = source
            self.rules = rules
            self.sitemaps = sitemaps
            self.text = Array(text.prefix(Self.maximumTextBytes))
        }

        /// Why this address must not be fetched, or nil.
        public func refusal(of url: WebURL) -> NotChecked? {
            if case .unreachable(let reason) = source { return reason }
            guard let rule = rules.decidingRule(path: url.pathAndQuery), !rule.allows else { return nil }
            let line = "Disallow: \(rule.pattern)".quotedForMessage
            return NotChecked(
                .robots,
                zh: "robots.txt 第 \(rule.line) 行 \(line)",
                en: "line \(rule.line) of robots.txt, \(line)"
            )
        }
    }

    private let fetcher: Fetcher
    private let options: Options
    private var policies: [String: (policy: Policy, at: Instant)] = [:]
    private var underWay: [String: [CheckedContinuation<Policy, Never>]] = [:]

    public init(_ fetcher: Fetcher, options: Options = Options()) {
        self.fetcher = fetcher
        self.options = options
    }

    /// The policy for the address's origin if it is known and fresh.
    public func known(for url: WebURL) -> Policy? {
        if options.isIgnored { return Policy(source: .ignored, rules: .none, sitemaps: []) }
        guard let origin = url.origin, let entry = policies[origin], Instant.now - entry.at < options.lifetime else {
            return nil
        }
        return entry.policy
    }

    /// The policy for the address's origin; whoever asks at the same time waits for the same answer.
    public func policy(for url: WebURL) async -> Policy {
        if let policy = known(for: url) { return policy }
        guard let origin = url.origin else { return Policy(source: .absent(status: 0), rules: .none, sitemaps: []) }
        if underWay[origin] != nil {
            return await withCheckedContinuation { underWay[origin]?.append($0) }
        }
        underWay[origin] = []
        let policy = await load(origin)
        // The pause is known to the queue before anybody may ask for a page.
        if let url = WebURL(origin) {
            let lane = await fetcher.politeness.lane(for: url)
            await fetcher.politeness.setCrawlDelay(policy.rules.delay, of: origin, in: lane)
        }
        // Not kept if it is the run that was stopped and not the server that did not answer.
        if !Task.isCancelled { policies[origin] = (policy, .now) }
        for waiter in underWay.removeValue(forKey: origin) ?? [] { waiter.resume(returning: policy) }
        return policy
    }

    /// All policies of this run by origin, for the record.
    public var record: [String: Policy] { policies.mapValues { $0.policy } }

    // MARK: - Fetching

    private func load(_ origin: String) async -> Policy {
        guard let url = WebURL(origin + "/robots.txt") else {
            return Policy(source: .absent(status: 0), rules: .none, sitemaps: [])
        }
        var delays = options.retryDelays[...]
        while true {
            let result = await fetch(url)
            if let policy = policy(from: result, at: url) { return policy }
            let reason = unreachable(result)
            // A certificate does not change while one waits.
            let isVain =
                reason.reason == .tls || result.retryAfter.map { $0 > fetcher.politeness.longestBackOff } ?? false
            guard let delay = delays.popFirst(), reason.reason != .interrupted, !isVain else {
                return Policy(source: .unreachable(reason), rules: .none, sitemaps: [])
            }
            // `finish` has told the queue of any Retry-After; this is only our own patience.
            try? await Task.sleep(for: delay)
        }
    }

    private func fetch(_ url: WebURL) async -> FetchResult {
        var limits = FetchLimits()
        limits.totalTimeout = options.timeout
        limits.headerTimeout = options.timeout
        limits.connectTimeout = options.timeout
        limits.maximumWireBytes = RobotsTxt.maximumBytes
        limits.maximumBodyBytes = RobotsTxt.maximumBytes
        // RFC 9309 §2.5: what lies within the limit is obeyed.
        limits.refusesByDeclaredLength = false
        return await fetcher.fetch(url, headers: [HeaderField("Accept", "text/plain,*/*;q=0.5")], limits: limits)
    }

    /// nil where the server counts as unreachable.
    private func policy(from result: FetchResult, at url: WebURL) -> Policy? {
        switch result.failure?.reason {
        case nil, .tooLarge: break
        // More hops than are followed, or hops to nowhere: as if there were none (RFC 9309 §2.3.1.2).
        // An archive without one asks nothing of anybody.
        case .redirectLimit, .redirectLoop, .badURL, .unsupportedScheme, .notArchived:
            return Policy(source: .absent(status: result.response.status ?? 0), rules: .none, sitemaps: [])
        default: return nil
        }
        guard let status = result.response.status else { return nil }
        switch status {
        case 200..<300:
            let file = RobotsTxt(result.response.body)
            let rules = file.rules(for: options.agent)
            let sitemaps = file.sitemaps.compactMap { url.resolve($0) }.filter(\.isHTTP)
            let body = result.response.body
            return Policy(source: .file(bytes: body.count), rules: rules, sitemaps: sitemaps, text: body[...])
        // 429 is a 4xx, but it says "later", not "none".
        case 429, 500...: return nil
        default: return Policy(source: .absent(status: status), rules: .none, sitemaps: [])
        }
    }

    private func unreachable(_ result: FetchResult) -> NotChecked {
        guard let failure = result.failure else {
            let status = result.response.status ?? 0
            return NotChecked(
                .robots,
                zh: "robots.txt 返回 \(status)，按 RFC 9309 视为全部禁止",
                en: "robots.txt answered \(status), which RFC 9309 takes as a refusal of everything"
            )
        }
        // A body that came only in part could lack a Disallow line.
        let reason = [.truncated, .decompression].contains(failure.reason) ? .robots : failure.reason
        return NotChecked(reason, zh: "robots.txt：\(failure.detail.zh)", en: "robots.txt: \(failure.detail.en)")
    }
}
