import Foundation
import GRDB

/// What pages leave behind for the rules of their site: of each the newest, since a page that has not changed is not
/// looked at again.
struct SiteTraces {
    /// A trace that takes more is not kept, and site rules say nothing of its page.
    static let maximumBytes = 256 << 10

    /// `base` is the digest of what was found on a page alone, where a snapshot holds what site rules said beside it;
    /// `site` a digest of what they said.
    static let tables = """
        CREATE TABLE siteTrace (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            place INTEGER NOT NULL REFERENCES place,
            size INTEGER NOT NULL CHECK (size > 0),
            trace BLOB NOT NULL,
            PRIMARY KEY (run, place)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE snapshot ADD COLUMN base BLOB CHECK (length(base) = 16);
        ALTER TABLE snapshot ADD COLUMN site BLOB CHECK (length(site) = 16);
        """

    let db: Database
    let run: Int64

    init(_ db: Database, run: Int64) {
        self.db = db
        self.run = run
    }

    func write(_ trace: SiteTrace, place: Int64) throws {
        let bytes = SiteTraceCode.encode(trace)
        guard bytes.count <= Self.maximumBytes else { return }
        try db.cachedStatement(sql: "INSERT OR REPLACE INTO siteTrace (run, place, size, trace) VALUES (?, ?, ?, ?)")
            .execute(arguments: [run, place, bytes.count, Data(Zstandard.compressed(bytes, .fast))])
    }

    /// The trace of a page that is as the earlier run found it; without one site rules say nothing of the page.
    func take(over place: Int64, from earlier: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO siteTrace (run, place, size, trace)
                SELECT ?, place, size, trace FROM siteTrace WHERE run = ? AND place = ?
                """
        ).execute(arguments: [run, earlier, place])
    }

    /// The pages of a run that were checked.
    struct Visited {
        /// What site rules compare, by key.
        var pages: [SitePage] = []
        /// Where each of them stands in the store.
        var rows: [Row] = []
        /// Whether all that were kept could be read; one that another version wrote is left out.
        var isWhole = true

        struct Row {
            let place: Int64
            let snapshot: Int64
        }
    }

    /// The pages that were checked, up to the number that site rules compare.
    func visited() throws -> Visited {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT visit.place, visit.snapshot, place.code, siteTrace.trace, siteTrace.size
                FROM place CROSS JOIN siteTrace ON siteTrace.run = ?1 AND siteTrace.place = place.id
                    CROSS JOIN visit ON visit.run = ?1 AND visit.place = place.id
                    CROSS JOIN snapshot ON snapshot.id = visit.snapshot
                WHERE place.subject = (SELECT subject FROM run WHERE id = ?1) AND snapshot.status = 'checked'
                ORDER BY place.code LIMIT ?2
                """,
            arguments: [run, SiteLimits.maximumPages]
        )
        var pool = SiteFactsPool()
        var visited = Visited()
        while let row = try rows.next() {
            guard let bytes = Self.unpacked(row[3], size: row[4]), let facts = try? SiteTraceCode.facts(bytes) else {
                visited.isWhole = false
                continue
            }
            visited.pages.append(SitePage(key: row[2], facts: pool.shared(facts)))
            visited.rows.append(Visited.Row(place: row[0], snapshot: row[1]))
        }
        if visited.pages.count >= SiteLimits.maximumPages { visited.isWhole = false }
        return visited
    }

    /// What the page at this place left behind.
    func trace(of place: Int64) throws -> SiteTrace {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT trace, size FROM siteTrace WHERE run = ? AND place = ?"),
            arguments: [run, place]
        )
        guard let row, let bytes = Self.unpacked(row[0], size: row[1]), let trace = try? SiteTraceCode.trace(bytes)
        else { throw Self.unreadable }
        return trace
    }

    private static func unpacked(_ packed: Data, size: Int) -> [UInt8]? {
        Zstandard.decompressed([UInt8](packed), size: min(size, maximumBytes))
    }

    private static var unreadable: DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the site trace of a page is not readable")
    }

    /// Removes what earlier runs left of the pages of this one.
    func removeOlder() throws {
        try db.execute(
            sql: """
                DELETE FROM siteTrace WHERE run < ?1 AND place IN (SELECT place FROM siteTrace WHERE run = ?1)
                """,
            arguments: [run]
        )
    }
}
