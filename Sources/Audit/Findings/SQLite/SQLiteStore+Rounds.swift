import GRDB

extension SQLiteStore {
    public func addRound(_ name: String, to programme: String, by author: ChangeAuthor) async throws {
        try await write { db in
            guard !name.isEmpty, !programme.isEmpty, Int64(name) == nil else { throw StoreFailure.badRound(name) }
            let taken = try Bool.fetchOne(
                db,
                sql: "SELECT EXISTS (SELECT 1 FROM round WHERE name = ?)",
                arguments: [name]
            )
            if taken == true { throw StoreFailure.badRound(name) }
            try db.execute(sql: "INSERT OR IGNORE INTO programme (name) VALUES (?)", arguments: [programme.storable])
            try db.execute(
                sql: "INSERT INTO round (programme, name) SELECT id, ? FROM programme WHERE name = ?",
                arguments: [name.storable, programme.storable]
            )
            let field = RegisterChange.Field(name: "programme", before: nil, after: programme)
            try RegisterHistory(db).add(.round, name, .added, [field], by: author)
        }
    }

    public func rounds() async throws -> [Round] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT round.id, round.name, programme.name, round.ruleset FROM round
                    JOIN programme ON programme.id = round.programme ORDER BY round.id
                    """
            )
            return try rows.map { row in
                let id: Int64 = row[0]
                let ruleset: Int64? = row[3]
                let runs = try Int64.fetchAll(
                    db,
                    sql: "SELECT id FROM run WHERE round = ? ORDER BY id",
                    arguments: [id]
                )
                return Round(
                    name: row[1],
                    programme: row[2],
                    runs: runs.map { RunID($0) },
                    hasFrozenRules: ruleset != nil,
                    checklists: try Self.checklists(ofRound: id, in: db)
                )
            }
        }
    }

    private static func checklists(ofRound round: Int64, in db: Database) throws -> [String: String] {
        let rows = try Row.fetchAll(
            db,
            sql: "SELECT checklist, version FROM roundChecklist WHERE round = ?",
            arguments: [round]
        )
        return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    public func put(_ runs: [RunID], inRound name: String, by author: ChangeAuthor) async throws {
        try await write { db in
            let round = try Self.roundID(name, in: db)
            var moved: [RegisterChange.Field] = []
            for run in runs {
                let before = try String.fetchOne(
                    db,
                    sql: "SELECT round.name FROM run JOIN round ON round.id = run.round WHERE run.id = ?",
                    arguments: [run.number]
                )
                try Self.enter(run, round: round, name: name, in: db)
                if before != name { moved.append(.init(name: "run \(run.number)", before: before, after: name)) }
            }
            try RegisterHistory(db).add(.round, name, .runsPut, moved, by: author)
        }
    }

    /// Puts one run into a round, whose rules and checklists it has to share; the first of them fixes them.
    static func enter(_ run: RunID, round: Int64, name: String, in db: Database) throws {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT kind, ruleset, checklist, checklistVersion FROM run WHERE id = ?",
            arguments: [run.number]
        )
        guard let row else { throw StoreFailure.unknownRun(run) }
        if row["kind"] == "scan" {
            let ruleset: Int64 = row["ruleset"]
            let frozen = try Int64.fetchOne(db, sql: "SELECT ruleset FROM round WHERE id = ?", arguments: [round])
            if let frozen, frozen != ruleset { throw StoreFailure.otherRules(run, round: name) }
            try db.execute(sql: "UPDATE round SET ruleset = ? WHERE id = ?", arguments: [ruleset, round])
        } else if let checklist: String = row["checklist"], let version: String = row["checklistVersion"] {
            try db.execute(
                sql: "INSERT OR IGNORE INTO roundChecklist (round, checklist, version) VALUES (?, ?, ?)",
                arguments: [round, checklist, version]
            )
            let frozen = try String.fetchOne(
                db,
                sql: "SELECT version FROM roundChecklist WHERE round = ? AND checklist = ?",
                arguments: [round, checklist]
            )
            if let frozen, frozen != version {
                throw StoreFailure.otherChecklist(run, "\(checklist) \(version)", fixed: frozen, round: name)
            }
        }
        try db.execute(sql: "UPDATE run SET round = ? WHERE id = ?", arguments: [round, run.number])
    }
}

extension StoreFailure {
    static func badRound(_ name: String) -> AuditError {
        AuditError(
            .usage,
            at: name.quotedForMessage,
            LocalizedText(
                zh: "轮次名称已被使用、为空或只是数字",
                en: "the name of a round is taken, empty or a mere number"
            ),
            remedy: LocalizedText(
                zh: "换一个名称，如“2025 终期”；已有的用 audit rounds 查看",
                en: "Choose another one, such as '2025 final'; see the rounds there are with audit rounds"
            )
        )
    }

    static func otherRules(_ run: RunID, round: String) -> AuditError {
        AuditError(
            .usage,
            at: "\(run.number)",
            LocalizedText(
                zh: "轮次 \(round.quotedForMessage) 的规则已固定，这次检测用的是另一套规则",
                en: "the rules of the round \(round.quotedForMessage) are fixed, and this run used others"
            ),
            remedy: LocalizedText(
                zh: "用同一版本和同样的规则重新检测，或放进另一个轮次",
                en: "Scan again with that version and those rules, or put it in another round"
            )
        )
    }

    static func otherChecklist(_ run: RunID, _ checklist: String, fixed: String, round: String) -> AuditError {
        AuditError(
            .usage,
            at: "\(run.number)",
            LocalizedText(
                zh: "轮次 \(round.quotedForMessage) 的检查表已固定为第 \(fixed) 版，这次核查用的是 \(checklist)",
                en:
                    "the round \(round.quotedForMessage) fixed the checklist at version \(fixed), and this inspection used "
                    + checklist
            ),
            remedy: LocalizedText(
                zh: "用同一版本的检查表重新核查，或放进另一个轮次",
                en: "Inspect again with that version, or put it in another round"
            )
        )
    }
}
