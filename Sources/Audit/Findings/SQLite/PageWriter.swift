import Foundation
import GRDB

/// Writes what was found at places, inside a transaction of its caller.
///
/// What repeats (verdicts, messages, patterns) is kept once and looked up by digest; the ids found so far are
/// remembered for the length of one transaction.
struct PageWriter {
    let db: Database
    let run: Int64
    let subject: Int64
    let subjectCode: String
    let ruleset: Int64
    /// The ids of the rule set, in its order.
    let rules: [String]
    private let positions: [String: Int]

    private var verdicts: [Fingerprint: Int64] = [:]
    private var messages: [LocalizedText: Int64] = [:]
    private var patterns: [Fingerprint: Int64] = [:]
    private var totals: [Int64: Int] = [:]
    private var checked = 0
    private var notChecked = 0

    init(_ db: Database, run: Int64, subject: Int64, subjectCode: String, ruleset: Int64) throws {
        self.db = db
        self.run = run
        self.subject = subject
        self.subjectCode = subjectCode
        self.ruleset = ruleset
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
        let place = try placeID(page.key, address: page.address)
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
            for finding in page.findings { try insert(finding, page: page, snapshot: snapshot) }
        }
        try visit(page, place: place, snapshot: snapshot, isKnown: known != nil)
    }

    /// Adds the counts of all pages written to the run's totals.
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
        try db.execute(
            sql: "UPDATE run SET checked = checked + ?, notChecked = notChecked + ? WHERE id = ?",
            arguments: [checked, notChecked, run]
        )
    }

    // MARK: - Places

    private func placeID(_ code: String, address: String) throws -> Int64 {
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
            page.from,
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
        for assertion in assertions {
            guard let position = positions[assertion.rule] else {
                preconditionFailure("rule \(assertion.rule) is not among the requirements the run began with")
            }
            slots[position] = assertion
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
            place, Data(digest.bytes), page.status.rawValue, page.reason, page.detail, page.fetch.httpStatus,
            page.fetch.finalAddress, page.fetch.redirects, page.fetch.contentType, page.fetch.charset, page.title,
            page.language, page.elements, page.pageKind, Int64(bitPattern: page.structure), form, ruleset,
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
        var fields = [
            page.status.rawValue, page.reason ?? "", page.detail ?? "", "\(fetch.httpStatus ?? -1)",
            fetch.finalAddress ?? "", "\(fetch.redirects)", fetch.contentType ?? "", fetch.charset ?? "", page.title,
            page.language ?? "\u{0}", "\(page.elements)", page.pageKind ?? "", "\(page.structure)", form ?? "",
            "\(ruleset)", outcomes.map { "\($0)" }.joined(separator: ","),
        ]
        for finding in page.findings {
            fields += [
                finding.requirement, finding.outcome.rawValue, finding.kind.rawValue, finding.confidence.rawValue,
                finding.severity.rawValue, finding.message.zh, finding.message.en, finding.occurrence, finding.defect,
                finding.criteria.joined(separator: " "),
            ]
            switch finding.place {
            case .node(let node):
                fields += [node.xpath, node.selector, "\(node.line):\(node.column):\(node.offset)", node.snippet]
            case .item(let item):
                fields += [item.section, item.entry, item.note, "\(item.latitude ?? 999) \(item.longitude ?? 999)"]
                if let measurement = finding.measurement { fields.append("\(measurement)") }
            }
        }
        return Fingerprint(of: fields)
    }
}

// MARK: - Findings

