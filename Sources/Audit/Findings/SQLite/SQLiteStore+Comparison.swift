import Foundation
import GRDB

extension SQLiteStore {
    public func compare(_ old: RunID, with new: RunID, at moment: Timestamp?) async throws -> RunComparison {
        try await read { db in
            let subjects = try [old, new].map { run in
                let sql = "SELECT subject FROM run WHERE id = ?"
                guard let subject = try Int64.fetchOne(db, sql: sql, arguments: [run.number]) else {
                    throw StoreFailure.unknownRun(run)
                }
                return subject
            }
            guard subjects[0] == subjects[1] else { throw StoreFailure.differentSubjects(old, new) }
            var comparer = try Comparer(db, old: old, new: new, at: moment)
            return try comparer.compare()
        }
    }
}

/// Compares what two runs found, page by page; pages that are the same are only counted.
private struct Comparer {
    private let db: Database
    private let old: RunID
    private let new: RunID
    private let reader: TraceReader
    private let cause: DifferenceCause
    private let verdicts: [Int64: FindingSelection.Verdict]
    private var rules: RuleReader
    /// The findings of the newer run that a suppression covers, by snapshot.
    private let covered: [Int64: Set<Int64>]
    private var persisting = 0
    private var suppressed = 0
    private var changes: [RunComparison.Change] = []
    private var leftOld: [Left] = []
    private var leftNew: [Left] = []

    /// One visit of a run to a place.
    private struct Visit {
        var snapshot: Int64
        var reason: String?
        var httpStatus: Int?
        var hash: [UInt8]
    }

    /// A finding that its own page did not match.
    private struct Left {
        var found: TraceReader.Found
        var old: Visit?
        var new: Visit?
        var address: String
        /// Whether the other run has a finding of the rule on the page that no version of signals read as this one.
        var isReadOtherwise = false
    }

    init(_ db: Database, old: RunID, new: RunID, at moment: Timestamp?) throws {
        self.db = db
        self.old = old
        self.new = new
        reader = try TraceReader(db)
        rules = RuleReader(db)
        covered = try Self.covered(in: new, at: moment, db)
        let facts = try Row.fetchOne(
            db,
            sql: """
                SELECT a.mode = b.mode, a.toolVersion = b.toolVersion FROM run AS a, run AS b WHERE a.id = ? AND b.id = ?
                """,
            arguments: [old.number, new.number]
        )
        cause = DifferenceCause(sameMode: facts?[0] ?? false, sameTool: facts?[1] ?? false)
        verdicts = try FindingSelection.verdicts(in: db)
    }

