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
            if let requirement = filter.requirement {
                let names = try RuleAliases(db).names(of: requirement)
                let marks = names.map { _ in "?" }.joined(separator: ",")
                conditions.append("verdict.requirement IN (\(marks))")
                arguments += StatementArguments(names)
            }
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
        try await read { db in try Self.history(of: Self.knownDefect(defect, in: db).row, in: db) }
    }

    static func history(of defect: Int64, in db: Database) throws -> [HistoryEntry] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM history WHERE defect = ? ORDER BY id", arguments: [defect])
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

    public func change(_ defects: [String], _ change: DefectChange) async throws {
        try await writeDurably { db in
            for id in defects {
                let (row, defect) = try Self.knownDefect(id, in: db)
                try Self.admit(change, of: defect, row: row, in: db)
                try Self.take(change, with: defect, row: row, in: db)
            }
        }
    }

    private static func take(_ change: DefectChange, with defect: Defect, row: Int64, in db: Database) throws {
        try db.execute(
            sql: """
                UPDATE defect SET state = ?, unit = coalesce(?, unit), deadline = coalesce(?, deadline), reviewer = ?,
                    reviewDue = ? WHERE id = ?
                """,
            arguments: [
                change.state.rawValue, try change.unit.map { try unitID($0, in: db) },
                change.deadline?.millisecondsSince1970, change.state == .disputed ? change.reviewer?.storable : nil,
                change.state == .substituteMeasure ? change.reviewDue?.millisecondsSince1970 : nil, row,
            ]
        )
        let history = DefectHistory(db, run: nil, at: change.at)
        var from = defect.state
        for state in [from.implied(to: change.state), change.state].compactMap(\.self) {
            try history.add(
                row,
                state.rawValue,
                from: from,
                to: state,
                reason: change.remark,
                actor: change.actor
            )
            from = state
        }
        let links = EvidenceLinks(db)
        for piece in change.evidence {
            try links.add(piece.hash, to: .defect(defect.id), name: piece.name, by: change.actor, at: change.at)
        }
    }

    public func refusals(of change: DefectChange, for defects: [String]) async throws -> [String: AuditError] {
        try await read { db in
            var refusals: [String: AuditError] = [:]
            for id in defects {
                let (row, defect) = try Self.knownDefect(id, in: db)
                do {
                    try Self.admit(change, of: defect, row: row, in: db)
                } catch let error as AuditError {
                    refusals[id] = error
                }
            }
            return refusals
        }
    }

    public func comment(_ defects: [String], by actor: String, _ text: String, at moment: Timestamp) async throws {
        try await write { db in
            let history = DefectHistory(db, run: nil, at: moment)
            for id in defects {
                let (row, defect) = try Self.knownDefect(id, in: db)
                guard !actor.isEmpty else { throw StoreFailure.step(defect.id, .noActor) }
                guard !text.isEmpty else { throw StoreFailure.step(defect.id, .noReason) }
                try history.add(row, "comment", from: nil, to: nil, reason: text, actor: actor)
            }
        }
    }

    public func defects(of filter: FindingFilter) async throws -> [String] {
        try await read { db in
            let select = try db.cachedStatement(sql: "SELECT fingerprint FROM defect WHERE id = ?")
            return try FindingSelection(filter, in: db).defects(in: db).compactMap { id in
                let fingerprint = try Data.fetchOne(select, arguments: [id])
                return fingerprint.map { Fingerprint(prefixOf: [UInt8]($0)).text }
            }
        }
    }

    /// Refuses a step that the life of defects does not have.
    private static func admit(_ change: DefectChange, of defect: Defect, row: Int64, in db: Database) throws {
        func refuse(_ reason: StoreFailure.RefusedStep) -> AuditError { StoreFailure.step(defect.id, reason) }
        let (from, to) = (defect.state, change.state)
        guard !change.actor.isEmpty else { throw refuse(.noActor) }
        if defect.mergedInto != nil { throw refuse(.isMerged) }
        guard from.allowed.contains(to) || from.implied(to: to) != nil else {
            throw refuse(.notAllowed(from: from, to: to))
        }
        if to.needsReason, change.reason.isEmpty { throw refuse(.noReason) }
        if to == .disputed, change.reviewer?.isEmpty != false { throw refuse(.noReviewer) }
        if to == .substituteMeasure, change.reviewDue.map({ $0 > change.at }) != true { throw refuse(.noReviewDate) }
        if from == .disputed, to != .disputed, let reviewer = defect.reviewer, reviewer != change.actor {
            throw refuse(.notReviewer(reviewer))
        }
        if to == .closed, defect.scope != .physical { throw refuse(.webClosesByScan) }
        guard to == .closed || to == .reInspected || from.implied(to: to) == .reInspected else { return }
        if try DefectEvidence(db).fixer(of: row) == change.actor { throw refuse(.sameActor) }
        guard to == .closed, change.reading?.isEmpty != false else { return }
        let isNew = try change.evidence.contains { try DefectEvidence(db).isNew($0.hash, for: row) }
        if !isNew { throw refuse(.noEvidence) }
    }
}

/// What the closing of a defect rests on.
struct DefectEvidence {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// The account that last reported the repair; nil where nobody did.
    func fixer(of defect: Int64) throws -> String? {
        try String.fetchOne(
            db,
            sql: "SELECT actor FROM history WHERE defect = ? AND toState = 'reportedDone' ORDER BY id DESC LIMIT 1",
            arguments: [defect]
        )
    }

    /// Whether these bytes were not handed in for the defect before, nor with an earlier run than `run`.
    func isNew(_ hash: EvidenceHash, for defect: Int64, besides run: RunID? = nil) throws -> Bool {
        let isUsed = try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM evidenceUse JOIN evidence ON evidence.id = evidenceUse.evidence
                    WHERE evidence.digest = ?1 AND (evidenceUse.defect = ?2
                        OR evidenceUse.run IS NOT NULL AND evidenceUse.run IS NOT ?3))
                """,
            arguments: [EvidenceLinks.digest(hash), defect, run?.number]
        )
        return isUsed != true
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
        let reviewDue: Int64? = row["reviewDue"]
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
            reviewer: row["reviewer"],
            reviewDue: reviewDue.map { Timestamp(millisecondsSince1970: $0) },
            occurrences: row["occurrences"],
            places: row["places"],
            grouping: pages.map { Defect.Grouping(pages: $0, of: row["groupOf"]) },
            mergedInto: merged.map { Fingerprint(prefixOf: [UInt8]($0)).text }
        )
    }
}
