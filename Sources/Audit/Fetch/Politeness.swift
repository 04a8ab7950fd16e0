/// Decides when a request to a host may start, for all requests of a run.
///
/// Whoever wants to send reserves a place, waits for its start, sends, and gives the place back with how it ended.
public actor Politeness {
    public typealias Instant = ContinuousClock.Instant

    /// How a request ended.
    public enum Ending: Sendable {
        case answered(time: Duration, bytes: Int)
        /// 429 (too many requests) or 503.
        case refused(retryAfter: Duration?, isOverload: Bool)
        /// Nothing came.
        case failed(NotChecked)
        /// Something came that is no answer, or the connection ended; that says little of other addresses.
        case garbled(NotChecked)
        /// The place was given back unused.
        case notSent
    }

    /// Whether a request may start now.
    public enum Readiness: Sendable, Equatable {
        /// It may, and the place is taken.
        case reserved
        case at(Instant)
        /// All places are taken; listeners hear when one is free.
        case full
        case givenUp(NotChecked)
    }

    private let options: PolitenessOptions
    private let resolver: HostResolver
    private var lanes: [String: HostLane] = [:]
    /// The lanes of hosts, where they are shared by address.
    private var laneOfHost: [String: String] = [:]
    /// Those who wait for a place, in order; they go before those who only ask.
    private var waiting: [String: [CheckedContinuation<Void, Never>]] = [:]
    private var listeners: [Int: @Sendable () -> Void] = [:]
    private var lastListener = 0

    public init(_ options: PolitenessOptions = PolitenessOptions()) {
        self.options = options
        resolver = HostResolver()
    }

    /// Has `body` called whenever a place becomes free, until ``forget(_:)``.
    func notify(_ body: @escaping @Sendable () -> Void) -> Int {
        lastListener += 1
        listeners[lastListener] = body
        return lastListener
    }

    /// Ends what ``notify(_:)`` began.
    func forget(_ listener: Int) { listeners[listener] = nil }

    /// The queue a host belongs to; looks its address up where queues are kept by address.
    public func lane(for url: WebURL) async -> String {
        let host = url.host?.string ?? ""
        if let known = laneOfHost[host] { return known }
        let lane = options.key == .address ? await resolver.address(of: host) ?? host : host
        laneOfHost[host] = lane
        if lanes[lane] == nil {
            lanes[lane] = HostLane(options: options, isLoopback: url.isLoopback, now: .now)
        }
        return lane
    }

    /// Takes a place if a request may start at once and nobody waits.
    public func reserveNow(_ lane: String) -> Readiness {
        guard let state = lanes[lane] else { return .full }
        if let reason = state.log.givenUp { return .givenUp(reason) }
        guard waiting[lane, default: []].isEmpty, let start = state.earliestStart else { return .full }
        let now = Instant.now
        guard start <= now else { return .at(start) }
        _ = lanes[lane]?.reserve(now: now)
        return .reserved
    }

    /// Waits for a place and for its start; returns why there will be none.
    public func reserve(_ lane: String) async -> NotChecked? {
        while true {
            switch lanes[lane]?.reserve(now: .now) {
            case .reserved(let start):
                guard start > .now else { return nil }
                do {
                    try await Task.sleep(until: start, clock: .continuous)
                } catch {
                    finish(lane, .notSent)
                    return NotChecked(.interrupted)
                }
                return nil
            case .givenUp(let reason): return reason
            case .full: await withCheckedContinuation { waiting[lane, default: []].append($0) }
            case nil: preconditionFailure("a lane comes from lane(for:)")
            }
            if Task.isCancelled {
                wakeNext(lane)
                return NotChecked(.interrupted)
            }
        }
    }

    /// Gives a place back.
    public func finish(_ lane: String, _ ending: Ending) {
        lanes[lane]?.finish(ending, now: .now)
        wakeNext(lane)
        for listener in listeners.values { listener() }
    }

    private func wakeNext(_ lane: String) {
        guard var line = waiting[lane], !line.isEmpty else { return }
        let first = line.removeFirst()
        waiting[lane] = line
        first.resume()
    }

    /// Sets the pause that robots.txt of an origin asks for; a queue of several origins keeps the longest.
    public func setCrawlDelay(_ delay: Duration?, of origin: String, in lane: String) {
        lanes[lane]?.setCrawlDelay(delay, of: origin)
    }

    /// The longest pause a server may ask for and still be asked again in this run.
    public nonisolated var longestBackOff: Duration { options.longestBackOff }

    /// Lets no further request through.
    public func giveUp(_ lane: String, _ reason: NotChecked) {
        lanes[lane]?.giveUp(reason)
        let line = waiting.removeValue(forKey: lane) ?? []
        for waiter in line { waiter.resume() }
    }

    /// What was asked of each host (or address) so far.
    public var log: [String: HostLog] { lanes.mapValues(\.log) }
}
