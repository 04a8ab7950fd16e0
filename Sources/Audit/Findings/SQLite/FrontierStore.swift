import Foundation
import GRDB

/// The addresses of a run in the store: what is queued, under way and done survives the process.
///
/// A page, its findings, the addresses found on it and the state of its own address go into one transaction.
public struct FrontierStore: Sendable {
    /// An address that a run has just learnt of.
    public struct Candidate: Sendable {
        public var address: String
        /// The canonical form; equal for addresses of one page.
        public var key: String
        /// The first 16 bytes of the key's SHA-256, by which the address is known again.
        public var digest: [UInt8]
        /// Addresses of one host wait in one queue.
        public var host: String
        public var depth: Int
        /// The number of the entry it was found on.
        public var parent: Int64?
        public var seed: Int
        /// How it became known, in a word of the crawler's.
        public var origin: String
        /// Entries of one group take turns with those of others; at most `groupLimit` are queued in a run.
        public var group: UInt64
        public var groupLimit: Int
        /// Recorded where the group is full; made only then.
        public var trap: @Sendable () -> Refusal
        /// Recorded at once where it is set.
        public var refusal: Refusal?

        public init(
            address: String,
            key: String,
            digest: [UInt8],
            host: String,
            depth: Int,
            parent: Int64?,
            seed: Int,
            origin: String,
            group: UInt64,
            groupLimit: Int,
            trap: @escaping @Sendable () -> Refusal,
            refusal: Refusal?
        ) {
            self.address = address
            self.key = key
            self.digest = digest
            self.host = host
            self.depth = depth
            self.parent = parent
            self.seed = seed
            self.origin = origin
            self.group = group
            self.groupLimit = groupLimit
            self.trap = trap
            self.refusal = refusal
        }
    }

    /// Why an address is not checked.
    public struct Refusal: Sendable {
        public var reason: String
        public var detail: String?

        public init(reason: String, detail: String?) {
            self.reason = reason
            self.detail = detail
        }
    }

    /// What an address may be the index page of, by its name.
    public struct IndexPage: Sendable {
        /// The digest of the directory's address; nil where the address has no such name.
        public var directory: [UInt8]?
        /// What is recorded of the duplicate of the page at an address.
        public var refusal: @Sendable (_ address: String) -> Refusal

        public init(directory: [UInt8]?, refusal: @escaping @Sendable (_ address: String) -> Refusal) {
            self.directory = directory
            self.refusal = refusal
        }
    }

    /// What recording addresses has changed.
    public struct Recorded: Sendable {
        /// How many addresses were queued, by host.
        public let queued: [String: Int]
        /// How many pages turned out to be duplicates, whenever they were recorded.
        public var duplicates = 0
    }

    /// An address as the store holds it.
    public struct Entry: Sendable, Equatable {
        public var id: Int64
        public var address: String
        public var host: String
        public var depth: Int
        public var parent: Int64?
        public var seed: Int
        public var origin: String
        public var attempts: Int
    }

    enum State: Int {
        case queued, claimed, done
    }

    /// What SQLite keeps of the file while pages are written; a site of any size then takes about as much memory.
    static let cacheKilobytes = 5_120
    /// The same while rules over the site are applied, which need room themselves.
    static let siteCacheKilobytes = 1_024
    /// Entries recorded in one transaction when many end at once.
    static let batch = 1_000

    let store: SQLiteStore
    public let run: RunID
    private let queue: FrontierQueue

    /// Takes up the frontier of a run; what was under way when its process ended is queued again.
    public init(_ store: SQLiteStore, run: RunID) async throws {
        self.store = store
        self.run = run
        queue = FrontierQueue(store, run: run)
        try await store.setWriterCache(kilobytes: FrontierStore.cacheKilobytes)
        try await store.write { db in
            try db.execute(
                sql: "UPDATE frontier SET state = 0 WHERE run = ? AND state = 1",
                arguments: [run.number]
            )
        }
        try await clearEnded()
    }

    /// Queues again what a limit left out, as far as the limits of now let it.
    ///
    /// Their records stay until they are replaced, so that nothing is lost if this process ends, too.
    public func requeueLimited(maximumDepth: Int) async throws {
        try await store.write { [run] db in
            try db.execute(
                sql: """
                    UPDATE frontier SET state = 0, reason = NULL
                    WHERE run = ? AND state = 2 AND reason = 'limit' AND depth <= ?
                    """,
                arguments: [run.number, maximumDepth]
            )
        }
    }

    /// Forgets the addresses of runs that need no resuming, bit by bit, so that other writers get their turn.
    ///
    /// A run that a limit ended can go on until its subject is scanned again.
    public func clearEnded() async throws {
        let ended = """
            run IN (SELECT id FROM run WHERE state = 'done' OR state = 'partial' AND (coalesce(stopReason, '') NOT GLOB 'limit-*'
                OR EXISTS (SELECT 1 FROM run AS later WHERE later.subject = run.subject AND later.kind = 'scan'
                    AND later.id > run.id)))
            """
        while true {
            let deleted = try await store.write { db in
                try db.execute(
                    sql: """
                        DELETE FROM frontier WHERE id IN (
                            SELECT frontier.id FROM frontier WHERE \(ended) LIMIT \(FrontierStore.batch * 10))
                        """
                )
                return db.changesCount
            }
            if deleted == 0 { break }
        }
        try await store.write { db in
            try db.execute(sql: "DELETE FROM frontierGroup WHERE \(ended)")
            try db.execute(sql: "DELETE FROM frontierMirror WHERE \(ended)")
            try db.execute(sql: "DELETE FROM runHolder WHERE run IN (SELECT id FROM run WHERE state <> 'running')")
        }
    }
}

