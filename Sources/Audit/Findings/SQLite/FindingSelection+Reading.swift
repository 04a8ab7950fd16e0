import Foundation
import GRDB

/// The findings that a filter lets through, stretch by stretch.
extension FindingSelection {
    private static let source = """
        FROM occurrence AS o
        CROSS JOIN snapshot ON snapshot.id = o.snapshot
        CROSS JOIN place ON place.id = snapshot.place
        CROSS JOIN subject ON subject.id = o.subject
        LEFT JOIN defect ON defect.id = o.defect
        LEFT JOIN unit ON unit.id = coalesce(defect.unit, subject.unit)
        """

    private static let whole = """
        SELECT o.*, message.zh, message.en, place.code, place.address, snapshot.form, pattern.version, pattern.family,
            pattern.region, pattern.path, pattern.shape, pattern.classes, pattern.evidence,
            coalesce(defect.fingerprint, pattern.fingerprint) AS defectFingerprint, defect.state, defect.firstRun,
            defect.deadline,
            subject.code AS subjectCode, subject.name AS subjectName, unit.name AS unitName,
            reading.section, reading.entry, reading.latitude, reading.longitude, reading.note, reading.value,
            reading.unit AS readingUnit, reading.minimum, reading.maximum, reading.tolerance
        \(source)
        CROSS JOIN message ON message.id = o.message
        CROSS JOIN pattern ON pattern.id = o.pattern
        LEFT JOIN reading ON reading.occurrence = o.id
        """

    /// The finding of this number, whatever the filter.
    static func row(_ occurrence: Int64, in db: Database) throws -> Row? {
        try Row.fetchOne(db.cachedStatement(sql: whole + " WHERE o.id = ?"), arguments: [occurrence])
    }

    /// The findings after a position, each with its verdict.
    func rows(after cursor: FindingCursor?, limit: Int, in db: Database) throws -> [(verdict: Verdict, row: Row)] {
        let start = try cursor.map { try position(of: $0, in: db) } ?? Position(rank: 0, subject: 0, occurrence: 0)
        if let defects = drive.defects, try isMore(defects, than: Self.soonSorted, in: db) {
            // Where many are chosen, the first of them may well stand near.
            if let near = try near(start, limit: limit, in: db) { return near }
            // Of very many, enough stand before those that are not chosen come to an end.
            if try isMore(defects, than: Self.mostSorted, in: db) {
                return try walked(after: start, limit: limit, in: db)
            }
        } else if drive.isWalk, drive.defects == nil {
            return try walked(after: start, limit: limit, in: db)
        }
        return try positions(in: db, after: start, limit: limit).compactMap { position in
            try Self.row(position.occurrence, in: db).map { (verdicts[position.rank], $0) }
        }
    }

    /// Findings of defects that are sorted sooner than looked for.
    private static let soonSorted = 10_000
    /// Findings of defects that are sorted at all: a third of a million takes as long as walking past the other two.
    private static let mostSorted = 300_000
    /// Findings that are looked at before those of many defects are read and sorted.
    private static let nearFindings = 5_000

