import Foundation
import GRDB

extension SQLiteStore {
    public func begin(_ run: RunStart, of subject: String) async throws -> RunID {
        try await write { db in
            let ruleset = try Self.rulesetID(run.requirements, in: db)
            let round = try run.round.map { try Self.roundID($0, in: db) }
            try db.execute(
                sql: """
                    INSERT INTO run (kind, subject, round, started, state, toolVersion, ruleset, mode, options,
                        robotsIgnoredBecause)
                    VALUES (?, ?, ?, ?, 'running', ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    run.kind.rawValue, try Self.subjectID(subject, in: db), round, run.started.millisecondsSince1970,
                    run.toolVersion, ruleset, run.mode, run.options, run.robotsIgnoredBecause,
                ]
            )
            let id = RunID(db.lastInsertedRowID)
            if let round, let name = run.round { try Self.enter(id, round: round, name: name, in: db) }
            return id
        }
    }

    public func finish(_ run: RunID, as state: Run.State, stopReason: String?, at ended: Timestamp) async throws {
        precondition(state != .running, "a finished run is not running")
        // By itself, since it only adds what is missing: a run whose process is killed behind it is ended again.
        try await writeRowByRow { db in
            let open = try Self.openRun(run, in: db)
            try DefectGrouping(db, run: run, subject: open.subject, at: ended).apply()
        }
        try await write { db in
            let open = try Self.openRun(run, in: db)
            // A clock that was set back during the run must not make the store refuse its end.
            try db.execute(
                sql: "UPDATE run SET state = ?, stopReason = ?, ended = max(started, ?) WHERE id = ?",
                arguments: [state.rawValue, stopReason, ended.millisecondsSince1970, run.number]
            )
            try DefectLife(db, run: run, subject: open.subject, at: ended).apply()
        }
    }

    public func runs(of subject: String?) async throws -> [Run] {
        try await read { db in
            let condition = subject == nil ? "" : "WHERE subject.code = ?"
            return try Self.runs(db, where: condition, arguments: subject.map { [$0] } ?? [])
        }
    }

    public func run(_ id: RunID) async throws -> Run? {
        try await read { db in try Self.runs(db, where: "WHERE run.id = ?", arguments: [id.number]).first }
    }

    public func latestRun(of subject: String, kind: Run.Kind) async throws -> Run? {
        try await read { db in
            try Self.runs(
                db,
                where: """
                    WHERE subject.code = ? AND run.kind = ? AND run.state <> 'running' AND run.mode NOT GLOB ?
                        AND run.mode <> ?
                    """,
                arguments: [subject, kind.rawValue, RunStart.importMode + "*", RunStart.crawlMode],
                limit: 1
            ).first
        }
    }

    static func runs(
        _ db: Database,
        where condition: String,
        arguments: StatementArguments,
        limit: Int = -1
    ) throws -> [Run] {
        let sql = """
            SELECT run.*, subject.code AS subjectCode, round.name AS roundName,
                (SELECT coalesce(sum(findings), 0) FROM runTotal JOIN verdict ON verdict.id = verdict
                    WHERE run = run.id AND outcome = 'failed' AND kind = 'violation') AS failed,
                (SELECT coalesce(sum(findings), 0) FROM runTotal JOIN verdict ON verdict.id = verdict
                    WHERE run = run.id AND outcome = 'failed' AND kind <> 'violation') AS advice,
                (SELECT coalesce(sum(findings), 0) FROM runTotal JOIN verdict ON verdict.id = verdict
                    WHERE run = run.id AND outcome = 'cantTell' AND kind <> 'advice') AS cantTell
            FROM run JOIN subject ON subject.id = run.subject LEFT JOIN round ON round.id = run.round
            \(condition) ORDER BY run.id DESC LIMIT \(limit)
            """
        return try Row.fetchAll(db, sql: sql, arguments: arguments).map { row in
            let ended: Int64? = row["ended"]
            return Run(
                id: RunID(row["id"]),
                subject: row["subjectCode"],
                start: RunStart(
                    kind: Run.Kind(rawValue: row["kind"]) ?? .scan,
                    started: Timestamp(millisecondsSince1970: row["started"]),
                    toolVersion: row["toolVersion"],
                    requirements: try requirements(ofRuleset: row["ruleset"], in: db),
                    mode: row["mode"],
                    options: row["options"],
                    robotsIgnoredBecause: row["robotsIgnoredBecause"],
                    round: row["roundName"]
                ),
                ended: ended.map { Timestamp(millisecondsSince1970: $0) },
                state: Run.State(rawValue: row["state"]) ?? .running,
                stopReason: row["stopReason"],
                checked: row["checked"],
                notChecked: row["notChecked"],
                failed: row["failed"],
                cantTell: row["cantTell"],
                advice: row["advice"],
                checklist: row["checklist"],
                inspector: row["inspector"]
            )
        }
    }

    /// A run that still takes pages.
    static func openRun(_ run: RunID, in db: Database) throws -> (subject: Int64, subjectCode: String, ruleset: Int64) {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT run.subject, subject.code, run.ruleset, run.state
                FROM run JOIN subject ON subject.id = run.subject WHERE run.id = ?
                """,
            arguments: [run.number]
        )
        guard let row else { throw StoreFailure.unknownRun(run) }
        guard row[3] == "running" else { throw StoreFailure.endedRun(run) }
        return (row[0], row[1], row[2])
    }

    static func roundID(_ name: String, in db: Database) throws -> Int64 {
        guard let id = try Int64.fetchOne(db, sql: "SELECT id FROM round WHERE name = ?", arguments: [name]) else {
            throw StoreFailure.unknownRound(name)
        }
        return id
    }
}

// MARK: - Requirements

extension SQLiteStore {
    /// The rule set of exactly these requirements in this order, added where it is new.
    static func rulesetID(_ requirements: [Requirement], in db: Database) throws -> Int64 {
        let members = try requirements.map { try requirementID($0, in: db) }
        let digest = Fingerprint(of: members.map { "\($0)" })
        if let known = try Int64.fetchOne(
            db,
            sql: "SELECT id FROM ruleset WHERE digest = ?",
            arguments: [Data(digest.bytes)]
        ) {
            return known
        }
        try db.execute(sql: "INSERT INTO ruleset (digest) VALUES (?)", arguments: [Data(digest.bytes)])
        let id = db.lastInsertedRowID
        for (position, member) in members.enumerated() {
            try db.execute(
                sql: "INSERT INTO rulesetMember (ruleset, position, requirement) VALUES (?, ?, ?)",
                arguments: [id, position, member]
            )
        }
        return id
    }

