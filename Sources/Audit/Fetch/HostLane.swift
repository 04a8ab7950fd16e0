/// The queue of one host: when the next request may start.
///
/// A value; ``Politeness`` owns it.
struct HostLane {
    typealias Instant = ContinuousClock.Instant

    private let options: PolitenessOptions
    private let isLoopback: Bool
    private(set) var log = HostLog()
    private var inFlight = 0
    private var nextStart: Instant
    private var lastStart: Instant?
    /// Second in which requests were counted, and how many.
    private var rateWindow: (start: Instant, count: Int)?
    private var lastResponseTime: Duration = .zero
    private var backOffs = 0
    /// What robots.txt of each origin of this queue asks for.
    private var crawlDelays: [String: Duration] = [:]
    /// Refusals without an answer in between that asked for a longer pause than is waited for.
    private var longRefusals = 0
    /// Weighted.
    private var failuresInARow = 0
    private var pauses = 0

    init(options: PolitenessOptions, isLoopback: Bool, now: Instant) {
        self.options = options
        self.isLoopback = isLoopback
        nextStart = now
    }

    enum Turn: Equatable {
        /// A request may start at this instant; the place is taken.
        case reserved(Instant)
        case full
        case givenUp(NotChecked)
    }

    /// The earliest start of the next request, or nil while all places are taken.
    var earliestStart: Instant? { inFlight < options.requestsAtOnce ? nextStart : nil }

    /// Takes a place, for a request that starts as soon as it may.
    mutating func reserve(now: Instant) -> Turn {
        if let reason = log.givenUp { return .givenUp(reason) }
        guard inFlight < options.requestsAtOnce else { return .full }
        inFlight += 1
        let start = max(now, nextStart)
        nextStart = start + delay
        count(start)
        return .reserved(start)
    }

    private mutating func count(_ start: Instant) {
        log.requests += 1
        if let lastStart {
            let gap = start - lastStart
            log.shortestGap = min(log.shortestGap ?? gap, gap)
        }
        lastStart = start
        if let window = rateWindow, start - window.start < .seconds(1) {
            rateWindow = (window.start, window.count + 1)
        } else {
            rateWindow = (start, 1)
        }
        log.highestRate = max(log.highestRate, rateWindow?.count ?? 1)
    }

    /// The pause after an answer.
    private var delay: Duration {
        let asked = min(log.crawlDelay ?? .zero, options.longestCrawlDelay)
        if let fixed = options.delay { return max(fixed, asked) }
        if isLoopback { return max(options.loopbackDelay, asked) }
        let wait = min(max(lastResponseTime * options.factor, options.shortestDelay), options.longestDelay)
        return max(wait, asked)
    }

    /// Of several origins that share the queue the most patient one counts.
    mutating func setCrawlDelay(_ delay: Duration?, of origin: String) {
        crawlDelays[origin] = delay
        log.crawlDelay = crawlDelays.values.max()
        if let lastStart { nextStart = max(nextStart, lastStart + self.delay) }
    }

    /// Gives a place back.
    mutating func finish(_ ending: Politeness.Ending, now: Instant) {
        inFlight -= 1
        switch ending {
        case .answered(let time, let bytes):
            log.bytes += bytes
            lastResponseTime = time
            (backOffs, failuresInARow, pauses, longRefusals) = (0, 0, 0, 0)
            nextStart = max(nextStart, now + delay)
        case .refused(let retryAfter, let isOverload):
            log.refusals += 1
            failuresInARow = 0
            nextStart = max(nextStart, now + max(backOff(retryAfter), delay))
            if let retryAfter, retryAfter > options.longestBackOff { refuseLong(retryAfter, isOverload: isOverload) }
        case .failed(let reason):
            log.failures += 1
            nextStart = max(nextStart, now + delay)
            countFailure(reason, weight: HostLane.silence, now: now)
        case .garbled(let reason):
            log.failures += 1
            nextStart = max(nextStart, now + delay)
            countFailure(reason, weight: 1, now: now)
        case .notSent: break
        }
    }

    private mutating func backOff(_ retryAfter: Duration?) -> Duration {
        defer { backOffs += 1 }
        let own = min(options.firstBackOff * (1 << min(backOffs, 10)), options.longestBackOff)
        // A pause that nobody will wait for ends the matter for this address; the others are not asked for at once.
        return retryAfter.flatMap { $0 > options.longestBackOff ? nil : $0 } ?? own
    }

    /// A host that is asked too much (429) means all of its addresses; one that is down (503) may mean only this one, but
    /// not if the next address says the same.
    private mutating func refuseLong(_ pause: Duration, isOverload: Bool) {
        longRefusals += 1
        guard isOverload || longRefusals > 1 else { return }
        giveUp(.askedToWait(pause))
    }

    /// How much more silence weighs than nonsense, which may be the fault of one address.
    private static let silence = 3

    private mutating func countFailure(_ reason: NotChecked, weight: Int, now: Instant) {
        failuresInARow += weight
        guard failuresInARow >= options.failuresToPause * HostLane.silence else { return }
        failuresInARow = 0
        pauses += 1
        if pauses > options.pausesToGiveUp {
            giveUp(reason)
        } else {
            nextStart = max(
                nextStart,
                now + (isLoopback ? options.loopbackBreakerPause : options.breakerPause) * (1 << min(pauses - 1, 10))
            )
        }
    }

    mutating func giveUp(_ reason: NotChecked) {
        guard log.givenUp == nil else { return }
        log.givenUp = NotChecked(
            reason.reason,
            zh: "\(reason.detail.zh)；该主机已停止访问",
            en: "\(reason.detail.en); the host was given up"
        )
    }
}
