import Foundation
import GRDB

/// Changes the frontier of one run inside a transaction of its caller.
struct FrontierWriter {
    private let db: Database
    private let run: RunID
    /// Made when the first page is written; its counts go to the run in ``finish()``.
    private var pages: PageWriter?

    /// `pages` is what an earlier transaction gave back, if nothing else has changed the file since.
    init(_ db: Database, run: RunID, pages: PageWriter? = nil) {
        self.db = db
        self.run = run
        self.pages = pages
    }

    /// Gives back the writer of pages for the next transaction.
    @discardableResult
    consuming func finish() throws -> PageWriter? {
        try pages?.finish()
        return pages
    }

    // MARK: - Adding

    mutating func add(_ candidates: [FrontierStore.Candidate], at moment: Timestamp) throws -> [String: Int] {
        var queued: [String: Int] = [:]
        for candidate in candidates {
            // Most links of a page are known; looking first is cheaper than a failing insert.
            guard try entryID(digest: candidate.digest) == nil else { continue }
            if let refusal = try candidate.refusal ?? trap(candidate) {
                guard let id = try insert(candidate, state: .done, rank: 0, reason: refusal.reason) else { continue }
                try record(id, candidate, refusal, at: moment)
            } else {
                let rank = try nextRank(of: candidate.group)
                guard try insert(candidate, state: .queued, rank: rank) != nil else { continue }
                queued[candidate.host, default: 0] += 1
            }
        }
        return queued
    }

    private func trap(_ candidate: FrontierStore.Candidate) throws -> FrontierStore.Refusal? {
        try count(of: candidate.group) >= candidate.groupLimit ? candidate.trap() : nil
    }

