import Foundation
import GRDB

extension SQLiteStore {
    public func defects(_ filter: DefectFilter, offset: Int, limit: Int) async throws -> [Defect] {
        try await read { db in
            var conditions: [String] = []
            var arguments = StatementArguments()
            func add(_ condition: String, _ value: String?) {
                guard let value else { return }
                conditions.append(condition)
                arguments += [value]
            }
            add("subject.code = ?", filter.subject)
            add("unit.name = ?", filter.unit)
            add("verdict.requirement = ?", filter.requirement)
            if !filter.states.isEmpty {
                let states = filter.states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ",")
                conditions.append("defect.state IN (\(states))")
            }
            if !filter.scopes.isEmpty {
                let scopes = filter.scopes.map { "'\($0.rawValue)'" }.sorted().joined(separator: ",")
                conditions.append("defect.scope IN (\(scopes))")
            }
            return try Self.defects(
                db,
                where: conditions,
                arguments: arguments,
                overdueAt: filter.overdueAt,
                offset: offset,
                limit: limit
            )
        }
    }

    public func defect(id prefix: String) async throws -> Defect? {
        try await read { db in try Self.defect(prefix, in: db).map(\.defect) }
    }

    public func history(of defect: String) async throws -> [HistoryEntry] {
        try await read { db in
            let id = try Self.knownDefect(defect, in: db).row
            let rows = try Row.fetchAll(db, sql: "SELECT * FROM history WHERE defect = ? ORDER BY id", arguments: [id])
            return rows.map { row in
                let run: Int64? = row["run"]
                return HistoryEntry(
                    at: Timestamp(millisecondsSince1970: row["at"]),
                    actor: row["actor"],
                    action: row["action"],
                    from: DefectState(rawValue: row["fromState"] ?? ""),
                    to: DefectState(rawValue: row["toState"] ?? ""),
                    reason: row["reason"],
                    run: run.map { RunID($0) }
                )
            }
        }
    }

    public func change(_ defects: [String], _ change: DefectChange) async throws {
        try await write { db in
            let history = DefectHistory(db, run: nil, at: change.at)
            for id in defects {
                let (row, defect) = try Self.knownDefect(id, in: db)
                try Self.admit(change, of: defect, row: row, in: db)
                try db.execute(
                    sql: """
                        UPDATE defect SET state = ?, unit = coalesce(?, unit), deadline = coalesce(?, deadline),
                            mergedInto = NULL WHERE id = ?
                        """,
                    arguments: [
                        change.state.rawValue, try change.unit.map { try Self.unitID($0, in: db) },
                        change.deadline?.millisecondsSince1970, row,
                    ]
                )
                try history.add(
                    row,
                    change.state.rawValue,
                    from: defect.state,
                    to: change.state,
                    reason: change.reason,
                    actor: change.actor
                )
            }
        }
    }

    /// Refuses a step that the life of defects does not have.
    private static func admit(_ change: DefectChange, of defect: Defect, row: Int64, in db: Database) throws {
        guard !change.actor.isEmpty else { throw StoreFailure.step(defect.id, .noActor) }
        guard defect.state.allowed.contains(change.state) else {
            throw StoreFailure.step(defect.id, .notAllowed(from: defect.state, to: change.state))
        }
        if change.state.needsReason, change.reason.isEmpty { throw StoreFailure.step(defect.id, .noReason) }
        guard change.state == .closed else { return }
        guard defect.scope == .physical else { throw StoreFailure.step(defect.id, .webClosesByScan) }
        let fixer = try String.fetchOne(
            db,
            sql: "SELECT actor FROM history WHERE defect = ? AND toState = 'reportedDone' ORDER BY id DESC LIMIT 1",
            arguments: [row]
        )
        if fixer == change.actor { throw StoreFailure.step(defect.id, .sameActor) }
        if !change.hasEvidence { throw StoreFailure.step(defect.id, .noEvidence) }
    }

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

    public func route(_ address: String, of subject: String?, to unit: String) async throws {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO routing (subject, address, unit) VALUES (?, ?, ?)",
                arguments: [
                    try subject.map { try Self.subjectID($0, in: db) }, address, try Self.unitID(unit, in: db),
                ]
            )
        }
    }
}

// MARK: - Rows

