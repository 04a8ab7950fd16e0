import Foundation
import GRDB

extension SQLiteStore {
    public func merge(
        _ defects: [String],
        into target: String,
        by actor: String,
        reason: String,
        at moment: Timestamp
    ) async throws {
        try await writeDurably { db in
            let (into, kept) = try Self.knownDefect(target, in: db)
            try Self.require(actor, reason, for: kept)
            let history = DefectHistory(db, run: nil, at: moment)
            for id in defects {
                let (row, defect) = try Self.knownDefect(id, in: db)
                guard row != into, defect.subject == kept.subject, kept.mergedInto == nil, defect.mergedInto == nil
                else {
                    throw StoreFailure.step(defect.id, .notMergeable)
                }
                try db.execute(sql: "UPDATE occurrence SET defect = ? WHERE defect = ?", arguments: [into, row])
                try db.execute(
                    sql: "UPDATE defect SET state = 'duplicate', mergedInto = ? WHERE id = ?",
                    arguments: [into, row]
                )
                try db.execute(
                    sql: "UPDATE defectPattern SET origin = coalesce(origin, defect), defect = ? WHERE defect = ?",
                    arguments: [into, row]
                )
                try FindingLanes(db: db).settle(defects: [into])
                try history.add(row, "merged", from: defect.state, to: .duplicate, reason: reason, actor: actor)
                try history.add(into, "mergedFrom", from: nil, to: nil, reason: "\(defect.id): \(reason)", actor: actor)
            }
        }
    }

    public func unmerge(_ defect: String, by actor: String, reason: String, at moment: Timestamp) async throws {
        try await writeDurably { db in
            let (row, merged) = try Self.knownDefect(defect, in: db)
            try Self.require(actor, reason, for: merged)
            guard merged.mergedInto != nil else { throw StoreFailure.step(merged.id, .notMerged) }
            try Self.unmerge(row, by: actor, reason: reason, at: moment, in: db)
        }
    }

    public func split(
        _ finding: String,
        by actor: String,
        reason: String,
        at moment: Timestamp
    ) async throws -> String {
        try await writeDurably { db in
            let found = try Self.splittable(finding, in: db)
            let (row, defect) = try Self.knownDefect(found.defect, in: db)
            try Self.require(actor, reason, for: defect)
            if let merged = try Self.mergedDefect(of: found, in: db) {
                try Self.unmerge(merged, by: actor, reason: reason, at: moment, in: db)
                return try Self.fingerprint(of: merged, in: db)
            }
            guard !found.isPhysical, try Self.hasOthers(row, besides: found, in: db) else {
                throw StoreFailure.step(defect.id, .notSplittable)
            }
            return try Self.split(found, from: row, by: actor, reason: reason, at: moment, in: db)
        }
    }

    private static func require(_ actor: String, _ reason: String, for defect: Defect) throws {
        if actor.isEmpty { throw StoreFailure.step(defect.id, .noActor) }
        if reason.isEmpty { throw StoreFailure.step(defect.id, .noReason) }
    }
}

// MARK: - Splitting

/// A finding with what its own defect would be known by.
private struct Splittable {
    var occurrence: Int64
    var pattern: Fingerprint
    var patternRow: Int64
    var text: Int64
    var defect: String
    var place: Int64
    var page: String
    var subject: Int64
    var isPhysical: Bool

    /// The fingerprint of the defect that it alone would be.
    var own: Fingerprint {
        isPhysical ? pattern : Signals.content(pattern: pattern, page: page, text: UInt64(bitPattern: text))
    }

    /// The same, and what older versions of signals would have called it.
    func names(in db: Database) throws -> [Fingerprint] {
        if isPhysical { return [own] }
        return try [own] + EarlierReadings.contentNames(ofOccurrence: occurrence, page: page, in: db)
    }
}

extension SQLiteStore {
    private static func splittable(_ finding: String, in db: Database) throws -> Splittable {
        guard finding.utf8.count >= minimumPrefix, let range = Fingerprint.range(ofPrefix: finding) else {
            throw StoreFailure.unknownFinding(finding)
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT pattern.fingerprint, pattern.id, o.text, defect.fingerprint, place.id, place.code, o.subject,
                    defect.scope = 'physical', max(o.id)
                FROM occurrence AS o JOIN snapshot ON snapshot.id = o.snapshot
                JOIN place ON place.id = snapshot.place JOIN pattern ON pattern.id = o.pattern
                JOIN defect ON defect.id = o.defect
                WHERE o.fingerprint BETWEEN ? AND ? GROUP BY o.fingerprint LIMIT 2
                """,
            arguments: [Data(range.lowerBound.bytes), Data(range.upperBound.bytes)]
        )
        guard let row = rows.first else { throw StoreFailure.unknownFinding(finding) }
        guard rows.count == 1 else { throw StoreFailure.ambiguous(finding) }
        return Splittable(
            occurrence: row[8],
            pattern: Fingerprint(prefixOf: [UInt8](row[0] as Data)),
            patternRow: row[1],
            text: row[2],
            defect: Fingerprint(prefixOf: [UInt8](row[3] as Data)).text,
            place: row[4],
            page: row[5],
            subject: row[6],
            isPhysical: row[7]
        )
    }

    /// The defect that the finding was before it was merged.
    private static func mergedDefect(of found: Splittable, in db: Database) throws -> Int64? {
        for name in try found.names(in: db) {
            let merged = try Int64.fetchOne(
                db,
                sql: "SELECT id FROM defect WHERE subject = ? AND fingerprint = ? AND mergedInto IS NOT NULL",
                arguments: [found.subject, Data(name.bytes)]
            )
            if let merged { return merged }
        }
        return nil
    }

    /// Whether the defect has findings that would stay in it.
    private static func hasOthers(_ defect: Int64, besides found: Splittable, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM occurrence AS o JOIN snapshot ON snapshot.id = o.snapshot
                    WHERE o.defect = ? AND NOT (o.pattern = ? AND o.text = ? AND snapshot.place = ?))
                """,
            arguments: [defect, found.patternRow, found.text, found.place]
        ) ?? false
    }

