import Foundation
import GRDB

/// The lanes that a filter lets through (``FindingLane``).
///
/// A lane that is let through may hold a finding that the filter does not want (units that share a number, a deadline
/// within the day): the conditions of the filter hold besides.
struct LaneSelection {
    private let isStanding: Bool
    private let states: Set<Int64>
    /// The number of the unit asked for, and the subjects it is responsible for.
    private let unit: (number: Int64, subjects: Set<Int64>)?
    /// The last day on which what is overdue may have been due.
    private let lastDay: Int64?
    private let openStates: Set<Int64>
    private let suppressed: FindingFilter.Suppressed
    /// The verdicts that suppressions of whole rules cover, and the sets with a suppression in force.
    private var coveredVerdicts: Set<Int64> = []
    private var coveringSets: Set<Int64> = []

    init(_ filter: FindingFilter, in db: Database) throws {
        isStanding = filter.runs.isEmpty && filter.round == nil
        states = Set(filter.states.map(FindingLane.number(ofState:)))
        unit = try filter.unit.flatMap { name in
            try FindingSelection.unitNumber(name, in: db).map { id in
                let own = try Int64.fetchSet(db, sql: "SELECT id FROM subject WHERE unit = ?", arguments: [id])
                return (FindingLane.number(ofUnit: id), own)
            }
        }
        lastDay = filter.overdueAt.map { FindingLane.day(ofDeadline: $0.millisecondsSince1970) }
        openStates = Set(DefectState.allCases.filter(\.isOpen).map(FindingLane.number(ofState:)))
        suppressed = filter.suppressed
        if suppressed != .any { try readCovers(at: filter.moment, in: db) }
    }

    private mutating func readCovers(at moment: Timestamp?, in db: Database) throws {
        let inForce = FindingSelection.inForce(at: moment)
        coveredVerdicts = try Int64.fetchSet(
            db,
            sql: """
                SELECT id FROM verdict WHERE EXISTS (SELECT 1 FROM suppression AS s
                    WHERE \(inForce) AND coalesce(s.selector, s.address, s.defect) IS NULL
                        AND \(RuleAliases.areOne("s.requirement", "verdict.requirement")))
                """
        )
        coveringSets = try Int64.fetchSet(
            db,
            sql: """
                SELECT DISTINCT suppressionSet.id FROM suppressionSet, json_each(members)
                JOIN suppression AS s ON s.id = json_each.value WHERE \(inForce)
                """
        )
    }

    /// The lanes of a subject and verdict that are let through.
    func chosen(subject: Int64, verdict: Int64, in db: Database) throws -> [Int64] {
        let all = try Int64.fetchAll(
            db.cachedStatement(
                sql: """
                    WITH RECURSIVE known (lane) AS (
                        SELECT min(lane) FROM occurrence WHERE subject = ?1 AND verdict = ?2
                        UNION ALL
                        SELECT (SELECT min(lane) FROM occurrence
                            WHERE subject = ?1 AND verdict = ?2 AND lane > known.lane)
                        FROM known WHERE known.lane IS NOT NULL)
                    SELECT lane FROM known WHERE lane IS NOT NULL
                    """
            ),
            arguments: [subject, verdict]
        )
        return all.filter { isChosen(FindingLane(number: $0), subject: subject, verdict: verdict) }
    }

    private func isChosen(_ lane: FindingLane, subject: Int64, verdict: Int64) -> Bool {
        if isStanding, lane.isPast { return false }
        if !states.isEmpty, !states.contains(lane.state) { return false }
        if let unit, lane.unit == 0 ? !unit.subjects.contains(subject) : lane.unit != unit.number { return false }
        if let lastDay, lane.day == 0 || lane.day > lastDay || !openStates.contains(lane.state) { return false }
        let isCovered = coveredVerdicts.contains(verdict) || coveringSets.contains(lane.cover)
        switch suppressed {
        case .any: return true
        case .only: return isCovered
        case .without: return !isCovered
        }
    }
}
