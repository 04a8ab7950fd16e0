import Foundation
import GRDB

/// A filter as SQL.
///
/// Everything a verdict says (rule, severity, outcome, criterion) is decided once over the few hundred verdicts of a
/// store. What is left is either few (the findings of some pages or defects), and is read and sorted, or is walked verdict
/// by verdict along an index; so the first stretch of a listing costs the same for a thousand findings and a million.
struct FindingSelection {
    struct Verdict: Sendable {
        var id: Int64
        var domain: Finding.Domain
        var requirement: String
        var outcome: Outcome
        var kind: RuleMetadata.Kind
        var confidence: Confidence
        var severity: Severity
        var criteria: [String]
        /// The subjects with findings of this verdict that the filter lets through.
        var subjects: [Int64] = []
    }

    /// Where a finding stands in the order of listings.
    struct Position: Comparable {
        /// The place of its verdict in `verdicts`.
        var rank: Int
        var subject: Int64
        var occurrence: Int64
        /// Not part of the order.
        var defect: Int64?

        static func < (lhs: Self, rhs: Self) -> Bool {
            (lhs.rank, lhs.subject, lhs.occurrence) < (rhs.rank, rhs.subject, rhs.occurrence)
        }
    }

    /// What the findings are found by.
    private enum Drive {
        case walk
        case snapshots([Int64])
        /// So many defects, chosen by this condition.
        case defects(String, count: Int)

        static let nothing = Drive.snapshots([])

        var size: Int {
            switch self {
            case .walk: .max
            case .snapshots(let list): list.count
            case .defects(_, let count): count
            }
        }
    }

    /// The verdicts the filter lets through: worst severity first, then by rule.
    let verdicts: [Verdict]
    private var drive = Drive.walk
    private var conditions: [String] = []
    private var arguments = StatementArguments()

    /// Up to so many pages are read and sorted; the findings of more are met soon enough by walking.
    private static let fewPages = 500
    /// The same for the findings of runs.
    private static let fewFindings = 20_000
    /// The same for defects, which have few findings each.
    private static let fewDefects = 50_000

    init(_ filter: FindingFilter, in db: Database) throws {
        let runs = try Self.runs(filter, in: db)
        let subjects = try Self.subjects(filter, runs: runs, in: db)
        let pairs = try Self.subjectsByVerdict(in: db)
        let names = try filter.requirement.map { try Set(RuleAliases(db).names(of: $0)) }
        verdicts = try Self.allVerdicts(in: db).filter { Self.passes($0, filter, names) }.compactMap { verdict in
            var verdict = verdict
            verdict.subjects = (pairs[verdict.id] ?? []).filter { subjects.contains($0) }
            return verdict.subjects.isEmpty ? nil : verdict
        }
        if let runs {
            try narrow(toRuns: runs, in: db)
            add(
                """
                EXISTS (SELECT 1 FROM visit WHERE visit.run IN (\(runs)) AND visit.place = place.id
                    AND visit.snapshot = o.snapshot)
                """
            )
        } else {
            add("place.snapshot = o.snapshot")
        }
        if let unit = filter.unit { try narrow(toUnit: unit, in: db) }
        try narrow(toSuppressed: filter, in: db)
        if let place = filter.place { try narrow(toPlace: place, runs: runs, in: db) }
        if let page = filter.page { try narrow(toPage: page, runs: runs, in: db) }
        if !filter.states.isEmpty { try narrow(toStates: filter.states, in: db) }
        if let moment = filter.overdueAt { try narrow(toOverdueAt: moment, in: db) }
        if let defect = filter.defect { try narrow(toDefect: defect, in: db) }
    }

    private mutating func add(_ condition: String, _ values: any DatabaseValueConvertible...) {
        conditions.append(condition)
        arguments += StatementArguments(values)
    }

    // MARK: - Narrowing

    /// The numbers of the runs asked for; nil where what stands now is.
    private static func runs(_ filter: FindingFilter, in db: Database) throws -> String? {
        guard !filter.runs.isEmpty || filter.round != nil else { return nil }
        var runs = filter.runs.map(\.number)
        if let round = filter.round {
            let id = try SQLiteStore.roundID(round, in: db)
            let ofRound = try Int64.fetchAll(db, sql: "SELECT id FROM run WHERE round = ?", arguments: [id])
            runs = runs.isEmpty ? ofRound : runs.filter { ofRound.contains($0) }
        }
        return runs.map { "\($0)" }.joined(separator: ",")
    }

    /// Runs with few findings are read; those of others are met soon enough by walking.
    private mutating func narrow(toRuns runs: String, in db: Database) throws {
        let total = try Int.fetchOne(db, sql: "SELECT coalesce(sum(findings), 0) FROM runTotal WHERE run IN (\(runs))")
        guard let total, total > 0 else { return narrow(to: .nothing) }
        guard total <= Self.fewFindings else { return }
        try read(snapshots: "SELECT DISTINCT snapshot FROM visit WHERE run IN (\(runs))", in: db)
    }

