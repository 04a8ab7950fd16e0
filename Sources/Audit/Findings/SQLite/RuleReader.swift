import Foundation
import GRDB

/// What rules said on snapshots, with the rule sets read once.
struct RuleReader {
    private let db: Database
    private var sets: [Int64: [Requirement]] = [:]

    init(_ db: Database) { self.db = db }

    /// Whether the rule ran to completion where the snapshot was last found, in this mode.
    mutating func hasRun(_ rule: String, onSnapshot snapshot: Int64, mode: String) throws -> Bool {
        let last = try String.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT run.mode FROM visit JOIN run ON run.id = visit.run WHERE visit.snapshot = ?
                    ORDER BY run.id DESC LIMIT 1
                    """
            ),
            arguments: [snapshot]
        )
        guard last == mode, let outcome = try outcome(of: rule, onSnapshot: snapshot)?.outcome else { return false }
        return outcome != .untested
    }

    /// The outcome of the rule there and its version; nil where the rule set did not have it.
    mutating func outcome(of rule: String, onSnapshot snapshot: Int64) throws -> (outcome: Outcome, version: Int)? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT ruleset, outcomes FROM snapshot WHERE id = ?"),
            arguments: [snapshot]
        )
        guard let row else { return nil }
        let ruleset: Int64 = row[0]
        let rules = try sets[ruleset] ?? SQLiteStore.requirements(ofRuleset: ruleset, in: db)
        sets[ruleset] = rules
        let data: Data = row[1]
        guard let assertions = OutcomeCode.decode([UInt8](data), rules: rules.map(\.id)),
            let known = rules.first(where: { $0.id == rule || $0.aliases.contains(rule) }),
            let assertion = assertions.first(where: { $0.rule == known.id })
        else { return nil }
        return (assertion.outcome, known.version)
    }
}