    private static func split(
        _ found: Splittable,
        from defect: Int64,
        by actor: String,
        reason: String,
        at moment: Timestamp,
        in db: Database
    ) throws -> String {
        let own = found.own
        try db.execute(
            sql: """
                INSERT INTO defect (subject, fingerprint, pattern, verdict, scope, state, firstRun, lastRun, unit,
                    deadline, isSplit)
                SELECT subject, ?, ?, verdict, 'content', 'found', firstRun, lastRun, unit, deadline, 1
                FROM defect WHERE id = ?
                ON CONFLICT (subject, fingerprint) DO UPDATE SET isSplit = 1, state = 'found',
                    lastRun = max(lastRun, excluded.lastRun)
                """,
            arguments: [Data(own.bytes), found.patternRow, defect]
        )
        let id = try knownDefect(own.text, in: db).row
        try db.execute(
            sql: """
                UPDATE occurrence SET defect = ?, basis = ?, matched = NULL WHERE pattern = ? AND text = ?
                    AND snapshot IN (SELECT id FROM snapshot WHERE place = ?)
                """,
            arguments: [id, GroupingBasis.split.rawValue, found.patternRow, found.text, found.place]
        )
        try FindingLanes(db: db).settle(defects: [id])
        let history = DefectHistory(db, run: nil, at: moment)
        try history.add(id, "split", from: nil, to: .found, reason: reason, actor: actor)
        try history.add(defect, "splitOff", from: nil, to: nil, reason: "\(own.text): \(reason)", actor: actor)
        return own.text
    }
}

// MARK: - Taking merges back

extension SQLiteStore {
    /// Gives a merged defect its findings back; later runs keep it apart.
    private static func unmerge(
        _ defect: Int64,
        by actor: String,
        reason: String,
        at moment: Timestamp,
        in db: Database
    ) throws {
        let target = try DefectGrouping.resolved(defect, in: db)
        try db.execute(
            sql: "UPDATE defectPattern SET defect = ?1, origin = NULL WHERE origin = ?1",
            arguments: [defect]
        )
        let returned = try occurrences(of: defect, heldBy: target, in: db)
        for occurrence in returned {
            try db.cachedStatement(sql: "UPDATE occurrence SET defect = ? WHERE id = ?")
                .execute(arguments: [defect, occurrence])
        }
        try FindingLanes(db: db).settle(defects: [defect])
        let before = try String.fetchOne(
            db,
            sql: "SELECT fromState FROM history WHERE defect = ? AND action = 'merged' ORDER BY id DESC LIMIT 1",
            arguments: [defect]
        )
        let state = before.flatMap { DefectState(rawValue: $0) } ?? .found
        try db.execute(
            sql: """
                UPDATE defect SET mergedInto = NULL, state = ?1, isSplit = (scope = 'content'), lastRun = CASE WHEN ?2
                    THEN max(lastRun, (SELECT lastRun FROM defect WHERE id = ?3)) ELSE lastRun END WHERE id = ?4
                """,
            arguments: [state.rawValue, !returned.isEmpty, target, defect]
        )
        let history = DefectHistory(db, run: nil, at: moment)
        let id = try fingerprint(of: defect, in: db)
        try history.add(defect, "unmerged", from: .duplicate, to: state, reason: reason, actor: actor)
        try history.add(target, "unmergedFrom", from: nil, to: nil, reason: "\(id): \(reason)", actor: actor)
    }

    /// The findings of a merged defect among those of the one that holds them: of its patterns, or of its content.
    private static func occurrences(of defect: Int64, heldBy target: Int64, in db: Database) throws -> [Int64] {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT scope, fingerprint FROM defect WHERE id = ?",
            arguments: [defect]
        )
        guard let row else { return [] }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT o.id, o.text, place.code, pattern.fingerprint FROM occurrence AS o
                JOIN pattern ON pattern.id = o.pattern JOIN snapshot ON snapshot.id = o.snapshot
                JOIN place ON place.id = snapshot.place
                WHERE o.defect = ?1 AND (o.pattern IN (SELECT pattern FROM defectPattern WHERE defect = ?2)
                    OR o.pattern = (SELECT pattern FROM defect WHERE id = ?2)
                    OR EXISTS (SELECT 1 FROM earlierReading AS e WHERE e.occurrence = o.id
                        AND e.pattern = (SELECT pattern FROM defect WHERE id = ?2)))
                """,
            arguments: [target, defect]
        )
        guard row["scope"] == Defect.Scope.content.rawValue else { return rows.map { $0[0] } }
        let own = Fingerprint(prefixOf: [UInt8](row["fingerprint"] as Data))
        return try rows.filter { row in
            let pattern = Fingerprint(prefixOf: [UInt8](row[3] as Data))
            let (occurrence, page): (Int64, String) = (row[0], row[2])
            let now = Signals.content(pattern: pattern, page: page, text: UInt64(bitPattern: row[1] as Int64))
            if now == own { return true }
            return try EarlierReadings.contentNames(ofOccurrence: occurrence, page: page, in: db).contains(own)
        }.map { $0[0] }
    }

    private static func fingerprint(of defect: Int64, in db: Database) throws -> String {
        let bytes = try Data.fetchOne(db, sql: "SELECT fingerprint FROM defect WHERE id = ?", arguments: [defect])
        guard let bytes else { throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a defect is missing") }
        return Fingerprint(prefixOf: [UInt8](bytes)).text
    }
}
