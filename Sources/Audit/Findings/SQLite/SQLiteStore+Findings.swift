import Foundation
import GRDB

extension SQLiteStore {
    public func findings(
        _ filter: FindingFilter,
        after cursor: FindingCursor?,
        limit: Int
    ) async throws -> FindingPage {
        precondition(limit > 0, "a listing has a length")
        return try await read { db in
            let selection = try FindingSelection(filter, in: db)
            let rows = try selection.rows(after: cursor, limit: limit + 1, in: db)
            let shown = rows.prefix(limit)
            let next = rows.count > limit ? shown.last : nil
            return FindingPage(
                findings: try shown.map { try Self.finding($0.row, verdict: $0.verdict) },
                next: next.map { FindingCursor(verdict: $0.verdict.id, occurrence: $0.row["id"]) }
            )
        }
    }

    public func finding(id prefix: String) async throws -> StoredFinding? {
        guard prefix.utf8.count >= Self.minimumPrefix, let range = Fingerprint.range(ofPrefix: prefix) else {
            return nil
        }
        return try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT fingerprint, max(id) FROM (
                        SELECT fingerprint, id FROM occurrence WHERE fingerprint BETWEEN ?1 AND ?2 UNION ALL
                        SELECT fingerprint, occurrence FROM earlierReading WHERE fingerprint BETWEEN ?1 AND ?2)
                    GROUP BY fingerprint LIMIT 2
                    """,
                arguments: [Data(range.lowerBound.bytes), Data(range.upperBound.bytes)]
            )
            guard let row = rows.first else { return nil }
            guard rows.count == 1 else { throw StoreFailure.ambiguous(prefix) }
            guard let found = try FindingSelection.row(row[1], in: db),
                let verdict = try FindingSelection.verdicts(in: db)[found["verdict"]]
            else { return nil }
            return try Self.finding(found, verdict: verdict)
        }
    }

    /// A shorter beginning names too many findings to mean one of them.
    static let minimumPrefix = 4

    public func counts(_ filter: FindingFilter) async throws -> [FindingCount] {
        try await read { db in
            let selection = try FindingSelection(filter, in: db)
            return try zip(selection.verdicts, selection.counts(in: db)).compactMap { verdict, findings in
                if findings == 0 { return nil }
                return FindingCount(
                    domain: verdict.domain,
                    requirement: verdict.requirement,
                    kind: verdict.kind,
                    severity: verdict.severity,
                    outcome: verdict.outcome,
                    criteria: verdict.criteria,
                    findings: findings
                )
            }
        }
    }

    // MARK: - Rows

    private static func finding(_ row: Row, verdict: FindingSelection.Verdict) throws -> StoredFinding {
        let occurrence = Fingerprint(prefixOf: [UInt8](row["fingerprint"] as Data))
        let defect = Fingerprint(prefixOf: [UInt8](row["defectFingerprint"] as Data))
        let finding = Finding(
            domain: verdict.domain,
            requirement: verdict.requirement,
            outcome: verdict.outcome,
            kind: verdict.kind,
            confidence: verdict.confidence,
            severity: verdict.severity,
            criteria: verdict.criteria,
            message: LocalizedText(zh: row["zh"], en: row["en"]),
            place: place(row, domain: verdict.domain),
            measurement: measurement(row),
            occurrence: occurrence.text,
            defect: defect.text,
            signals: signals(row)
        )
        let first: Int64? = row["firstRun"]
        let deadline: Int64? = row["deadline"]
        return StoredFinding(
            id: String(occurrence.text.prefix(Fingerprint.idLength)),
            finding: finding,
            subject: row["subjectCode"],
            subjectName: row["subjectName"],
            unit: row["unitName"],
            state: DefectState(rawValue: row["state"] ?? "") ?? .found,
            firstSeen: first.map { RunID($0) },
            deadline: deadline.map { Timestamp(millisecondsSince1970: $0) }
        )
    }

    private static func place(_ row: Row, domain: Finding.Domain) -> Place {
        if let section: String = row["section"] {
            return .item(
                ItemPlace(
                    form: row["form"] ?? "",
                    section: section,
                    entry: row["entry"],
                    latitude: row["latitude"],
                    longitude: row["longitude"],
                    note: row["note"]
                )
            )
        }
        return .node(
            NodePlace(
                page: row["address"],
                xpath: row["xpath"],
                selector: row["selector"],
                line: row["line"],
                column: row["position"],
                offset: row["offset"],
                snippet: row["snippet"]
            )
        )
    }

    private static func measurement(_ row: Row) -> Measurement? {
        guard let value: Double = row["value"], let unit: String = row["readingUnit"] else { return nil }
        return Measurement(
            value: value,
            unit: unit,
            minimum: row["minimum"],
            maximum: row["maximum"],
            tolerance: row["tolerance"] ?? 0
        )
    }

    private static func signals(_ row: Row) -> Signals {
        let section: String? = row["section"]
        return Signals(
            version: row["version"],
            family: row["family"],
            page: section == nil ? row["code"] : row["subjectCode"],
            region: row["region"],
            path: row["path"],
            shape: row["shape"],
            classes: row["classes"],
            text: UInt64(bitPattern: row["text"]),
            evidence: row["evidence"],
            ordinal: row["ordinal"],
            block: UInt64(bitPattern: row["block"])
        )
    }
}
