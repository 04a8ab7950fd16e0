import Foundation
import GRDB

extension SQLiteStore {
    public func storeEvidence(
        _ bytes: [UInt8],
        kind: Evidence.Kind,
        mediaType: String,
        at moment: Timestamp
    ) async throws -> EvidenceHash {
        guard (1...Evidence.maximumBytes).contains(bytes.count) else { throw StoreFailure.evidenceSize(bytes.count) }
        // Packed outside the transaction: others write meanwhile.
        let evidence = PackedEvidence(bytes, kind: kind)
        try await writeDurably { db in try evidence.insert(mediaType, at: moment, in: db) }
        return evidence.hash
    }

    public func evidence(_ hash: EvidenceHash) async throws -> Evidence? {
        try await read { db in
            try Row.fetchOne(
                db,
                sql: "SELECT \(EvidenceLinks.columns) FROM evidence WHERE digest = ?",
                arguments: [EvidenceLinks.digest(hash)]
            ).map(EvidenceLinks.evidence)
        }
    }

    public func evidenceBytes(_ hash: EvidenceHash) async throws -> [UInt8]? {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: "SELECT coding, size, content FROM evidence WHERE digest = ? AND content IS NOT NULL",
                arguments: [EvidenceLinks.digest(hash)]
            )
            guard let row else { return nil }
            guard let bytes = EvidenceLinks.content(row), EvidenceHash(of: bytes) == hash else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "evidence \(hash) has changed")
            }
            return bytes
        }
    }

    public func link(
        _ hash: EvidenceHash,
        to target: EvidenceTarget,
        name: String,
        by actor: String?,
        at moment: Timestamp
    ) async throws {
        try await writeDurably { db in
            try EvidenceLinks(db).add(hash, to: target, name: name, by: actor, at: moment)
        }
    }

    public func evidence(of target: EvidenceTarget) async throws -> [EvidenceLink] {
        try await read { db in try EvidenceLinks(db).links(of: target) }
    }
}

/// Evidence as it lies in the file: photos as they are, the rest compressed where that makes it smaller.
struct PackedEvidence: Sendable {
    let hash: EvidenceHash
    private let kind: Evidence.Kind
    private let size: Int
    private let isPacked: Bool
    private let content: [UInt8]

    init(_ bytes: [UInt8], kind: Evidence.Kind) {
        hash = EvidenceHash(of: bytes)
        self.kind = kind
        size = bytes.count
        let packed = kind == .photo ? bytes : Zstandard.compressed(bytes)
        isPacked = packed.count < bytes.count
        content = isPacked ? packed : bytes
    }

    /// Adds it where it is new or its bytes were removed; an empty page is no evidence.
    func insert(_ mediaType: String, at moment: Timestamp, in db: Database) throws {
        guard size > 0 else { return }
        try db.cachedStatement(
            sql: """
                INSERT INTO evidence (digest, kind, mediaType, size, added, coding, content)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (digest) DO UPDATE SET removed = NULL, coding = excluded.coding,
                    content = excluded.content, kind = excluded.kind WHERE content IS NULL
                """
        ).execute(arguments: [
            EvidenceLinks.digest(hash), kind.rawValue, mediaType.storable, size, moment.millisecondsSince1970,
            isPacked ? "zstd" : "none", Data(content),
        ])
    }
}

/// What evidence belongs to, inside a transaction of its caller.
struct EvidenceLinks {
    private let db: Database

    init(_ db: Database) { self.db = db }

    /// The row of a link that says what it belongs to.
    private struct Owner {
        var defect: Int64?
        var occurrence: Int64?
        var run: Int64?
        var position: Int64?
        var place: Int64?
    }

