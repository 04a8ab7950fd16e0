import Foundation
import GRDB

/// Closes and reopens the defects of a subject by what a run found, when the run ends.
struct DefectLife {
    private let db: Database
    private let run: RunID
    private let subject: Int64
    private let moment: Timestamp
    private let history: DefectHistory

    init(_ db: Database, run: RunID, subject: Int64, at moment: Timestamp) {
        self.moment = moment
        self.db = db
        self.run = run
        self.subject = subject
        history = DefectHistory(db, run: run, at: moment)
    }

    /// After a scan.
    func apply() throws {
        try reopenSeen()
        try markSeen()
        try closeUnseen()
    }

    /// After an inspection: what was inspected again is either returned, or re-inspected and perhaps closed.
    func apply(_ inspection: Inspection) throws {
        try reopenSeen()
        try returnSeen()
        try markSeen()
        for answer in inspection.answers where answer.outcome == .passed { try pass(answer, inspection) }
    }

    private static let seen = """
        SELECT DISTINCT o.defect FROM visit AS v CROSS JOIN occurrence AS o ON o.snapshot = v.snapshot
        WHERE v.run = ?1 AND o.defect IS NOT NULL
        """

    private func markSeen() throws {
        // The verdict of what stands: the rule may be called or weighed otherwise by now.
        try db.execute(
            sql: """
                UPDATE defect SET lastRun = ?1, retest = NULL, verdict = CASE WHEN firstRun = ?1 THEN verdict
                    ELSE coalesce((SELECT o.verdict FROM occurrence AS o JOIN verdict AS n ON n.id = o.verdict
                        JOIN verdict AS w ON w.id = defect.verdict
                        WHERE o.defect = defect.id AND \(RuleAliases.areOne("w.requirement", "n.requirement"))
                        ORDER BY o.id DESC LIMIT 1), verdict) END
                WHERE id IN (\(Self.seen))
                """,
            arguments: [run.number]
        )
    }

    private func reopenSeen() throws {
        let closed = try Row.fetchAll(
            db,
            sql: """
                SELECT id, scope, (SELECT max(at) FROM history WHERE defect = defect.id AND toState = 'closed') AS at
                FROM defect WHERE state = 'closed' AND id IN (\(Self.seen))
                """,
            arguments: [run.number]
        )
        for row in closed {
            let closing: Int64? = row["at"]
            let limit = moment.advanced(byDays: -Defect.reopeningDays).millisecondsSince1970
            if row["scope"] == "physical", let closing, closing < limit {
                try recur(row["id"])
            } else {
                try move(row["id"], from: .closed, to: .found, action: "reopened", reason: "found again")
            }
        }
    }

    /// What is found again long after it was closed begins anew, but for its history.
    private func recur(_ defect: Int64) throws {
        let name = try String.fetchOne(
            db,
            sql: "SELECT severity FROM defect JOIN verdict ON verdict.id = defect.verdict WHERE defect.id = ?",
            arguments: [defect]
        )
        let days = try SQLiteStore.deadlines(in: db).days(for: name.flatMap { Severity(rawValue: $0) } ?? .minor)
        try db.execute(
            sql: "UPDATE defect SET deadline = ? WHERE id = ?",
            arguments: [moment.advanced(byDays: days).millisecondsSince1970, defect]
        )
        let reason = "found again more than \(Defect.reopeningDays) days after it was closed"
        try move(defect, from: .closed, to: .found, action: "recurred", reason: reason)
    }

    private func move(
        _ defect: Int64,
        from: DefectState,
        to: DefectState,
        action: String,
        reason: String
    ) throws {
        try db.execute(
            sql: "UPDATE defect SET state = ?, retest = NULL WHERE id = ?",
            arguments: [to.rawValue, defect]
        )
        try history.add(defect, action, from: from, to: to, reason: reason)
    }

    // MARK: - Scans

    private func closeUnseen() throws {
        let open = DefectState.allCases.filter(\.isOpen).map { "'\($0.rawValue)'" }.joined(separator: ",")
        let unseen = try Row.fetchAll(
            db,
            sql: """
                SELECT defect.id, defect.state, run.mode FROM defect JOIN run ON run.id = defect.lastRun
                WHERE defect.subject = ?1 AND defect.lastRun < ?2 AND scope <> 'physical' AND defect.state IN (\(open))
                    AND (run.mode NOT GLOB ?3 AND (SELECT mode FROM run WHERE id = ?2) NOT GLOB ?3
                        OR run.mode = (SELECT mode FROM run WHERE id = ?2))
                """,
            // What another tool found says nothing of what ours did, and the other way round.
            arguments: [subject, run.number, RunStart.importMode + "*"]
        )
        var rules = RuleReader(db)
        let hasVersions = try EarlierReadings.differ(at: subject, in: db)
        for row in unseen {
            let (defect, state): (Int64, String) = (row[0], row[1])
            if let retest = try retest(of: defect, mode: row[2], &rules, hasVersions: hasVersions) {
                try db.execute(
                    sql: "UPDATE defect SET retest = ? WHERE id = ?",
                    arguments: [retest.rawValue, defect]
                )
            } else {
                try move(
                    defect,
                    from: DefectState(rawValue: state) ?? .found,
                    to: .closed,
                    action: "fixed",
                    reason: "every page was checked again and did not show it"
                )
            }
        }
    }

