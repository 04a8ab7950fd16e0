import Foundation
import GRDB

/// Writes what was found at places, inside a transaction of its caller.
struct PageWriter {
    let db: Database
    let run: Int64
    let subject: Int64
    let subjectCode: String
    let ruleset: Int64
    /// The ids of the rule set, in its order.
    let rules: [String]
    private let positions: [String: Int]

    private var findings: FindingWriter
    private let lanes: FindingLanes
    /// Whether suppressions cover less than whole rules, so that it has to be said which findings.
    private let hasCovers: Bool
    private var totals: [Int64: Int] = [:]
    private var checked = 0
    private var notChecked = 0

    init(_ db: Database, run: Int64, subject: Int64, subjectCode: String, ruleset: Int64) throws {
        self.db = db
        self.run = run
        self.subject = subject
        self.subjectCode = subjectCode
        self.ruleset = ruleset
        lanes = FindingLanes(db: db)
        hasCovers = try lanes.areAnyCovers()
        findings = try FindingWriter(db, run: run, subject: subject, subjectCode: subjectCode)
        rules = try String.fetchAll(
            db,
            sql: """
                SELECT code FROM rulesetMember JOIN requirement ON requirement.id = requirement
                WHERE ruleset = ? ORDER BY position
                """,
            arguments: [ruleset]
        )
        positions = Dictionary(rules.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Records one page; the findings of an equal earlier page are shared, not written again.
    mutating func write(_ page: PageRecord, form: String? = nil) throws {
        let shown = PersonalData.maskedAddress(page.address).storable
        let place = try placeID(page.key.storable, address: shown)
        if let earlier = page.standing {
            try visit(page, place: place, snapshot: earlier.snapshot, isKnown: true)
            try SiteTraces(db, run: run).take(over: place, from: earlier.run.number)
            return
        }
        let outcomes = OutcomeCode.encode(ordered(page.assertions))
        let digest = Self.digest(of: page, form: form, ruleset: ruleset, outcomes: outcomes)
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM snapshot WHERE place = ? AND digest = ?"),
            arguments: [place, Data(digest.bytes)]
        )
        let snapshot: Int64
        if let known {
            snapshot = known
        } else {
            snapshot = try insertSnapshot(of: page, at: place, form: form, digest: digest, outcomes: outcomes)
            for index in page.findings.indices {
                let verdict = try findings.insert(page.findings[index], page: page.key, snapshot: snapshot)
                totals[verdict, default: 0] += 1
            }
        }
        try visit(page, place: place, snapshot: snapshot, isKnown: known != nil)
        if known == nil, hasCovers { try lanes.settle(snapshot: snapshot) }
        if let trace = page.trace { try SiteTraces(db, run: run).write(trace, place: place) }
        if let source = page.source, !source.isEmpty { try keep(source, of: page) }
    }

    /// Records something else of a page that this run had found, as if it had not been there.
    ///
    /// What stood at its place before stands again, and what only this run found there goes, unless an end of the run has
    /// given it to defects already: then it stays as what an earlier run found does.
    mutating func replace(_ snapshot: Int64, at place: Int64, by page: PageRecord) throws {
        let previous = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT previous FROM visit WHERE run = ? AND place = ?"),
            arguments: [run, place]
        )
        try write(page)
        for table in ["siteTrace", "evidenceUse"] {
            try db.cachedStatement(sql: "DELETE FROM \(table) WHERE run = ? AND place = ?")
                .execute(arguments: [run, place])
        }
        let isOwn = try isOwn(snapshot)
        guard isOwn || previous != nil else { return }
        try db.cachedStatement(sql: "UPDATE place SET snapshot = ? WHERE id = ? AND snapshot = ?")
            .execute(arguments: [previous, place, snapshot])
        guard isOwn else { return }
        try db.cachedStatement(sql: "DELETE FROM occurrence WHERE snapshot = ?").execute(arguments: [snapshot])
        try db.cachedStatement(sql: "DELETE FROM snapshot WHERE id = ?").execute(arguments: [snapshot])
    }

