import Foundation
import GRDB

/// Finds pages of a run that a directory and an index name in it both show, inside a transaction of its caller.
///
/// Whichever of the two is recorded second finds the other one, since each transaction sees all that were committed
/// before. So it makes no difference in which order the answers came, or in which process.
struct IndexPages {
    /// On the entry of a page that has the name of an index page: the digest of its directory.
    static let columns = """
        ALTER TABLE frontier ADD COLUMN directory BLOB CHECK (length(directory) = 16);
        CREATE INDEX frontierByDirectory ON frontier (run, directory) WHERE directory IS NOT NULL;
        """

    /// A page of the run that was recorded.
    struct Found {
        let entry: Int64
        let address: String
        let key: String
        let parent: Int64?
        let place: Int64
        let snapshot: Int64
        let depth: Int
        let reason: String?
        /// How it was answered, without what the page showed: as it stands where it is a duplicate.
        let fetch: PageRecord.Fetch
        let facts: VisitFacts?

        /// Whether it had the same bytes as the same type, and the same became of it.
        func isSame(as page: PageRecord) -> Bool {
            let own = page.answer
            return reason == page.reason && fetch.contentType == own.contentType?.storable
                && fetch.contentHash == own.contentHash
        }
    }

    private let db: Database
    private let run: RunID

    init(_ db: Database, run: RunID) {
        self.db = db
        self.run = run
    }

    /// The page of a directory; nil where its address is not known, or not done yet.
    func page(ofDirectory digest: [UInt8]) throws -> Found? {
        try rows("frontier.digest = ?2", Data(digest)).first
    }

    /// The pages with index names in the directory that this entry is.
    func pages(inDirectory entry: Int64) throws -> [Found] {
        try rows("frontier.directory = (SELECT digest FROM frontier WHERE id = ?2)", entry)
    }

    /// Notes on the entry of a page whose page it is by its name.
    func note(directory digest: [UInt8], of entry: Int64) throws {
        try db.cachedStatement(sql: "UPDATE frontier SET directory = ? WHERE id = ?")
            .execute(arguments: [Data(digest), entry])
    }

    /// The page is as near to the start as the nearer one of its addresses.
    func raise(_ page: Found, to depth: Int) throws {
        if depth >= page.depth { return }
        try db.cachedStatement(sql: "UPDATE visit SET depth = ? WHERE run = ? AND place = ?")
            .execute(arguments: [depth, run.number, page.place])
    }

    private func rows(_ condition: String, _ value: any DatabaseValueConvertible) throws -> [Found] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT frontier.id, frontier.address, place.code, frontier.parent, visit.place, visit.snapshot,
                        visit.depth, visit.fetched, visit.bytes, visit.contentHash, snapshot.reason, snapshot.httpStatus,
                        snapshot.contentType, visitFact.milliseconds, visitFact.wireBytes, visitFact.entityTag,
                        visitFact.lastModified
                    FROM frontier CROSS JOIN place ON place.subject = (SELECT subject FROM run WHERE id = ?1)
                            AND place.code = coalesce(frontier.key, frontier.address)
                        CROSS JOIN visit ON visit.run = ?1 AND visit.place = place.id
                        CROSS JOIN snapshot ON snapshot.id = visit.snapshot
                        LEFT JOIN visitFact ON visitFact.run = ?1 AND visitFact.place = place.id
                    WHERE frontier.run = ?1 AND \(condition) AND frontier.state = 2 ORDER BY frontier.id
                    """
            ),
            arguments: [run.number, value]
        ).map { row in
            let hash: Data? = row["contentHash"]
            let milliseconds: Int? = row["milliseconds"]
            var facts = milliseconds.map { VisitFacts(milliseconds: $0, wireBytes: row["wireBytes"]) }
            facts?.entityTag = row["entityTag"]
            facts?.lastModified = row["lastModified"]
            return Found(
                entry: row["id"],
                address: row["address"],
                key: row["code"],
                parent: row["parent"],
                place: row["place"],
                snapshot: row["snapshot"],
                depth: row["depth"],
                reason: row["reason"],
                fetch: PageRecord.Fetch(
                    at: Timestamp(millisecondsSince1970: row["fetched"]),
                    httpStatus: row["httpStatus"],
                    contentType: row["contentType"],
                    bytes: row["bytes"],
                    contentHash: hash.map { [UInt8]($0) } ?? []
                ),
                facts: facts
            )
        }
    }
}

extension PageRecord {
    /// Whether the page was looked at, so that equal bytes make it the same page.
    var isLookedAt: Bool {
        let reasons: [NotCheckedReason?] = [nil, .untested, .needsRendering, .parseLimit]
        return reasons.contains { $0?.rawValue == reason } && !fetch.contentHash.isEmpty
    }

    /// The record of the address where it is the duplicate of another one.
    func duplicate(as refusal: FrontierStore.Refusal) -> PageRecord {
        var record = PageRecord(
            notChecked: address,
            key: key,
            reason: refusal.reason,
            detail: refusal.detail,
            fetch: answer,
            depth: depth,
            from: from
        )
        record.facts = facts?.transport
        return record
    }

    /// The answer as a duplicate of another page keeps it; of a page that has not changed, as it was sent at first.
    var answer: Fetch {
        Fetch(
            at: fetch.at,
            httpStatus: standing?.httpStatus ?? fetch.httpStatus,
            contentType: standing?.contentType ?? fetch.contentType,
            bytes: fetch.bytes,
            contentHash: Array(fetch.contentHash.prefix(16))
        )
    }
}

extension VisitFacts {
    /// How the answer came, without what the page showed.
    var transport: VisitFacts {
        var facts = VisitFacts(milliseconds: milliseconds, wireBytes: wireBytes)
        facts.entityTag = entityTag
        facts.lastModified = lastModified
        return facts
    }
}
