/// Keeps what a run asks of servers in the store while it runs, so that a killed run can show it, too.
struct CrawlDiary: Sendable {
    private static let interval: Duration = .seconds(10)

    private let store: SQLiteStore
    private let run: RunID
    private let session: Int
    private let environment: ScanEnvironment

    init(_ store: SQLiteStore, run: RunID, session: Int, _ environment: ScanEnvironment) {
        self.store = store
        self.run = run
        self.session = session
        self.environment = environment
    }

    /// Writes every few seconds until the task is cancelled.
    func keep() async throws {
        while !Task.isCancelled {
            // Cancellation is how the end of the crawl arrives here.
            try? await Task.sleep(for: Self.interval)
            if !Task.isCancelled { try await write() }
        }
    }

    /// Writes what was asked so far.
    ///
    /// Scans of one table share their queues, so a host that two of them visit stands in both with all its requests.
    func write() async throws {
        var log = CrawlLog()
        // Whoever has the answers from an archive asks nothing of the hosts.
        if !environment.isOffline {
            for (host, requests) in await environment.fetcher.politeness.log where requests.requests > 0 {
                log.hosts.append(CrawlLog.Host(host, requests))
            }
        }
        for (origin, policy) in await environment.robots.record {
            log.robots.append(CrawlLog.Robots(origin, policy))
        }
        try await store.save(log, of: run, session: session)
    }
}

extension CrawlLog.Host {
    init(_ host: String, _ log: HostLog) {
        self.init(
            host: host,
            requests: log.requests,
            bytes: log.bytes,
            highestRate: log.highestRate,
            shortestGapMilliseconds: log.shortestGap?.wholeMilliseconds,
            crawlDelayMilliseconds: log.crawlDelay?.wholeMilliseconds,
            refusals: log.refusals,
            failures: log.failures,
            givenUp: log.givenUp?.detailText
        )
    }
}

extension CrawlLog.Robots {
    init(_ origin: String, _ policy: RobotsCache.Policy) {
        self.init(origin: origin, source: .ignored)
        switch policy.source {
        case .file(let bytes):
            source = .file
            self.bytes = bytes
            text = policy.text.string
        case .absent(let status):
            source = .absent
            httpStatus = status == 0 ? nil : status
        case .unreachable(let reason):
            source = .unreachable
            detail = reason.detailText
        case .ignored: break
        }
    }
}

extension Duration {
    /// Rounded down, so that a pause never looks longer than it was.
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        return max(0, Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