    /// Why a defect that the run did not see cannot be closed; nil where it is proved to be gone.
    private func retest(
        of defect: Int64,
        mode: String,
        _ rules: inout RuleReader,
        hasVersions: Bool
    ) throws -> Defect.Retest? {
        let places = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT DISTINCT place.id, place.snapshot,
                        EXISTS (SELECT 1 FROM occurrence AS s WHERE s.snapshot = place.snapshot AND s.defect = o.defect),
                        verdict.requirement
                    FROM occurrence AS o CROSS JOIN snapshot ON snapshot.id = o.snapshot
                    CROSS JOIN place ON place.id = snapshot.place
                    CROSS JOIN verdict ON verdict.id = o.verdict WHERE o.defect = ?
                    """
            ),
            arguments: [defect]
        )
        var gone = 0
        var clean = 0
        while let row = try places.next() {
            if row[2] == false {
                // A person may have merged what several rules found.
                guard try rules.hasRun(row[3], onSnapshot: row[1], mode: mode) else { return .notRetested }
                if hasVersions, try EarlierReadings.mayHide(defect, at: row[0], on: row[1], in: db) {
                    return .notRetested
                }
                clean += 1
            } else if try isGone(row[0]) {
                gone += 1
            } else {
                return .notRetested
            }
        }
        return gone > 0 ? .pageGone : clean > 0 ? nil : .notRetested
    }

    private func isGone(_ place: Int64) throws -> Bool {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT reason, httpStatus FROM visit JOIN snapshot ON snapshot.id = visit.snapshot
                    WHERE visit.run = ? AND visit.place = ?
                    """
            ),
            arguments: [run.number, place]
        )
        guard let row else { return false }
        return DifferenceCause.isGone(.init(reason: row[0], httpStatus: row[1], contentHash: []))
    }

    // MARK: - Inspections

    /// What was reported done and is still found goes back.
    private func returnSeen() throws {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT id, state FROM defect WHERE state IN ('reportedDone', 'reInspected') AND id IN (\(Self.seen))",
            arguments: [run.number]
        )
        for row in rows {
            let defect: Int64 = row[0]
            let reason = "found again at the re-inspection"
            if row[1] != DefectState.reInspected.rawValue {
                try move(defect, from: .reportedDone, to: .reInspected, action: "reInspected", reason: reason)
            }
            try move(defect, from: .reInspected, to: .returned, action: "returned", reason: reason)
        }
    }

    /// A passed answer re-inspects the defect of its item and entry; it closes only with a reading or a new photo
    /// taken by another person than the one who reported the repair.
    private func pass(_ answer: Inspection.Answer, _ inspection: Inspection) throws {
        let place = ItemPlace(form: "", section: answer.section, entry: answer.entry)
        let fingerprint = place.signals(item: answer.item, subject: inspection.subject.id)
            .pattern(site: inspection.subject.id)
        let row = try Row.fetchOne(
            db,
            sql: "SELECT id, state FROM defect WHERE subject = ? AND fingerprint = ?",
            arguments: [subject, Data(fingerprint.bytes)]
        )
        guard let row, let state = DefectState(rawValue: row[1]), state.isOpen, state != .disputed else { return }
        let defect: Int64 = row[0]
        let inspector = inspection.inspector ?? ""
        let evidence = DefectEvidence(db)
        // Whoever repaired it proves nothing by passing it.
        if let fixer = try evidence.fixer(of: defect), fixer == inspector { return }
        if state != .reInspected {
            try move(defect, from: state, to: .reInspected, action: "reInspected", reason: "passed, by \(inspector)")
        }
        let isProved =
            try answer.number != nil
            || inspection.attachments.contains {
                try $0.answer == Inspection.AnswerPlace(answer)
                    && evidence.isNew($0.hash, for: defect, besides: run)
            }
        guard !inspector.isEmpty, isProved else { return }
        try move(
            defect,
            from: .reInspected,
            to: .closed,
            action: "fixed",
            reason: "re-inspected by \(inspector) with a " + (answer.number == nil ? "photo" : "reading")
        )
    }
}