extension SQLiteStore {
    static func knownDefect(_ prefix: String, in db: Database) throws -> (row: Int64, defect: Defect) {
        guard let known = try defect(prefix, in: db) else { throw StoreFailure.unknownDefect(prefix) }
        return known
    }

    static func defect(_ prefix: String, in db: Database) throws -> (row: Int64, defect: Defect)? {
        guard prefix.utf8.count >= minimumPrefix, let range = Fingerprint.range(ofPrefix: prefix) else { return nil }
        let ids = try Int64.fetchAll(
            db,
            sql: "SELECT id FROM defect WHERE fingerprint BETWEEN ? AND ? LIMIT 2",
            arguments: [Data(range.lowerBound.bytes), Data(range.upperBound.bytes)]
        )
        guard let id = ids.first else { return nil }
        guard ids.count == 1 else { throw StoreFailure.ambiguous(prefix) }
        let defects = try defects(
            db,
            where: ["defect.id = ?"],
            arguments: [id],
            overdueAt: nil,
            offset: 0,
            limit: 1
        )
        return defects.first.map { (id, $0) }
    }

    static func defects(
        _ db: Database,
        where conditions: [String],
        arguments: StatementArguments,
        overdueAt: Timestamp?,
        offset: Int,
        limit: Int
    ) throws -> [Defect] {
        var conditions = conditions
        if let overdueAt {
            let open = DefectState.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }.joined(separator: ",")
            conditions.append("defect.deadline < \(overdueAt.millisecondsSince1970) AND defect.state IN (\(open))")
        }
        let condition = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        let rows = try Row.fetchAll(
            db,
            sql: """
                WITH chosen AS (
                    SELECT defect.*, subject.code AS subjectCode, verdict.requirement, verdict.severity, verdict.outcome,
                        unit.name AS unitName, target.fingerprint AS mergedFingerprint
                    FROM defect JOIN subject ON subject.id = defect.subject
                    JOIN verdict ON verdict.id = defect.verdict
                    LEFT JOIN unit ON unit.id = coalesce(defect.unit, subject.unit)
                    LEFT JOIN defect AS target ON target.id = defect.mergedInto
                    \(condition)
                    ORDER BY CASE verdict.severity WHEN 'critical' THEN 0 WHEN 'serious' THEN 1 WHEN 'moderate' THEN 2
                        ELSE 3 END, CASE defect.scope WHEN 'template' THEN 0 ELSE 1 END, verdict.requirement, defect.id
                    LIMIT \(limit) OFFSET \(offset))
                SELECT chosen.*,
                    (SELECT count(*) FROM occurrence AS o JOIN snapshot ON snapshot.id = o.snapshot
                        JOIN place ON place.id = snapshot.place AND place.snapshot = snapshot.id
                        WHERE o.defect = chosen.id) AS occurrences,
                    (SELECT count(DISTINCT snapshot.place) FROM occurrence AS o
                        JOIN snapshot ON snapshot.id = o.snapshot
                        JOIN place ON place.id = snapshot.place AND place.snapshot = snapshot.id
                        WHERE o.defect = chosen.id) AS places
                FROM chosen
                """,
            arguments: arguments
        )
        return rows.map(defect)
    }

    private static func defect(_ row: Row) -> Defect {
        let deadline: Int64? = row["deadline"]
        let pages: Int? = row["groupPages"]
        let merged: Data? = row["mergedFingerprint"]
        return Defect(
            id: Fingerprint(prefixOf: [UInt8](row["fingerprint"] as Data)).text,
            subject: row["subjectCode"],
            requirement: row["requirement"],
            severity: Severity(rawValue: row["severity"]) ?? .minor,
            outcome: Outcome(rawValue: row["outcome"]) ?? .cantTell,
            scope: Defect.Scope(rawValue: row["scope"]) ?? .content,
            state: DefectState(rawValue: row["state"]) ?? .found,
            firstSeen: RunID(row["firstRun"]),
            lastSeen: RunID(row["lastRun"]),
            retest: Defect.Retest(rawValue: row["retest"] ?? ""),
            unit: row["unitName"],
            deadline: deadline.map { Timestamp(millisecondsSince1970: $0) },
            occurrences: row["occurrences"],
            places: row["places"],
            grouping: pages.map { Defect.Grouping(pages: $0, of: row["groupOf"]) },
            mergedInto: merged.map { Fingerprint(prefixOf: [UInt8]($0)).text }
        )
    }
}
