import GRDB

/// What a finding's defect, its place and the suppressions say of it, as one number that the order of listings has in
/// its index.
///
/// Findings of one subject, verdict and lane stand in that index in the order in which they are listed. So a filter by
/// state, unit, deadline or suppression is decided over the few lanes there are, as one by rule or severity is over the
/// verdicts, and not finding by finding. The number is kept by triggers of the file and by ``FindingLanes``; it only finds,
/// what it finds is held against the tables again.
struct FindingLane: Equatable {
    /// What the file has; of more units than fit some share a number.
    let number: Int64

    /// Days from 2020-01-01; the first and the last stand for all before and after, 0 for no deadline.
    static func day(ofDeadline milliseconds: Int64) -> Int64 {
        max(1, min(16_383, milliseconds / 86_400_000 - 18_261))
    }

    static func number(ofState state: DefectState) -> Int64 {
        switch state {
        case .found: 0
        case .confirmed: 1
        case .assigned: 2
        case .inRectification: 3
        case .reportedDone: 4
        case .reInspected: 5
        case .returned: 6
        case .closed: 7
        case .disputed: 8
        case .substituteMeasure: 9
        case .duplicate: 10
        case .withdrawn: 11
        }
    }

    /// The lane of a defect that is found for the first time, has this deadline and no unit of its own.
    ///
    /// Findings are written with it, so that most stay where they are in the index when they are given to their defects.
    static func new(deadline milliseconds: Int64) -> Self {
        Self(number: day(ofDeadline: milliseconds) << 5 | number(ofState: .found))
    }

    /// The unit of the defect itself.
    static func number(ofUnit unit: Int64) -> Int64 { 1 + (unit - 1) % 2_097_151 }

    var state: Int64 { number & 15 }
    /// Whether what is found at the place now is something else.
    var isPast: Bool { number & 16 != 0 }
    var day: Int64 { number >> 5 & 0x3FFF }
    /// 0 where the unit of the subject is responsible.
    var unit: Int64 { number >> 19 & 0x1F_FFFF }
    /// The set of suppressions that cover it, in force or not; 0 where none does.
    var cover: Int64 { number >> 40 }
}

/// Keeps the lanes of findings.
struct FindingLanes {
    let db: Database

    /// Part of a released migration, with ``members`` and ``lane`` that it is made of: never edited.
    static let statements = """
        ALTER TABLE defect ADD COLUMN lane INTEGER GENERATED ALWAYS AS (
            (CASE WHEN unit IS NULL THEN 0 ELSE 1 + (unit - 1) % 2097151 END << 19)
            | (CASE WHEN deadline IS NULL THEN 0 ELSE max(1, min(16383, deadline / 86400000 - 18261)) END << 5)
            | CASE state WHEN 'found' THEN 0 WHEN 'confirmed' THEN 1 WHEN 'assigned' THEN 2 WHEN 'inRectification' THEN 3
                WHEN 'reportedDone' THEN 4 WHEN 'reInspected' THEN 5 WHEN 'returned' THEN 6 WHEN 'closed' THEN 7
                WHEN 'disputed' THEN 8 WHEN 'substituteMeasure' THEN 9 WHEN 'duplicate' THEN 10 ELSE 11 END) VIRTUAL;
        ALTER TABLE occurrence ADD COLUMN lane INTEGER NOT NULL DEFAULT 0;
        CREATE TABLE suppressionSet (
            id INTEGER PRIMARY KEY,
            members TEXT NOT NULL UNIQUE CHECK (members GLOB '[[]*]')
        ) STRICT;
        INSERT INTO suppressionSet (members)
            SELECT DISTINCT \(members) FROM occurrence AS o WHERE \(members) <> '[]';
        UPDATE occurrence AS o SET lane = \(lane) WHERE lane <> \(lane);
        DROP INDEX occurrenceBySubject;
        CREATE INDEX occurrenceByLane ON occurrence (subject, verdict, lane);
        DROP INDEX occurrenceByDefect;
        CREATE INDEX occurrenceByDefect ON occurrence (defect, verdict) WHERE defect IS NOT NULL;
        DROP INDEX occurrenceBySnapshot;
        CREATE INDEX occurrenceBySnapshot ON occurrence (snapshot, verdict);
        CREATE TRIGGER laneByDefect AFTER UPDATE OF state, unit, deadline ON defect
            WHEN OLD.lane <> NEW.lane
            BEGIN
                UPDATE occurrence SET lane = ((lane >> 40) << 40) | (lane & 16) | NEW.lane WHERE defect = NEW.id;
            END;
        CREATE TRIGGER laneByGrouping AFTER UPDATE OF defect ON occurrence
            WHEN (NEW.lane & 1099511627759) <> (SELECT lane FROM defect WHERE id = NEW.defect)
            BEGIN
                UPDATE occurrence SET lane = ((lane >> 40) << 40) | (lane & 16)
                    | (SELECT lane FROM defect WHERE id = NEW.defect) WHERE id = NEW.id;
            END;
        CREATE TRIGGER laneByPlace AFTER UPDATE OF snapshot ON place
            WHEN OLD.snapshot IS NOT NEW.snapshot
            BEGIN
                UPDATE occurrence SET lane = lane | 16 WHERE snapshot = OLD.snapshot AND (lane & 16) = 0;
                UPDATE occurrence SET lane = lane & ~16 WHERE snapshot = NEW.snapshot AND (lane & 16) <> 0;
            END;
        """