    /// A unit that no subject belongs to as a whole has only the defects that were given to it.
    private mutating func narrow(toUnit unit: String, in db: Database) throws {
        add("unit.name = ?", unit)
        guard let id = try Self.unitNumber(unit, in: db) else { return narrow(to: .nothing) }
        let ownsSubjects = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM subject WHERE unit = \(id))")
        if ownsSubjects == false { try read(defects: "unit = \(id)", in: db) }
    }

    private mutating func narrow(toSuppressed filter: FindingFilter, in db: Database) throws {
        if filter.suppressed == .any { return }
        let condition = Self.suppressed(at: filter.moment)
        add(filter.suppressed == .only ? condition : "NOT " + condition)
        if filter.suppressed == .only { try narrow(toScopesOfSuppressions: filter, in: db) }
    }

    /// Where every suppression names a defect or pages, reads those.
    private mutating func narrow(toScopesOfSuppressions filter: FindingFilter, in db: Database) throws {
        let count = try Row.fetchOne(db, sql: "SELECT count(*), count(defect), count(address) FROM suppression")
        guard let count, count[0] != 0 else { return narrow(to: .nothing) }
        if count[0] == count[1] as Int {
            try read(defects: "id IN (SELECT defect FROM suppression)", in: db)
        } else if count[0] == count[2] as Int, filter.runs.isEmpty, filter.round == nil {
            let pages = Self.pages(
                "EXISTS (SELECT 1 FROM suppression AS s WHERE place.address GLOB s.address)",
                runs: nil
            )
            try read(snapshots: pages, in: db)
        }
    }

    private mutating func narrow(toPlace part: String, runs: String?, in db: Database) throws {
        add("(instr(place.address, ?) > 0 OR instr(coalesce(snapshot.form, ''), ?) > 0)", part, part)
        let ofRuns = runs.map { "AND visit.run IN (\($0))" } ?? ""
        let pages = Self.pages("instr(address, ?1) > 0", runs: runs)
        try read(
            snapshots: """
                \(pages) UNION
                SELECT visit.snapshot FROM run JOIN visit ON visit.run = run.id \(ofRuns) WHERE instr(run.form, ?1) > 0
                """,
            part,
            in: db
        )
    }

    private mutating func narrow(toPage page: String, runs: String?, in db: Database) throws {
        add("(place.address = ? OR place.code = ?)", page, page)
        try read(snapshots: Self.pages("(address = ?1 OR code = ?1)", runs: runs), page, in: db)
    }

    private static func pages(_ condition: String, runs: String?) -> String {
        guard let runs else { return "SELECT snapshot FROM place WHERE \(condition) AND snapshot IS NOT NULL" }
        return """
            SELECT visit.snapshot FROM place JOIN visit ON visit.place = place.id AND visit.run IN (\(runs))
            WHERE \(condition)
            """
    }

    private mutating func read(snapshots select: String, _ argument: String? = nil, in db: Database) throws {
        let sql = select + " LIMIT \(Self.fewPages + 1)"
        let snapshots = try Int64.fetchAll(db, sql: sql, arguments: argument.map { [$0] } ?? [])
        if snapshots.count <= Self.fewPages { narrow(to: .snapshots(Array(Set(snapshots)))) }
    }

    private mutating func narrow(toStates states: Set<DefectState>, in db: Database) throws {
        let names = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ",")
        add("coalesce(defect.state, 'found') IN (\(names))")
        if states.contains(.found) { return }
        // The first condition is that of the index.
        try read(defects: "state <> 'found' AND state IN (\(names))", in: db)
    }

    private mutating func narrow(toOverdueAt moment: Timestamp, in db: Database) throws {
        let open = DefectState.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }.joined(separator: ",")
        let overdue = "deadline < \(moment.millisecondsSince1970) AND defect.state IN (\(open))"
        add("defect." + overdue)
        try read(defects: overdue, in: db)
    }

    private mutating func read(defects condition: String, in db: Database) throws {
        let chosen = "SELECT 1 FROM defect WHERE \(condition) LIMIT \(Self.fewDefects + 1)"
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM (\(chosen))") ?? 0
        if count <= Self.fewDefects { narrow(to: .defects(condition, count: count)) }
    }

    private mutating func narrow(toDefect prefix: String, in db: Database) throws {
        // A text that no fingerprint begins with finds nothing, which is an answer.
        guard let range = Fingerprint.range(ofPrefix: prefix) else {
            drive = .nothing
            return
        }
        let (lower, upper) = (Data(range.lowerBound.bytes), Data(range.upperBound.bytes))
        let defects = try Int64.fetchAll(
            db,
            sql: "SELECT id FROM defect WHERE fingerprint BETWEEN ? AND ? LIMIT \(Self.fewDefects)",
            arguments: [lower, upper]
        )
        let list = defects.map { "\($0)" }.joined(separator: ",")
        add("o.defect IN (\(list))")
        narrow(to: .defects("id IN (\(list))", count: defects.count))
    }

    /// Keeps the narrower of two ways; the conditions hold either way.
    private mutating func narrow(to other: Drive) {
        if other.size < drive.size { drive = other }
    }
}

// MARK: - Reading

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
        SELECT o.*, message.zh, message.en, place.code, place.address, snapshot.form, pattern.family, pattern.region,
            pattern.path, pattern.shape, pattern.classes, pattern.evidence,
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
        guard case .walk = drive else {
            return try positions(in: db, after: start, limit: limit).compactMap { position in
                try Self.row(position.occurrence, in: db).map { (verdicts[position.rank], $0) }
            }
        }
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

    /// How many findings each verdict has, in the order of `verdicts`.
    func counts(in db: Database) throws -> [Int] {
        var counts = [Int](repeating: 0, count: verdicts.count)
        guard case .walk = drive else {
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
        guard case .walk = drive else {
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
        case .defects(let condition, _): chosen = "o.defect IN (SELECT id FROM defect WHERE \(condition))"
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

// MARK: - Suppressions

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
