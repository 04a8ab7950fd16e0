/// What scans of one process share: connections, cookies, queues of hosts, robots.txt and style sheets.
struct ScanEnvironment: Sendable {
    let fetcher: Fetcher
    let robots: RobotsCache
    let sheets: SheetCache
    /// Whether an archive answers in place of the network.
    let isOffline: Bool

    init(_ options: ScanRun.Options) {
        var configuration = CurlClient.Configuration(contact: options.settings.contact)
        configuration.proxy = options.proxy
        var fetch = options.fetch
        fetch.insecureHosts = Set(options.settings.insecure ?? [])
        if let seconds = options.settings.timeoutSeconds { fetch.limits.take(timeout: .seconds(seconds)) }
        let fetcher = Fetcher(
            client: CurlClient(configuration),
            politeness: Politeness(options.fetch.source == nil ? options.settings.politeness : .none),
            options: fetch
        )
        var robots = RobotsCache.Options()
        robots.isIgnored = options.robotsIgnoredBecause != nil
        self.fetcher = fetcher
        self.robots = RobotsCache(fetcher, options: robots)
        isOffline = options.fetch.source != nil
        sheets = SheetCache { address in await RemotePage.sheet(at: address, fetcher) }
    }

    /// Scans may share an environment exactly if these are equal.
    struct Key: Hashable {
        private let words: [String?]

        init(_ options: ScanRun.Options) {
            let settings = options.settings
            words = [
                settings.contact, settings.insecure?.sorted().joined(separator: " "),
                settings.requestsAtOnce.map(String.init), settings.delayMilliseconds.map(String.init),
                settings.timeoutSeconds.map(String.init), settings.politenessKey, options.robotsIgnoredBecause,
                options.proxy, settings.archive,
            ]
        }
    }
}