    /// The suppressions that cover the finding `o`, but for those of whole rules, which are decided over the verdicts.
    private static let members = """
        (SELECT json_group_array(covering.id) FROM (
            SELECT s.id FROM suppression AS s
            JOIN snapshot ON snapshot.id = o.snapshot JOIN place ON place.id = snapshot.place
            WHERE coalesce(s.selector, s.address, s.defect) IS NOT NULL
                AND (s.address IS NULL OR place.address GLOB s.address)
                AND (s.selector IS NULL OR o.selector GLOB s.selector)
                AND (s.defect IS NULL OR s.defect = o.defect)
                AND (s.requirement IS NULL OR EXISTS (SELECT 1 FROM verdict WHERE verdict.id = o.verdict
                    AND (s.requirement = verdict.requirement OR EXISTS (SELECT 1 FROM requirementAlias AS a
                        WHERE a.alias = s.requirement AND a.code = verdict.requirement
                            OR a.alias = verdict.requirement AND a.code = s.requirement))))
            ORDER BY s.id) AS covering)
        """

    /// The lane that the finding `o` has to have, but for suppressions.
    private static let uncovered = """
        (coalesce((SELECT defect.lane FROM defect WHERE defect.id = o.defect), 0)
            | CASE WHEN EXISTS (SELECT 1 FROM snapshot JOIN place ON place.id = snapshot.place
                WHERE snapshot.id = o.snapshot AND place.snapshot = o.snapshot) THEN 0 ELSE 16 END)
        """

    /// The lane that the finding `o` has to have.
    private static let lane = """
        (\(uncovered) | (coalesce((SELECT id FROM suppressionSet WHERE members = \(members)), 0) << 40))
        """

    /// Brings the lanes of the findings `o` that the condition chooses up to what the tables say.
    func settle(where condition: String, arguments: StatementArguments = []) throws {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: "SELECT o.id, o.lane, \(Self.uncovered), \(Self.members) FROM occurrence AS o WHERE \(condition)"
            ),
            arguments: arguments
        )
        var sets = ["[]": Int64(0)]
        var changes: [(id: Int64, lane: Int64)] = []
        while let row = try rows.next() {
            let members: String = row[3]
            let set = try sets[members] ?? number(ofSet: members)
            sets[members] = set
            let lane = row[2] as Int64 | set << 40
            if lane != row[1] { changes.append((row[0], lane)) }
        }
        let update = try db.cachedStatement(sql: "UPDATE occurrence SET lane = ? WHERE id = ?")
        for change in changes { try update.execute(arguments: [change.lane, change.id]) }
    }

    private func number(ofSet members: String) throws -> Int64 {
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM suppressionSet WHERE members = ?"),
            arguments: [members]
        )
        if let known { return known }
        try db.cachedStatement(sql: "INSERT INTO suppressionSet (members) VALUES (?)").execute(arguments: [members])
        return db.lastInsertedRowID
    }

    /// Whether a suppression covers less than a rule.
    func areAnyCovers() throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM suppression WHERE coalesce(selector, address, defect) IS NOT NULL)"
            )
        ) ?? false
    }

    /// After findings were written on a snapshot.
    func settle(snapshot: Int64) throws { try settle(where: "o.snapshot = ?", arguments: [snapshot]) }

    /// After the address that a place is shown with has changed.
    func settle(place: Int64) throws {
        guard try areAnyCovers() else { return }
        try settle(where: "o.snapshot IN (SELECT id FROM snapshot WHERE place = ?)", arguments: [place])
    }

    /// After findings were given to other defects: what suppressions of a defect cover went with them.
    func settle(defects: [Int64]) throws {
        guard try areAnyCovers() else { return }
        for defect in defects { try settle(where: "o.defect = ?", arguments: [defect]) }
    }

    /// The same where a run has given its findings to defects.
    func settleSuppressedDefects() throws {
        try settle(where: "o.defect IN (SELECT s.defect FROM suppression AS s WHERE s.defect IS NOT NULL)")
    }

    /// After a suppression was written.
    func settle(suppression: Int64) throws {
        let row = try Row.fetchOne(db, sql: "SELECT * FROM suppression WHERE id = ?", arguments: [suppression])
        guard let row else { return }
        var conditions: [String] = []
        var arguments = StatementArguments()
        if let defect: Int64 = row["defect"] {
            conditions.append("o.defect = ?")
            arguments += [defect]
        }
        if let address: String = row["address"] {
            conditions.append(
                "o.snapshot IN (SELECT snapshot.id FROM place JOIN snapshot ON snapshot.place = place.id"
                    + " WHERE place.address GLOB ?)"
            )
            arguments += [address]
        }
        if let selector: String = row["selector"] {
            conditions.append("o.selector GLOB ?")
            arguments += [selector]
        }
        if conditions.isEmpty { return }
        try settle(where: conditions.joined(separator: " AND "), arguments: arguments)
    }

    /// After a rule got another name: suppressions name it by either.
    func settleRenamed() throws {
        guard try areAnyCovers() else { return }
        try settle(
            where: """
                o.verdict IN (SELECT id FROM verdict WHERE EXISTS (SELECT 1 FROM requirementAlias AS a
                    WHERE a.alias = verdict.requirement OR a.code = verdict.requirement))
                """
        )
    }

    /// How many findings have another lane than the tables say; of those without a defect only what is said of the place
    /// and of suppressions counts.
    func mistaken() throws -> Int {
        try Int.fetchOne(
            db,
            sql: """
                SELECT count(*) FROM occurrence AS o WHERE lane <> \(Self.lane)
                    AND (defect IS NOT NULL OR ((lane >> 40) << 40 | lane & 16) <> \(Self.lane))
                """
        ) ?? 0
    }
}
