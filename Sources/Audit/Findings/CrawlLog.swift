/// What a run asked of servers, for their owners to see.
public struct CrawlLog: Sendable, Equatable {
    /// By host, or by address where queues are kept by address.
    public var hosts: [Host] = []
    public var robots: [Robots] = []

    public struct Host: Sendable, Equatable {
        public var host: String
        public var requests: Int
        /// Body bytes over the wire.
        public var bytes: Int
        /// The most requests begun within one second.
        public var highestRate: Int
        /// Between the starts of two requests; nil before the second.
        public var shortestGapMilliseconds: Int?
        /// What robots.txt asked for.
        public var crawlDelayMilliseconds: Int?
        /// Answers 429 and 503.
        public var refusals: Int
        /// Requests that got no answer.
        public var failures: Int
        /// Why the host was given up, in both languages; nil where it was not.
        public var givenUp: String?

        public init(
            host: String,
            requests: Int,
            bytes: Int,
            highestRate: Int,
            shortestGapMilliseconds: Int? = nil,
            crawlDelayMilliseconds: Int? = nil,
            refusals: Int = 0,
            failures: Int = 0,
            givenUp: String? = nil
        ) {
            self.host = host
            self.requests = requests
            self.bytes = bytes
            self.highestRate = highestRate
            self.shortestGapMilliseconds = shortestGapMilliseconds
            self.crawlDelayMilliseconds = crawlDelayMilliseconds
            self.refusals = refusals
            self.failures = failures
            self.givenUp = givenUp
        }
    }

    /// The robots.txt of one origin as it was obeyed.
    public struct Robots: Sendable, Equatable {
        public enum Source: String, Sendable, CaseIterable {
            case file, absent, unreachable, ignored
        }

        public var origin: String
        public var source: Source
        /// The status where there was none.
        public var httpStatus: Int?
        public var bytes: Int
        /// Why it could not be had, in both languages.
        public var detail: String?
        /// Its beginning.
        public var text: String

        public init(
            origin: String,
            source: Source,
            httpStatus: Int? = nil,
            bytes: Int = 0,
            detail: String? = nil,
            text: String = ""
        ) {
            self.origin = origin
            self.source = source
            self.httpStatus = httpStatus
            self.bytes = bytes
            self.detail = detail
            self.text = text
        }
    }

    public init() {}

    public var bytes: Int { hosts.reduce(0) { $0 + $1.bytes } }
    public var requests: Int { hosts.reduce(0) { $0 + $1.requests } }
}