    private func count(of group: UInt64) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT members FROM frontierGroup WHERE run = ? AND hash = ?"),
            arguments: [run.number, Int64(bitPattern: group)]
        ) ?? 0
    }

    /// Counts a member in; its place among them is its rank.
    func nextRank(of group: UInt64) throws -> Int {
        let rank = try count(of: group)
        try db.cachedStatement(
            sql: """
                INSERT INTO frontierGroup (run, hash, members) VALUES (?, ?, 1)
                ON CONFLICT DO UPDATE SET members = members + 1
                """
        ).execute(arguments: [run.number, Int64(bitPattern: group)])
        return rank
    }

    /// The number of the new entry.
    func insert(
        _ candidate: FrontierStore.Candidate,
        state: FrontierStore.State,
        rank: Int,
        reason: String? = nil
    ) throws -> Int64? {
        try db.cachedStatement(
            sql: """
                INSERT INTO frontier (run, digest, host, address, key, depth, parent, seed, origin, rank, state, reason)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            run.number, Data(candidate.digest), try hostID(candidate.host), candidate.address,
            candidate.key == candidate.address ? nil : candidate.key, candidate.depth, candidate.parent,
            candidate.seed, candidate.origin, rank, state.rawValue, reason,
        ])
        return db.lastInsertedRowID
    }

    private func hostID(_ name: String) throws -> Int64 {
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM frontierHost WHERE name = ?"),
            arguments: [name]
        )
        if let known { return known }
        try db.cachedStatement(sql: "INSERT INTO frontierHost (name) VALUES (?)").execute(arguments: [name])
        return db.lastInsertedRowID
    }

    // MARK: - Finishing

    private mutating func write(_ page: PageRecord) throws {
        if pages == nil {
            let open = try SQLiteStore.openRun(run, in: db)
            pages = try PageWriter(
                db,
                run: run.number,
                subject: open.subject,
                subjectCode: open.subjectCode,
                ruleset: open.ruleset
            )
        }
        try pages?.write(page)
    }

    /// Records an address that is not fetched.
    private mutating func record(
        _ id: Int64,
        _ candidate: FrontierStore.Candidate,
        _ refusal: FrontierStore.Refusal,
        at moment: Timestamp
    ) throws {
        let parent = try candidate.parent.flatMap { try key(of: $0) }
        try write(
            PageRecord(
                notChecked: candidate.address,
                key: candidate.key,
                reason: refusal.reason,
                detail: refusal.detail,
                fetch: PageRecord.Fetch(at: moment),
                depth: candidate.depth,
                from: parent
            )
        )
    }

    mutating func close(_ id: Int64, page: PageRecord) throws {
        try db.cachedStatement(sql: "UPDATE frontier SET state = 2, reason = ? WHERE id = ? AND state < 2")
            .execute(arguments: [page.reason, id])
        guard db.changesCount == 1 else { throw StoreFailure.recordedTwice(page.address) }
        var page = page
        if page.from == nil, let parent = try parent(of: id) { page.from = try key(of: parent) }
        try write(page)
    }

    /// Records a page; where a directory and an index name in it show the same, the directory is the page.
    ///
    /// - Returns: How many pages became duplicates by it: this one, or others that were recorded before.
    mutating func close(_ id: Int64, page: PageRecord, index: FrontierStore.IndexPage) throws -> Int {
        guard page.isLookedAt else {
            try close(id, page: page)
            return 0
        }
        let pages = IndexPages(db, run: run)
        if let directory = index.directory {
            if let shown = try pages.page(ofDirectory: directory), shown.isSame(as: page) {
                try pages.raise(shown, to: page.depth)
                try close(id, page: page.duplicate(as: index.refusal(shown.address)))
                return 1
            }
            try pages.note(directory: directory, of: id)
        }
        let same = try pages.pages(inDirectory: id).filter { $0.isSame(as: page) }
        var page = page
        page.depth = same.map(\.depth).reduce(page.depth, min)
        try close(id, page: page)
        for other in same { try turn(other, into: index.refusal(page.address)) }
        return same.count
    }

    /// Takes back a page that was recorded, since its directory shows the same.
    private mutating func turn(_ page: IndexPages.Found, into refusal: FrontierStore.Refusal) throws {
        try db.cachedStatement(sql: "UPDATE frontier SET reason = ?, directory = NULL WHERE id = ?")
            .execute(arguments: [refusal.reason, page.entry])
        var record = PageRecord(
            notChecked: page.address,
            key: page.key,
            reason: refusal.reason,
            detail: refusal.detail,
            fetch: page.fetch,
            depth: page.depth,
            from: try page.parent.flatMap { try key(of: $0) }
        )
        record.facts = page.facts
        try pages?.replace(page.snapshot, at: page.place, by: record)
    }

    mutating func refuse(
        _ entry: FrontierStore.Entry,
        _ refusal: FrontierStore.Refusal,
        at moment: Timestamp
    ) throws {
        let page = PageRecord(
            notChecked: entry.address,
            key: try key(of: entry.id),
            reason: refusal.reason,
            detail: refusal.detail,
            fetch: PageRecord.Fetch(at: moment),
            depth: entry.depth
        )
        try close(entry.id, page: page)
    }

    private func parent(of id: Int64) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: "SELECT parent FROM frontier WHERE id = ?"), arguments: [id])
    }

    private func key(of id: Int64) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT coalesce(key, address) FROM frontier WHERE id = ?"),
            arguments: [id]
        )
    }

    // MARK: - Entries

    func set(_ state: FrontierStore.State, of id: Int64) throws {
        try db.cachedStatement(sql: "UPDATE frontier SET state = ? WHERE id = ?")
            .execute(arguments: [state.rawValue, id])
    }

    /// The next queued entries, of one host or of any.
    func queued(host: String?, count: Int) throws -> [FrontierStore.Entry] {
        let condition = host == nil ? "" : "AND host = (SELECT id FROM frontierHost WHERE name = ?)"
        var arguments: StatementArguments = [run.number]
        if let host { arguments += [host] }
        arguments += [count]
        return try Row.fetchAll(
            db.cachedStatement(
                sql: "\(selection) WHERE run = ? AND state = 0 \(condition) ORDER BY host, rank, frontier.id LIMIT ?"
            ),
            arguments: arguments
        ).map(entry)
    }

    func entry(id: Int64) throws -> FrontierStore.Entry? {
        try Row.fetchOne(db.cachedStatement(sql: "\(selection) WHERE frontier.id = ?"), arguments: [id]).map(entry)
    }

    private func entryID(digest: [UInt8]) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM frontier WHERE run = ? AND digest = ?"),
            arguments: [run.number, Data(digest)]
        )
    }

    func entry(digest: [UInt8]) throws -> (FrontierStore.Entry, FrontierStore.State)? {
        guard let id = try entryID(digest: digest), let entry = try entry(id: id) else { return nil }
        let state = try Int.fetchOne(
            db.cachedStatement(sql: "SELECT state FROM frontier WHERE id = ?"),
            arguments: [id]
        )
        return (entry, state.flatMap(FrontierStore.State.init(rawValue:)) ?? .done)
    }

    private let selection = """
        SELECT frontier.id, address, frontierHost.name, depth, parent, seed, origin, attempts
        FROM frontier JOIN frontierHost ON frontierHost.id = host
        """

    private func entry(_ row: Row) -> FrontierStore.Entry {
        FrontierStore.Entry(
            id: row[0],
            address: row[1],
            host: row[2],
            depth: row[3],
            parent: row[4],
            seed: row[5],
            origin: row[6],
            attempts: row[7]
        )
    }
}
