import Foundation
import GRDB

extension SQLiteStore {
    // MARK: - Merging and splitting

    public func merge(
        _ defects: [String],
        into target: String,
        by actor: String,
        reason: String,
        at moment: Timestamp
    )
        async throws
    {
        try await write { db in
            let (into, kept) = try Self.knownDefect(target, in: db)
            let history = DefectHistory(db, run: nil, at: moment)
            for id in defects {
                let (row, defect) = try Self.knownDefect(id, in: db)
                guard row != into, defect.subject == kept.subject, kept.mergedInto == nil else {
                    throw StoreFailure.step(defect.id, .notMergeable)
                }
                try db.execute(sql: "UPDATE occurrence SET defect = ? WHERE defect = ?", arguments: [into, row])
                try db.execute(
                    sql: "UPDATE defect SET state = 'duplicate', mergedInto = ? WHERE id = ?",
                    arguments: [into, row]
                )
                try db.execute(
                    sql: "UPDATE defectPattern SET defect = ? WHERE defect = ?",
                    arguments: [into, row]
                )
                try history.add(row, "merged", from: defect.state, to: .duplicate, reason: reason, actor: actor)
                try history.add(into, "mergedFrom", from: nil, to: nil, reason: "\(defect.id): \(reason)", actor: actor)
            }
        }
    }

    public func split(
        _ finding: String,
        by actor: String,
        reason: String,
        at moment: Timestamp
    ) async throws
        -> String
    {
        try await write { db in
            let found = try Self.splittable(finding, in: db)
            let own = Signals.content(
                pattern: found.pattern,
                page: found.page,
                text: UInt64(bitPattern: found.text)
            )
            try db.execute(
                sql: """
                    INSERT INTO defect (subject, fingerprint, pattern, verdict, scope, state, firstRun, lastRun, unit,
                        deadline, isSplit)
                    SELECT subject, ?, ?, verdict, 'content', 'found', firstRun, lastRun, unit, deadline, 1
                    FROM defect WHERE id = ?
                    ON CONFLICT (subject, fingerprint) DO UPDATE SET isSplit = 1, mergedInto = NULL, state = 'found'
                    """,
                arguments: [Data(own.bytes), found.patternRow, found.defect]
            )
            let id = try Self.knownDefect(own.text, in: db).row
            try db.execute(
                sql: """
                    UPDATE occurrence SET defect = ? WHERE pattern = ? AND text = ?
                        AND snapshot IN (SELECT id FROM snapshot WHERE place = ?)
                    """,
                arguments: [id, found.patternRow, found.text, found.place]
            )
            let history = DefectHistory(db, run: nil, at: moment)
            try history.add(id, "split", from: nil, to: .found, reason: reason, actor: actor)
            try history.add(found.defect, "splitOff", from: nil, to: nil, reason: own.text, actor: actor)
            return own.text
        }
    }

    private struct Splittable {
        var pattern: Fingerprint
        var patternRow: Int64
        var text: Int64
        var defect: Int64
        var place: Int64
        var page: String
    }

    private static func splittable(_ finding: String, in db: Database) throws -> Splittable {
        guard finding.utf8.count >= minimumPrefix, let range = Fingerprint.range(ofPrefix: finding) else {
            throw StoreFailure.unknownFinding(finding)
        }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT pattern.fingerprint, pattern.id, o.text, o.defect, place.id, place.code
                FROM occurrence AS o JOIN snapshot ON snapshot.id = o.snapshot
                JOIN place ON place.id = snapshot.place JOIN pattern ON pattern.id = o.pattern
                WHERE o.fingerprint BETWEEN ? AND ? AND o.defect IS NOT NULL ORDER BY o.id DESC LIMIT 1
                """,
            arguments: [Data(range.lowerBound.bytes), Data(range.upperBound.bytes)]
        )
        guard let row else { throw StoreFailure.unknownFinding(finding) }
        return Splittable(
            pattern: Fingerprint(prefixOf: [UInt8](row[0] as Data)),
            patternRow: row[1],
            text: row[2],
            defect: row[3],
            place: row[4],
            page: row[5]
        )
    }
}