// MARK: - Adding and finishing

extension FrontierStore {
    /// Adds those that are not known; returns how many were queued by host.
    public func add(_ candidates: [Candidate], at moment: Timestamp) async throws -> [String: Int] {
        try await queue.perform { writer in Recorded(queued: try writer.add(candidates, at: moment)) }.queued
    }

    /// Records a page and what was found on it; see ``IndexPages`` for pages of directories.
    public func finish(
        _ id: Int64,
        page: PageRecord,
        index: IndexPage,
        found: [Candidate],
        at moment: Timestamp
    ) async throws -> Recorded {
        try await queue.perform { writer in
            let duplicates = try writer.close(id, page: page, index: index)
            return Recorded(queued: try writer.add(found, at: moment), duplicates: duplicates)
        }
    }

    /// Records all queued entries, of one host or of all, as not checked; returns how many.
    public func finishQueued(host: String?, as refusal: Refusal, at moment: Timestamp) async throws -> Int {
        var count = 0
        while true {
            let part = try await store.write { [run] db in
                var writer = FrontierWriter(db, run: run)
                let entries = try writer.queued(host: host, count: FrontierStore.batch)
                for entry in entries { try writer.refuse(entry, refusal, at: moment) }
                try writer.finish()
                return entries.count
            }
            count += part
            if part < FrontierStore.batch { return count }
        }
    }
}

// MARK: - Claiming

extension FrontierStore {
    /// Takes the next queued entries of a host.
    public func claim(host: String, count: Int) async throws -> [Entry] {
        try await store.write { [run] db in
            let writer = FrontierWriter(db, run: run)
            let entries = try writer.queued(host: host, count: count)
            for entry in entries { try writer.set(.claimed, of: entry.id) }
            return entries
        }
    }

    /// Takes this address if it is new or queued; nil if it is under way or done.
    public func adopt(_ candidate: Candidate) async throws -> (entry: Entry, wasQueued: Bool)? {
        let adopted = try await store.write { [run] db -> Adopted? in
            let writer = FrontierWriter(db, run: run)
            if let (known, state) = try writer.entry(digest: candidate.digest) {
                guard state == .queued else { return nil }
                try writer.set(.claimed, of: known.id)
                return Adopted(entry: known, wasQueued: true)
            }
            guard let id = try writer.insert(candidate, state: .claimed, rank: 0) else { return nil }
            return try writer.entry(id: id).map { Adopted(entry: $0, wasQueued: false) }
        }
        return adopted.map { ($0.entry, $0.wasQueued) }
    }

    private struct Adopted: Sendable {
        let entry: Entry
        let wasQueued: Bool
    }

    /// Queues a claimed entry again: after an attempt behind the others of its group, else where it was.
    public func putBack(_ id: Int64, group: UInt64, countsAsAttempt: Bool) async throws {
        try await store.write { [run] db in
            let writer = FrontierWriter(db, run: run)
            guard countsAsAttempt else { return try writer.set(.queued, of: id) }
            try db.execute(
                sql: "UPDATE frontier SET state = 0, rank = ?, attempts = attempts + 1 WHERE id = ?",
                arguments: [try writer.nextRank(of: group), id]
            )
        }
    }
}

// MARK: - Reading

extension FrontierStore {
    /// How many entries are queued by host.
    public func queuedByHost() async throws -> [String: Int] {
        try await store.read { [run] db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT frontierHost.name, count(*) FROM frontier JOIN frontierHost ON frontierHost.id = host
                    WHERE run = ? AND state = 0 GROUP BY host
                    """,
                arguments: [run.number]
            )
            return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { $0 + $1 })
        }
    }

    /// Addresses at depth 0, whatever their origin, in the order in which they became known.
    public func starts() async throws -> [String] {
        try await store.read { [run] db in
            try String.fetchAll(
                db,
                sql: "SELECT address FROM frontier WHERE run = ? AND depth = 0 ORDER BY id",
                arguments: [run.number]
            )
        }
    }

    /// Why the first start that was not checked was not; nil where there is none.
    public func startProblem() async throws -> String? {
        try await store.read { [run] db in
            try String.fetchOne(
                db,
                sql: """
                    SELECT reason FROM frontier
                    WHERE run = ? AND depth = 0 AND reason IS NOT NULL AND reason <> 'duplicate' ORDER BY id LIMIT 1
                    """,
                arguments: [run.number]
            )
        }
    }

    /// Finished entries by reason; checked ones under nil.
    ///
    /// Counted row by row, since SQLite would sort them all.
    public func totals() async throws -> [String?: Int] {
        try await store.readOnWriter { [run] db in
            let rows = try Row.fetchCursor(
                db,
                sql: "SELECT reason FROM frontier NOT INDEXED WHERE run = ? AND state = 2",
                arguments: [run.number]
            )
            var totals: [String?: Int] = [:]
            while let row = try rows.next() { totals[row[0], default: 0] += 1 }
            return totals
        }
    }
}
