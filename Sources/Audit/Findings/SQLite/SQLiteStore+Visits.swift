import Foundation
import GRDB

extension SQLiteStore {
    /// Calls `body` with every address of the run by key; memory stays flat.
    public func forEachVisit(of run: RunID, _ body: @escaping @Sendable (RunVisit) throws -> Void) async throws {
        try await read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT place.address AS url, place.code AS code, snapshot.status AS status,
                        snapshot.reason AS reason, snapshot.httpStatus AS httpStatus, snapshot.title AS title,
                        snapshot.pageKind AS pageKind, visit.bytes AS bytes, visit.depth AS depth, visit.origin AS origin,
                        visitFact.*, pageLinks.addresses AS addresses
                    FROM visit JOIN snapshot ON snapshot.id = visit.snapshot JOIN place ON place.id = visit.place
                        LEFT JOIN visitFact ON visitFact.run = visit.run AND visitFact.place = visit.place
                        LEFT JOIN pageLinks ON pageLinks.id = visitFact.links
                    WHERE visit.run = ? ORDER BY place.code
                    """,
                arguments: [run.number]
            )
            while let row = try rows.next() {
                let milliseconds: Int? = row["milliseconds"]
                try body(
                    RunVisit(
                        address: row["url"],
                        key: row["code"],
                        status: PageRecord.Status(rawValue: row["status"]) ?? .notChecked,
                        reason: row["reason"],
                        httpStatus: row["httpStatus"],
                        title: row["title"],
                        pageKind: row["pageKind"],
                        bytes: row["bytes"],
                        depth: row["depth"],
                        from: row["origin"],
                        facts: milliseconds == nil ? nil : try VisitFacts(row)
                    )
                )
            }
        }
    }

    /// How often runs up to this one asked for its start pages, and how often they did not get them.
    ///
    /// A start that another address has the answer of, because it redirects there or shows the same, was got.
    public func startVisits(until run: RunID) async throws -> (visits: Int, failures: Int) {
        let counts = try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*), coalesce(sum(snapshot.status = 'notChecked'
                        AND snapshot.reason NOT IN ('untested', 'duplicate')), 0)
                    FROM visit JOIN run ON run.id = visit.run JOIN snapshot ON snapshot.id = visit.snapshot
                    WHERE run.subject = (SELECT subject FROM run WHERE id = ?1) AND run.id <= ?1 AND visit.depth = 0
                        AND visit.origin IS NULL AND coalesce(snapshot.reason, '') NOT IN ('robots', 'limit', 'interrupted',
                            'blocked', 'loginWall', 'notHTML', 'parseLimit', 'needsRendering')
                    """,
                arguments: [run.number]
            )
            let (visits, failures): (Int, Int) = (row?[0] ?? 0, row?[1] ?? 0)
            return [visits, failures]
        }
        return (counts[0], counts[1])
    }
}
