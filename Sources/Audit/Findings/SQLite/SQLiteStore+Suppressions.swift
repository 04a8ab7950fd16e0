import Foundation
import GRDB

extension SQLiteStore {
    public func suppress(_ suppression: Suppression) async throws -> Int64 {
        try await write { db in
            let number = try Self.insert(suppression, in: db)
            try FindingLanes(db: db).settle(suppression: number)
            return number
        }
    }

    public func reach(of suppression: Suppression) async throws -> SuppressionReach {
        // Nothing is kept: the row exists only inside a savepoint that is taken back.
        try await write { db in
            var reach = SuppressionReach(findings: 0, defects: 0, pages: 0)
            try db.inSavepoint {
                reach = try Self.reach(ofNumber: try Self.insert(suppression, in: db), in: db)
                return .rollback
            }
            return reach
        }
    }

    public func suppressions() async throws -> [StoredSuppression] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT suppression.*, defect.fingerprint FROM suppression
                    LEFT JOIN defect ON defect.id = suppression.defect ORDER BY suppression.id
                    """
            )
            return try rows.map { row in
                let defect: Data? = row["fingerprint"]
                let suppression = Suppression(
                    requirement: row["requirement"],
                    selector: row["selector"],
                    address: row["address"],
                    defect: defect.map { Fingerprint(prefixOf: [UInt8]($0)).text },
                    reasonCode: Suppression.ReasonCode(rawValue: row["reasonCode"]) ?? .other,
                    reason: row["reason"],
                    approver: row["approver"],
                    created: Timestamp(millisecondsSince1970: row["created"]),
                    expires: Timestamp(millisecondsSince1970: row["expires"])
                )
                let number: Int64 = row["id"]
                return StoredSuppression(
                    number: number,
                    suppression: suppression,
                    reach: try Self.reach(ofNumber: number, in: db)
                )
            }
        }
    }

    private static func insert(_ suppression: Suppression, in db: Database) throws -> Int64 {
        let scopes = [suppression.requirement, suppression.selector, suppression.address, suppression.defect]
        guard scopes.contains(where: { $0?.isEmpty == false }), !suppression.reason.isEmpty,
            !suppression.approver.isEmpty, suppression.expires > suppression.created
        else { throw StoreFailure.emptySuppression() }
        try db.execute(
            sql: """
                INSERT INTO suppression (requirement, selector, address, defect, reasonCode, reason, approver, created,
                    expires)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                suppression.requirement, suppression.selector, suppression.address,
                try suppression.defect.map { try knownDefect($0, in: db).row }, suppression.reasonCode.rawValue,
                suppression.reason, suppression.approver, suppression.created.millisecondsSince1970,
                suppression.expires.millisecondsSince1970,
            ]
        )
        return db.lastInsertedRowID
    }

    private static func reach(ofNumber number: Int64, in db: Database) throws -> SuppressionReach {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*), count(DISTINCT o.defect), count(DISTINCT place.id)
                FROM suppression AS s CROSS JOIN place CROSS JOIN occurrence AS o ON o.snapshot = place.snapshot
                WHERE s.id = ? AND \(FindingSelection.covers)
                """,
            arguments: [number]
        )
        return SuppressionReach(findings: row?[0] ?? 0, defects: row?[1] ?? 0, pages: row?[2] ?? 0)
    }
}