    private static func requirementID(_ item: Requirement, in db: Database) throws -> Int64 {
        let criteria = try json(item.criteria)
        let groups = try json(item.groups)
        try RuleAliases(db).remember(item)
        let digest = Data(
            Fingerprint(of: [
                item.id, "\(item.version)", item.domain.rawValue, item.kind.rawValue, item.needs?.rawValue ?? "",
                item.severity.rawValue, criteria, item.title.zh, item.title.en, item.impact.zh, item.impact.en,
                item.fix.zh, item.fix.en, "\(item.isGate)", item.weight.map { "\($0)" } ?? "", groups,
            ]).bytes
        )
        if let id = try Int64.fetchOne(db, sql: "SELECT id FROM requirement WHERE digest = ?", arguments: [digest]) {
            return id
        }
        try db.execute(
            sql: """
                INSERT INTO requirement (digest, code, version, domain, kind, needs, severity, criteria,
                    titleZh, titleEn, impactZh, impactEn, fixZh, fixEn, isGate, weight, groups)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                digest, item.id, item.version, item.domain.rawValue, item.kind.rawValue, item.needs?.rawValue,
                item.severity.rawValue, criteria, item.title.zh, item.title.en, item.impact.zh, item.impact.en,
                item.fix.zh, item.fix.en, item.isGate, item.weight, groups,
            ]
        )
        return db.lastInsertedRowID
    }

    static func requirements(ofRuleset ruleset: Int64, in db: Database) throws -> [Requirement] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT requirement.* FROM rulesetMember JOIN requirement ON requirement.id = rulesetMember.requirement
                WHERE ruleset = ? ORDER BY position
                """
        )
        let aliases = try RuleAliases(db)
        return try Row.fetchAll(statement, arguments: [ruleset]).map { row in
            Requirement(
                id: row["code"],
                aliases: aliases.former(row["code"]),
                version: row["version"],
                domain: Finding.Domain(rawValue: row["domain"]) ?? .web,
                title: LocalizedText(zh: row["titleZh"], en: row["titleEn"]),
                kind: RuleMetadata.Kind(rawValue: row["kind"]) ?? .violation,
                needs: RuleMetadata.Need(rawValue: row["needs"] ?? ""),
                severity: Severity(rawValue: row["severity"]) ?? .minor,
                criteria: try strings(json: row["criteria"]),
                impact: LocalizedText(zh: row["impactZh"], en: row["impactEn"]),
                fix: LocalizedText(zh: row["fixZh"], en: row["fixEn"]),
                isGate: row["isGate"],
                weight: row["weight"],
                groups: try strings(json: row["groups"])
            )
        }
    }

    static func json(_ strings: [String]) throws -> String {
        if strings.isEmpty { return "[]" }
        return String(decoding: try JSONEncoder().encode(strings), as: UTF8.self)
    }

    static func strings(json: String) throws -> [String] {
        json == "[]" ? [] : try JSONDecoder().decode([String].self, from: Data(json.utf8))
    }
}
