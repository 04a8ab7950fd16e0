import Foundation
import GRDB

extension FrontierStore {
    /// The newest run whose outcomes stand for pages that have not changed since: of the same subject, rules, settings of
    /// rules, mode and version of this tool.
    public func comparableRun() async throws -> RunID? {
        try await store.read { [run] db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT earlier.id FROM run AS this JOIN run AS earlier
                        ON earlier.subject = this.subject AND earlier.ruleset = this.ruleset
                            AND earlier.mode = this.mode AND earlier.toolVersion = this.toolVersion
                            AND json_extract(earlier.options, '$.ruleSettings')
                                IS json_extract(this.options, '$.ruleSettings')
                    WHERE this.id = ? AND earlier.id < this.id AND earlier.kind = 'scan' AND earlier.state <> 'running'
                        AND EXISTS (SELECT 1 FROM visitFact WHERE run = earlier.id)
                    ORDER BY earlier.id DESC LIMIT 1
                    """,
                arguments: [run.number]
            ).map { RunID($0) }
        }
    }

    /// What an earlier run of the subject knew of the page with this key; nil where it did not look at it.
    public func earlier(_ key: String, in earlierRun: RunID) async throws -> EarlierPage? {
        try await store.read { [run] db in
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT visitFact.*, pageLinks.addresses, visit.snapshot AS snapshot, visit.bytes AS bytes,
                            visit.contentHash AS contentHash, snapshot.status, snapshot.reason, snapshot.detail,
                            snapshot.contentType, snapshot.httpStatus
                        FROM place
                        JOIN visit ON visit.run = ?1 AND visit.place = place.id
                        JOIN visitFact ON visitFact.run = ?1 AND visitFact.place = place.id
                        JOIN snapshot ON snapshot.id = visit.snapshot
                        LEFT JOIN pageLinks ON pageLinks.id = visitFact.links
                        WHERE place.subject = (SELECT subject FROM run WHERE id = ?2) AND place.code = ?3
                        """
                ),
                arguments: [earlierRun.number, run.number, key.storable]
            )
            return try row.map { row in
                let hash: Data? = row["contentHash"]
                return EarlierPage(
                    run: earlierRun,
                    snapshot: row["snapshot"],
                    status: PageRecord.Status(rawValue: row["status"]) ?? .notChecked,
                    reason: row["reason"],
                    detail: row["detail"],
                    httpStatus: row["httpStatus"],
                    contentType: row["contentType"],
                    contentHash: hash.map { [UInt8]($0) } ?? [],
                    bytes: row["bytes"],
                    facts: try VisitFacts(row)
                )
            }
        }
    }
}