    /// Whether the defects that the condition chooses have more than so many findings.
    private func isMore(_ condition: String, than limit: Int, in db: Database) throws -> Bool {
        let some = """
            SELECT 1 FROM (SELECT id AS chosen FROM defect WHERE \(condition))
            CROSS JOIN occurrence ON occurrence.defect = chosen LIMIT \(limit + 1)
            """
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(some))") ?? 0 > limit
    }

    /// The findings after a position, met verdict by verdict.
    private func walked(
        after start: Position,
        limit: Int,
        in db: Database
    ) throws -> [(verdict: Verdict, row: Row)] {
        var found: [(Verdict, Row)] = []
        let statement = try walk("\(Self.whole)", "AND o.id > ?", "ORDER BY o.id LIMIT ?", in: db)
        for rank in verdicts.indices.dropFirst(start.rank) {
            let isFirst = rank == start.rank
            for subject in verdicts[rank].subjects where !isFirst || subject >= start.subject {
                let after = isFirst && subject == start.subject ? start.occurrence : 0
                let rows = try Row.fetchAll(
                    statement,
                    arguments: [subject, verdicts[rank].id] + arguments + [after, limit - found.count]
                )
                found += rows.map { (verdicts[rank], $0) }
                if found.count == limit { return found }
            }
        }
        return found
    }

    /// The findings after a position where looking at some thousand of them shows enough; else nil.
    private func near(
        _ start: Position,
        limit: Int,
        in db: Database
    ) throws -> [(verdict: Verdict, row: Row)]? {
        let stretch = "SELECT * FROM occurrence WHERE subject = ? AND verdict = ? AND id > ? ORDER BY id LIMIT ?"
        let all = conditions.joined(separator: " AND ")
        let near = Self.whole.replacing("FROM occurrence AS o\n", with: "FROM (\(stretch)) AS o\n")
        let statement = try db.cachedStatement(sql: "\(near) WHERE \(all) ORDER BY o.id LIMIT ?")
        let length = try db.cachedStatement(sql: "SELECT count(*) FROM (\(stretch))")
        var found: [(Verdict, Row)] = []
        var left = Self.nearFindings
        for rank in verdicts.indices.dropFirst(start.rank) {
            let isFirst = rank == start.rank
            for subject in verdicts[rank].subjects where !isFirst || subject >= start.subject {
                let after = isFirst && subject == start.subject ? start.occurrence : 0
                let looked: StatementArguments = [subject, verdicts[rank].id, after, left]
                let rows = try Row.fetchAll(statement, arguments: looked + arguments + [limit - found.count])
                found += rows.map { (verdicts[rank], $0) }
                if found.count == limit { return found }
                left -= try Int.fetchOne(length, arguments: looked) ?? left
                if left <= 0 { return nil }
            }
        }
        return found
    }

    /// How many findings each verdict has, in the order of `verdicts`.
    func counts(in db: Database) throws -> [Int] {
        var counts = [Int](repeating: 0, count: verdicts.count)
        guard drive.isWalk else {
            for position in try positions(in: db) { counts[position.rank] += 1 }
            return counts
        }
        let statement = try walk("SELECT count(*) \(Self.source)", "", "", in: db)
        for rank in verdicts.indices {
            for subject in verdicts[rank].subjects {
                counts[rank] +=
                    try Int.fetchOne(statement, arguments: [subject, verdicts[rank].id] + arguments) ?? 0
            }
        }
        return counts
    }

    /// The defects with findings the filter lets through.
    func defects(in db: Database) throws -> [Int64] {
        guard drive.isWalk else {
            return Array(Set(try positions(in: db).compactMap(\.defect))).sorted()
        }
        let statement = try walk("SELECT DISTINCT o.defect \(Self.source)", "AND o.defect IS NOT NULL", "", in: db)
        var defects: Set<Int64> = []
        for verdict in verdicts {
            for subject in verdict.subjects {
                defects.formUnion(try Int64.fetchAll(statement, arguments: [subject, verdict.id] + arguments))
            }
        }
        return defects.sorted()
    }

    private func walk(_ select: String, _ condition: String, _ tail: String, in db: Database) throws -> Statement {
        let all = (["o.subject = ?", "o.verdict = ?"] + conditions).joined(separator: " AND ")
        return try db.cachedStatement(sql: "\(select) WHERE \(all) \(condition) \(tail)")
    }

    private func position(of cursor: FindingCursor, in db: Database) throws -> Position {
        guard let rank = verdicts.firstIndex(where: { $0.id == cursor.verdict }) else {
            return Position(rank: verdicts.count, subject: 0, occurrence: 0)
        }
        let subject = try Int64.fetchOne(
            db,
            sql: "SELECT subject FROM occurrence WHERE id = ?",
            arguments: [cursor.occurrence]
        )
        return Position(rank: rank, subject: subject ?? 0, occurrence: cursor.occurrence)
    }

    /// Where the findings of few pages or defects stand, in no order.
    private func positions(in db: Database) throws -> [Position] {
        let ranks = Dictionary(verdicts.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let chosen: String
        switch drive {
        case .walk: return []
        case .snapshots(let list): chosen = "o.snapshot IN (\(list.map { "\($0)" }.joined(separator: ",")))"
        case .defects(let condition, _), .manyDefects(let condition):
            chosen = "o.defect IN (SELECT id FROM defect WHERE \(condition))"
        }
        let all = ([chosen] + conditions).joined(separator: " AND ")
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT o.verdict, o.subject, o.id, o.defect \(Self.source) WHERE \(all)",
            arguments: arguments
        )
        let subjects = verdicts.map { Set($0.subjects) }
        var positions: [Position] = []
        while let row = try rows.next() {
            guard let rank = ranks[row[0]] else { continue }
            let subject: Int64 = row[1]
            guard subjects[rank].contains(subject) else { continue }
            positions.append(Position(rank: rank, subject: subject, occurrence: row[2], defect: row[3]))
        }
        return positions
    }

    /// The first of them after a position, in order; only the verdicts that are needed are sorted.
    private func positions(in db: Database, after start: Position, limit: Int) throws -> [Position] {
        var byRank = [[Position]](repeating: [], count: verdicts.count)
        for position in try positions(in: db) where position > start { byRank[position.rank].append(position) }
        var chosen: [Position] = []
        for positions in byRank where chosen.count < limit {
            chosen += positions.sorted().prefix(limit - chosen.count)
        }
        return chosen
    }
}

/// Which findings a suppression covers.
extension FindingSelection {
    /// Whether a suppression in force covers the finding `o` at the place `place`.
    static func suppressed(at moment: Timestamp?) -> String {
        let inForce = moment.map { moment in
            "s.created <= \(moment.millisecondsSince1970) AND s.expires > \(moment.millisecondsSince1970) AND "
        }
        return "EXISTS (SELECT 1 FROM suppression AS s WHERE \(inForce ?? "") \(covers))"
    }

    /// Whether the suppression `s` covers the finding `o` at the place `place`.
    static let covers = """
        (s.requirement IS NULL OR EXISTS (SELECT 1 FROM verdict
                WHERE verdict.id = o.verdict AND \(RuleAliases.areOne("s.requirement", "verdict.requirement"))))
            AND (s.selector IS NULL OR o.selector GLOB s.selector)
            AND (s.address IS NULL OR place.address GLOB s.address)
            AND (s.defect IS NULL OR s.defect = o.defect)
        """
}
