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
    /// One row at a time: a statement for several makes SQLite write each page down before it is changed.
    ///
    /// The lane, which is mostly right already, is left to a trigger: naming it would move the finding within its index.
    private let update: NumberStatement

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
        update = try NumberStatement(
            db,
            sql: "UPDATE occurrence SET defect = ?, basis = ?, matched = ? WHERE id = ?"
        )
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
        guard try hasOpen() else { return }
        try EarlierReadings.carryTemplates(into: run, in: db)
        try Inheritance(db, run: run).forEachFinding { finding, found in
            try inherit(finding, found)
        }
        if try hasOpen() { try assignNew() }
        let lanes = FindingLanes(db: db)
        if try lanes.areAnyCovers() { try lanes.settleSuppressedDefects() }
    }

    /// Those that are the same as none before.
    private func assignNew() throws {
        let isInspection = try String.fetchOne(db, sql: "SELECT kind FROM run WHERE id = ?", arguments: [run.number])
        if isInspection == "inspection" {
            try forEachPage { _, rows in
                for row in rows where row.defect == nil { try assignPhysical(row) }
            }
        } else {
            try assignPages()
        }
    }

    private func hasOpen() throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM visit AS v CROSS JOIN occurrence AS o ON o.snapshot = v.snapshot
                    WHERE v.run = ? AND o.defect IS NULL)
                """,
            arguments: [run.number]
        ) ?? false
    }

    /// A page as the run found it.
    struct VisitedPage {
        let place: Int64
        let snapshot: Int64
        let structure: UInt64
        let isChecked: Bool
    }

    /// Pages that are read at a time.
    private static let batch = 1_000

    /// Hands out the pages of the run, in the order of the places.
    private func forEachVisit(_ body: (VisitedPage) throws -> Void) throws {
        let statement = try NumberStatement(
            db,
            sql: """
                SELECT v.place, v.snapshot, s.structure, s.status = 'checked'
                FROM visit AS v CROSS JOIN snapshot AS s ON s.id = v.snapshot
                WHERE v.run = ? AND v.place > ? ORDER BY v.place LIMIT \(Self.batch)
                """
        )
        var pages: [VisitedPage] = []
        repeat {
            let last = pages.last?.place ?? Int64.min
            pages.removeAll(keepingCapacity: true)
            try statement.forEachRow(run.number, last) { row in
                pages.append(
                    VisitedPage(
                        place: row[0],
                        snapshot: row[1],
                        structure: UInt64(bitPattern: row[2]),
                        isChecked: row[3] != 0
                    )
                )
            }
            for page in pages { try body(page) }
        } while pages.count == Self.batch
    }

    /// Hands out the findings of the run page by page, so that memory does not grow with the site; none of many a page.
    func forEachPage(_ body: (VisitedPage, [Row]) throws -> Void) throws {
        let findings = try NumberStatement(
            db,
            sql: "SELECT id, pattern, block, text, verdict, defect FROM occurrence WHERE snapshot = ? ORDER BY id"
        )
        var rows: [Row] = []
        let hasEarlier = try EarlierReadings.areAny(in: db)
        try forEachVisit { page in
            let earlier = hasEarlier ? try EarlierReadings.readings(ofSnapshot: page.snapshot, in: db) : [:]
            rows.removeAll(keepingCapacity: true)
            try findings.forEachRow(page.snapshot) { row in
                rows.append(
                    Row(
                        id: row[0],
                        pattern: row[1],
                        block: UInt64(bitPattern: row[2]),
                        text: row[3],
                        verdict: row[4],
                        place: page.place,
                        defect: row.isNull(5) ? nil : row[5],
                        earlier: earlier[row[0]] ?? []
                    )
                )
            }
            try body(page, rows)
        }
    }

    // MARK: - Pages

    private func inherit(_ finding: Int64, _ found: Inheritance.Found) throws {
        let pattern = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT pattern FROM occurrence WHERE id = ?"),
            arguments: [finding]
        )
        if let pattern { try remember(found.defect, holds: pattern) }
        try assign(finding, to: try resolved(found.defect), found.basis, matched: found.occurrence)
    }

    private func assignPages() throws {
        var templates = try knownTemplates()
        let shown = try newTemplates(besides: templates)
        for found in shown { templates[found.row.pattern] = try makeTemplate(found.row, found.evidence) }
        let new = Set(shown.map(\.row.pattern))
        templates = try templates.mapValues { try resolved($0) }
        let split = try Set(
            Int64.fetchAll(
                db,
                sql: "SELECT DISTINCT pattern FROM defect WHERE subject = ? AND isSplit",
                arguments: [subject]
            )
        )
        let hasOlder =
            try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM defect WHERE subject = ? AND scope = 'content')",
                arguments: [subject]
            ) ?? true
        var contents = ContentDefects(hasOlder: hasOlder)
        try forEachPage { _, rows in
            contents.beginPage()
            for row in rows where row.defect == nil {
                let template = templates[row.pattern]
                let isSplit = split.contains(row.pattern) || row.earlier.contains { split.contains($0.pattern) }
                if isSplit || template == nil,
                    let content = try content(row, &contents, create: template == nil)
                {
                    try assign(row.id, to: content, template == nil ? .content : .split)
                } else if let template {
                    try assign(row.id, to: template, new.contains(row.pattern) ? .newTemplate : .knownTemplate)
                }
            }
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
        let defect = try existing.map(resolved) ?? insert(row, scope: .physical, fingerprint: fingerprint)
        try assign(row.id, to: defect, .item)
    }

    // MARK: - Rows

    private func assign(_ finding: Int64, to defect: Int64, _ basis: GroupingBasis, matched: Int64? = nil) throws {
        try update.execute(defect, Int64(basis.rawValue), matched, finding)
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
