import Foundation
import GRDB

/// Writes findings, inside a transaction of its caller.
///
/// What repeats (verdicts, messages, patterns) is kept once and looked up by digest; the ids found so far are
/// remembered, so that a writer serves for one transaction or for several between which nobody else wrote.
struct FindingWriter {
    private let db: Database
    private let run: Int64
    private let subject: Int64
    private let subjectCode: String
    private var insertOccurrence: OccurrenceInsert
    private let findPattern: Statement
    private let insertPattern: Statement
    private let deadlines: DeadlinePolicy
    private var verdicts: [VerdictKey: VerdictRow] = [:]
    private var messages: [LocalizedText: Int64] = [:]
    private var patterns: [PatternKey: Int64] = [:]

    /// Messages and patterns remembered, each; with more, all are forgotten.
    private static let maximumKnown = 4_096

    private struct VerdictRow {
        let id: Int64
        /// That of new findings.
        let lane: FindingLane
    }

    private struct VerdictKey: Hashable {
        var requirement: String
        var domain: Finding.Domain
        var outcome: Outcome
        var kind: RuleMetadata.Kind
        var confidence: Confidence
        var severity: Severity
        var criteria: [String]

        /// A rule has one kind, severity and so on but for a few.
        func hash(into hasher: inout Hasher) {
            hasher.combine(requirement)
            hasher.combine(outcome)
        }
    }

    private struct PatternKey: Hashable {
        var version: Int
        var family: String
        var region: String
        var path: String
        var shape: String
        var classes: String
        var evidence: String

        /// Of what tells most of them apart.
        func hash(into hasher: inout Hasher) {
            hasher.combine(family)
            hasher.combine(path)
            hasher.combine(shape)
        }
    }

    init(_ db: Database, run: Int64, subject: Int64, subjectCode: String) throws {
        self.db = db
        self.run = run
        self.subject = subject
        self.subjectCode = subjectCode
        deadlines = try SQLiteStore.deadlines(in: db)
        insertOccurrence = try OccurrenceInsert(db, subject: subject)
        findPattern = try db.cachedStatement(sql: "SELECT id FROM pattern WHERE subject = ? AND fingerprint = ?")
        insertPattern = try db.cachedStatement(
            sql: """
                INSERT INTO pattern (subject, fingerprint, version, family, region, path, shape, classes, evidence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
    }

    /// Writes the finding and answers with the id of its verdict; `keepsEarlier` says that what older versions read of it
    /// is written, too, whether or not the run needs that.
    mutating func insert(
        _ finding: Finding,
        page: String,
        snapshot: Int64,
        keepsEarlier: Bool = false
    ) throws -> Int64 {
        let signals = finding.signals ?? signals(of: finding, page: page)
        let verdict = try verdict(of: finding)
        let occurrence = try insertOccurrence.execute(
            snapshot: snapshot,
            verdict: verdict.id,
            message: try messageID(finding.message),
            pattern: try patternID(signals),
            fingerprint: Fingerprint(finding.occurrence) ?? signals.occurrence,
            lane: verdict.lane,
            signals,
            finding.place
        )
        if case .item(let item) = finding.place { try insert(item, finding.measurement, occurrence: occurrence) }
        if !signals.earlier.isEmpty,
            try keepsEarlier || EarlierReadings.areNeeded(by: run, newest: signals.version, in: db)
        {
            for earlier in signals.earlier { try insert(earlier, occurrence: occurrence) }
        }
        return verdict.id
    }

    private mutating func insert(_ earlier: Signals, occurrence: Int64) throws {
        let pattern = try patternID(earlier)
        try db.cachedStatement(
            sql: """
                INSERT OR IGNORE INTO earlierReading (occurrence, pattern, fingerprint, text, ordinal)
                VALUES (?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            occurrence, pattern, Data(earlier.occurrence.bytes), Int64(bitPattern: earlier.text), earlier.ordinal,
        ])
    }

    private func insert(_ item: ItemPlace, _ measurement: Measurement?, occurrence: Int64) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO reading (occurrence, section, entry, latitude, longitude, note, value, unit, minimum,
                    maximum, tolerance)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            occurrence, item.section.storable, item.entry.storable, item.latitude, item.longitude, item.note.storable,
            measurement?.value,
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

    // MARK: - What repeats

    private mutating func verdict(of finding: Finding) throws -> VerdictRow {
        let key = VerdictKey(
            requirement: finding.requirement,
            domain: finding.domain,
            outcome: finding.outcome,
            kind: finding.kind,
            confidence: finding.confidence,
            severity: finding.severity,
            criteria: finding.criteria
        )
        if let known = verdicts[key] { return known }
        let digest = Fingerprint(of: [
            finding.requirement, finding.domain.rawValue, finding.outcome.rawValue, finding.kind.rawValue,
            finding.confidence.rawValue, finding.severity.rawValue, finding.criteria.joined(separator: "\n"),
        ])
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
        let days = deadlines.days(for: finding.severity)
        let row = VerdictRow(
            id: id,
            lane: .new(deadline: Timestamp.now.advanced(byDays: days).millisecondsSince1970)
        )
        verdicts[key] = row
        return row
    }

    private mutating func messageID(_ message: LocalizedText) throws -> Int64 {
        if let id = messages[message] { return id }
        let digest = Fingerprint(of: [message.zh, message.en])
        let id = try lookUp("message", digest) { [db] in
            try db.cachedStatement(sql: "INSERT INTO message (digest, zh, en) VALUES (?, ?, ?)")
                .execute(arguments: [Data(digest.bytes), message.zh.storable, message.en.storable])
        }
        if messages.count >= Self.maximumKnown { messages.removeAll() }
        messages[message] = id
        return id
    }

    private mutating func patternID(_ signals: Signals) throws -> Int64 {
        let key = PatternKey(
            version: signals.version,
            family: signals.family,
            region: signals.region,
            path: signals.path,
            shape: signals.shape,
            classes: signals.classes,
            evidence: signals.evidence
        )
        if let id = patterns[key] { return id }
        let fingerprint = Data(signals.pattern(site: subjectCode).bytes)
        let known = try Int64.fetchOne(findPattern, arguments: [subject, fingerprint])
        if known == nil {
            try insertPattern.execute(arguments: [
                subject, fingerprint, signals.version, signals.family.storable, signals.region.storable,
                signals.path.storable,
                signals.shape.storable, signals.classes.storable, signals.evidence.storable,
            ])
        }
        let id = known ?? db.lastInsertedRowID
        if patterns.count >= Self.maximumKnown { patterns.removeAll() }
        patterns[key] = id
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
