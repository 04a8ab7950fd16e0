import GRDB

/// What a scan found in all, whatever number of processes it took.
struct RunFigures: Sendable, Equatable {
    /// The highest severity among certain failures of requirements.
    var worst: Severity?
    /// Findings that failed a requirement, advice left out.
    var failed = 0
    var cantTell = 0
}

extension SQLiteStore {
    /// Scans that can go on, newest first: interrupted by a person, or not ended although nobody works on them; those
    /// that a limit ended only where they are asked for.
    func resumableRuns(includesLimited: Bool = false) async throws -> [Run] {
        let limited = includesLimited ? " OR \(Self.isLimited)" : ""
        return try await read { db in
            try Self.runs(
                db,
                where: "WHERE run.kind = 'scan' AND (run.state IN ('running', 'interrupted')\(limited))",
                arguments: []
            ).filter { try Self.holder(of: $0.id, in: db)?.isAlive != true }
        }
    }

    /// A limit ended the scan, and what it left out is still known.
    private static let isLimited = """
        run.state = 'partial' AND run.stopReason GLOB 'limit-*'
            AND EXISTS (SELECT 1 FROM frontier WHERE frontier.run = run.id)
        """

    /// Makes a scan run again that was interrupted or that a limit ended, in this process, with these options.
    ///
    /// - Throws: ``AuditError`` where the run has ended or another living process works on it.
    func reopen(_ run: RunID, options: String) async throws {
        try await write { db in
            let canGoOn = try Bool.fetchOne(
                db,
                sql: """
                    SELECT run.state IN ('running', 'interrupted') OR (\(Self.isLimited))
                    FROM run WHERE id = ? AND kind = 'scan'
                    """,
                arguments: [run.number]
            )
            guard let canGoOn else { throw StoreFailure.unknownRun(run) }
            guard canGoOn else { throw StoreFailure.endedRun(run) }
            try Self.hold(run, in: db)
            try db.execute(
                sql: "UPDATE run SET state = 'running', ended = NULL, stopReason = NULL, options = ? WHERE id = ?",
                arguments: [options, run.number]
            )
        }
    }

    /// Notes that this process works on a run.
    func hold(_ run: RunID) async throws {
        try await write { db in try Self.hold(run, in: db) }
    }

    private static func hold(_ run: RunID, in db: Database) throws {
        if let holder = try holder(of: run, in: db), holder != .current, holder.isAlive {
            throw StoreFailure.heldRun(run, by: holder)
        }
        try db.execute(
            sql: "INSERT OR REPLACE INTO runHolder (run, process) VALUES (?, ?)",
            arguments: [run.number, ProcessIdentity.current.text]
        )
    }

    private static func holder(of run: RunID, in db: Database) throws -> ProcessIdentity? {
        let text = try String.fetchOne(
            db,
            sql: "SELECT process FROM runHolder WHERE run = ?",
            arguments: [run.number]
        )
        return text.map { ProcessIdentity(text: $0) }
    }

    /// What the pages of a run hold that are recorded so far.
    func figures(of run: RunID) async throws -> RunFigures {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT outcome, kind, confidence, severity, findings
                    FROM runTotal JOIN verdict ON verdict.id = verdict WHERE run = ? AND findings > 0
                    """,
                arguments: [run.number]
            )
            var figures = RunFigures()
            for row in rows {
                let findings: Int = row["findings"]
                let kind = RuleMetadata.Kind(rawValue: row["kind"])
                if row["outcome"] == "cantTell" {
                    if kind != .advice { figures.cantTell += findings }
                } else if kind == .violation {
                    figures.failed += findings
                    guard row["confidence"] == "certain" else { continue }
                    let severity = Severity(rawValue: row["severity"])
                    figures.worst = [figures.worst, severity].compactMap(\.self).max()
                }
            }
            return figures
        }
    }

    /// Takes back a run that checked nothing, and its subject unless that is to stay.
    ///
    /// - Returns: Whether the run was taken back; one of a subject with other runs stays.
    func discardFirst(_ run: RunID, keepsSubject: Bool) async throws -> Bool {
        try await write { db in
            let subject = try Self.openRun(run, in: db).subject
            let runs = try Int.fetchOne(db, sql: "SELECT count(*) FROM run WHERE subject = ?", arguments: [subject])
            guard runs == 1 else { return false }
            try db.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run.number])
            try db.execute(sql: "UPDATE place SET snapshot = NULL WHERE subject = ?", arguments: [subject])
            try db.execute(
                sql: "DELETE FROM snapshot WHERE place IN (SELECT id FROM place WHERE subject = ?)",
                arguments: [subject]
            )
            try db.execute(sql: "DELETE FROM place WHERE subject = ?", arguments: [subject])
            let isUsed = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM subject WHERE parent = ?1)
                        OR EXISTS (SELECT 1 FROM routing WHERE subject = ?1)
                    """,
                arguments: [subject]
            )
            if isUsed != true, !keepsSubject {
                try db.execute(sql: "DELETE FROM subject WHERE id = ?", arguments: [subject])
            }
            return true
        }
    }

    /// Whether nothing was ever recorded here.
    func isUnused() async throws -> Bool {
        try await read { db in
            try Bool.fetchOne(
                db,
                sql: "SELECT NOT EXISTS (SELECT 1 FROM run) AND NOT EXISTS (SELECT 1 FROM subject)"
            ) ?? false
        }
    }
}