extension PageWriter {
    private mutating func insert(_ finding: Finding, page: PageRecord, snapshot: Int64) throws {
        let signals = finding.signals ?? signals(of: finding, page: page.key)
        let verdict = try verdictID(finding)
        let fingerprint = Fingerprint(finding.occurrence) ?? signals.occurrence
        var node = NodePlace(page: "", xpath: "", selector: "", line: 0, column: 0, offset: -1, snippet: "")
        if case .node(let place) = finding.place { node = place }
        try db.cachedStatement(
            sql: """
                INSERT INTO occurrence (snapshot, verdict, message, pattern, fingerprint, text, ordinal, block,
                    xpath, selector, line, position, offset, snippet)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            snapshot, verdict, try messageID(finding.message), try patternID(signals), Data(fingerprint.bytes),
            Int64(bitPattern: signals.text), signals.ordinal, Int64(bitPattern: signals.block), node.xpath,
            node.selector, node.line, node.column, node.offset, node.snippet,
        ])
        totals[verdict, default: 0] += 1
        if case .item(let item) = finding.place {
            try insert(item, finding.measurement, occurrence: db.lastInsertedRowID)
        }
    }

    private func insert(_ item: ItemPlace, _ measurement: Measurement?, occurrence: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO reading (occurrence, section, entry, latitude, longitude, note, value, unit, minimum,
                    maximum, tolerance)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            occurrence, item.section, item.entry, item.latitude, item.longitude, item.note, measurement?.value,
            measurement?.unit, measurement?.minimum, measurement?.maximum, measurement?.tolerance,
        ])
    }

    /// The signals of a finding that comes without: where it is and what it is about is all there is.
    private func signals(of finding: Finding, page: String) -> Signals {
        switch finding.place {
        case .node(let node):
            let path = node.xpath.split(separator: "/").map { $0.prefix { $0 != "[" } }.joined(separator: "/")
            return Signals(
                family: finding.requirement,
                page: page,
                path: path,
                shape: NoiseMask.name(node.selector.utf8)
            )
        case .item(let item): return item.signals(item: finding.requirement, subject: subjectCode)
        }
    }

    private mutating func verdictID(_ finding: Finding) throws -> Int64 {
        let digest = Fingerprint(of: [
            finding.requirement, finding.domain.rawValue, finding.outcome.rawValue, finding.kind.rawValue,
            finding.confidence.rawValue, finding.severity.rawValue, finding.criteria.joined(separator: "\n"),
        ])
        if let id = verdicts[digest] { return id }
        let id = try lookUp("verdict", digest) { [db] in
            try db.execute(
                sql: """
                    INSERT INTO verdict (digest, requirement, domain, outcome, kind, confidence, severity, criteria)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    Data(digest.bytes), finding.requirement, finding.domain.rawValue, finding.outcome.rawValue,
                    finding.kind.rawValue, finding.confidence.rawValue, finding.severity.rawValue,
                    try SQLiteStore.json(finding.criteria),
                ]
            )
        }
        verdicts[digest] = id
        return id
    }

    private mutating func messageID(_ message: LocalizedText) throws -> Int64 {
        if let id = messages[message] { return id }
        let digest = Fingerprint(of: [message.zh, message.en])
        let id = try lookUp("message", digest) { [db] in
            try db.cachedStatement(sql: "INSERT INTO message (digest, zh, en) VALUES (?, ?, ?)")
                .execute(arguments: [Data(digest.bytes), message.zh, message.en])
        }
        messages[message] = id
        return id
    }

    private mutating func patternID(_ signals: Signals) throws -> Int64 {
        let fingerprint = signals.pattern(site: subjectCode)
        if let id = patterns[fingerprint] { return id }
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM pattern WHERE subject = ? AND fingerprint = ?"),
            arguments: [subject, Data(fingerprint.bytes)]
        )
        if known == nil {
            try db.cachedStatement(
                sql: """
                    INSERT INTO pattern (subject, fingerprint, family, region, path, shape, classes, evidence)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                subject, Data(fingerprint.bytes), signals.family, signals.region, signals.path, signals.shape,
                signals.classes, signals.evidence,
            ])
        }
        let id = known ?? db.lastInsertedRowID
        patterns[fingerprint] = id
        return id
    }

    /// The id of the row with this digest, after `insert` made it where it was missing.
    private func lookUp(_ table: String, _ digest: Fingerprint, insert: () throws -> Void) throws -> Int64 {
        let select = try db.cachedStatement(sql: "SELECT id FROM \(table) WHERE digest = ?")
        if let id = try Int64.fetchOne(select, arguments: [Data(digest.bytes)]) { return id }
        try insert()
        return db.lastInsertedRowID
    }
}
