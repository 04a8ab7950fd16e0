/// Visits all addresses in scope, politely, and ends with one record for each address it knows.
public actor Crawler<F: Frontier> {
    /// Looks at a page that was fetched; called concurrently, off the crawler's own executor.
    public typealias Visiting = @concurrent @Sendable (FetchedPage) async throws -> PageVisit<F.Payload>

    let frontier: F
    let fetcher: Fetcher
    let robots: RobotsCache
    let options: CrawlOptions
    let visit: Visiting
    let revisit: Revisit?
    let bell = Bell()

    var links: LinkPolicy
    var ring = HostRing()
    var mirrors = MirrorWatch()
    var summary = CrawlSummary()
    var started = ContinuousClock.now
    /// Pages being fetched or checked.
    var active = 0
    /// Other things under way: robots.txt, sitemaps.
    var errands = 0
    var failuresInARow = 0
    var isStopping = false
    var sitemapsLeft: Int
    var sitemapsSeen: Set<URLIdentity> = []
    private var problem: (any Error)?
    private var diskAsked: ContinuousClock.Instant?
    private var isDiskKnownLow = false

    public init(
        frontier: F,
        fetcher: Fetcher,
        robots: RobotsCache,
        options: CrawlOptions,
        revisit: Revisit? = nil,
        visit: @escaping Visiting
    ) {
        self.frontier = frontier
        self.fetcher = fetcher
        self.robots = robots
        self.options = options
        self.visit = visit
        self.revisit = revisit
        links = LinkPolicy(scope: options.scope, options: options)
        sitemapsLeft = options.maximumSitemaps
    }

    /// Ends the crawl after the pages under way; what is queued stays queued.
    public func stop() {
        isStopping = true
        bell.ring()
    }

    public var progress: CrawlProgress {
        CrawlProgress(
            checked: summary.visited,
            notChecked: summary.notChecked.values.reduce(0, +) - (summary.visited - summary.checked),
            queued: ring.queued,
            active: active,
            bytes: summary.bytes
        )
    }

    /// Crawls from the seeds, or on from where the frontier stands.
    ///
    /// Ends when nothing is left, a limit is reached, ``stop()`` was called or the task is cancelled. Addresses still
    /// queued at a limit are recorded as `limit`; after an interruption they stay queued.
    ///
    /// - Throws: What the frontier or a visit throws; nothing a site does is an error.
    public func run(seeds: [WebURL]) async throws -> CrawlSummary {
        started = .now
        let listener = await fetcher.politeness.notify { [bell] in bell.ring() }
        do {
            let summary = try await crawl(seeds)
            await fetcher.politeness.forget(listener)
            return summary
        } catch {
            await fetcher.politeness.forget(listener)
            throw error
        }
    }

    private func crawl(_ seeds: [WebURL]) async throws -> CrawlSummary {
        try await takeUp()
        let addresses = seeds.enumerated().map { index, url in
            NewAddress(url.withoutFragment, depth: 0, origin: .seed, seed: index, refusal: links.refusalOfSeed(url))
        }
        try await add(addresses)
        for root in links.scope.roots { wantSitemaps(of: root) }
        let stop = try await withThrowingDiscardingTaskGroup { group in try await dispatch(in: &group) }
        return try await conclude(stop)
    }

    /// Goes on from where the frontier stands; a new one is empty.
    private func takeUp() async throws {
        for root in try await frontier.roots() { links.scope.add(root: root) }
        ring.add(try await frontier.queuedByHost())
        for (reason, count) in try await frontier.totals() {
            if let reason { summary.notChecked[reason] = count } else { summary.checked = count }
        }
        try await recallMirrors()
    }

    /// Has the sitemaps of a root read, also where none of its pages is queued.
    func wantSitemaps(of root: WebURL) {
        if options.readsSitemaps, root.isHTTP, let origin = root.origin { ring.want(origin) }
    }

    private func add(_ addresses: [NewAddress]) async throws {
        for address in addresses {
            if let refusal = address.refusal { summary.notChecked[refusal.reason, default: 0] += 1 }
        }
        ring.add(try await frontier.add(addresses))
    }

    /// The loop: starts what may start, then sleeps until something has changed.
    private func dispatch(in group: inout ThrowingDiscardingTaskGroup<any Error>) async throws -> StopReason {
        while true {
            if let problem { throw problem }
            if Task.isCancelled { return .interrupted }
            if let reason = reasonToStop() {
                if active == 0, errands == 0 { return reason }
                await bell.wait(until: nil)
                continue
            }
            let next = try await startWhatMay(in: &group)
            if active == 0, errands == 0, ring.isEmpty, next == nil { return .finished }
            await bell.wait(until: [next, deadline].compactMap { $0 }.min())
        }
    }

    private var deadline: ContinuousClock.Instant? { options.maximumDuration.map { started + $0 } }

    private func reasonToStop() -> StopReason? {
        if isStopping { return .interrupted }
        if let deadline, deadline <= .now { return .limit(.duration) }
        if let limit = options.maximumBytes, summary.bytes >= limit { return .limit(.bytes) }
        if failuresInARow >= options.maximumFailures { return .limit(.failures) }
        if let limit = options.maximumPages, summary.visited >= limit { return .limit(.pages) }
        if isDiskLow { return .limit(.disk) }
        return nil
    }

    /// Asks the disk at most once a second, since it is asked before each page.
    private var isDiskLow: Bool {
        guard let minimum = options.minimumFreeBytes, options.freeBytes != nil else { return false }
        if diskAsked.map({ $0 + .seconds(1) <= .now }) ?? true {
            diskAsked = .now
            isDiskKnownLow = options.freeBytes?().map { $0 < minimum } ?? false
        }
        return isDiskKnownLow
    }

    private func conclude(_ stop: StopReason) async throws -> CrawlSummary {
        for address in ring.takeBuffers() { try await frontier.putBack(address, countsAsAttempt: false) }
        // Where the disk is full, the rest of the queue is left for a resumed run.
        if case .limit(let limit) = stop, limit != .disk {
            _ = try await frontier.finishQueued(host: nil, as: NotChecked(.limit))
        }
        summary.stop = stop
        summary.queued = try await frontier.queuedByHost().values.reduce(0, +)
        let totals = try await frontier.totals()
        summary.checked = totals[nil] ?? 0
        summary.notChecked = [:]
        for (reason, count) in totals { if let reason { summary.notChecked[reason] = count } }
        summary.hosts = await fetcher.politeness.log
        summary.robots = await robots.record
        return summary
    }

    /// Runs part of the crawl beside the loop and wakes the loop when it is over.
    func begin(
        in group: inout ThrowingDiscardingTaskGroup<any Error>,
        _ work: @escaping @concurrent @Sendable () async throws -> Void
    ) {
        group.addTask {
            do {
                try await work()
            } catch {
                await self.note(error)
            }
            self.bell.ring()
        }
    }

    private func note(_ error: any Error) {
        if problem == nil { problem = error }
    }
}
