import Synchronization

/// A frontier in the store: bounded memory, and a killed run goes on where it stood.
///
/// Each page is one transaction: its record with its findings, the addresses found on it, its state.
public struct StoreFrontier: Frontier {
    private let store: FrontierStore
    private let known = KnownAddresses()
    /// As they are written, which is told faster than what identifies them.
    private let written = KnownAddresses()
    /// The run whose outcomes stand for pages that have not changed.
    private let earlierRun: RunID?

    public init(_ store: FrontierStore, earlierRun: RunID? = nil) {
        self.store = store
        self.earlierRun = earlierRun
    }

    public func add(_ addresses: [NewAddress]) async throws -> [String: Int] {
        let (candidates, keys) = new(addresses)
        guard !candidates.isEmpty else { return [:] }
        let queued = try await store.add(candidates, at: .now)
        known.insert(keys)
        written.insert(addresses.map { KnownAddresses.Key($0.url) })
        return queued
    }

    public func queuedByHost() async throws -> [String: Int] { try await store.queuedByHost() }

    public func claim(host: String, count: Int) async throws -> [ClaimedAddress] {
        try await store.claim(host: host, count: count).map(Self.claimed)
    }

    public func adopt(_ address: NewAddress) async throws -> (address: ClaimedAddress, wasQueued: Bool)? {
        try await store.adopt(Self.candidate(address)).map { (Self.claimed($0.entry), $0.wasQueued) }
    }

    public func putBack(_ address: ClaimedAddress, countsAsAttempt: Bool) async throws {
        let group = AddressShape(address.url).group
        try await store.putBack(address.id.number, group: group, countsAsAttempt: countsAsAttempt)
    }

    public func finish(
        _ record: AddressRecord,
        found: [NewAddress],
        payload: PageRecord?
    ) async throws -> Recorded {
        let (candidates, keys) = new(found)
        let recorded = try await store.finish(
            record.id.number,
            page: PageRecord(record, payload),
            index: Self.indexPage(record.identity),
            found: candidates,
            at: .now
        )
        known.insert(keys)
        written.insert(found.map { KnownAddresses.Key($0.url) })
        return Recorded(queued: recorded.queued, duplicates: recorded.duplicates)
    }

    public func isKnown(_ url: WebURL) -> Bool { written.contains(KnownAddresses.Key(url)) }

    public func finishQueued(host: String?, as reason: NotChecked) async throws -> Int {
        try await store.finishQueued(host: host, as: Self.refusal(reason), at: .now)
    }

    public func roots() async throws -> [WebURL] { try await store.starts().compactMap { WebURL($0) } }

    public func totals() async throws -> [NotCheckedReason?: Int] {
        var totals: [NotCheckedReason?: Int] = [:]
        for (reason, count) in try await store.totals() {
            totals[reason.flatMap(NotCheckedReason.init(rawValue:)), default: 0] += count
        }
        return totals
    }

    // MARK: - Mirrors

    public func mirrors() async throws -> [String: String] { try await store.mirrors() }

    public func add(mirror: String, of original: String) async throws {
        try await store.add(mirror: mirror, of: original)
    }

    public func forEachVisited(_ body: @escaping @Sendable (WebURL, [UInt8]) -> Void) async throws {
        try await store.forEachVisited { address, contentHash in
            if let url = WebURL(address) { body(url, contentHash) }
        }
    }

    // MARK: - Pages an earlier run knew

    public func earlier(_ address: ClaimedAddress) async throws -> EarlierVisit<PageRecord>? {
        guard let earlierRun,
            let page = try await store.earlier(address.identity.description, in: earlierRun),
            page.status == .checked || page.reason == NotCheckedReason.untested.rawValue,
            let links = PackedAddresses.unpack(page.facts.links)
        else { return nil }
        return EarlierVisit(
            payload: PageRecord(page, at: address),
            links: links.compactMap { WebURL($0) },
            entityTag: page.facts.entityTag,
            lastModified: page.facts.lastModified,
            contentType: page.contentType,
            contentHash: page.contentHash
        )
    }

    public func standing(_ payload: PageRecord) -> NotChecked? {
        payload.reason.flatMap(NotCheckedReason.init(rawValue:)).map { NotChecked($0) }
    }

    // MARK: - Between the crawler's words and the store's

    /// The addresses that are not surely known, each with what it will be known by.
    private func new(_ addresses: [NewAddress]) -> ([FrontierStore.Candidate], [KnownAddresses.Key]) {
        var candidates: [FrontierStore.Candidate] = []
        var keys: [KnownAddresses.Key] = []
        var seen: Set<KnownAddresses.Key> = []
        for address in addresses {
            let digest = Self.digest(address.identity)
            let key = KnownAddresses.Key(digest)
            guard !known.contains(key), seen.insert(key).inserted else { continue }
            candidates.append(Self.candidate(address, digest: digest))
            keys.append(key)
        }
        return (candidates, keys)
    }

    private static func digest(_ identity: URLIdentity) -> [UInt8] { Array(SHA256.digest(identity.key).prefix(16)) }

    private static func indexPage(_ identity: URLIdentity) -> FrontierStore.IndexPage {
        FrontierStore.IndexPage(directory: identity.directory.map(digest)) { address in
            guard let url = WebURL(address) else { preconditionFailure("a serialised address parses") }
            return refusal(.duplicate(of: url))
        }
    }

