/// How hard a site may be asked.
public struct PolitenessOptions: Sendable, Equatable {
    /// What shares one queue.
    public enum Key: String, Sendable, CaseIterable {
        case host
        /// All host names of one address share a queue.
        case address
    }

    public var key = Key.host
    /// Requests under way at a time, per queue.
    public var requestsAtOnce = 1
    /// The pause between two requests; nil waits ``factor`` times as long as the last answer took.
    public var delay: Duration?
    public var factor = 5
    public var shortestDelay: Duration = .seconds(1)
    public var longestDelay: Duration = .seconds(30)
    /// The pause where the address is on this machine and ``delay`` is nil.
    public var loopbackDelay: Duration = .zero
    /// A longer Crawl-delay is taken as this one.
    public var longestCrawlDelay: Duration = .seconds(60)
    /// The first pause after 429 or 503 without Retry-After; it doubles with each further one.
    public var firstBackOff: Duration = .seconds(10)
    /// The longest back-off.
    ///
    /// An address whose Retry-After is longer is not asked for again in this run, and neither is
    /// its host after 429, or after a second 503 of that kind in a row.
    public var longestBackOff: Duration = .seconds(300)
    /// Requests that fail one after the other (no answer at all) before the queue pauses; of answers that are nonsense it
    /// takes three times as many.
    public var failuresToPause = 5
    /// How long it pauses; it doubles with each further pause.
    public var breakerPause: Duration = .seconds(60)
    /// The same on this machine.
    public var loopbackBreakerPause: Duration = .seconds(1)
    /// Pauses before the host is given up for this run.
    public var pausesToGiveUp = 2

    public init() {}
}

/// What was asked of one host, for its owner to see.
public struct HostLog: Sendable, Equatable {
    public var requests = 0
    /// Body bytes over the wire.
    public var bytes = 0
    /// The most requests begun within one second.
    public var highestRate = 0
    /// The shortest time between the starts of two requests; nil before the second.
    public var shortestGap: Duration?
    /// Answers 429 and 503.
    public var refusals = 0
    /// Requests that got no answer.
    public var failures = 0
    /// The pause robots.txt asked for.
    public var crawlDelay: Duration?
    /// Why the host was given up, if it was.
    public var givenUp: NotChecked?
}

extension PolitenessOptions {
    /// For archives, where no server is asked.
    public static var none: PolitenessOptions {
        var options = PolitenessOptions()
        options.delay = .zero
        options.longestCrawlDelay = .zero
        options.firstBackOff = .zero
        options.breakerPause = .zero
        options.loopbackBreakerPause = .zero
        return options
    }
}
