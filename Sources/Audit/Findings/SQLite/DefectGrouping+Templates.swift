import Foundation
import GRDB

/// What one repair in a template clears.
extension DefectGrouping {
    func knownTemplates() throws -> [Int64: Int64] {
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

    /// A pattern that this run shows to be one of a template, with the first finding of it.
    struct ShownTemplate {
        let row: Row
        let evidence: TemplateRegions.Evidence
    }

    /// In the order in which the run met them.
    func newTemplates(besides known: [Int64: Int64]) throws -> [ShownTemplate] {
        var regions = TemplateRegions()
        var first: [Int64: Row] = [:]
        try forEachPage { page, rows in
            guard page.isChecked else { return }
            regions.beginPage(structure: page.structure)
            for row in rows where known[row.pattern] == nil {
                regions.add(pattern: row.pattern, block: row.block)
                if row.defect == nil, first[row.pattern] == nil { first[row.pattern] = row }
            }
        }
        return regions.patterns.compactMap { pattern, evidence in
            first[pattern].map { ShownTemplate(row: $0, evidence: evidence) }
        }.sorted { $0.row.id < $1.row.id }
    }

    func makeTemplate(_ row: Row, _ evidence: TemplateRegions.Evidence) throws -> Int64 {
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
    func absorbContent(of pattern: Int64, into template: Int64) throws {
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
            try FindingLanes(db: db).settle(defects: [template])
            try history.add(
                id,
                "merged",
                from: DefectState(rawValue: row[1]),
                to: .duplicate,
                reason: "one template holds the finding on enough pages"
            )
        }
    }

    /// A template that was recognised under another pattern is recognised by it from now on.
    func remember(_ defect: Int64, holds pattern: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO defectPattern (pattern, defect)
                SELECT ?, id FROM defect WHERE id = ? AND scope = 'template'
                """
        ).execute(arguments: [pattern, defect])
    }
}
