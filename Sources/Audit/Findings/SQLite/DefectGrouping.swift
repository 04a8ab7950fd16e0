import Foundation
import GRDB

/// Says for each finding of a run which defect it belongs to, when the run ends.
///
/// In this order: the defect of the same finding in the run before; what a person split off; a template known from
/// before; a template that this run shows; the content of one page. What was decided once stays decided.
struct DefectGrouping {
    let db: Database
    let run: RunID
    let subject: Int64
    let moment: Timestamp
    private let deadlines: [Int64: Int64]
    private let hasRouting: Bool

    init(
        _ db: Database,
        run: RunID,
        subject: Int64,
        at moment: Timestamp
    ) throws {
        self.db = db
        self.run = run
        self.subject = subject
        self.moment = moment
        let policy = try SQLiteStore.deadlines(in: db)
        let severities = try GRDB.Row.fetchAll(db, sql: "SELECT id, severity FROM verdict")
        let days = severities.map { row -> (Int64, Int64) in
            let severity = Severity(rawValue: row[1]) ?? .minor
            return (row[0], moment.advanced(byDays: policy.days(for: severity)).millisecondsSince1970)
        }
        deadlines = Dictionary(days, uniquingKeysWith: { first, _ in first })
        hasRouting = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM routing)") ?? false
    }

    /// A finding of the run as far as grouping needs it.
    struct Row {
        let id: Int64
        let pattern: Int64
        let block: UInt64
        let text: Int64
        let verdict: Int64
        let place: Int64
        var defect: Int64?
        /// How older versions of signals read it.
        var earlier: [EarlierReadings.Reading] = []
    }

    func apply() throws {
        var rows = try load()
        guard rows.contains(where: { $0.defect == nil }) else { return }
        let earlier = try EarlierReadings.readings(of: run, in: db)
        for index in rows.indices { rows[index].earlier = earlier[rows[index].id] ?? [] }
        try EarlierReadings.carryTemplates(into: run, in: db)
        let inherited = try Inheritance(db, run: run).findings()
        for index in rows.indices where rows[index].defect == nil {
            guard let found = inherited[rows[index].id] else { continue }
            rows[index].defect = try resolved(found.defect)
            try remember(found.defect, holds: rows[index].pattern)
            try assign(rows[index], found.basis, matched: found.occurrence)
        }
        let open = rows.indices.filter { rows[$0].defect == nil }
        try assignNew(open, of: rows)
        let lanes = FindingLanes(db: db)
        if try lanes.areAnyCovers() { try lanes.settleSuppressedDefects() }
    }

    /// Those that are the same as none before.
    private func assignNew(_ open: [Int], of rows: [Row]) throws {
        if open.isEmpty { return }
        let isInspection = try String.fetchOne(db, sql: "SELECT kind FROM run WHERE id = ?", arguments: [run.number])
        if isInspection == "inspection" {
            for index in open { try assignPhysical(rows[index]) }
        } else {
            // The first run of a site has no other rows, of which there may be a million.
            try assign(open.count == rows.count ? rows : open.map { rows[$0] }, all: rows)
        }
    }

    private func load() throws -> [Row] {
        let cursor = try GRDB.Row.fetchCursor(
            db,
            sql: """
                SELECT o.id, o.pattern, o.block, o.text, o.verdict, v.place, o.defect
                FROM visit AS v CROSS JOIN occurrence AS o ON o.snapshot = v.snapshot
                WHERE v.run = ? ORDER BY o.id
                """,
            arguments: [run.number]
        )
        var rows: [Row] = []
        while let row = try cursor.next() {
            rows.append(
                Row(
                    id: row[0],
                    pattern: row[1],
                    block: UInt64(bitPattern: row[2]),
                    text: row[3],
                    verdict: row[4],
                    place: row[5],
                    defect: row[6]
                )
            )
        }
        return rows
    }

    // MARK: - Pages

    private func assign(_ open: [Row], all: [Row]) throws {
        var templates = try knownTemplates()
        let evidence = try newTemplates(all, besides: templates)
        for row in open where templates[row.pattern] == nil {
            guard let found = evidence[row.pattern] else { continue }
            templates[row.pattern] = try makeTemplate(row, found)
        }
        let split = try Set(
            Int64.fetchAll(
                db,
                sql: "SELECT DISTINCT pattern FROM defect WHERE subject = ? AND isSplit",
                arguments: [subject]
            )
        )
        var contents = ContentDefects()
        contents.hasOlder =
            try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM defect WHERE subject = ? AND scope = 'content')",
                arguments: [subject]
            ) ?? true
        for row in open {
            var row = row
            var basis = GroupingBasis.content
            let template = try templates[row.pattern].map { try resolved($0) }
            let isSplit = split.contains(row.pattern) || row.earlier.contains { split.contains($0.pattern) }
            if isSplit || template == nil {
                row.defect = try content(row, &contents, create: template == nil)
                if template != nil { basis = .split }
            }
            if row.defect == nil {
                row.defect = template
                basis = evidence[row.pattern] == nil ? .knownTemplate : .newTemplate
            }
            try assign(row, basis)
        }
    }

    // MARK: - Places

    /// An item of an entry of a place is the same defect at every inspection.
    private func assignPhysical(_ row: Row) throws {
        let fingerprint = Data(try patternFingerprint(row.pattern).bytes)
        let existing = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM defect WHERE subject = ? AND fingerprint = ?"),
            arguments: [subject, fingerprint]
        )
        var row = row
        row.defect = try existing.map(resolved) ?? insert(row, scope: .physical, fingerprint: fingerprint)
        try assign(row, .item)
    }

    // MARK: - Rows

    private func assign(_ row: Row, _ basis: GroupingBasis, matched: Int64? = nil) throws {
        guard let defect = row.defect else { return }
        try db.cachedStatement(
            sql: """
                UPDATE occurrence SET defect = ?1, basis = ?2, matched = ?3, lane = \(FindingLanes.givenToFirst)
                WHERE id = ?4
                """
        ).execute(arguments: [defect, basis.rawValue, matched, row.id])
    }

    /// The defect a person merged this one into, or itself.
    func resolved(_ defect: Int64) throws -> Int64 { try Self.resolved(defect, in: db) }

    static func resolved(_ defect: Int64, in db: Database) throws -> Int64 {
        var current = defect
        var steps = 0
        let select = try db.cachedStatement(sql: "SELECT mergedInto FROM defect WHERE id = ?")
        while steps < maximumMerges, let next = try Int64.fetchOne(select, arguments: [current]) {
            current = next
            steps += 1
        }
        return current
    }

    /// Merges that were merged again; a person does not make longer chains.
    private static let maximumMerges = 100

    func insert(
        _ row: Row,
        scope: Defect.Scope,
        fingerprint: Data,
        evidence: TemplateRegions.Evidence? = nil
    ) throws -> Int64 {
        let unit = hasRouting ? try unit(of: row.place) : nil
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO defect (subject, fingerprint, pattern, verdict, scope, state, firstRun, lastRun, unit,
                    deadline, groupPages, groupOf)
                VALUES (?, ?, ?, ?, ?, 'found', ?, ?, ?, ?, ?, ?)
                ON CONFLICT (subject, fingerprint) DO UPDATE SET scope = excluded.scope
                RETURNING id
                """
        )
        let id = try Int64.fetchOne(
            insert,
            arguments: [
                subject, fingerprint, row.pattern, row.verdict, scope.rawValue, run.number, run.number, unit,
                deadlines[row.verdict], evidence?.pages, evidence?.of,
            ]
        )
        guard let id else { throw Self.missing("defect") }
        return id
    }

    /// The unit the first routing rule for the place's address and column names.
    private func unit(of place: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT routing.unit FROM routing JOIN place ON place.id = ?1
                    LEFT JOIN visitFact ON visitFact.run = ?2 AND visitFact.place = ?1
                    WHERE (routing.subject IS NULL OR routing.subject = place.subject)
                        AND place.address GLOB routing.address
                        AND (routing.columnName IS NULL
                            OR json_extract(visitFact.content, '$.column') GLOB routing.columnName)
                    ORDER BY routing.id LIMIT 1
                    """
            ),
            arguments: [place, run.number]
        )
    }

    static func missing(_ table: String) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a \(table) that is referred to is missing")
    }
}
