import Foundation
import GRDB

/// Says for each finding of a run which defect it belongs to, when the run ends.
///
/// In this order: the defect of the same finding in the run before; what a person split off; a template known from
/// before; a template that this run shows; the content of one page. What was decided once stays decided.
struct DefectGrouping {
    private let db: Database
    private let run: RunID
    private let subject: Int64
    private let moment: Timestamp
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
    private struct Row {
        let id: Int64
        let pattern: Int64
        let block: UInt64
        let text: Int64
        let verdict: Int64
        let place: Int64
        var defect: Int64?
    }

    func apply() throws {
        var rows = try load()
        guard rows.contains(where: { $0.defect == nil }) else { return }
        let inherited = try Inheritance(db, run: run).findings()
        for index in rows.indices where rows[index].defect == nil {
            guard let found = inherited[rows[index].id] else { continue }
            rows[index].defect = try resolved(found.defect)
            try remember(found.defect, holds: rows[index].pattern)
            try assign(rows[index], found.basis, matched: found.occurrence)
        }
        let open = rows.indices.filter { rows[$0].defect == nil }
        guard !open.isEmpty else { return }
        let isInspection = try String.fetchOne(db, sql: "SELECT kind FROM run WHERE id = ?", arguments: [run.number])
        if isInspection == "inspection" {
            for index in open { try assignPhysical(rows[index]) }
        } else {
            try assign(open.map { rows[$0] }, all: rows)
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
            if split.contains(row.pattern) || template == nil {
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

    private func knownTemplates() throws -> [Int64: Int64] {
        let rows = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT defectPattern.pattern, defect FROM defectPattern JOIN pattern ON pattern.id = defectPattern.pattern
                WHERE pattern.subject = ?
                """,
            arguments: [subject]
        )
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    private func newTemplates(
        _ rows: [Row],
        besides known: [Int64: Int64]
    ) throws -> [Int64: TemplateRegions.Evidence] {
        let pages = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT v.place, structure FROM visit AS v JOIN snapshot ON snapshot.id = v.snapshot
                WHERE v.run = ? AND status = 'checked' ORDER BY v.place
                """,
            arguments: [run.number]
        )
        let clusters = PageClusters(structures: pages.map { UInt64(bitPattern: $0[1]) })
        let positions = Dictionary(
            pages.enumerated().map { ($1[0] as Int64, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let sightings = rows.compactMap { row -> TemplateRegions.Sighting? in
            guard known[row.pattern] == nil, let page = positions[row.place] else { return nil }
            return TemplateRegions.Sighting(pattern: row.pattern, block: row.block, page: page)
        }
        return TemplateRegions.patterns(sightings, clusters: clusters)
    }

    private func makeTemplate(_ row: Row, _ evidence: TemplateRegions.Evidence) throws -> Int64 {
        let fingerprint = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT fingerprint FROM pattern WHERE id = ?"),
            arguments: [row.pattern]
        )
        guard let fingerprint else { throw Self.missing("pattern") }
        let defect = try insert(row, scope: .template, fingerprint: fingerprint, evidence: evidence)
        try remember(defect, holds: row.pattern)
        try absorbContent(of: row.pattern, into: defect)
        return defect
    }

    /// What was taken for faults of single pages before enough pages were seen.
    private func absorbContent(of pattern: Int64, into template: Int64) throws {
        let contents = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT id, state FROM defect WHERE subject = ? AND pattern = ? AND scope = 'content' AND NOT isSplit
                    AND mergedInto IS NULL
                """,
            arguments: [subject, pattern]
        )
        let history = DefectHistory(db, run: run, at: moment)
        for row in contents {
            let id: Int64 = row[0]
            try db.execute(
                sql: "UPDATE occurrence SET defect = ?, basis = ? WHERE defect = ?",
                arguments: [template, GroupingBasis.newTemplate.rawValue, id]
            )
            try db.execute(
                sql: "UPDATE defect SET state = 'duplicate', mergedInto = ? WHERE id = ?",
                arguments: [template, id]
            )
            try history.add(
                id,
                "merged",
                from: DefectState(rawValue: row[1]),
                to: .duplicate,
                reason: "one template holds the finding on enough pages"
            )
        }
    }

    private struct ContentDefects {
        struct Key: Hashable {
            let pattern: Int64
            let place: Int64
            let text: Int64
        }
        /// Whether there may be defects from before.
        var hasOlder = true
        var known: [Key: Int64] = [:]
        var fingerprints: [Int64: Fingerprint] = [:]
        var places: [Int64: String] = [:]
    }

    /// The defect of a finding in the content of its page; nil where there is none and none is to be made.
    private func content(_ row: Row, _ contents: inout ContentDefects, create: Bool) throws -> Int64? {
        let key = ContentDefects.Key(pattern: row.pattern, place: row.place, text: row.text)
        if let known = contents.known[key] { return known }
        let pattern = try contents.fingerprints[row.pattern] ?? patternFingerprint(row.pattern)
        contents.fingerprints[row.pattern] = pattern
        let place = try contents.places[row.place] ?? placeCode(row.place)
        contents.places[row.place] = place
        let fingerprint = Data(
            Signals.content(pattern: pattern, page: place, text: UInt64(bitPattern: row.text)).bytes
        )
        let existing =
            try !contents.hasOlder
            ? nil
            : GRDB.Row.fetchOne(
                db.cachedStatement(sql: "SELECT id, isSplit FROM defect WHERE subject = ? AND fingerprint = ?"),
                arguments: [subject, fingerprint]
            )
        if let existing, create || existing[1] == true {
            contents.known[key] = try resolved(existing[0])
        } else if create {
            contents.known[key] = try insert(row, scope: .content, fingerprint: fingerprint)
        }
        return contents.known[key]
    }

    private func patternFingerprint(_ pattern: Int64) throws -> Fingerprint {
        let bytes = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT fingerprint FROM pattern WHERE id = ?"),
            arguments: [pattern]
        )
        guard let bytes else { throw Self.missing("pattern") }
        return Fingerprint(prefixOf: [UInt8](bytes))
    }

    private func placeCode(_ place: Int64) throws -> String {
        let code = try String.fetchOne(
            db.cachedStatement(sql: "SELECT code FROM place WHERE id = ?"),
            arguments: [place]
        )
        guard let code else { throw Self.missing("place") }
        return code
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
        try db.cachedStatement(sql: "UPDATE occurrence SET defect = ?, basis = ?, matched = ? WHERE id = ?")
            .execute(arguments: [defect, basis.rawValue, matched, row.id])
    }

    /// The defect a person merged this one into, or itself.
    private func resolved(_ defect: Int64) throws -> Int64 { try Self.resolved(defect, in: db) }

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

    /// A template that was recognised under another pattern is recognised by it from now on.
    private func remember(_ defect: Int64, holds pattern: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO defectPattern (pattern, defect)
                SELECT ?, id FROM defect WHERE id = ? AND scope = 'template'
                """
        ).execute(arguments: [pattern, defect])
    }

    private func insert(
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

    /// The unit the first routing rule for the place's address names.
    private func unit(of place: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT routing.unit FROM routing JOIN place ON place.id = ?
                    WHERE (routing.subject IS NULL OR routing.subject = place.subject)
                        AND place.address GLOB routing.address ORDER BY routing.id LIMIT 1
                    """
            ),
            arguments: [place]
        )
    }

    private static func missing(_ table: String) -> DatabaseError {
        DatabaseError(resultCode: .SQLITE_CORRUPT, message: "a \(table) that is referred to is missing")
    }
}