    /// Whether no visit is left that found the snapshot, and nothing it holds belongs to a defect.
    private func isOwn(_ snapshot: Int64) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT NOT EXISTS (SELECT 1 FROM visit WHERE snapshot = ?1)
                        AND NOT EXISTS (SELECT 1 FROM visit WHERE previous = ?1)
                        AND NOT EXISTS (SELECT 1 FROM occurrence WHERE snapshot = ?1 AND defect IS NOT NULL)
                    """
            ),
            arguments: [snapshot]
        ) ?? false
    }

    private func keep(_ source: [UInt8], of page: PageRecord) throws {
        let evidence = PackedEvidence(source, kind: .page)
        try evidence.insert(page.fetch.contentType ?? "text/html", at: page.fetch.at, in: db)
        try EvidenceLinks(db).add(
            evidence.hash,
            to: .page(RunID(run), key: page.key),
            name: PersonalData.maskedAddress(page.address),
            by: nil,
            at: page.fetch.at
        )
    }

    /// Adds the counts of all pages written since to the run's totals.
    mutating func finish() throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO runTotal (run, verdict, findings) VALUES (?, ?, max(0, ?))
                ON CONFLICT DO UPDATE SET findings = findings + ?
                """
        )
        for (verdict, count) in totals.sorted(by: { $0.key < $1.key }) where count != 0 {
            try statement.execute(arguments: [run, verdict, count, count])
        }
        try db.cachedStatement(
            sql: "UPDATE run SET checked = checked + ?, notChecked = notChecked + ? WHERE id = ?"
        ).execute(arguments: [checked, notChecked, run])
        totals.removeAll(keepingCapacity: true)
        (checked, notChecked) = (0, 0)
    }

    // MARK: - Places

    private func placeID(_ code: String, address: String) throws -> Int64 {
        let before = db.totalChangesCount
        try db.cachedStatement(
            sql: """
                INSERT INTO place (subject, code, address) VALUES (?, ?, ?)
                ON CONFLICT (subject, code) DO UPDATE SET address = excluded.address WHERE address <> excluded.address
                """
        ).execute(arguments: [subject, code, address])
        guard
            let id = try Int64.fetchOne(
                db.cachedStatement(sql: "SELECT id FROM place WHERE subject = ? AND code = ?"),
                arguments: [subject, code]
            )
        else { throw DatabaseError(resultCode: .SQLITE_INTERNAL, message: "a place just written is missing") }
        if hasCovers, db.totalChangesCount > before { try lanes.settle(place: id) }
        return id
    }

    private mutating func visit(_ page: PageRecord, place: Int64, snapshot: Int64, isKnown: Bool) throws {
        let earlier = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT snapshot FROM visit WHERE run = ? AND place = ?"),
            arguments: [run, place]
        )
        if let earlier { try forget(earlier) }
        let previous = try previousSnapshot(of: place, replacing: snapshot)
        let hash = page.fetch.contentHash.isEmpty ? nil : Data(page.fetch.contentHash.prefix(16))
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO visit (run, place, snapshot, previous, fetched, bytes, contentHash, depth,
                    origin)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            run, place, snapshot, previous, page.fetch.at.millisecondsSince1970, page.fetch.bytes, hash, page.depth,
            page.from.map { PersonalData.maskedAddress($0).storable },
        ])
        if page.status == .checked {
            checked += 1
            // A page that could not be checked keeps what was found last: nothing is closed by not looking.
            try db.cachedStatement(sql: "UPDATE place SET snapshot = ? WHERE id = ? AND snapshot IS NOT ?")
                .execute(arguments: [snapshot, place, snapshot])
        } else {
            notChecked += 1
        }
        if isKnown { try count(snapshot, sign: 1) }
        let facts = VisitFactWriter(db: db, run: run)
        if let visited = page.facts {
            try facts.write(visited, place: place)
        } else if earlier != nil {
            try facts.forget(place: place)
        }
    }

    /// What stood at the place before this run first came there; nil where this run found the same.
    private func previousSnapshot(of place: Int64, replacing snapshot: Int64) throws -> Int64? {
        let earlier = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT previous FROM visit WHERE run = ? AND place = ?"),
            arguments: [run, place]
        )
        if let earlier { return earlier[0] }
        let standing = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT snapshot FROM place WHERE id = ?"),
            arguments: [place]
        )
        return standing == snapshot ? nil : standing
    }

    /// Takes back what an earlier visit of this run counted.
    private mutating func forget(_ snapshot: Int64) throws {
        let status = try String.fetchOne(
            db.cachedStatement(sql: "SELECT status FROM snapshot WHERE id = ?"),
            arguments: [snapshot]
        )
        if status == "checked" { checked -= 1 } else { notChecked -= 1 }
        try count(snapshot, sign: -1)
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

    // MARK: - Snapshots

    private func ordered(_ assertions: [Assertion]) -> [Assertion?] {
        var slots = [Assertion?](repeating: nil, count: rules.count)
        var next = 0
        for assertion in assertions {
            // They mostly come in the order of the rule set.
            if next >= rules.count || rules[next] != assertion.rule {
                guard let position = positions[assertion.rule] else {
                    preconditionFailure("rule \(assertion.rule) is not among the requirements the run began with")
                }
                next = position
            }
            slots[next] = assertion
            next += 1
        }
        return slots
    }

    private func insertSnapshot(
        of page: PageRecord,
        at place: Int64,
        form: String?,
        digest: Fingerprint,
        outcomes: [UInt8]
    ) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO snapshot (place, digest, status, reason, detail, httpStatus, finalAddress, redirects,
                    contentType, charset, title, language, elements, pageKind, structure, form, ruleset, outcomes)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            place, Data(digest.bytes), page.status.rawValue, page.reason,
            page.detail.map { PersonalData.masked($0).storable }, page.fetch.httpStatus,
            page.fetch.finalAddress.map { PersonalData.maskedAddress($0).storable }, page.fetch.redirects,
            page.fetch.contentType?.storable, page.fetch.charset?.storable, page.title.storable,
            page.language?.storable, page.elements, page.pageKind, Int64(bitPattern: page.structure), form, ruleset,
            Data(outcomes),
        ])
        return db.lastInsertedRowID
    }

    /// Equal exactly where nothing a report shows has changed; when and how large a page was fetched is the visit's.
    private static func digest(
        of page: PageRecord,
        form: String?,
        ruleset: Int64,
        outcomes: [UInt8]
    ) -> Fingerprint {
        let fetch = page.fetch
        var builder = FingerprintBuilder(bytes: 1_024 * (page.findings.count + 2))
        for field in [
            page.status.rawValue, page.reason ?? "", page.detail ?? "", fetch.finalAddress ?? "",
            fetch.contentType ?? "", fetch.charset ?? "", page.title, page.language ?? "\u{0}", page.pageKind ?? "",
            form ?? "",
        ] { builder.add(field) }
        for number in [
            fetch.httpStatus ?? -1, fetch.redirects, page.elements, Int(bitPattern: UInt(page.structure)), Int(ruleset),
            page.findings.count,
        ] { builder.add(number) }
        builder.add(outcomes)
        for index in page.findings.indices { page.findings[index].add(to: &builder) }
        return builder.fingerprint
    }
}

extension Finding {
    fileprivate func add(to builder: inout FingerprintBuilder) {
        builder.add(requirement)
        builder.add(outcome.rawValue)
        builder.add(kind.rawValue)
        builder.add(confidence.rawValue)
        builder.add(severity.rawValue)
        builder.add(message.zh)
        builder.add(message.en)
        builder.add(occurrence)
        builder.add(defect)
        builder.add(criteria.count)
        for criterion in criteria { builder.add(criterion) }
        switch place {
        case .node(let node):
            builder.add(node.xpath)
            builder.add(node.selector)
            builder.add(node.line)
            builder.add(node.column)
            builder.add(node.offset)
            builder.add(node.snippet)
        case .item(let item):
            builder.add(item.section)
            builder.add(item.entry)
            builder.add(item.note)
            builder.add("\(item.latitude ?? 999) \(item.longitude ?? 999)")
            if let measurement { builder.add("\(measurement)") }
        }
    }
}
