import Foundation
import GRDB

// MARK: - Verdicts and subjects

extension FindingSelection {
    /// The subjects whose findings the filter can let through.
    static func subjects(_ filter: FindingFilter, runs: String?, in db: Database) throws -> Set<Int64> {
        var conditions = ["1"]
        if let runs { conditions.append("id IN (SELECT subject FROM run WHERE id IN (\(runs)))") }
        var arguments = StatementArguments()
        if let subject = filter.subject {
            conditions.append("code = ?")
            arguments += [subject]
        }
        if let unit = filter.unit {
            guard let id = try unitNumber(unit, in: db) else { return [] }
            // Of the subject, or of single defects that were routed or assigned elsewhere.
            conditions.append("(unit = \(id) OR id IN (SELECT subject FROM defect WHERE unit = \(id)))")
        }
        return try Set(
            Int64.fetchAll(
                db,
                sql: "SELECT id FROM subject WHERE " + conditions.joined(separator: " AND "),
                arguments: arguments
            )
        )
    }

    static func unitNumber(_ name: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM unit WHERE name = ?", arguments: [name])
    }

    static func subjectsByVerdict(in db: Database) throws -> [Int64: [Int64]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT DISTINCT runTotal.verdict, run.subject FROM runTotal JOIN run ON run.id = runTotal.run
                ORDER BY run.subject
                """
        )
        var subjects: [Int64: [Int64]] = [:]
        for row in rows { subjects[row[0], default: []].append(row[1]) }
        return subjects
    }

    /// All verdicts of the store by id, whatever the filter.
    static func verdicts(in db: Database) throws -> [Int64: Verdict] {
        Dictionary(try allVerdicts(in: db).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    static func allVerdicts(in db: Database) throws -> [Verdict] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM verdict")
        let verdicts = try rows.map { row in
            Verdict(
                id: row["id"],
                domain: Finding.Domain(rawValue: row["domain"]) ?? .web,
                requirement: row["requirement"],
                outcome: Outcome(rawValue: row["outcome"]) ?? .cantTell,
                kind: RuleMetadata.Kind(rawValue: row["kind"]) ?? .review,
                confidence: Confidence(rawValue: row["confidence"]) ?? .review,
                severity: Severity(rawValue: row["severity"]) ?? .minor,
                criteria: try SQLiteStore.strings(json: row["criteria"])
            )
        }
        return verdicts.sorted { left, right in
            if left.severity != right.severity { return left.severity > right.severity }
            if left.requirement != right.requirement { return left.requirement < right.requirement }
            if left.outcome != right.outcome { return left.outcome == .failed }
            return left.id < right.id
        }
    }

    /// Whether the verdict fits the filter, whose rule has these names.
    static func passes(_ verdict: Verdict, _ filter: FindingFilter, _ names: Set<String>?) -> Bool {
        if let domain = filter.domain, verdict.domain != domain { return false }
        if let names, !names.contains(verdict.requirement) { return false }
        if !filter.severities.isEmpty, !filter.severities.contains(verdict.severity) { return false }
        if !filter.outcomes.isEmpty, !filter.outcomes.contains(verdict.outcome) { return false }
        if !filter.kinds.isEmpty, !filter.kinds.contains(verdict.kind) { return false }
        guard let criterion = filter.criterion else { return true }
        return verdict.criteria.contains { $0 == criterion || $0.hasSuffix(":" + criterion) }
    }
}
