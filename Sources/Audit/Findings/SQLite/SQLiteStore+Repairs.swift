import Foundation
import GRDB

extension SQLiteStore {
    public func repairs() async throws -> [DefectRepair] {
        try await read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT subject.code, unit.name, verdict.domain, verdict.kind, verdict.outcome, verdict.severity,
                        defect.state, defect.deadline, (SELECT max(at) FROM history
                            WHERE history.defect = defect.id AND toState = 'closed'), defect.fingerprint
                    FROM defect JOIN subject ON subject.id = defect.subject JOIN verdict ON verdict.id = defect.verdict
                    LEFT JOIN unit ON unit.id = defect.unit ORDER BY defect.id
                    """
            )
            var repairs: [DefectRepair] = []
            while let row = try rows.next() {
                let (deadline, closed): (Int64?, Int64?) = (row[7], row[8])
                repairs.append(
                    DefectRepair(
                        id: Fingerprint(prefixOf: [UInt8](row[9] as Data)).text,
                        subject: row[0],
                        unit: row[1],
                        domain: Finding.Domain(rawValue: row[2]) ?? .web,
                        kind: RuleMetadata.Kind(rawValue: row[3]) ?? .violation,
                        outcome: Outcome(rawValue: row[4]) ?? .failed,
                        severity: Severity(rawValue: row[5]) ?? .minor,
                        state: DefectState(rawValue: row[6]) ?? .found,
                        deadline: deadline.map { Timestamp(millisecondsSince1970: $0) },
                        closed: closed.map { Timestamp(millisecondsSince1970: $0) }
                    )
                )
            }
            return repairs
        }
    }
}
