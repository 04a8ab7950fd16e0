import Foundation
import GRDB

/// A filter as SQL.
///
/// Everything a verdict says (rule, severity, outcome, criterion) is decided once over the few hundred verdicts of a
/// store, everything a defect, a place or a suppression says (state, unit, deadline, what stands) over the lanes of each
/// (``FindingLane``). What is left is either few (the findings of some pages or defects), and is read and sorted, or is
/// walked lane by lane along an index; so the first stretch of a listing costs the same for a thousand findings and a
/// million.
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
    enum Drive {
        case walk
        case snapshots([Int64])
        /// More pages than are read where it can be helped: the snapshots that this selects with one argument.
        case pages(String, argument: String?, isByRun: Bool)
        /// So many defects, chosen by this condition.
        case defects(String, count: Int)

        static let nothing = Drive.snapshots([])

        var size: Int {
            switch self {
            case .walk: .max
            case .pages(_, _, let isByRun): isByRun ? .max - 1 : .max - 2
            case .snapshots(let list): list.count
            case .defects(_, let count): count
            }
        }
    }

    /// The verdicts the filter lets through: worst severity first, then by rule.
    let verdicts: [Verdict]
    /// The lanes it lets through.
    let lanes: LaneSelection
    private(set) var drive = Drive.walk
    private(set) var conditions: [String] = []
    private(set) var arguments = StatementArguments()

    /// Up to so many pages are read and sorted; the findings of more are met soon enough by walking.
    private static let fewPages = 500
    /// The same for the findings of runs.
    private static let fewFindings = 20_000
    /// The same for defects, which have few findings each.
    private static let fewDefects = 5_000

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
        lanes = try LaneSelection(filter, in: db)
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
        let snapshots = "SELECT DISTINCT snapshot FROM visit WHERE run IN (\(runs))"
        if total > Self.fewFindings {
            narrow(to: .pages(snapshots, argument: nil, isByRun: true))
        } else {
            try read(snapshots: snapshots, in: db)
        }
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
        guard filter.suppressed == .only else { return }
        if try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM suppression)") != true { narrow(to: .nothing) }
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
        if snapshots.count <= Self.fewPages {
            narrow(to: .snapshots(Array(Set(snapshots))))
        } else {
            narrow(to: .pages(select, argument: argument, isByRun: false))
        }
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

    /// Few defects are looked up; the findings of many are met by their lanes.
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
