import Foundation
import GRDB

/// What older versions of signals read of findings, kept beside what the newest read while findings of those stand.
///
/// It is written when a run records a page, and then every comparison with what was found before finds a version that
/// read both. When nothing that stands was read by an older version alone, no more of it is written.
struct EarlierReadings {
    /// `keepsEarlier` says whether the run writes them; nil before that was looked at.
    static let statements = """
        ALTER TABLE pattern ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1);
        ALTER TABLE run ADD COLUMN keepsEarlier INTEGER CHECK (keepsEarlier IN (0, 1));
        CREATE TABLE earlierReading (
            occurrence INTEGER NOT NULL REFERENCES occurrence ON DELETE CASCADE,
            pattern INTEGER NOT NULL REFERENCES pattern,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
            text INTEGER NOT NULL,
            ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
            PRIMARY KEY (occurrence, pattern)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX earlierReadingByFingerprint ON earlierReading (fingerprint);
        """

    /// One reading as far as looking up a defect needs it.
    struct Reading {
        var pattern: Int64
        var text: Int64
    }

    static func areAny(in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM earlierReading)")
        ) ?? false
    }

    /// Whether findings that another version alone read stand at the subject of this run; looked at once a run.
    static func areNeeded(by run: Int64, newest version: Int, in db: Database) throws -> Bool {
        let known = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT keepsEarlier, subject FROM run WHERE id = ?"),
            arguments: [run]
        )
        guard let known else { return false }
        let decided: Bool? = known[0]
        if let decided { return decided }
        let stand = try Bool.fetchOne(
            db,
            // Rules of other tools have a colon in their name, and no version reads what they found.
            sql: """
                SELECT EXISTS (SELECT 1 FROM pattern WHERE subject = ?1 AND version < ?2)
                    AND EXISTS (SELECT 1 FROM place CROSS JOIN occurrence AS o ON o.snapshot = place.snapshot
                        CROSS JOIN pattern ON pattern.id = o.pattern
                        WHERE place.subject = ?1 AND pattern.version < ?2 AND instr(pattern.family, ':') = 0)
                """,
            arguments: [known[1] as Int64, version]
        )
        let answer = stand ?? true
        try db.execute(sql: "UPDATE run SET keepsEarlier = ? WHERE id = ?", arguments: [answer, run])
        return answer
    }

    /// The readings of a snapshot's findings, by the number of the finding, the newest first.
    static func readings(ofSnapshot snapshot: Int64, in db: Database) throws -> [Int64: [Reading]] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT e.occurrence, e.pattern, e.text
                    FROM occurrence AS o CROSS JOIN earlierReading AS e ON e.occurrence = o.id
                    CROSS JOIN pattern ON pattern.id = e.pattern
                    WHERE o.snapshot = ? ORDER BY pattern.version DESC
                    """
            ),
            arguments: [snapshot]
        )
        var readings: [Int64: [Reading]] = [:]
        while let row = try rows.next() {
            readings[row[0], default: []].append(Reading(pattern: row[1], text: row[2]))
        }
        return readings
    }

    /// Whether findings of the snapshot were read by older versions, too.
    static func areOn(_ snapshot: Int64, in db: Database) throws -> Bool {
        guard try areAny(in: db) else { return false }
        return try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM occurrence AS o JOIN earlierReading AS e ON e.occurrence = o.id
                        WHERE o.snapshot = ?)
                    """
            ),
            arguments: [snapshot]
        ) ?? false
    }

    /// Gives the findings of a copied snapshot what older versions read of those they were copied from, in their order.
    static func copy(from snapshot: Int64, to copy: Int64, in db: Database) throws {
        guard try areAny(in: db) else { return }
        try db.cachedStatement(
            sql: """
                WITH original AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM occurrence WHERE snapshot = ?1),
                    made AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM occurrence WHERE snapshot = ?2)
                INSERT INTO earlierReading (occurrence, pattern, fingerprint, text, ordinal)
                SELECT made.id, e.pattern, e.fingerprint, e.text, e.ordinal FROM original
                CROSS JOIN earlierReading AS e ON e.occurrence = original.id JOIN made ON made.place = original.place
                """
        ).execute(arguments: [snapshot, copy])
    }

    /// Whether the subject has findings of several versions; where it has not, all can be compared.
    static func differ(at subject: Int64, in db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: "SELECT coalesce(max(version) > min(version), 0) FROM pattern WHERE subject = ?",
            arguments: [subject]
        ) ?? false
    }

    /// Whether the snapshot has a finding of the defect's rule, taken for none before, that cannot be compared with the
    /// defect's own at the place since no version read both: it may be the same.
    static func mayHide(_ defect: Int64, at place: Int64, on snapshot: Int64, in db: Database) throws -> Bool {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(pattern.version), pattern.family FROM occurrence AS o
                    CROSS JOIN snapshot ON snapshot.id = o.snapshot CROSS JOIN pattern ON pattern.id = o.pattern
                    WHERE o.defect = ? AND snapshot.place = ?
                    """
            ),
            arguments: [defect, place]
        )
        guard let row else { return false }
        let version: Int64? = row[0]
        guard let version else { return false }
        return try Bool.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM occurrence AS s CROSS JOIN pattern AS now ON now.id = s.pattern
                        WHERE s.snapshot = ?1 AND s.matched IS NULL AND now.family = ?2 AND now.version <> ?3
                            AND NOT EXISTS (SELECT 1 FROM earlierReading AS e JOIN pattern AS older ON older.id = e.pattern
                                WHERE e.occurrence = s.id AND older.version = ?3))
                    """
            ),
            arguments: [snapshot, row[1] as String, version]
        ) ?? true
    }

    /// What older versions would have called the defect of a finding in the content of its page, the newest first.
    static func contentNames(ofOccurrence id: Int64, page: String, in db: Database) throws -> [Fingerprint] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT pattern.fingerprint, e.text FROM earlierReading AS e
                    JOIN pattern ON pattern.id = e.pattern WHERE e.occurrence = ? ORDER BY pattern.version DESC
                    """
            ),
            arguments: [id]
        )
        return rows.map { row in
            let pattern = Fingerprint(prefixOf: [UInt8](row[0] as Data))
            return Signals.content(pattern: pattern, page: page, text: UInt64(bitPattern: row[1] as Int64))
        }
    }

    /// A template that an older version knew is known by how the newest reads it, too; so are merges of it.
    static func carryTemplates(into run: RunID, in db: Database) throws {
        guard try areAny(in: db) else { return }
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO defectPattern (pattern, defect, origin)
                SELECT DISTINCT o.pattern, known.defect, known.origin
                FROM visit AS v CROSS JOIN occurrence AS o ON o.snapshot = v.snapshot
                CROSS JOIN earlierReading AS e ON e.occurrence = o.id
                CROSS JOIN defectPattern AS known ON known.pattern = e.pattern
                WHERE v.run = ?
                """,
            arguments: [run.number]
        )
    }
}
