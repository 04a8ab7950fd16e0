/// Asks servers again for what the health of a portal needs and a scan does not ask: politely, as a scan does.
public struct HealthProbe: Sendable {
    public struct Options: Sendable {
        /// Ask for targets of links to other sites.
        public var asksOutside = false
        /// Ask again for what was dead or uncertain.
        public var confirms = false
        public var asksIPv6 = false
        /// Targets asked for at most, of each sort.
        public var maximumTargets = 500
        public var contact: String?
        public var delayMilliseconds: Int?

        public init() {}

        public var isEmpty: Bool { !asksOutside && !confirms && !asksIPv6 }
    }

    /// M2: attempts before a link counts as dead.
    static let attempts = 3
    /// M6: the home page and ten more.
    static let pagesOverIPv6 = 11
    /// Bytes of a target's body; that it comes is all that is wanted.
    static let maximumBytes = 64 << 10
    /// Hosts asked at a time.
    static let hostsAtOnce = 8

    private let options: Options
    private let fetcher: Fetcher
    private let robots: RobotsCache

    public init(_ options: Options) {
        self.options = options
        fetcher = Self.fetcher(options, onlyIPv6: false)
        robots = RobotsCache(fetcher)
    }

    private static func fetcher(_ options: Options, onlyIPv6: Bool) -> Fetcher {
        var configuration = CurlClient.Configuration(contact: options.contact)
        configuration.onlyIPv6 = onlyIPv6
        var politeness = PolitenessOptions()
        politeness.delay = options.delayMilliseconds.map { .milliseconds($0) }
        return Fetcher(client: CurlClient(configuration), politeness: Politeness(politeness))
    }

    /// What the store says, with what was asked for besides: targets of links to other sites, and pages of the site, the
    /// home page first.
    public func completed(
        _ health: PortalHealth,
        outside: [PortalHealth.DeadLinks.Target],
        pages: [WebURL]
    ) async -> PortalHealth {
        var health = health
        if options.confirms {
            health.deadOnHome = await confirmed(health.deadOnHome)
            health.deadInFrame = await confirmed(health.deadInFrame)
        }
        if options.asksOutside { health.deadOutside = await judged(outside) }
        if options.asksIPv6 { health.ipv6 = await overIPv6(pages) }
        return health
    }

    // MARK: - Links

    private func confirmed(_ links: PortalHealth.DeadLinks) async -> PortalHealth.DeadLinks {
        let isAskedAgain = { (target: PortalHealth.DeadLinks.Target) in (target.httpStatus ?? 0) >= 500 }
        let again = await judged(links.dead + links.unknown.filter(isAskedAgain))
        var result = again
        result.checked += links.checked - links.dead.count
        result.unknown += links.unknown.filter { !isAskedAgain($0) }
        result.notAsked += links.notAsked
        return result
    }

    private func judged(_ targets: [PortalHealth.DeadLinks.Target]) async -> PortalHealth.DeadLinks {
        let asked = targets.prefix(options.maximumTargets)
        let byHost = Dictionary(grouping: asked) { WebURL($0.address)?.origin ?? "" }.values.sorted {
            $0[0].address < $1[0].address
        }
        var links = await withTaskGroup(of: [(PortalHealth.DeadLinks.Target, HealthGathering.Fate)].self) { group in
            var links = PortalHealth.DeadLinks()
            for (index, targets) in byHost.enumerated() {
                if index >= Self.hostsAtOnce, let part = await group.next() { links.take(part) }
                group.addTask { await self.fates(of: targets) }
            }
            for await part in group { links.take(part) }
            return links
        }
        links.notAsked += targets.count - asked.count
        links.dead.sort { $0.address < $1.address }
        links.unknown.sort { $0.address < $1.address }
        return links
    }

    private func fates(
        of targets: [PortalHealth.DeadLinks.Target]
    ) async -> [(PortalHealth.DeadLinks.Target, HealthGathering.Fate)] {
        var fates: [(PortalHealth.DeadLinks.Target, HealthGathering.Fate)] = []
        for target in targets { fates.append(await fate(of: target)) }
        return fates
    }

    private func fate(
        of target: PortalHealth.DeadLinks.Target
    ) async -> (PortalHealth.DeadLinks.Target, HealthGathering.Fate) {
        var target = target
        guard let url = WebURL(target.address), url.isHTTP else { return (target, .notAsked) }
        if let refusal = await robots.policy(for: url).refusal(of: url) {
            // A host that does not answer at all has no robots.txt either; that is no refusal.
            if refusal.reason == .robots { return (target, .notAsked) }
            target.reason = refusal.reason.rawValue
            return (target, Self.isGone(refusal.reason) ? .dead : .unknown)
        }
        var fate = HealthGathering.Fate.unknown
        for _ in 0..<Self.attempts {
            let result = await fetcher.fetch(url, limits: Self.limits)
            (fate, target.reason) = Self.fate(of: result)
            target.httpStatus = result.response.status
            if fate == .alive { break }
        }
        return (target, fate)
    }

    private static var limits: FetchLimits {
        var limits = FetchLimits()
        limits.maximumWireBytes = maximumBytes
        limits.refusesByDeclaredLength = false
        return limits
    }

    private static func fate(of result: FetchResult) -> (HealthGathering.Fate, reason: String) {
        if let failure = result.failure {
            if failure.reason == .tooLarge { return (.alive, "") }
            return (isGone(failure.reason) ? .dead : .unknown, failure.reason.rawValue)
        }
        let status = result.response.status ?? 0
        if (200..<300).contains(status) { return (.alive, "") }
        // Answered so each time, a server error is the answer.
        let isDead = status >= 500 && status != 503 || HealthGathering.isSurelyDead(status)
        return (isDead ? .dead : .unknown, NotCheckedReason.httpError.rawValue)
    }

    private static func isGone(_ reason: NotCheckedReason) -> Bool {
        [.dns, .connection, .timeout, .redirectLoop, .redirectLimit].contains(reason)
    }

    // MARK: - IPv6

    private func overIPv6(_ pages: [WebURL]) async -> PortalHealth.IPv6 {
        let fetcher = Self.fetcher(options, onlyIPv6: true)
        var result = PortalHealth.IPv6(hasAddress: false, checked: 0, fetched: 0)
        for page in pages.prefix(Self.pagesOverIPv6) {
            let answer = await fetcher.fetch(page, limits: Self.limits)
            // libcurl says of an IPv4 address only that it could not connect.
            let isIPv4 = page.host.map { IPAddressParser.endsInNumber(Array($0)) } ?? false
            if answer.failure?.reason != .dns, !isIPv4 { result.hasAddress = true }
            result.checked += 1
            if (200..<300).contains(answer.response.status ?? 0) { result.fetched += 1 }
            if !result.hasAddress { break }
        }
        return result
    }
}

extension PortalHealth.DeadLinks {
    fileprivate mutating func take(_ fates: [(Target, HealthGathering.Fate)]) {
        for (target, fate) in fates {
            switch fate {
            case .alive: checked += 1
            case .dead:
                checked += 1
                dead.append(target)
            case .unknown: unknown.append(target)
            case .notAsked: notAsked += 1
            }
        }
    }
}
