/// A frontier in memory: about 100 bytes an address besides its text; gone when the process ends.
///
/// A record is handed out and not kept, so that none becomes a duplicate later: `/` and `/index.html` are two pages here.
public actor MemoryFrontier<Payload: Sendable>: Frontier {
    private enum State: UInt8 { case queued, claimed, done }

    private struct Entry {
        var start: Int
        var length: Int32
        var from: Int32
        var depth: Int32
        var seed: Int32
        var origin: AddressOrigin
        var state: State
        var attempts: UInt8
    }

    /// 128 bits of the identity's SHA-256: two addresses that share them do not occur.
    private struct Key: Hashable {
        let high: UInt64
        let low: UInt64

        init(_ identity: URLIdentity) {
            let digest = SHA256.digest(identity.key)
            func word(_ range: Range<Int>) -> UInt64 { digest[range].reduce(0) { $0 << 8 | UInt64($1) } }
            high = word(0..<8)
            low = word(8..<16)
        }
    }

    public typealias Sink = @Sendable (AddressRecord, Payload?) async throws -> Void

    private var entries: [Entry] = []
    /// The text of all addresses, one after the other.
    private var text: [UInt8] = []
    private var known: [Key: Int32] = [:]
    /// By group, how many addresses it has had.
    private var groups: [UInt64: UInt32] = [:]
    private var queues: [String: RankedQueue] = [:]
    private var counts: [NotCheckedReason?: Int] = [:]
    private let sink: Sink

    /// - Parameter sink: Gets each record, and its payload, exactly once.
    public init(_ sink: @escaping Sink = { _, _ in }) { self.sink = sink }

    // MARK: - Adding

    public func add(_ addresses: [NewAddress]) async throws -> [String: Int] {
        let (queued, records) = insert(addresses)
        for record in records { try await sink(record, nil) }
        return queued
    }

    private func insert(_ addresses: [NewAddress]) -> (queued: [String: Int], records: [AddressRecord]) {
        var queued: [String: Int] = [:]
        var records: [AddressRecord] = []
        for address in addresses {
            guard let id = enter(address) else { continue }
            if let refusal = address.refusal ?? trap(address) {
                records.append(close(id, AddressRecord(claimed(id), refusal)))
                continue
            }
            let host = address.url.origin ?? ""
            queues[host, default: RankedQueue()].push(id, rank: nextRank(of: address.group))
            queued[host, default: 0] += 1
        }
        return (queued, records)
    }

    /// The number of an address that was not known.
    private func enter(_ address: NewAddress) -> Int32? {
        let id = Int32(entries.count)
        let key = Key(address.identity)
        guard known[key] == nil else { return nil }
        known[key] = id
        let entry = Entry(
            start: text.count,
            length: Int32(address.url.bytes.count),
            from: address.from.map { Int32($0.number) } ?? -1,
            depth: Int32(address.depth),
            seed: Int32(address.seed),
            origin: address.origin,
            state: .queued,
            attempts: 0
        )
        text += address.url.bytes
        entries.append(entry)
        return id
    }

    private func trap(_ address: NewAddress) -> NotChecked? {
        groups[address.group, default: 0] >= UInt32(clamping: address.groupLimit) ? address.trap : nil
    }

    private func nextRank(of group: UInt64) -> UInt32 {
        let rank = groups[group, default: 0]
        groups[group] = rank + 1
        return rank
    }

    // MARK: - Claiming

    public func queuedByHost() -> [String: Int] { queues.mapValues(\.count).filter { $0.value > 0 } }

    public func claim(host: String, count: Int) -> [ClaimedAddress] {
        var claims: [ClaimedAddress] = []
        while claims.count < count, let id = queues[host]?.pop() {
            // One that was adopted meanwhile is no longer queued.
            guard entries[Int(id)].state == .queued else { continue }
            entries[Int(id)].state = .claimed
            claims.append(claimed(id))
        }
        return claims
    }

    public func adopt(_ address: NewAddress) -> (address: ClaimedAddress, wasQueued: Bool)? {
        if let id = known[Key(address.identity)] {
            guard entries[Int(id)].state == .queued else { return nil }
            entries[Int(id)].state = .claimed
            queues[address.url.origin ?? ""]?.forgetOne()
            return (claimed(id), true)
        }
        guard let id = enter(address) else { return nil }
        entries[Int(id)].state = .claimed
        return (claimed(id), false)
    }

    public func putBack(_ address: ClaimedAddress, countsAsAttempt: Bool) {
        let id = Int32(address.id.number)
        entries[Int(id)].state = .queued
        if countsAsAttempt { entries[Int(id)].attempts += 1 }
        let rank = countsAsAttempt ? nextRank(of: AddressShape(address.url).group) : 0
        queues[address.url.origin ?? "", default: RankedQueue()].push(id, rank: rank)
    }

    private func claimed(_ id: Int32) -> ClaimedAddress {
        let entry = entries[Int(id)]
        guard let url = WebURL(text[entry.start..<(entry.start + Int(entry.length))]) else {
            preconditionFailure("a serialised address parses")
        }
        return ClaimedAddress(
            id: AddressID(Int64(id)),
            url: url,
            identity: URLIdentity(url),
            depth: Int(entry.depth),
            origin: entry.origin,
            from: entry.from < 0 ? nil : AddressID(Int64(entry.from)),
            seed: Int(entry.seed),
            attempts: Int(entry.attempts)
        )
    }

    // MARK: - Finishing

    public func finish(
        _ record: AddressRecord,
        found: [NewAddress],
        payload: Payload?
    ) async throws -> Recorded {
        let closed = close(Int32(record.id.number), record)
        let (queued, records) = insert(found)
        try await sink(closed, payload)
        for record in records { try await sink(record, nil) }
        return Recorded(queued: queued)
    }

    private func close(_ id: Int32, _ record: AddressRecord) -> AddressRecord {
        precondition(entries[Int(id)].state != .done, "an address is recorded once")
        entries[Int(id)].state = .done
        counts[record.notChecked?.reason, default: 0] += 1
        return record
    }

    public func finishQueued(host: String?, as reason: NotChecked) async throws -> Int {
        var count = 0
        for name in host.map({ [$0] }) ?? queues.keys.sorted() {
            for address in claim(host: name, count: .max) {
                try await sink(close(Int32(address.id.number), AddressRecord(address, reason)), nil)
                count += 1
            }
        }
        return count
    }

    public func roots() -> [WebURL] {
        entries.indices.compactMap { index in
            let entry = entries[index]
            let isRoot = entry.origin == .seed || (entry.origin == .redirect && entry.depth == 0)
            return isRoot ? claimed(Int32(index)).url : nil
        }
    }

    public func totals() -> [NotCheckedReason?: Int] { counts }
}

/// A binary heap of addresses by rank, then number.
private struct RankedQueue {
    private struct Item {
        let rank: UInt32
        let id: Int32

        static func < (lhs: Item, rhs: Item) -> Bool {
            lhs.rank == rhs.rank ? lhs.id < rhs.id : lhs.rank < rhs.rank
        }
    }

    private var heap: [Item] = []
    /// Without those that were adopted and still lie in the heap.
    private(set) var count = 0

    mutating func push(_ id: Int32, rank: UInt32) {
        count += 1
        heap.append(Item(rank: rank, id: id))
        var index = heap.count - 1
        while index > 0, heap[index] < heap[(index - 1) / 2] {
            heap.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    mutating func pop() -> Int32? {
        guard let first = heap.first else { return nil }
        count = max(0, count - 1)
        heap[0] = heap[heap.count - 1]
        heap.removeLast()
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == index { return first.id }
            heap.swapAt(index, least)
            index = least
        }
    }

    /// One of the queued addresses was taken out of turn.
    mutating func forgetOne() { count = max(0, count - 1) }
}