    private static func covered(in run: RunID, at moment: Timestamp?, _ db: Database) throws -> [Int64: Set<Int64>] {
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM suppression)") == true else { return [:] }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT o.snapshot, o.id FROM visit AS v CROSS JOIN place ON place.id = v.place
                CROSS JOIN occurrence AS o ON o.snapshot = v.snapshot
                WHERE v.run = ? AND \(FindingSelection.suppressed(at: moment))
                """,
            arguments: [run.number]
        )
        var covered: [Int64: Set<Int64>] = [:]
        while let row = try rows.next() { covered[row[0], default: []].insert(row[1]) }
        return covered
    }

    mutating func compare() throws -> RunComparison {
        let places = try Row.fetchAll(
            db,
            sql: """
                SELECT place.id, place.code, place.address, a.snapshot, b.snapshot
                FROM place LEFT JOIN visit AS a ON a.place = place.id AND a.run = ?
                LEFT JOIN visit AS b ON b.place = place.id AND b.run = ?
                WHERE place.subject IN (SELECT subject FROM run WHERE id IN (?, ?))
                    AND (a.run IS NOT NULL OR b.run IS NOT NULL)
                ORDER BY place.code
                """,
            arguments: [old.number, new.number, old.number, new.number]
        )
        for place in places {
            let (before, after): (Int64?, Int64?) = (place[3], place[4])
            if let before, before == after {
                let hidden = covered[before]?.count ?? 0
                persisting += try count(before) - hidden
                suppressed += hidden
            } else {
                try compare(place: place[0], page: place[1], address: place[2])
            }
        }
        try matchMoved()
        for left in leftNew { try report(appeared: left) }
        for left in leftOld { try report(disappeared: left) }
        changes.sort { Self.order($0).lexicographicallyPrecedes(Self.order($1)) }
        return RunComparison(old: old, new: new, persisting: persisting, suppressed: suppressed, changes: changes)
    }

    private static func order(_ change: RunComparison.Change) -> [String] {
        let kind = RunComparison.Kind.allCases.firstIndex(of: change.kind) ?? 0
        return ["\(kind)", change.requirement, change.place, change.finding]
    }

    private func count(_ snapshot: Int64) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: "SELECT count(*) FROM occurrence WHERE snapshot = ?"),
            arguments: [snapshot]
        ) ?? 0
    }

    // MARK: - Pages

    private mutating func compare(place: Int64, page: String, address: String) throws {
        let before = try visit(place, of: old)
        let after = try visit(place, of: new)
        let olds = try before.map { try reader.traces(of: $0.snapshot, page: page) } ?? []
        let news = try after.map { try reader.traces(of: $0.snapshot, page: page) } ?? []
        let matches = TraceMatching.matches(
            old: olds.map(\.trace),
            new: news.map(\.trace),
            passes: TraceMatching.Pass.allCases.filter { $0 != .moved }
        )
        for match in matches { keep(news[match.new], after) }
        let (matchedOld, matchedNew) = (Set(matches.map(\.old)), Set(matches.map(\.new)))
        let goneOld = olds.indices.filter { !matchedOld.contains($0) }.map { olds[$0] }
        let goneNew = news.indices.filter { !matchedNew.contains($0) }.map { news[$0] }
        for (own, others, isOld) in [(goneOld, goneNew, true), (goneNew, goneOld, false)] {
            let versions = Self.versionsByFamily(others)
            for found in own {
                var left = Left(found: found, old: before, new: after, address: address)
                let read = versions[found.trace.family] ?? []
                left.isReadOtherwise = !read.isEmpty && read.isDisjoint(with: Trace.versions(of: [found.trace]))
                if isOld { leftOld.append(left) } else { leftNew.append(left) }
            }
        }
    }

    private static func versionsByFamily(_ found: [TraceReader.Found]) -> [String: Set<Int>] {
        found.reduce(into: [:]) { $0[$1.trace.family, default: []].formUnion(Trace.versions(of: [$1.trace])) }
    }

    private mutating func keep(_ found: TraceReader.Found, _ visit: Visit?) {
        if isCovered(found, visit) { suppressed += 1 } else { persisting += 1 }
    }

    private func isCovered(_ found: TraceReader.Found, _ visit: Visit?) -> Bool {
        visit.flatMap { covered[$0.snapshot] }?.contains(found.trace.id) ?? false
    }

    private func visit(_ place: Int64, of run: RunID) throws -> Visit? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT visit.snapshot, reason, httpStatus, contentHash FROM visit
                    JOIN snapshot ON snapshot.id = visit.snapshot WHERE run = ? AND visit.place = ?
                    """
            ),
            arguments: [run.number, place]
        )
        return row.map { row in
            let hash: Data? = row[3]
            return Visit(snapshot: row[0], reason: row[1], httpStatus: row[2], hash: hash.map { [UInt8]($0) } ?? [])
        }
    }

    /// Only where both runs checked both pages: a page that was not looked at may still hold its findings.
    private mutating func matchMoved() throws {
        let olds = leftOld.indices.filter { leftOld[$0].new != nil && leftOld[$0].new?.reason == nil }
        let news = leftNew.indices.filter { leftNew[$0].old?.reason == nil }
        let matches = TraceMatching.matches(
            old: olds.map { leftOld[$0].found.trace },
            new: news.map { leftNew[$0].found.trace },
            passes: [.moved]
        )
        for match in matches { keep(leftNew[news[match.new]].found, leftNew[news[match.new]].new) }
        let (goneOld, goneNew) = (Set(matches.map { olds[$0.old] }), Set(matches.map { news[$0.new] }))
        leftOld = leftOld.indices.filter { !goneOld.contains($0) }.map { leftOld[$0] }
        leftNew = leftNew.indices.filter { !goneNew.contains($0) }.map { leftNew[$0] }
    }

    // MARK: - Reporting

    private mutating func report(appeared left: Left) throws {
        guard let new = left.new else { return }
        let causes = cause.appeared(
            old: try sight(left.old, left.found),
            new: try sight(new, left.found),
            isReadOtherwise: left.isReadOtherwise
        )
        var kind = RunComparison.Kind.new
        if let defect = left.found.defect {
            let reopened = try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM history WHERE defect = ? AND action = 'reopened'
                            AND run > ? AND run <= ?)
                        """
                ),
                arguments: [defect, old.number, self.new.number]
            )
            if reopened == true { kind = .reopened }
        }
        if isCovered(left.found, new) {
            kind = .suppressed
            suppressed += 1
        }
        add(left, kind, causes)
    }

    private mutating func report(disappeared left: Left) throws {
        guard let old = left.old else { return }
        let (kind, causes) = cause.disappeared(
            old: try sight(old, left.found),
            new: try left.new.map { try sight($0, left.found) },
            isReadOtherwise: left.isReadOtherwise
        )
        add(left, kind, causes)
    }

    private mutating func sight(_ visit: Visit?, _ found: TraceReader.Found) throws -> DifferenceCause.Sight? {
        try visit.map { try sight($0, found) }
    }

    private mutating func sight(_ visit: Visit, _ found: TraceReader.Found) throws -> DifferenceCause.Sight {
        let rule = verdicts[found.verdict]?.requirement ?? found.trace.family
        let said = try rules.outcome(of: rule, onSnapshot: visit.snapshot)
        return DifferenceCause.Sight(
            reason: visit.reason,
            httpStatus: visit.httpStatus,
            contentHash: visit.hash,
            outcome: said?.outcome,
            ruleVersion: said?.version
        )
    }

    private mutating func add(_ left: Left, _ kind: RunComparison.Kind, _ causes: [RunComparison.Cause]) {
        guard let verdict = verdicts[left.found.verdict] else { return }
        let isItem = left.address.hasPrefix(Inspection.placePrefix)
        let place = isItem ? "\(left.found.trace.region) \(left.found.trace.path)" : left.address
        changes.append(
            RunComparison.Change(
                kind: kind,
                causes: causes,
                finding: String(left.found.fingerprint.text.prefix(Fingerprint.idLength)),
                requirement: verdict.requirement,
                severity: verdict.severity,
                outcome: verdict.outcome,
                nature: verdict.kind,
                confidence: verdict.confidence,
                place: place
            )
        )
    }
}
