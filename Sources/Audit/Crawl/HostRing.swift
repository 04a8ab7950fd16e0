/// The hosts of a crawl in the order in which they take turns.
struct HostRing {
    struct Host {
        /// Queued in the frontier, as far as the crawler knows; claimed ones are not counted.
        var queued = 0
        var robots = Robots.unknown
        var lane: String?
        /// Claimed and allowed, not yet begun.
        var buffer: [ClaimedAddress] = []
        /// Whether its robots.txt is asked for though nothing is queued, for its sitemaps.
        var isWanted = false

        fileprivate var isIdle: Bool { queued <= 0 && buffer.isEmpty && !(isWanted && robots != .ready) }
    }

    enum Robots { case unknown, loading, ready }

    private(set) var hosts: [String: Host] = [:]
    /// Hosts with something to do, in turn.
    private var order: [String] = []
    private var members: Set<String> = []

    /// Whether no host has anything left to begin.
    var isEmpty: Bool { order.isEmpty }

    private(set) var queued = 0

    mutating func add(_ counts: [String: Int]) {
        for (host, count) in counts.sorted(by: { $0.key < $1.key }) where count > 0 {
            hosts[host, default: Host()].queued += count
            queued += count
            if members.insert(host).inserted { order.append(host) }
        }
    }

    /// Gives the host a turn although nothing is queued, until its robots.txt is here.
    mutating func want(_ host: String) {
        hosts[host, default: Host()].isWanted = true
        if members.insert(host).inserted { order.append(host) }
    }

    mutating func change(_ host: String, _ body: (inout Host) -> Void) { body(&hosts[host, default: Host()]) }

    /// Notes that addresses left the queue.
    mutating func remove(_ count: Int, from host: String) {
        queued -= count
        hosts[host]?.queued -= count
    }

    /// All hosts with something to do, the one whose turn it is first.
    var turns: [String] { order }

    /// Puts the host behind all others.
    mutating func served(_ host: String) {
        guard let index = order.firstIndex(of: host) else { return }
        order.append(order.remove(at: index))
    }

    /// Takes out hosts that have nothing left.
    mutating func prune() {
        order.removeAll { host in
            let isIdle = hosts[host]?.isIdle ?? true
            if isIdle { members.remove(host) }
            return isIdle
        }
    }

    /// What was claimed and not begun.
    mutating func takeBuffers() -> [ClaimedAddress] {
        var all: [ClaimedAddress] = []
        for host in hosts.keys.sorted() {
            all += hosts[host]?.buffer ?? []
            hosts[host]?.buffer = []
        }
        return all
    }
}