    private static func candidate(_ address: NewAddress) -> FrontierStore.Candidate {
        candidate(address, digest: digest(address.identity))
    }

    private static func candidate(_ address: NewAddress, digest: [UInt8]) -> FrontierStore.Candidate {
        FrontierStore.Candidate(
            address: address.url.description,
            key: address.identity.description,
            digest: digest,
            host: address.url.origin ?? "",
            depth: address.depth,
            parent: address.from?.number,
            seed: address.seed,
            origin: address.origin.rawValue,
            group: address.group,
            groupLimit: address.groupLimit,
            trap: { refusal(address.trap) },
            refusal: address.refusal.map(refusal)
        )
    }

    private static func refusal(_ reason: NotChecked) -> FrontierStore.Refusal {
        FrontierStore.Refusal(reason: reason.reason.rawValue, detail: reason.detailText)
    }

    private static func claimed(_ entry: FrontierStore.Entry) -> ClaimedAddress {
        guard let url = WebURL(entry.address) else { preconditionFailure("a serialised address parses") }
        return ClaimedAddress(
            id: AddressID(entry.id),
            url: url,
            identity: URLIdentity(url),
            depth: entry.depth,
            origin: AddressOrigin(rawValue: entry.origin) ?? .link,
            from: entry.parent.map { AddressID($0) },
            seed: entry.seed,
            attempts: entry.attempts
        )
    }
}

extension NotChecked {
    /// The particulars as a record keeps them, in both languages.
    var detailText: String { "\(detail.zh) / \(detail.en)" }
}

extension PageRecord {
    /// The record of an address, with what the visit found where it was checked.
    init(_ record: AddressRecord, _ payload: PageRecord?) {
        self = payload ?? PageRecord(notChecked: record.url.description, reason: "", fetch: .init(at: .now))
        address = record.url.description
        key = record.identity.description
        depth = record.depth
        from = nil
        fetch.httpStatus = record.httpStatus
        fetch.finalAddress = record.finalURL?.description
        fetch.redirects = record.redirects.count
        fetch.contentType = record.contentType
        if payload == nil { fetch.bytes = record.bytes }
        if record.attachment != nil { pageKind = PageKind.attachment.rawValue }
        takeFacts(of: record)
        if fetch.contentHash.isEmpty { fetch.contentHash = record.contentHash }
        guard let problem = record.notChecked else { return }
        status = .notChecked
        reason = problem.reason.rawValue
        detail = problem.detailText
        assertions = []
        findings = []
    }
}

extension PageRecord {
    /// A page as an earlier run found it, while it is not known to have changed.
    init(_ earlier: EarlierPage, at address: ClaimedAddress) {
        let fetch = Fetch(at: .now, standing: earlier)
        self.init(address: address.url.description, fetch: fetch, assertions: [], findings: [])
        status = earlier.status
        reason = earlier.reason
        detail = earlier.detail
        facts = earlier.facts
        facts?.isUnchanged = true
        standing = earlier
    }

    private mutating func takeFacts(of record: AddressRecord) {
        guard let duration = record.duration else { return }
        var facts = facts ?? VisitFacts(milliseconds: 0, wireBytes: 0)
        facts.milliseconds = duration.milliseconds
        facts.wireBytes = record.wireBytes
        facts.entityTag = record.entityTag ?? (facts.isUnchanged ? facts.entityTag : nil)
        facts.lastModified = record.lastModified ?? (facts.isUnchanged ? facts.lastModified : nil)
        if let kind = record.attachment {
            var content = facts.content ?? PageFacts()
            content.fileKind = kind.rawValue
            content.fileMatchesName = record.attachmentMatchesName
            facts.content = content
        }
        self.facts = facts
    }
}

/// Addresses of which it is certain that the store has them, so that a menu is not looked up on every page.
///
/// Of bounded size: a newer address takes the place of an older one, which is then looked up again.
private final class KnownAddresses: Sendable {
    struct Key: Hashable {
        let high: UInt64
        let low: UInt64

        init(_ digest: [UInt8]) {
            func word(_ range: Range<Int>) -> UInt64 { digest[range].reduce(0) { $0 << 8 | UInt64($1) } }
            high = word(0..<8)
            low = word(8..<16)
        }

        /// Of an address as it is written; keyed, so that nobody can make two of one key.
        init(_ url: WebURL) {
            func hash(_ salt: UInt8) -> UInt64 {
                var hasher = Hasher()
                hasher.combine(salt)
                url.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
                return UInt64(bitPattern: Int64(hasher.finalize()))
            }
            high = hash(1)
            low = hash(2)
        }

        fileprivate init() { (high, low) = (0, 0) }

        fileprivate var slot: Int { Int(low % UInt64(KnownAddresses.slots)) }
    }

    /// 16 bytes each.
    private static let slots = 1 << 16

    private let keys = Mutex([Key](repeating: Key(), count: slots))

    func contains(_ key: Key) -> Bool { keys.withLock { $0[key.slot] == key } }

    func insert(_ new: [Key]) { keys.withLock { keys in for key in new { keys[key.slot] = key } } }
}
