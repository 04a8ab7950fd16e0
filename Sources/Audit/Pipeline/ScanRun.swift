import Foundation

/// Crawls a site, checks every page and writes to the store while the crawl goes on.
public struct ScanRun: Sendable {
    /// What a scan is to do.
    public struct Options: Sendable {
        public var subject: Subject
        public var starts: [WebURL]
        public var crawl: CrawlOptions
        public var politeness = PolitenessOptions()
        public var fetch = FetchOptions()
        /// A mail address or page by which the site's owner can reach whoever runs the scan.
        public var contact: String?
        /// Why robots.txt is not asked for; nil obeys it.
        public var robotsIgnoredBecause: String?
        public var rules: [AppliedRule]

        public init(subject: Subject, starts: [WebURL], crawl: CrawlOptions, rules: [AppliedRule]) {
            self.subject = subject
            self.starts = starts
            self.crawl = crawl
            self.rules = rules
        }
    }

    /// What came of it.
    public struct Result: Sendable {
        public let run: RunID
        public let summary: CrawlSummary
        /// The highest severity among certain failed violations.
        public let worst: Severity?
        public let failed: Int
        public let cantTell: Int
    }

    let options: Options
    private let crawler: Crawler<MemoryFrontier<PageRecord>>
    private let writer: ScanWriter

    /// - Parameters:
    ///   - options: What to scan and how.
    ///   - existing: The store where there is one already; it tells whether the subject has earlier runs.
    ///   - store: Opens the store; called when the first page was checked, so that a scan of nothing leaves nothing.
    public init(
        _ options: Options,
        existing: (any AuditStore)? = nil,
        store: @escaping @Sendable () throws -> any AuditStore
    ) {
        self.options = options
        let writer = ScanWriter(options, existing: existing, store: store)
        self.writer = writer
        let client = CurlClient(CurlClient.Configuration(contact: options.contact))
        let fetcher = Fetcher(client: client, politeness: Politeness(options.politeness), options: options.fetch)
        var robots = RobotsCache.Options()
        robots.isIgnored = options.robotsIgnoredBecause != nil
        let sheets = SheetCache { address in await RemotePage.sheet(at: address, fetcher) }
        let audit = PageAudit(rules: options.rules, site: options.subject.id)
        crawler = Crawler(
            frontier: MemoryFrontier { record, payload in try await writer.add(record, payload) },
            fetcher: fetcher,
            robots: RobotsCache(fetcher, options: robots),
            options: options.crawl
        ) { page in await Self.visit(page, audit, sheets) }
    }

    /// How far the scan is.
    public var progress: CrawlProgress {
        get async { await crawler.progress }
    }

    /// Ends the scan after the pages under way.
    public func stop() async { await crawler.stop() }

    /// Scans to the end, a limit or ``stop()``.
    ///
    /// - Returns: What was checked, and the number of the run in the store.
    /// - Throws: ``AuditError`` `nothingAudited` where no page could be checked and the subject is new to the store;
    ///   what the store throws.
    public func run() async throws -> Result {
        let summary: CrawlSummary
        do {
            summary = try await crawler.run(seeds: options.starts)
        } catch {
            await writer.abandon()
            throw error
        }
        return try await writer.finish(summary)
    }

    /// Parses and checks a page that was fetched.
    @concurrent
    private static func visit(
        _ page: FetchedPage,
        _ audit: PageAudit,
        _ sheets: SheetCache
    ) async -> PageVisit<PageRecord> {
        let response = page.response
        let (parsed, type) = audit.parse(response, address: page.address.url)
        let base = page.url
        let links = LinkDiscovery.links(in: parsed.document, at: base)
        let styles = await sheets.styles(of: parsed) { reference, sheet in
            (sheet.flatMap { WebURL($0) } ?? base).resolve(reference)?.description
        }
        let fetch = PageRecord.Fetch(
            at: .now,
            httpStatus: response.status,
            contentType: type,
            charset: parsed.transport.encoding,
            bytes: response.body.count,
            contentHash: SHA256.digest(response.body)
        )
        let record = audit.record(parsed, styles: styles, key: page.address.identity.description, fetch: fetch)
        let problem = record.reason.flatMap(NotCheckedReason.init(rawValue:)).map { NotChecked($0) }
        return PageVisit(links: links, notChecked: problem, payload: record)
    }
}

extension Timestamp {
    /// This moment by the system's clock.
    public static var now: Timestamp { Timestamp(millisecondsSince1970: Int64(Date().timeIntervalSince1970 * 1000)) }
}
