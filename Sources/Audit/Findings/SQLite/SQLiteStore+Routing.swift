import GRDB

extension SQLiteStore {
    /// The migration by which routes know columns.
    static let routedColumns = "ALTER TABLE routing ADD COLUMN columnName TEXT CHECK (columnName <> '')"

    public func route(
        _ address: String,
        column: String?,
        of subject: String?,
        to unit: String,
        by author: ChangeAuthor
    ) async throws {
        try await write { db in
            try db.execute(
                sql: "INSERT INTO routing (subject, address, columnName, unit) VALUES (?, ?, ?, ?)",
                arguments: [
                    try subject.map { try Self.subjectID($0, in: db) }, address, column,
                    try Self.unitID(unit, in: db),
                ]
            )
            let fields = [
                RegisterChange.Field(name: "column", before: nil, after: column),
                RegisterChange.Field(name: "subject", before: nil, after: subject),
                RegisterChange.Field(name: "unit", before: nil, after: unit),
            ].filter { $0.after != nil }
            try RegisterHistory(db).add(.route, address, .added, fields, by: author)
        }
    }

    public func routes() async throws -> [Route] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT routing.address, routing.columnName, subject.code, unit.name FROM routing JOIN unit ON unit.id = routing.unit
                    LEFT JOIN subject ON subject.id = routing.subject ORDER BY routing.id
                    """
            )
            return rows.map { Route(address: $0[0], column: $0[1], subject: $0[2], unit: $0[3]) }
        }
    }

    public func deadlines() async throws -> DeadlinePolicy {
        try await read { db in try Self.deadlines(in: db) }
    }

    public func set(_ deadlines: DeadlinePolicy, by author: ChangeAuthor) async throws {
        try await write { db in
            let before = try Self.deadlines(in: db)
            func days(_ policy: DeadlinePolicy) -> [(name: String, value: String?)] {
                Severity.allCases.reversed().map { ($0.rawValue, "\(policy.days(for: $0))") }
            }
            let fields = RegisterChange.fields(days(before), days(deadlines))
            try RegisterHistory(db).add(.deadlines, "", .changed, fields, by: author)
            for severity in Severity.allCases {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO deadlinePolicy (severity, days) VALUES (?, ?)",
                    arguments: [severity.rawValue, deadlines.days(for: severity)]
                )
            }
        }
    }

    static func deadlines(in db: Database) throws -> DeadlinePolicy {
        var policy = DeadlinePolicy()
        for row in try Row.fetchAll(db, sql: "SELECT severity, days FROM deadlinePolicy") {
            if let severity = Severity(rawValue: row[0]) { policy.set(row[1], for: severity) }
        }
        return policy
    }
}
