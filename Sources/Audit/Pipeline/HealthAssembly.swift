import Synchronization

/// Computes the health of a portal from what a run left in the store, without the network.
public struct HealthAssembly: Sendable {
    private let store: any AuditStore
    private let run: Run

    public init(_ run: Run, in store: any AuditStore) {
        self.store = store
        self.run = run
    }

    /// The figures of the run; `confirmed` replaces answers that were asked for again since.
    public func health() async throws -> PortalHealth {
        let gathered = Mutex(HealthGathering())
        try await store.forEachVisit(of: run.id) { visit in gathered.withLock { $0.take(visit) } }
        let gathering = gathered.withLock { $0 }
        let day = String(run.start.started.iso8601.prefix(10))
        var health = PortalHealth(run: run.id, subject: run.subject, day: day)
        (health.home.probes, health.home.failures) = try await store.startVisits(until: run.id)
        health.deadInFrame = gathering.deadLinks(among: nil)
        health.load = PortalHealth.Load(gathering.loads)
        health.attachments = gathering.attachments
        health.tags = gathering.tags
        guard let home = gathering.home else { return health }
        let links = Set(home.links)
        health.deadOnHome = gathering.deadLinks(among: links)
        health.homeFreshness = Days.freshness(of: home.facts, until: day)
        health.columns = gathering.columns.map { $0.column(home: links, until: day) }
        health.assistEntry = home.presence(home.facts.content?.assistEntry, home.facts.content?.assistEntryIsReachable)
        health.statement = home.presence(home.facts.content?.statement, true)
        return health
    }
}

extension HealthAssembly {
    /// What a probe asks for: targets of links to other sites, and pages of the site from its start on.
    public func probed(_ health: PortalHealth, with probe: HealthProbe) async throws -> PortalHealth {
        let outside = Mutex([PortalHealth.DeadLinks.Target]())
        let pages = Mutex([(depth: Int, url: WebURL)]())
        try await store.forEachVisit(of: run.id) { visit in
            guard let url = WebURL(visit.address), url.isHTTP else { return }
            if visit.reason == NotCheckedReason.outOfScope.rawValue {
                let target = PortalHealth.DeadLinks.Target(
                    address: visit.asked,
                    reason: "",
                    httpStatus: nil,
                    from: visit.from
                )
                outside.withLock { $0.append(target) }
            } else if visit.status == .checked {
                pages.withLock { $0.append((visit.depth, url)) }
            }
        }
        let nearest = pages.withLock { $0 }.enumerated().sorted { left, right in
            (left.element.depth, left.offset) < (right.element.depth, right.offset)
        }
        return await probe.completed(health, outside: outside.withLock { $0 }, pages: nearest.map(\.element.url))
    }
}
