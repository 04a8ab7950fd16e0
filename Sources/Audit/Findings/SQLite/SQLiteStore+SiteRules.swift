import Foundation
import GRDB

extension SQLiteStore {
    /// Judges the pages of a run by the rules of their site and adds what these say to each page, in one transaction.
    ///
    /// - Parameters:
    ///   - rules: The rules of the run; those over a site are applied.
    ///   - run: A run that has not ended.
    ///   - isWhole: Whether the crawl came to its end; else nothing is said to pass.
    /// - Throws: ``AuditError`` where the store cannot be written; then nothing is changed.
    func applySiteRules(_ rules: [AppliedRule], to run: RunID, isWhole: Bool) async throws {
        let rules = rules.overSites
        guard !rules.isEmpty else { return }
        try await write { db in
            let open = try Self.openRun(run, in: db)
            let traces = SiteTraces(db, run: run.number)
            let visited = try traces.visited()
            let site = Site(pages: visited.pages, isWhole: isWhole && visited.isWhole)
            var writer = try SiteVerdictWriter(
                db,
                run: run.number,
                subject: open.subject,
                code: open.subjectCode,
                rules
            )
            try site.forEachPage(judgedBy: rules) { number, found in
                try writer.write(found, on: visited.rows[number], key: visited.pages[number].key)
            }
            try writer.finish()
            try traces.removeOlder()
        }
    }
}

/// Adds what site rules say to the snapshots of a run's pages, inside a transaction of its caller.
///
/// A snapshot that only this run holds is brought up to date; one that other runs share is copied where the outcome
/// differs, so that what they found stays as it was.
private struct SiteVerdictWriter {
    private let db: Database
    private let run: Int64
    private let code: String
    private let rules: [AppliedRule]
    private let ids: Set<String>
    /// Whether suppressions cover less than whole rules, so that it has to be said which findings.
    private let hasCovers: Bool
    private var findings: FindingWriter
    private var totals: [Int64: Int] = [:]
    private var sets: [Int64: RuleSet] = [:]

    /// The rules of a set, and where in it those over a site are.
    private struct RuleSet {
        let names: [String]
        let positions: [String: Int]
    }

    init(_ db: Database, run: Int64, subject: Int64, code: String, _ rules: [AppliedRule]) throws {
        self.db = db
        self.run = run
        self.code = code
        self.rules = rules
        ids = Set(rules.map(\.metadata.id))
        findings = try FindingWriter(db, run: run, subject: subject, subjectCode: code)
        hasCovers = try FindingLanes(db: db).areAnyCovers()
    }

