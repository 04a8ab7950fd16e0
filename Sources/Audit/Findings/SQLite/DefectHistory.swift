import GRDB

/// Appends to the history of defects.
struct DefectHistory {
    private let db: Database
    private let run: RunID?
    private let moment: Timestamp

    init(_ db: Database, run: RunID?, at moment: Timestamp) {
        self.db = db
        self.run = run
        self.moment = moment
    }

    /// `actor` is `audit` for what a run concludes.
    func add(
        _ defect: Int64,
        _ action: String,
        from: DefectState?,
        to: DefectState?,
        reason: String,
        actor: String = "audit"
    ) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO history (defect, at, actor, action, fromState, toState, reason, run)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            defect, moment.millisecondsSince1970, actor.storable, action, from?.rawValue, to?.rawValue, reason.storable,
            run?.number,
        ])
    }
}
