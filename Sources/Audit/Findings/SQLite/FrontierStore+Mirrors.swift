import Foundation
import GRDB

extension FrontierStore {
    /// Hosts that a run has left because they repeat another one; emptied with its frontier.
    static let mirrorTable = """
        CREATE TABLE frontierMirror (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            mirror TEXT NOT NULL,
            original TEXT NOT NULL,
            PRIMARY KEY (run, mirror)
        ) STRICT, WITHOUT ROWID;
        """

    /// Of each host that repeats another one, which.
    public func mirrors() async throws -> [String: String] {
        try await store.read { [run] db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT mirror, original FROM frontierMirror WHERE run = ?",
                arguments: [run.number]
            )
            return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { $1 })
        }
    }

    /// Keeps that a host repeats another one.
    public func add(mirror: String, of original: String) async throws {
        try await store.write { [run] db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO frontierMirror (run, mirror, original) VALUES (?, ?, ?)",
                arguments: [run.number, mirror, original]
            )
        }
    }

    /// Calls `body` with the address and the beginning of the content's digest of every page the run has looked at, in
    /// the order in which they were fetched; memory stays flat, since SQLite sorts beyond its cache in a file.
    public func forEachVisited(_ body: @escaping @Sendable (String, [UInt8]) throws -> Void) async throws {
        try await store.readOnWriter { [run] db in
            let rows = try Row.fetchCursor(
                db,
                // What was answered by way of a redirect is the content of another address.
                sql: """
                    SELECT frontier.address, visit.contentHash FROM frontier
                        CROSS JOIN place ON place.subject = (SELECT subject FROM run WHERE id = ?1)
                            AND place.code = coalesce(frontier.key, frontier.address)
                        CROSS JOIN visit ON visit.run = ?1 AND visit.place = place.id
                        CROSS JOIN snapshot ON snapshot.id = visit.snapshot
                    WHERE frontier.run = ?1 AND frontier.state = 2 AND visit.contentHash IS NOT NULL
                        AND snapshot.httpStatus BETWEEN 200 AND 299 AND snapshot.finalAddress IS NULL
                        AND coalesce(snapshot.reason, 'untested') IN ('untested', 'needsRendering', 'parseLimit',
                            'httpError', 'duplicate')
                    ORDER BY visit.fetched, frontier.id
                    """,
                arguments: [run.number]
            )
            while let row = try rows.next() {
                let hash: Data = row[1]
                try body(row[0], [UInt8](hash))
            }
        }
    }
}
