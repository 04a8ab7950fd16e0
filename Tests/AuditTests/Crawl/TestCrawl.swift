import Synchronization

@testable import Audit

/// A crawl over a ``FaultServer`` with short patience, and what it recorded.
struct TestCrawl: Sendable {
    var records: [String: AddressRecord] = [:]
    /// Addresses that were recorded more than once; must be empty.
    var repeated: [String] = []
    var visited: [String] = []
    var summary = CrawlSummary()

    /// The record of an address as a word: `checked` or the reason.
    func outcome(_ path: String) -> String? {
        records[path].map { $0.notChecked?.reason.rawValue ?? "checked" }
    }

    struct Setup: Sendable {
        var reach = URLScope.Reach.host
        var politeness = PolitenessOptions()
        var robots = RobotsCache.Options()
        var fetch = FetchOptions()
        var change: @Sendable (inout CrawlOptions) -> Void = { _ in }

        init() {
            politeness.requestsAtOnce = 4
            politeness.firstBackOff = .milliseconds(20)
            politeness.loopbackBreakerPause = .milliseconds(50)
            robots.retryDelays = [.milliseconds(20)]
            robots.timeout = .milliseconds(500)
            fetch.limits.headerTimeout = .milliseconds(400)
            fetch.limits.totalTimeout = .milliseconds(1_000)
            fetch.limits.maximumWireBytes = 1 << 20
            fetch.limits.maximumBodyBytes = 2 << 20
        }
    }

    /// Crawls the server from `/` (or the seeds given); keys of ``records`` are without the server's own origin.
    static func run(
        _ server: FaultServer,
        seeds: [String] = ["/"],
        _ setup: Setup = Setup(),
        configure: (inout Setup) -> Void = { _ in }
    ) async throws -> TestCrawl {
        var setup = setup
        configure(&setup)
        let base = server.base
        let starts = seeds.compactMap { WebURL($0.hasPrefix("/") ? base + $0 : $0) }
        let log = Mutex(TestCrawl())
        let frontier = MemoryFrontier<String> { record, _ in
            let name = record.url.description.withoutPrefix(base)
            log.withLock { log in
                if log.records[name] != nil { log.repeated.append(name) }
                log.records[name] = record
            }
        }
        let fetcher = Fetcher(client: CurlClient(), politeness: Politeness(setup.politeness), options: setup.fetch)
        var options = CrawlOptions(scope: URLScope(setup.reach, roots: starts))
        setup.change(&options)
        let crawler = Crawler(
            frontier: frontier,
            fetcher: fetcher,
            robots: RobotsCache(fetcher, options: setup.robots),
            options: options
        ) { page in
            log.withLock { $0.visited.append(page.url.description.withoutPrefix(base)) }
            return PageVisit(links: links(in: page.response.body, of: page.url))
        }
        let summary = try await crawler.run(seeds: starts)
        return log.withLock { log in
            log.summary = summary
            return log
        }
    }

    /// The values of `href="…"`: enough for the pages of these tests.
    static func links(in body: [UInt8], of page: WebURL) -> [DiscoveredLink] {
        var links: [DiscoveredLink] = []
        let mark = Array("href=\"".utf8)
        var rest = body[...]
        while let quote = rest.firstRange(of: mark) {
            rest = rest[quote.upperBound...]
            let reference = Array(rest.prefix { $0 != 0x22 })
            links.append(DiscoveredLink(url: page.resolve(reference), reference: reference, kind: .anchor))
        }
        return links
    }
}

extension String {
    fileprivate func withoutPrefix(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}