    func add(
        _ hash: EvidenceHash,
        to target: EvidenceTarget,
        name: String,
        by actor: String?,
        at moment: Timestamp
    ) throws {
        let evidence = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM evidence WHERE digest = ?"),
            arguments: [Self.digest(hash)]
        )
        guard let evidence else { throw StoreFailure.unknownEvidence(hash) }
        let owner = try owner(target)
        try db.cachedStatement(
            sql: """
                INSERT INTO evidenceUse (evidence, defect, occurrence, run, position, place, name, actor, at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """
        ).execute(arguments: [
            evidence, owner.defect, owner.occurrence, owner.run, owner.position, owner.place, name.storable,
            actor?.storable, moment.millisecondsSince1970,
        ])
    }

    private func owner(_ target: EvidenceTarget) throws -> Owner {
        switch target {
        case .defect(let id): return Owner(defect: try SQLiteStore.knownDefect(id, in: db).row)
        case .finding(let id): return Owner(occurrence: try occurrence(id))
        case .run(let run): return Owner(run: try known(run))
        case .answer(let run, let section, let entry, let item):
            let position = try Int64.fetchOne(
                db,
                sql: "SELECT position FROM answer WHERE run = ? AND section = ? AND entry = ? AND item = ?",
                arguments: [try known(run), section.storable, entry.storable, item.storable]
            )
            guard let position else { throw StoreFailure.unknownAnswer("\(section)/\(entry)/\(item)") }
            return Owner(run: run.number, position: position)
        case .page(let run, let key):
            let place = try Int64.fetchOne(
                db,
                sql: """
                    SELECT place.id FROM visit JOIN place ON place.id = visit.place
                    WHERE visit.run = ? AND place.code = ?
                    """,
                arguments: [try known(run), key.storable]
            )
            guard let place else { throw StoreFailure.unknownPage(key) }
            return Owner(run: run.number, place: place)
        }
    }

    private func known(_ run: RunID) throws -> Int64 {
        let found = try Int64.fetchOne(db, sql: "SELECT id FROM run WHERE id = ?", arguments: [run.number])
        guard let found else { throw StoreFailure.unknownRun(run) }
        return found
    }

    private func occurrence(_ prefix: String) throws -> Int64 {
        guard prefix.utf8.count >= SQLiteStore.minimumPrefix, let range = Fingerprint.range(ofPrefix: prefix) else {
            throw StoreFailure.unknownFinding(prefix)
        }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT max(id) FROM occurrence WHERE fingerprint BETWEEN ? AND ? GROUP BY fingerprint LIMIT 2
                """,
            arguments: [Data(range.lowerBound.bytes), Data(range.upperBound.bytes)]
        )
        guard let row = rows.first else { throw StoreFailure.unknownFinding(prefix) }
        guard rows.count == 1 else { throw StoreFailure.ambiguous(prefix) }
        return row[0]
    }

    // MARK: - Reading

    /// What was handed in with the answers to an item of an entry, at whichever inspection of the subject.
    private static let ofAnswers = """
        SELECT evidenceUse.id FROM pattern CROSS JOIN run ON run.subject = pattern.subject AND run.kind = 'inspection'
        CROSS JOIN answer ON answer.run = run.id AND answer.section = pattern.region AND answer.entry = pattern.path
            AND answer.item = pattern.family
        CROSS JOIN evidenceUse ON evidenceUse.run = answer.run AND evidenceUse.position = answer.position
        """

    func links(of target: EvidenceTarget) throws -> [EvidenceLink] {
        let owner = try owner(target)
        if let defect = owner.defect {
            return try links(
                """
                SELECT id FROM evidenceUse WHERE defect = ?1
                UNION SELECT evidenceUse.id FROM evidenceUse JOIN occurrence ON occurrence.id = evidenceUse.occurrence
                    WHERE occurrence.defect = ?1
                UNION \(Self.ofAnswers) WHERE pattern.id = (SELECT pattern FROM defect WHERE id = ?1 AND scope = 'physical')
                """,
                [defect]
            )
        }
        if let occurrence = owner.occurrence {
            return try links(
                """
                SELECT id FROM evidenceUse WHERE occurrence = ?1
                UNION \(Self.ofAnswers) JOIN occurrence ON occurrence.id = ?1
                    JOIN snapshot ON snapshot.id = occurrence.snapshot AND snapshot.form = run.form
                    WHERE pattern.id = occurrence.pattern
                """,
                [occurrence]
            )
        }
        let condition = "run = ?1 AND position IS ?2 AND place IS ?3"
        if case .run = target { return try links("SELECT id FROM evidenceUse WHERE run = ?1", [owner.run]) }
        return try links(
            "SELECT id FROM evidenceUse WHERE \(condition)",
            [owner.run, owner.position, owner.place]
        )
    }

    private func links(_ chosen: String, _ arguments: StatementArguments) throws -> [EvidenceLink] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(Self.columns), evidenceUse.name, evidenceUse.actor, evidenceUse.at, evidenceUse.run
                FROM evidenceUse JOIN evidence ON evidence.id = evidenceUse.evidence
                WHERE evidenceUse.id IN (\(chosen)) ORDER BY evidenceUse.id
                """,
            arguments: arguments
        )
        return rows.map { row in
            let run: Int64? = row["run"]
            return EvidenceLink(
                evidence: Self.evidence(row),
                name: row["name"],
                actor: row["actor"],
                at: Timestamp(millisecondsSince1970: row["at"]),
                run: run.map { RunID($0) }
            )
        }
    }

    /// The evidence whose bytes no longer fit its hash.
    func changed() throws -> [String] {
        let rows = try Row.fetchCursor(
            db,
            sql: "SELECT lower(hex(digest)) AS hash, coding, size, content FROM evidence WHERE content IS NOT NULL"
        )
        var changed: [String] = []
        while let row = try rows.next() {
            let hash: String = row["hash"]
            if Self.content(row).map({ EvidenceHash(of: $0).text }) != hash { changed.append(hash) }
        }
        return changed
    }

    // MARK: - Rows

    static let columns = """
        lower(hex(evidence.digest)) AS hash, evidence.kind, evidence.mediaType, evidence.size, evidence.added,
        evidence.removed
        """

    static func evidence(_ row: Row) -> Evidence {
        guard let hash = EvidenceHash(row["hash"] as String) else {
            preconditionFailure("the file holds 32 bytes of digest only")
        }
        let removed: Int64? = row["removed"]
        return Evidence(
            hash: hash,
            kind: Evidence.Kind(rawValue: row["kind"]) ?? .document,
            mediaType: row["mediaType"],
            size: row["size"],
            added: Timestamp(millisecondsSince1970: row["added"]),
            removed: removed.map { Timestamp(millisecondsSince1970: $0) }
        )
    }

    /// What was handed in, from the columns coding, size and content; nil where it cannot be unpacked.
    static func content(_ row: Row) -> [UInt8]? {
        let content: Data = row["content"]
        let size: Int = row["size"]
        guard row["coding"] == "zstd" else { return [UInt8](content) }
        return size <= Evidence.maximumBytes ? Zstandard.decompressed([UInt8](content), size: size) : nil
    }

    static func digest(_ hash: EvidenceHash) -> Data {
        var bytes: [UInt8] = []
        var high: UInt8?
        for digit in hash.text.utf8 {
            let value = digit.isASCIIDigit ? digit - UInt8(ascii: "0") : digit - UInt8(ascii: "a") + 10
            if let first = high {
                bytes.append(first << 4 | value)
                high = nil
            } else {
                high = value
            }
        }
        return Data(bytes)
    }
}

