import Foundation
import GRDB

extension SQLiteStore {
    public func grouping(of finding: String) async throws -> GroupingReason? {
        guard let stored = try await self.finding(id: finding), stored.firstSeen != nil else { return nil }
        return try await read { db in
            guard let (row, defect) = try Self.defect(stored.finding.defect, in: db) else { return nil }
            let grouped = try Self.basis(ofOccurrence: stored.finding.occurrence, in: db)
            return GroupingReason(
                finding: stored,
                defect: defect,
                basis: grouped.basis,
                earlier: grouped.earlier,
                patterns: try Self.patterns(of: row, in: db),
                decisions: try Self.history(of: row, in: db).filter { Self.decisions.contains($0.action) }
            )
        }
    }

    /// What the history calls the steps that change which findings are one.
    private static let decisions: Set<String> = [
        "merged", "mergedFrom", "split", "splitOff", "unmerged", "unmergedFrom",
    ]

    private static func basis(
        ofOccurrence fingerprint: String,
        in db: Database
    ) throws -> (basis: GroupingBasis?, earlier: GroupingReason.Earlier?) {
        guard let bytes = Fingerprint(fingerprint)?.bytes else { return (nil, nil) }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT o.basis, e.fingerprint, place.address FROM occurrence AS o
                LEFT JOIN occurrence AS e ON e.id = o.matched LEFT JOIN snapshot ON snapshot.id = e.snapshot
                LEFT JOIN place ON place.id = snapshot.place
                WHERE o.fingerprint = ? ORDER BY o.id DESC LIMIT 1
                """,
            arguments: [Data(bytes)]
        )
        guard let row else { return (nil, nil) }
        let (code, earlier, address): (Int?, Data?, String?) = (row[0], row[1], row[2])
        let found = earlier.map { bytes in
            let id = Fingerprint(prefixOf: [UInt8](bytes)).text.prefix(Fingerprint.idLength)
            return GroupingReason.Earlier(finding: String(id), page: address ?? "")
        }
        return (code.flatMap { GroupingBasis(rawValue: $0) }, found)
    }

    private static func patterns(of defect: Int64, in db: Database) throws -> [GroupingReason.Pattern] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT family, region, path, shape FROM pattern WHERE id IN (
                    SELECT pattern FROM defect WHERE id = ?1 UNION SELECT pattern FROM defectPattern WHERE defect = ?1)
                ORDER BY id
                """,
            arguments: [defect]
        )
        return rows.map { row in
            GroupingReason.Pattern(requirement: row[0], region: row[1], path: row[2], shape: row[3])
        }
    }
}
