/// What a crawl may do and when it ends.
public struct CrawlOptions: Sendable {
    public var scope: URLScope
    /// Addresses fetched; nil for no bound.
    public var maximumPages: Int?
    /// Links from a start.
    public var maximumDepth = 100
    public var maximumDuration: Duration?
    /// Body bytes over the wire.
    public var maximumBytes: Int?
    /// Addresses in a row that could not be fetched for reasons of the network or the server.
    public var maximumFailures = 1_000
    /// Bytes that stay free on the disk; below, the crawl ends and can be resumed.
    public var minimumFreeBytes: Int?
    /// The free bytes of the disk that is written to; gives nil where they are not known.
    public var freeBytes: (@Sendable () -> Int?)?
    /// Pages fetched or checked at a time, which bounds memory.
    public var pagesAtOnce = 16
    /// Files of robots.txt fetched at a time, beside the pages.
    public var robotsAtOnce = 16
    /// Attempts at an address that answers 429 or 503.
    public var attemptsIfRefused = 3
    /// Attempts at an address where the connection fails or times out.
    public var attemptsIfFailed = 2
    /// Links taken from one page; the rest is dropped.
    public var maximumLinksPerPage = 20_000
    public var traps = TrapLimits()
    /// Whether sitemaps named in robots.txt (or `/sitemap.xml`) are read.
    public var readsSitemaps = true
    /// Sitemap files read, over all hosts.
    public var maximumSitemaps = 200

    public init(scope: URLScope) { self.scope = scope }
}

/// Why a crawl ended.
public enum StopReason: Sendable, Equatable {
    /// Every address in scope is done.
    case finished
    case limit(Limit)
    case interrupted
    /// Part of the archive that answers in place of the network cannot be read.
    case damagedArchive

    public enum Limit: String, Sendable, CaseIterable {
        case pages, duration, bytes, failures, disk
    }

    /// The word the store keeps.
    public var word: String {
        switch self {
        case .finished: "finished"
        case .limit(let limit): "limit-\(limit.rawValue)"
        case .interrupted: "interrupted"
        case .damagedArchive: "damaged-archive"
        }
    }
}

/// What a crawl amounts to.
public struct CrawlSummary: Sendable {
    public var stop = StopReason.finished
    public var checked = 0
    public var notChecked: [NotCheckedReason: Int] = [:]
    /// Pages that were fetched, checked or not to be checked.
    public var visited: Int { checked + notChecked[.untested, default: 0] }
    /// Why the first start that had a problem was not visited, where this process found out.
    public var startProblem: NotChecked?
    /// Addresses left for a resumed run.
    public var queued = 0
    public var fetches = 0
    public var bytes = 0
    /// By host, or by address where queues are kept by address.
    public var hosts: [String: HostLog] = [:]
    /// What robots.txt was found to be, by origin.
    public var robots: [String: RobotsCache.Policy] = [:]

    public init() {}
}

/// A moment of a crawl, for a progress line.
public struct CrawlProgress: Sendable, Equatable {
    public var checked = 0
    public var notChecked = 0
    public var queued = 0
    public var active = 0
    public var bytes = 0
}
