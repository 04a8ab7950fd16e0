import Foundation
import GRDB

/// The findings that a filter lets through, stretch by stretch.
extension FindingSelection {
    /// All that conditions look at, of the findings `o` of these.
    private static func source(_ findings: String = "occurrence AS o") -> String {
        """
        FROM \(findings)
        CROSS JOIN snapshot ON snapshot.id = o.snapshot
        CROSS JOIN place ON place.id = snapshot.place
        CROSS JOIN subject ON subject.id = o.subject
        LEFT JOIN defect ON defect.id = o.defect
        LEFT JOIN unit ON unit.id = coalesce(defect.unit, subject.unit)
        """
    }

    private static let whole = """
        SELECT o.*, message.zh, message.en, place.code, place.address, snapshot.form, pattern.version, pattern.family,
            pattern.region, pattern.path, pattern.shape, pattern.classes, pattern.evidence,
            coalesce(defect.fingerprint, pattern.fingerprint) AS defectFingerprint, defect.state, defect.firstRun,
            defect.deadline,
            subject.code AS subjectCode, subject.name AS subjectName, unit.name AS unitName,
            reading.section, reading.entry, reading.latitude, reading.longitude, reading.note, reading.value,
            reading.unit AS readingUnit, reading.minimum, reading.maximum, reading.tolerance
        \(source())
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
        let found: [Position]
        switch drive {
        case .walk: found = try walked(after: start, limit: limit, in: db) ?? []
        case .snapshots: found = try positions(in: db, after: start, limit: limit)
        case .pages(let select, let argument, _):
            // Most often enough of them stand near.
            found =
                try walked(after: start, limit: limit, looking: Self.nearFindings, in: db)
                ?? ofPages(select, argument, after: start, limit: limit, in: db)
        case .defects(let condition, let count):
            if try !isMore(condition, than: Self.soonSorted, in: db) {
                found = try positions(in: db, after: start, limit: limit)
            } else if count == 1 {
                found = try ofDefect(condition, after: start, limit: limit, in: db)
            } else {
                found = try walked(after: start, limit: limit, in: db) ?? []
            }
        }
        return try found.compactMap { position in
            try Self.row(position.occurrence, in: db).map { (verdicts[position.rank], $0) }
        }
    }

    /// Findings of defects that are sorted sooner than looked for.
    private static let soonSorted = 10_000
    /// Findings that are looked at before those of many pages are sorted.
    private static let nearFindings = 5_000

    /// Whether the defects that the condition chooses have more than so many findings.
    private func isMore(_ condition: String, than limit: Int, in db: Database) throws -> Bool {
        let some = """
            SELECT 1 FROM (SELECT id AS chosen FROM defect WHERE \(condition))
            CROSS JOIN occurrence ON occurrence.defect = chosen LIMIT \(limit + 1)
            """
        return try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(some))") ?? 0 > limit
    }

    /// The findings after a position by the subjects and verdicts they belong to, in their order; `found` has those of
    /// one subject and verdict after an occurrence, at most so many, and ends all with nil.
    private func each(
        after start: Position,
        limit: Int,
        verdicts wanted: Set<Int64>? = nil,
        _ found: (_ rank: Int, _ subject: Int64, _ after: Int64, _ limit: Int) throws -> [Int64]?
    ) rethrows -> [Position]? {
        var positions: [Position] = []
        for rank in verdicts.indices.dropFirst(start.rank) where wanted?.contains(verdicts[rank].id) != false {
            let isFirst = rank == start.rank
            for subject in verdicts[rank].subjects where !isFirst || subject >= start.subject {
                let after = isFirst && subject == start.subject ? start.occurrence : 0
                guard let ids = try found(rank, subject, after, limit - positions.count) else { return nil }
                positions += ids.map { Position(rank: rank, subject: subject, occurrence: $0) }
                if positions.count == limit { return positions }
            }
        }
        return positions
    }

    /// The findings after a position, met lane by lane; nil where looking at so many of them does not show enough.
    private func walked(
        after start: Position,
        limit: Int,
        looking: Int? = nil,
        in db: Database
    ) throws -> [Position]? {
        let lane = ["subject = ?", "verdict = ?", "lane = ?", "id > ?", "id < ?"].map { "o." + $0 }
        let all = "occurrence AS o INDEXED BY occurrenceByLane"
        let stretch = "\(all) WHERE \(lane.joined(separator: " AND ")) ORDER BY o.id LIMIT \(looking ?? 0)"
        let select = try db.cachedStatement(
            sql: looking == nil
                ? "SELECT o.id \(Self.source(all)) WHERE \(joined(lane)) ORDER BY o.id LIMIT ?"
                : "SELECT o.id \(Self.source("(SELECT * FROM \(stretch)) AS o")) WHERE \(joined([])) ORDER BY o.id LIMIT ?"
        )
        let length = try db.cachedStatement(sql: "SELECT count(*) FROM (SELECT 1 FROM \(stretch))")
        var left = looking ?? 0
        return try each(after: start, limit: limit) { rank, subject, after, limit in
            let verdict = verdicts[rank].id
            var ids: [Int64] = []
            for lane in try lanes.chosen(subject: subject, verdict: verdict, in: db) {
                let bound = ids.count == limit ? ids[limit - 1] : .max
                let place: StatementArguments = [subject, verdict, lane, after, bound]
                let more = try Int64.fetchAll(select, arguments: place + arguments + [limit])
                if looking != nil, more.count < limit {
                    left -= try Int.fetchOne(length, arguments: place) ?? left
                    if left <= 0 { return nil }
                }
                ids = ids.isEmpty ? more : Array((ids + more).sorted().prefix(limit))
            }
            return ids
        }
    }

    /// The findings of pages after a position.
    private func ofPages(
        _ pages: String,
        _ argument: String?,
        after start: Position,
        limit: Int,
        in db: Database
    ) throws -> [Position] {
        let first = StatementArguments(argument.map { [$0] } ?? [])
        let present = try Int64.fetchSet(
            db,
            sql: """
                SELECT DISTINCT o.verdict FROM (\(pages)) AS chosen CROSS JOIN occurrence AS o
                    ON o.snapshot = chosen.snapshot
                """,
            arguments: first
        )
        let source = Self.source(
            "(\(pages)) AS chosen CROSS JOIN occurrence AS o INDEXED BY occurrenceBySnapshot ON o.snapshot = chosen.snapshot"
        )
        let all = joined(["o.verdict = ?", "o.subject = ?", "o.id > ?"])
        let select = try db.cachedStatement(sql: "SELECT o.id \(source) WHERE \(all) ORDER BY o.id LIMIT ?")
        return try each(after: start, limit: limit, verdicts: present) { rank, subject, after, limit in
            let place: StatementArguments = [verdicts[rank].id, subject, after]
            return try Int64.fetchAll(select, arguments: first + place + arguments + [limit])
        } ?? []
    }

    /// The findings of one defect after a position; of a template they may be very many.
    private func ofDefect(
        _ condition: String,
        after start: Position,
        limit: Int,
        in db: Database
    ) throws -> [Position] {
        guard let defect = try Int64.fetchOne(db, sql: "SELECT id FROM defect WHERE \(condition)") else { return [] }
        let present = try Int64.fetchSet(
            db,
            sql: "SELECT DISTINCT verdict FROM occurrence WHERE defect = ?",
            arguments: [defect]
        )
        let source = Self.source("occurrence AS o INDEXED BY occurrenceByDefect")
        let all = joined(["o.defect = ?", "o.verdict = ?", "o.subject = ?", "o.id > ?"])
        let select = try db.cachedStatement(sql: "SELECT o.id \(source) WHERE \(all) ORDER BY o.id LIMIT ?")
        return try each(after: start, limit: limit, verdicts: present) { rank, subject, after, limit in
            let place: StatementArguments = [defect, verdicts[rank].id, subject, after]
            return try Int64.fetchAll(select, arguments: place + arguments + [limit])
        } ?? []
    }

    /// How many findings each verdict has, in the order of `verdicts`.
    func counts(in db: Database) throws -> [Int] {
        var counts = [Int](repeating: 0, count: verdicts.count)
        if isRead {
            for position in try positions(in: db) { counts[position.rank] += 1 }
            return counts
        }
        let statement = try inLane("SELECT count(*) \(Self.source())", in: db)
        for rank in verdicts.indices {
            try eachLane(of: verdicts[rank], in: db) { place in
                counts[rank] += try Int.fetchOne(statement, arguments: place) ?? 0
            }
        }
        return counts
    }

    /// The defects with findings the filter lets through.
    func defects(in db: Database) throws -> [Int64] {
        if isRead { return Array(Set(try positions(in: db).compactMap(\.defect))).sorted() }
        let statement = try inLane("SELECT DISTINCT o.defect \(Self.source())", "AND o.defect IS NOT NULL", in: db)
        var defects: Set<Int64> = []
        for verdict in verdicts {
            try eachLane(of: verdict, in: db) { place in
                defects.formUnion(try Int64.fetchSet(statement, arguments: place))
            }
        }
        return defects.sorted()
    }

    /// Whether the findings are those of few pages or defects.
    private var isRead: Bool {
        switch drive {
        case .snapshots, .defects: true
        case .walk, .pages: false
        }
    }

    private func eachLane(
        of verdict: Verdict,
        in db: Database,
        _ body: (_ arguments: StatementArguments) throws -> Void
    ) throws {
        for subject in verdict.subjects {
            for lane in try lanes.chosen(subject: subject, verdict: verdict.id, in: db) {
                try body([subject, verdict.id, lane] + arguments)
            }
        }
    }

    private func inLane(_ select: String, _ condition: String = "", in db: Database) throws -> Statement {
        let all = joined(["o.subject = ?", "o.verdict = ?", "o.lane = ?"])
        return try db.cachedStatement(sql: "\(select) WHERE \(all) \(condition)")
    }

    /// These conditions and those of the filter.
    private func joined(_ own: [String]) -> String { (own + conditions).joined(separator: " AND ") }

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
        case .walk, .pages: return []
        case .snapshots(let list): chosen = "o.snapshot IN (\(list.map { "\($0)" }.joined(separator: ",")))"
        case .defects(let condition, _):
            chosen = "o.defect IN (SELECT id FROM defect WHERE \(condition))"
        }
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT o.verdict, o.subject, o.id, o.defect \(Self.source()) WHERE \(joined([chosen]))",
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
        "EXISTS (SELECT 1 FROM suppression AS s WHERE \(inForce(at: moment)) AND \(covers))"
    }

    /// Whether the suppression `s` is in force.
    static func inForce(at moment: Timestamp?) -> String {
        guard let moment = moment?.millisecondsSince1970 else { return "1" }
        return "s.created <= \(moment) AND s.expires > \(moment)"
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
