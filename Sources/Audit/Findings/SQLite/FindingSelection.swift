import Foundation
import GRDB

/// A filter as SQL.
///
/// Everything a verdict says (rule, severity, outcome, criterion) is decided once over the few hundred verdicts of a
/// store. What is left is walked verdict by verdict in the order of an index, so that the first page of a listing
/// costs the same for a thousand findings and for a million.
struct FindingSelection {
    struct Verdict: Sendable {
        var id: Int64
        var domain: Finding.Domain
        var requirement: String
        var outcome: Outcome
        var kind: RuleMetadata.Kind
        var confidence: Confidence
        var severity: Severity
        var criteria: [String]
    }

    /// The verdicts the filter lets through: worst severity first, then by rule.
    let verdicts: [Verdict]
    private var conditions: [String] = []
    private var arguments = StatementArguments()

    static let columns = """
        SELECT o.*, message.zh, message.en, place.code, place.address, snapshot.form, pattern.family, pattern.region,
            pattern.path, pattern.shape, pattern.classes, pattern.evidence,
            coalesce(defect.fingerprint, pattern.fingerprint) AS defectFingerprint, defect.state, defect.firstRun,
            subject.code AS subjectCode, subject.name AS subjectName, unit.name AS unitName,
            reading.section, reading.entry, reading.latitude, reading.longitude, reading.note, reading.value,
            reading.unit AS readingUnit, reading.minimum, reading.maximum, reading.tolerance
        FROM occurrence AS o
        CROSS JOIN snapshot ON snapshot.id = o.snapshot
        CROSS JOIN place ON place.id = snapshot.place
        CROSS JOIN subject ON subject.id = place.subject
        CROSS JOIN message ON message.id = o.message
        CROSS JOIN pattern ON pattern.id = o.pattern
        LEFT JOIN defect ON defect.id = o.defect
        LEFT JOIN unit ON unit.id = coalesce(defect.unit, subject.unit)
        LEFT JOIN reading ON reading.occurrence = o.id
        """

    private static let counted = """
        SELECT count(*) FROM occurrence AS o
        CROSS JOIN snapshot ON snapshot.id = o.snapshot
        CROSS JOIN place ON place.id = snapshot.place
        CROSS JOIN subject ON subject.id = place.subject
        LEFT JOIN defect ON defect.id = o.defect
        LEFT JOIN unit ON unit.id = coalesce(defect.unit, subject.unit)
        CROSS JOIN pattern ON pattern.id = o.pattern
        """

    init(_ filter: FindingFilter, in db: Database) throws {
        verdicts = try Self.allVerdicts(in: db).filter { Self.passes($0, filter) }
        if filter.runs.isEmpty {
            add("place.snapshot = o.snapshot")
        } else {
            let runs = filter.runs.map { "\($0.number)" }.joined(separator: ",")
            add(
                """
                EXISTS (SELECT 1 FROM visit WHERE visit.run IN (\(runs)) AND visit.place = place.id
                    AND visit.snapshot = o.snapshot)
                """
            )
        }
        if let subject = filter.subject { add("subject.code = ?", subject) }
        if let unit = filter.unit { add("unit.name = ?", unit) }
        if let place = filter.place {
            add("(instr(place.address, ?) > 0 OR instr(coalesce(snapshot.form, ''), ?) > 0)", place, place)
        }
        if !filter.states.isEmpty {
            let states = filter.states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ",")
            add("coalesce(defect.state, 'found') IN (\(states))")
        }
        switch filter.suppressed {
        case .any: break
        case .only: add(Self.suppressed(at: filter.moment))
        case .without: add("NOT " + Self.suppressed(at: filter.moment))
        }
        if let defect = filter.defect {
            // A text that no fingerprint begins with finds nothing, which is an answer.
            let range = Fingerprint.range(ofPrefix: defect)
            let bounds = range.map { ($0.lowerBound.bytes, $0.upperBound.bytes) } ?? ([0xFF], [])
            add("coalesce(defect.fingerprint, pattern.fingerprint) BETWEEN ? AND ?", Data(bounds.0), Data(bounds.1))
        }
    }

    /// Whether a suppression covers the finding `o` at the place `place`.
    static func suppressed(at moment: Timestamp?) -> String {
        let inForce = moment.map { moment in
            "s.created <= \(moment.millisecondsSince1970) AND s.expires > \(moment.millisecondsSince1970) AND "
        }
        return """
            EXISTS (SELECT 1 FROM suppression AS s WHERE \(inForce ?? "") \(covers))
            """
    }

    /// Whether the suppression `s` covers the finding `o` at the place `place`.
    static let covers = """
        (s.requirement IS NULL OR s.requirement = (SELECT requirement FROM verdict WHERE verdict.id = o.verdict))
            AND (s.selector IS NULL OR o.selector GLOB s.selector)
            AND (s.address IS NULL OR place.address GLOB s.address)
            AND (s.defect IS NULL OR s.defect = o.defect)
        """

    private mutating func add(_ condition: String, _ values: any DatabaseValueConvertible...) {
        conditions.append(condition)
        arguments += StatementArguments(values)
    }

    /// The findings with this verdict, in the order recorded.
    func rows(of verdict: Verdict, after occurrence: Int64, limit: Int, in db: Database) throws -> [Row] {
        let condition = (["o.verdict = ?", "o.id > ?"] + conditions).joined(separator: " AND ")
        let statement = try db.cachedStatement(sql: Self.columns + " WHERE \(condition) ORDER BY o.id LIMIT ?")
        return try Row.fetchAll(statement, arguments: [verdict.id, occurrence] + arguments + [limit])
    }

    func count(of verdict: Verdict, in db: Database) throws -> Int {
        let condition = (["o.verdict = ?"] + conditions).joined(separator: " AND ")
        let statement = try db.cachedStatement(sql: Self.counted + " WHERE \(condition)")
        return try Int.fetchOne(statement, arguments: [verdict.id] + arguments) ?? 0
    }

    // MARK: - Verdicts

    private static func allVerdicts(in db: Database) throws -> [Verdict] {
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

    private static func passes(_ verdict: Verdict, _ filter: FindingFilter) -> Bool {
        if let domain = filter.domain, verdict.domain != domain { return false }
        if let requirement = filter.requirement, verdict.requirement != requirement { return false }
        if !filter.severities.isEmpty, !filter.severities.contains(verdict.severity) { return false }
        if !filter.outcomes.isEmpty, !filter.outcomes.contains(verdict.outcome) { return false }
        if !filter.kinds.isEmpty, !filter.kinds.contains(verdict.kind) { return false }
        guard let criterion = filter.criterion else { return true }
        return verdict.criteria.contains { $0 == criterion || $0.hasSuffix(":" + criterion) }
    }
}
