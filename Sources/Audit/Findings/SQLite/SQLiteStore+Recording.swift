import Foundation
import GRDB

extension SQLiteStore {
    public func record(_ pages: [PageRecord], in run: RunID) async throws {
        try await write { db in
            let open = try Self.openRun(run, in: db)
            var writer = try PageWriter(
                db,
                run: run.number,
                subject: open.subject,
                subjectCode: open.subjectCode,
                ruleset: open.ruleset
            )
            for page in pages { try writer.write(page) }
            try writer.finish()
        }
    }

    public func record(_ inspection: Inspection) async throws -> (run: RunID, isNew: Bool) {
        let result = try await writeDurably { db -> Recorded in
            let digest = Data(try Self.digest(of: inspection).bytes)
            let known = try Row.fetchOne(
                db,
                sql: "SELECT id, formDigest FROM run WHERE form = ?",
                arguments: [inspection.form]
            )
            if let known {
                if known[1] == digest { return Recorded(run: RunID(known[0]), isNew: false) }
                try Self.replaceReturned(inspection, run: RunID(known[0]), in: db)
            }
            return Recorded(run: try Self.insert(inspection, digest: digest, in: db), isNew: true)
        }
        return (result.run, result.isNew)
    }

    private struct Recorded: Sendable {
        var run: RunID
        var isNew: Bool
    }

    public func answers(of run: RunID) async throws -> [Inspection.Answer] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: "SELECT * FROM answer WHERE run = ? ORDER BY position",
                arguments: [run.number]
            )
            return rows.map { row in
                Inspection.Answer(
                    section: row["section"],
                    entry: row["entry"],
                    item: row["item"],
                    kind: Inspection.Answer.Kind(rawValue: row["kind"]) ?? .text,
                    text: row["text"],
                    number: row["number"],
                    unit: row["unit"],
                    reason: row["reason"],
                    outcome: Outcome(rawValue: row["outcome"]) ?? .untested
                )
            }
        }
    }

    // MARK: -

    private static func insert(_ inspection: Inspection, digest: Data, in db: Database) throws -> RunID {
        // A form names the place and knows nothing of the rest of the register.
        let author = ChangeAuthor(
            inspection.inspector.flatMap { $0.isEmpty ? nil : $0 } ?? "audit",
            reason: inspection.form,
            at: inspection.ended
        )
        let known = try stored(inspection.subject.id, in: db)
        let subject = try save(inspection.subject.completed(by: known), by: author, in: db)
        var seen: Set<String> = []
        // An item may stand in two sections; it is one requirement.
        let requirements = inspection.requirements.filter { seen.insert($0.id).inserted }
        let ruleset = try rulesetID(requirements, in: db)
        try db.execute(
            sql: """
                INSERT INTO run (kind, subject, round, started, ended, state, toolVersion, ruleset, mode, options,
                    checklist, checklistVersion, form, formDigest, inspector)
                VALUES ('inspection', ?, ?, ?, ?, 'done', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                subject, nil,
                inspection.started.millisecondsSince1970, inspection.ended.millisecondsSince1970,
                inspection.toolVersion, ruleset, inspection.mode, inspection.visit.json, inspection.checklist,
                inspection.checklistVersion, inspection.form,
                digest, inspection.inspector,
            ]
        )
        let run = RunID(db.lastInsertedRowID)
        if let round = inspection.round {
            try enter(run, round: try roundID(round, in: db), name: round, in: db)
        }
        try insert(inspection.answers, run: run, in: db)
        try insert(inspection.attachments, of: inspection, run: run, in: db)
        var writer = try PageWriter(
            db,
            run: run.number,
            subject: subject,
            subjectCode: inspection.subject.id,
            ruleset: ruleset
        )
        let page = PageRecord(
            address: Inspection.placePrefix + inspection.checklist,
            fetch: PageRecord.Fetch(at: inspection.ended),
            title: inspection.subject.name,
            assertions: assertions(inspection),
            findings: inspection.findings
        )
        try writer.write(page, form: inspection.form)
        try writer.finish()
        try DefectGrouping(db, run: run, subject: subject, at: inspection.ended).apply()
        try DefectLife(db, run: run, subject: subject, at: inspection.ended).apply(inspection)
        return run
    }

    private static func insert(_ answers: [Inspection.Answer], run: RunID, in db: Database) throws {
        for (position, answer) in answers.enumerated() {
            try db.cachedStatement(
                sql: """
                    INSERT INTO answer (run, position, section, entry, item, kind, text, number, unit, reason, outcome)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                run.number, position, answer.section.storable, answer.entry.storable, answer.item.storable,
                answer.kind.rawValue, answer.text?.storable, answer.number, answer.unit?.storable,
                answer.reason?.storable, answer.outcome.rawValue,
            ])
        }
    }

    private static func insert(
        _ attachments: [Inspection.Attachment],
        of inspection: Inspection,
        run: RunID,
        in db: Database
    ) throws {
        let links = EvidenceLinks(db)
        for attachment in attachments {
            let target = attachment.answer.map {
                EvidenceTarget.answer(run, section: $0.section, entry: $0.entry, item: $0.item)
            }
            try links.add(
                attachment.hash,
                to: target ?? .run(run),
                name: attachment.name,
                by: inspection.inspector,
                at: inspection.ended
            )
        }
    }

    /// One assertion an item, counted over its entries; failed where one failed, untested where nobody looked at any.
    private static func assertions(_ inspection: Inspection) -> [Assertion] {
        let answers = Dictionary(grouping: inspection.answers, by: \.item)
        return inspection.requirements.map { requirement in
            let outcomes = answers[requirement.id, default: []].map(\.outcome)
            func count(_ outcome: Outcome) -> Int { outcomes.count { $0 == outcome } }
            let order: [Outcome] = [.failed, .cantTell, .passed, .untested, .inapplicable]
            return Assertion(
                rule: requirement.id,
                outcome: order.first { outcomes.contains($0) } ?? .untested,
                failed: count(.failed),
                cantTell: count(.cantTell),
                passed: count(.passed)
            )
        }
    }

    /// Equal exactly for forms with the same answers and findings.
    private static func digest(of inspection: Inspection) throws -> Fingerprint {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        // Forms recorded before there were attachments keep their digest.
        let attachments = inspection.attachments.flatMap { attachment in
            let place = attachment.answer.map { [$0.section, $0.entry, $0.item] } ?? []
            return [attachment.hash.text, attachment.name] + place
        }
        return Fingerprint(
            of: [
                inspection.form, inspection.checklist, inspection.checklistVersion, inspection.subject.id,
                "\(inspection.started.millisecondsSince1970)", "\(inspection.ended.millisecondsSince1970)",
                inspection.inspector ?? "", String(decoding: try encoder.encode(inspection.answers), as: UTF8.self),
                String(decoding: try encoder.encode(inspection.findings), as: UTF8.self),
            ] + attachments
        )
    }
}