    mutating func write(_ found: PageAssertions, on page: SiteTraces.Visited.Row, key: String) throws {
        let made =
            try found.verdicts.isEmpty
            ? [] : SiteTraces(db, run: run).trace(of: page.place).findings(for: found.verdicts, of: rules, site: code)
        let digest = Self.digest(of: found.assertions, made)
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT digest, base, site, outcomes, ruleset FROM snapshot WHERE id = ?"),
            arguments: [page.snapshot]
        )
        guard let row else { return }
        let known: Data? = row["site"]
        if known == Data(digest.bytes) { return }
        let outcomes = try merged(row["outcomes"], found.assertions, ruleset: row["ruleset"])
        if known == nil, try !isShared(page.snapshot) {
            // The usual case: the run found the page for the first time, so that nothing has to be taken back.
            try add(made, to: page.snapshot, key: key, digest, outcomes)
            return
        }
        try count(page.snapshot, sign: -1)
        let older: Data? = row["base"]
        let own: Data = row["digest"]
        let base = older ?? own
        let snapshot = try snapshot(for: page, key: key, base: base, site: digest, outcomes: outcomes, made)
        try count(snapshot, sign: 1)
    }

    /// Adds the differences to the run's totals.
    func finish() throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO runTotal (run, verdict, findings) VALUES (?, ?, max(0, ?))
                ON CONFLICT DO UPDATE SET findings = findings + ?
                """
        )
        for (verdict, count) in totals.sorted(by: { $0.key < $1.key }) where count != 0 {
            try statement.execute(arguments: [run, verdict, count, count])
        }
    }

    // MARK: - Snapshots

    private mutating func snapshot(
        for page: SiteTraces.Visited.Row,
        key: String,
        base: Data,
        site: Fingerprint,
        outcomes: [UInt8],
        _ made: [Finding]
    ) throws -> Int64 {
        if try isShared(page.snapshot) {
            let digest = Fingerprint(of: ["site", base.base64EncodedString(), site.text])
            let known = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM snapshot WHERE place = ? AND digest = ?"),
                arguments: [page.place, Data(digest.bytes)]
            )
            let snapshot = try known ?? copy(page.snapshot, digest: digest, base: base)
            if known == nil { try fill(snapshot, key: key, site, outcomes, made) }
            try move(page, to: snapshot)
            return snapshot
        }
        try fill(page.snapshot, key: key, site, outcomes, made)
        return page.snapshot
    }

    private func isShared(_ snapshot: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM visit WHERE snapshot = ?1 AND run <> ?2)
                        OR EXISTS (SELECT 1 FROM visit WHERE previous = ?1 AND run <> ?2)
                    """
            ),
            arguments: [snapshot, run]
        ) ?? true
    }

    private func copy(_ snapshot: Int64, digest: Fingerprint, base: Data) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO snapshot (place, digest, base, status, reason, detail, httpStatus, finalAddress, redirects,
                    contentType, charset, title, language, elements, pageKind, structure, form, ruleset, outcomes)
                SELECT place, ?, ?, status, reason, detail, httpStatus, finalAddress, redirects, contentType, charset,
                    title, language, elements, pageKind, structure, form, ruleset, outcomes
                FROM snapshot WHERE id = ?
                """
        ).execute(arguments: [Data(digest.bytes), base, snapshot])
        let copy = db.lastInsertedRowID
        try db.cachedStatement(
            sql: """
                INSERT INTO occurrence (subject, snapshot, verdict, message, pattern, defect, basis, matched, fingerprint,
                    text, ordinal, block, xpath, selector, line, position, offset, snippet)
                SELECT subject, ?, verdict, message, pattern, defect, basis, matched, fingerprint, text, ordinal, block,
                    xpath, selector, line, position, offset, snippet
                FROM occurrence WHERE snapshot = ? ORDER BY id
                """
        ).execute(arguments: [copy, snapshot])
        try EarlierReadings.copy(from: snapshot, to: copy, in: db)
        return copy
    }

    /// Replaces what site rules said on a snapshot.
    private mutating func fill(
        _ snapshot: Int64,
        key: String,
        _ site: Fingerprint,
        _ outcomes: [UInt8],
        _ made: [Finding]
    ) throws {
        let list = try SQLiteStore.json(ids.sorted())
        try db.cachedStatement(
            sql: """
                DELETE FROM occurrence WHERE snapshot = ? AND verdict IN (
                    SELECT id FROM verdict WHERE requirement IN (SELECT value FROM json_each(?)))
                """
        ).execute(arguments: [snapshot, list])
        let keeps = try EarlierReadings.areOn(snapshot, in: db)
        for finding in made {
            _ = try findings.insert(finding, page: key, snapshot: snapshot, keepsEarlier: keeps)
        }
        try FindingLanes(db: db).settle(snapshot: snapshot)
        try set(outcomes, site, of: snapshot)
    }

    /// Adds what site rules say to a snapshot on which they have said nothing yet.
    private mutating func add(
        _ made: [Finding],
        to snapshot: Int64,
        key: String,
        _ site: Fingerprint,
        _ outcomes: [UInt8]
    ) throws {
        for finding in made {
            totals[try findings.insert(finding, page: key, snapshot: snapshot), default: 0] += 1
        }
        if !made.isEmpty, hasCovers { try FindingLanes(db: db).settle(snapshot: snapshot) }
        try set(outcomes, site, of: snapshot)
    }

    private func set(_ outcomes: [UInt8], _ site: Fingerprint, of snapshot: Int64) throws {
        try db.cachedStatement(sql: "UPDATE snapshot SET outcomes = ?, site = ? WHERE id = ?")
            .execute(arguments: [Data(outcomes), Data(site.bytes), snapshot])
    }

    /// The run's visit shows another snapshot; what stood before it is what it was taken for.
    private func move(_ page: SiteTraces.Visited.Row, to snapshot: Int64) throws {
        try db.cachedStatement(
            sql: """
                UPDATE visit SET snapshot = ?1, previous = nullif(coalesce(previous, snapshot), ?1)
                WHERE run = ?2 AND place = ?3
                """
        ).execute(arguments: [snapshot, run, page.place])
        try db.cachedStatement(sql: "UPDATE place SET snapshot = ? WHERE id = ?")
            .execute(arguments: [snapshot, page.place])
    }

    private mutating func count(_ snapshot: Int64, sign: Int) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: "SELECT verdict, count(*) FROM occurrence WHERE snapshot = ? GROUP BY verdict"),
            arguments: [snapshot]
        )
        while let row = try rows.next() {
            let findings: Int = row[1]
            totals[row[0], default: 0] += sign * findings
        }
    }

    // MARK: - Outcomes

    private mutating func merged(_ outcomes: Data, _ site: [Assertion], ruleset: Int64) throws -> [UInt8] {
        let set = try set(ruleset)
        guard var slots = OutcomeCode.slots([UInt8](outcomes), rules: set.names) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the outcomes of a page are not readable")
        }
        for assertion in site {
            if let position = set.positions[assertion.rule] { slots[position] = assertion }
        }
        return OutcomeCode.encode(slots)
    }

    private mutating func set(_ ruleset: Int64) throws -> RuleSet {
        if let known = sets[ruleset] { return known }
        let names = try SQLiteStore.requirements(ofRuleset: ruleset, in: db).map(\.id)
        let positions = names.enumerated().filter { ids.contains($0.element) }.map { ($0.element, $0.offset) }
        let set = RuleSet(names: names, positions: Dictionary(positions, uniquingKeysWith: { first, _ in first }))
        sets[ruleset] = set
        return set
    }

    /// Equal exactly where site rules say the same.
    private static func digest(of assertions: [Assertion], _ made: [Finding]) -> Fingerprint {
        var builder = FingerprintBuilder()
        for assertion in assertions {
            builder.add(assertion.rule)
            builder.add(assertion.outcome.rawValue)
            for count in [assertion.failed, assertion.cantTell, assertion.passed] { builder.add(count) }
        }
        for finding in made {
            builder.add(finding.requirement)
            builder.add(finding.occurrence)
            builder.add(finding.message.zh)
        }
        return builder.fingerprint
    }
}
