import GRDB

extension SQLiteStore {
    public func retain(
        _ policy: RetentionPolicy,
        at moment: Timestamp,
        isPreview: Bool
    ) async throws -> RetentionResult {
        if isPreview { return try await read { db in try Thinning(db, policy).count() } }
        return try await writeDurably { db in
            let thinning = try Thinning(db, policy)
            let result = try thinning.count()
            try thinning.apply(at: moment)
            return result
        }
    }
}

/// Takes the evidence of old runs out of a store, inside a transaction of its caller.
///
/// What stands now keeps its evidence however old the run that found it, and so does what a defect itself was given:
/// the proof of its closing.
private struct Thinning {
    private let db: Database
    private let policy: RetentionPolicy
    /// The numbers of the runs whose evidence goes, as SQL.
    private let runs: String
    private let runCount: Int

    init(_ db: Database, _ policy: RetentionPolicy) throws {
        self.db = db
        self.policy = policy
        let old = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM (SELECT id, row_number() OVER (
                    PARTITION BY subject, kind, coalesce(checklist, ''), mode ORDER BY id DESC) AS age
                    FROM run WHERE state <> 'running') WHERE age > ? ORDER BY id
                """,
            arguments: [policy.keptRuns]
        )
        runs = old.map { "\($0)" }.joined(separator: ",")
        runCount = old.count
    }

    /// Snapshots that only old runs found and that no longer stand.
    private var snapshots: String {
        """
        SELECT snapshot.id FROM snapshot JOIN place ON place.id = snapshot.place
        WHERE place.snapshot IS NOT snapshot.id AND NOT EXISTS (
            SELECT 1 FROM visit WHERE visit.snapshot = snapshot.id AND visit.run NOT IN (\(runs)))
        """
    }

    /// Evidence of these kinds that belongs to old runs alone.
    private func evidence(_ kinds: String) -> String {
        """
        SELECT evidence.id FROM evidence WHERE kind IN (\(kinds)) AND content IS NOT NULL
            AND EXISTS (SELECT 1 FROM evidenceUse AS u WHERE u.evidence = evidence.id)
            AND NOT EXISTS (SELECT 1 FROM evidenceUse AS u
                LEFT JOIN visit ON visit.run = u.run AND visit.place = u.place
                LEFT JOIN place ON place.id = u.place
                WHERE u.evidence = evidence.id AND (u.run IS NULL OR u.run NOT IN (\(runs))
                    OR u.place IS NOT NULL AND place.snapshot = visit.snapshot))
        """
    }

    private static let attachments = "'photo', 'document'"

    func count() throws -> RetentionResult {
        var result = RetentionResult()
        result.runs = runCount
        let snippets = try Row.fetchOne(
            db,
            sql: """
                SELECT count(*), coalesce(sum(length(CAST(snippet AS BLOB))), 0) FROM occurrence
                WHERE snippet <> '' AND snapshot IN (\(snapshots))
                """
        )
        result.snippets = snippets?[0] ?? 0
        result.bytes = snippets?[1] ?? 0
        (result.pages, result.bytes) = try size("'page'", after: result.bytes)
        if policy.removesAttachments {
            (result.attachments, result.bytes) = try size(Self.attachments, after: result.bytes)
        }
        return result
    }

    private func size(_ kinds: String, after bytes: Int) throws -> (count: Int, bytes: Int) {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT count(*), coalesce(sum(length(content)), 0) FROM evidence WHERE id IN (\(evidence(kinds)))"
        )
        let size: Int = row?[1] ?? 0
        return (row?[0] ?? 0, bytes + size)
    }

    func apply(at moment: Timestamp) throws {
        let kinds = policy.removesAttachments ? "'page', " + Self.attachments : "'page'"
        try db.execute(
            sql: "UPDATE evidence SET content = NULL, removed = ? WHERE id IN (\(evidence(kinds)))",
            arguments: [moment.millisecondsSince1970]
        )
        try db.execute(
            sql: "UPDATE occurrence SET snippet = '' WHERE snippet <> '' AND snapshot IN (\(snapshots))"
        )
        // A page that looks again as it did then gets its snippets anew: the thinned snapshot is no longer found.
        try db.execute(sql: "UPDATE snapshot SET digest = randomblob(16) WHERE id IN (\(snapshots))")
    }
}