extension StoreFailure {
    static func evidenceSize(_ size: Int) -> AuditError {
        let limit = Evidence.maximumBytes >> 20
        return AuditError(
            .usage,
            at: "\(size)",
            LocalizedText(zh: "附件为空或超过 \(limit) MiB", en: "the evidence is empty or larger than \(limit) MiB"),
            remedy: LocalizedText(zh: "检查文件，或换一张较小的照片", en: "Check the file, or hand in a smaller photo")
        )
    }

    static func unknownEvidence(_ hash: EvidenceHash) -> AuditError {
        AuditError(
            .usage,
            at: String(hash.text.prefix(16)),
            LocalizedText(zh: "数据库中没有这份附件", en: "the store has no such evidence"),
            remedy: LocalizedText(zh: "先把文件存入数据库", en: "Store the file first")
        )
    }

    static func unknownAnswer(_ place: String) -> AuditError {
        AuditError(
            .usage,
            at: place.quotedForMessage,
            LocalizedText(zh: "表单里没有这一项回答", en: "the form has no such answer"),
            remedy: LocalizedText(zh: "核对模块、条目和检查项的编号", en: "Check the ids of section, entry and item")
        )
    }

    static func unknownPage(_ key: String) -> AuditError {
        AuditError(
            .usage,
            at: key.quotedForMessage,
            LocalizedText(zh: "这次检测没有到过这个页面", en: "the run was not at this page"),
            remedy: LocalizedText(zh: "用 audit pages 查看页面", en: "List the pages with audit pages")
        )
    }
}
