import GRDB

/// The tables of the store and how older files are brought up to date.
///
/// Released migrations are history: never edit one, append the next.
enum Schema {
    /// "AUDT", in the file's header: tells our files from other programs' SQLite files.
    static let applicationID = 0x4155_4454

    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 subjects, runs, findings") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(sql: subjects + requirements + runs + places + findings + defects)
        }
        migrator.registerMigration("occurrences by subject, deadlines") { db in
            try db.execute(sql: OccurrenceSubjects.statements)
        }
        migrator.registerMigration("frontier") { db in try db.execute(sql: FrontierSchema.tables) }
        migrator.registerMigration("regions and categories") { db in
            try db.execute(sql: "ALTER TABLE subject ADD COLUMN region TEXT")
            try db.execute(sql: "ALTER TABLE subject ADD COLUMN category TEXT")
        }
        migrator.registerMigration("defects by unit") { db in
            try db.execute(sql: "CREATE INDEX defectByUnit ON defect (unit) WHERE unit IS NOT NULL")
        }
        migrator.registerMigration("evidence by content") { db in try db.execute(sql: EvidenceSchema.statements) }
        migrator.registerMigration("reviews") { db in
            try db.execute(sql: "ALTER TABLE defect ADD COLUMN reviewer TEXT CHECK (reviewer <> '')")
            try db.execute(sql: "ALTER TABLE defect ADD COLUMN reviewDue INTEGER")
        }
        migrator.registerMigration("reasons of groupings") { db in try db.execute(sql: GroupingSchema.statements) }
        migrator.registerMigration("checklists of rounds, names of subjects") { db in
            try db.execute(sql: RoundSchema.statements)
        }
        migrator.registerMigration("defects by fingerprint and state") { db in
            try db.execute(sql: "CREATE INDEX defectByFingerprint ON defect (fingerprint)")
            try db.execute(sql: "CREATE INDEX defectByState ON defect (state) WHERE state <> 'found'")
        }
        migrator.registerMigration("rule aliases") { db in try db.execute(sql: GroupingSchema.aliases) }
        migrator.registerMigration("samples of pages") { db in try db.execute(sql: SampleSchema.tables) }
        migrator.registerMigration("draws of places") { db in try db.execute(sql: SQLiteStore.placeDrawSchema) }
        migrator.registerMigration("site rules") { db in try db.execute(sql: SiteTraces.tables) }
        migrator.registerMigration("reviews of forms") { db in try db.execute(sql: FormReviewSchema.statements) }
        migrator.registerMigration("visits and crawl logs") { db in try db.execute(sql: VisitSchema.tables) }
        migrator.registerMigration("second inspections of draws") { db in
            try db.execute(sql: SQLiteStore.secondDrawSchema)
        }
        return migrator
    }()

    private static let subjects = """
        CREATE TABLE unit (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> '')
        ) STRICT;
        CREATE TABLE subject (
            id INTEGER PRIMARY KEY,
            code TEXT NOT NULL UNIQUE CHECK (code <> ''),
            kind TEXT NOT NULL CHECK (kind <> ''),
            name TEXT NOT NULL,
            address TEXT NOT NULL,
            division TEXT CHECK (length(division) BETWEEN 2 AND 12 AND division NOT GLOB '*[^0-9]*'),
            divisionYear INTEGER CHECK (divisionYear BETWEEN 1949 AND 2200),
            shape TEXT CHECK (shape IN ('point', 'line', 'polygon')),
            coordinates TEXT CHECK (coordinates GLOB '[[]*]'),
            captured TEXT CHECK (captured IN ('wgs84', 'gcj02', 'bd09')),
            unit INTEGER REFERENCES unit,
            department INTEGER REFERENCES unit,
            parent INTEGER REFERENCES subject CHECK (parent <> id),
            CHECK ((shape IS NULL) = (coordinates IS NULL) AND (shape IS NULL) = (captured IS NULL))
        ) STRICT;
        CREATE INDEX subjectByUnit ON subject (unit);
        CREATE TABLE programme (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE CHECK (name <> '')
        ) STRICT;
        CREATE TABLE round (
            id INTEGER PRIMARY KEY,
            programme INTEGER NOT NULL REFERENCES programme,
            name TEXT NOT NULL UNIQUE CHECK (name <> ''),
            ruleset INTEGER REFERENCES ruleset
        ) STRICT;

        """

    private static let requirements = """
        CREATE TABLE requirement (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
            code TEXT NOT NULL CHECK (code <> ''),
            version INTEGER NOT NULL CHECK (version >= 1),
            domain TEXT NOT NULL CHECK (domain IN ('web', 'physical')),
            kind TEXT NOT NULL CHECK (kind IN ('violation', 'review', 'advice')),
            needs TEXT,
            severity TEXT NOT NULL CHECK (severity IN ('minor', 'moderate', 'serious', 'critical')),
            criteria TEXT NOT NULL CHECK (criteria GLOB '[[]*]'),
            isGate INTEGER NOT NULL CHECK (isGate IN (0, 1)),
            weight REAL CHECK (weight >= 0),
            groups TEXT NOT NULL CHECK (groups GLOB '[[]*]'),
            titleZh TEXT NOT NULL, titleEn TEXT NOT NULL,
            impactZh TEXT NOT NULL, impactEn TEXT NOT NULL,
            fixZh TEXT NOT NULL, fixEn TEXT NOT NULL
        ) STRICT;
        CREATE TABLE ruleset (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16)
        ) STRICT;
        CREATE TABLE rulesetMember (
            ruleset INTEGER NOT NULL REFERENCES ruleset,
            position INTEGER NOT NULL CHECK (position >= 0),
            requirement INTEGER NOT NULL REFERENCES requirement,
            PRIMARY KEY (ruleset, position)
        ) STRICT, WITHOUT ROWID;

        """

    private static let runs = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL CHECK (kind IN ('scan', 'inspection')),
            subject INTEGER NOT NULL REFERENCES subject,
            round INTEGER REFERENCES round,
            started INTEGER NOT NULL,
            ended INTEGER CHECK (ended >= started),
            state TEXT NOT NULL CHECK (state IN ('running', 'done', 'partial', 'interrupted')),
            stopReason TEXT,
            toolVersion TEXT NOT NULL,
            ruleset INTEGER NOT NULL REFERENCES ruleset,
            mode TEXT NOT NULL,
            options TEXT NOT NULL CHECK (options GLOB '{*}'),
            robotsIgnoredBecause TEXT,
            checklist TEXT,
            checklistVersion TEXT,
            form TEXT UNIQUE,
            formDigest BLOB CHECK (length(formDigest) = 16),
            inspector TEXT,
            checked INTEGER NOT NULL DEFAULT 0 CHECK (checked >= 0),
            notChecked INTEGER NOT NULL DEFAULT 0 CHECK (notChecked >= 0),
            CHECK ((state = 'running') = (ended IS NULL)),
            CHECK ((kind = 'inspection') = (form IS NOT NULL)),
            CHECK ((form IS NULL) = (formDigest IS NULL) AND (form IS NULL) = (checklist IS NULL))
        ) STRICT;
        CREATE INDEX runBySubject ON run (subject, kind, id);
        CREATE TABLE answer (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            section TEXT NOT NULL,
            entry TEXT NOT NULL,
            item TEXT NOT NULL CHECK (item <> ''),
            kind TEXT NOT NULL
                CHECK (kind IN ('yes', 'no', 'na', 'notChecked', 'measure', 'count', 'choice', 'text')),
            text TEXT,
            number REAL,
            unit TEXT,
            reason TEXT,
            outcome TEXT NOT NULL
                CHECK (outcome IN ('failed', 'cantTell', 'passed', 'inapplicable', 'untested')),
            PRIMARY KEY (run, position),
            UNIQUE (run, section, entry, item),
            CHECK (kind <> 'na' OR outcome = 'inapplicable'),
            CHECK ((kind = 'notChecked') = (outcome = 'untested')),
            CHECK (kind NOT IN ('measure', 'count') OR number IS NOT NULL)
        ) STRICT, WITHOUT ROWID;

        """

    // A place is a page of a site, or what one checklist covers of a subject. A snapshot is what was found there, kept
    // once however many runs found the same. A visit is one run being there.
    private static let places = """
        CREATE TABLE place (
            id INTEGER PRIMARY KEY,
            subject INTEGER NOT NULL REFERENCES subject,
            code TEXT NOT NULL CHECK (code <> ''),
            address TEXT NOT NULL,
            snapshot INTEGER REFERENCES snapshot,
            UNIQUE (subject, code)
        ) STRICT;
        CREATE INDEX placeBySnapshot ON place (snapshot);
        CREATE TABLE snapshot (
            id INTEGER PRIMARY KEY,
            place INTEGER NOT NULL REFERENCES place,
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            status TEXT NOT NULL CHECK (status IN ('checked', 'notChecked')),
            reason TEXT,
            detail TEXT,
            httpStatus INTEGER CHECK (httpStatus BETWEEN 0 AND 999),
            finalAddress TEXT,
            redirects INTEGER NOT NULL DEFAULT 0 CHECK (redirects >= 0),
            contentType TEXT,
            charset TEXT,
            title TEXT NOT NULL DEFAULT '',
            language TEXT,
            elements INTEGER NOT NULL DEFAULT 0 CHECK (elements >= 0),
            pageKind TEXT,
            structure INTEGER NOT NULL DEFAULT 0,
            form TEXT,
            ruleset INTEGER NOT NULL REFERENCES ruleset,
            outcomes BLOB NOT NULL,
            UNIQUE (place, digest),
            CHECK ((status = 'checked') = (reason IS NULL))
        ) STRICT;
        CREATE TABLE visit (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            place INTEGER NOT NULL REFERENCES place,
            snapshot INTEGER NOT NULL REFERENCES snapshot,
            previous INTEGER REFERENCES snapshot,
            fetched INTEGER NOT NULL,
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            contentHash BLOB CHECK (length(contentHash) <= 16),
            depth INTEGER NOT NULL CHECK (depth >= 0),
            origin TEXT,
            PRIMARY KEY (run, place)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX visitBySnapshot ON visit (snapshot);

        """

    private static let findings = """
        CREATE TABLE verdict (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
            requirement TEXT NOT NULL CHECK (requirement <> ''),
            domain TEXT NOT NULL CHECK (domain IN ('web', 'physical')),
            outcome TEXT NOT NULL CHECK (outcome IN ('failed', 'cantTell')),
            kind TEXT NOT NULL CHECK (kind IN ('violation', 'review', 'advice')),
            confidence TEXT NOT NULL CHECK (confidence IN ('certain', 'likely', 'review')),
            severity TEXT NOT NULL CHECK (severity IN ('minor', 'moderate', 'serious', 'critical')),
            criteria TEXT NOT NULL CHECK (criteria GLOB '[[]*]')
        ) STRICT;
        CREATE TABLE message (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 16),
            zh TEXT NOT NULL,
            en TEXT NOT NULL
        ) STRICT;
        CREATE TABLE pattern (
            id INTEGER PRIMARY KEY,
            subject INTEGER NOT NULL REFERENCES subject,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
            family TEXT NOT NULL,
            region TEXT NOT NULL,
            path TEXT NOT NULL,
            shape TEXT NOT NULL,
            classes TEXT NOT NULL,
            evidence TEXT NOT NULL,
            UNIQUE (subject, fingerprint)
        ) STRICT;
        CREATE TABLE occurrence (
            id INTEGER PRIMARY KEY,
            snapshot INTEGER NOT NULL REFERENCES snapshot,
            verdict INTEGER NOT NULL REFERENCES verdict,
            message INTEGER NOT NULL REFERENCES message,
            pattern INTEGER NOT NULL REFERENCES pattern,
            defect INTEGER REFERENCES defect,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
            text INTEGER NOT NULL,
            ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
            block INTEGER NOT NULL,
            xpath TEXT NOT NULL,
            selector TEXT NOT NULL,
            line INTEGER NOT NULL,
            position INTEGER NOT NULL,
            offset INTEGER NOT NULL,
            snippet TEXT NOT NULL
        ) STRICT;
        CREATE INDEX occurrenceBySnapshot ON occurrence (snapshot);
        CREATE INDEX occurrenceByVerdict ON occurrence (verdict);
        CREATE INDEX occurrenceByFingerprint ON occurrence (fingerprint);
        CREATE INDEX occurrenceByDefect ON occurrence (defect) WHERE defect IS NOT NULL;
        CREATE TABLE reading (
            occurrence INTEGER PRIMARY KEY REFERENCES occurrence ON DELETE CASCADE,
            section TEXT NOT NULL,
            entry TEXT NOT NULL,
            latitude REAL CHECK (latitude BETWEEN -90 AND 90),
            longitude REAL CHECK (longitude BETWEEN -180 AND 180),
            note TEXT NOT NULL,
            value REAL,
            unit TEXT,
            minimum REAL,
            maximum REAL,
            tolerance REAL CHECK (tolerance >= 0),
            CHECK ((value IS NULL) = (unit IS NULL))
        ) STRICT;
        CREATE TABLE runTotal (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            verdict INTEGER NOT NULL REFERENCES verdict,
            findings INTEGER NOT NULL CHECK (findings >= 0),
            PRIMARY KEY (run, verdict)
        ) STRICT, WITHOUT ROWID;

        """

    private static let defects = """
        CREATE TABLE defect (
            id INTEGER PRIMARY KEY,
            subject INTEGER NOT NULL REFERENCES subject,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
            pattern INTEGER NOT NULL REFERENCES pattern,
            verdict INTEGER NOT NULL REFERENCES verdict,
            scope TEXT NOT NULL CHECK (scope IN ('template', 'content', 'physical')),
            state TEXT NOT NULL CHECK (state IN (
                'found', 'confirmed', 'assigned', 'inRectification', 'reportedDone', 'reInspected', 'returned',
                'closed', 'disputed', 'substituteMeasure', 'duplicate', 'withdrawn')),
            firstRun INTEGER NOT NULL REFERENCES run,
            lastRun INTEGER NOT NULL REFERENCES run,
            retest TEXT CHECK (retest IN ('notRetested', 'pageGone')),
            unit INTEGER REFERENCES unit,
            deadline INTEGER,
            groupPages INTEGER CHECK (groupPages > 0),
            groupOf INTEGER CHECK (groupOf >= groupPages),
            mergedInto INTEGER REFERENCES defect CHECK (mergedInto <> id),
            isSplit INTEGER NOT NULL DEFAULT 0 CHECK (isSplit IN (0, 1)),
            UNIQUE (subject, fingerprint),
            CHECK (lastRun >= firstRun),
            CHECK ((groupPages IS NULL) = (groupOf IS NULL)),
            CHECK (mergedInto IS NULL OR state = 'duplicate')
        ) STRICT;
        CREATE INDEX defectBySubject ON defect (subject, state);
        CREATE TABLE defectPattern (
            pattern INTEGER PRIMARY KEY REFERENCES pattern,
            defect INTEGER NOT NULL REFERENCES defect
        ) STRICT;
        CREATE INDEX defectPatternByDefect ON defectPattern (defect);
        CREATE TABLE routing (
            id INTEGER PRIMARY KEY,
            subject INTEGER REFERENCES subject,
            address TEXT NOT NULL CHECK (address <> ''),
            unit INTEGER NOT NULL REFERENCES unit
        ) STRICT;
        CREATE TABLE suppression (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            requirement TEXT,
            selector TEXT,
            address TEXT,
            defect INTEGER REFERENCES defect,
            reasonCode TEXT NOT NULL
                CHECK (reasonCode IN ('falsePositive', 'acceptedRisk', 'thirdParty', 'plannedRemoval', 'other')),
            reason TEXT NOT NULL CHECK (reason <> ''),
            approver TEXT NOT NULL CHECK (approver <> ''),
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL CHECK (expires > created),
            CHECK (coalesce(requirement, selector, address, defect) IS NOT NULL)
        ) STRICT;
        CREATE INDEX defectByDeadline ON defect (deadline) WHERE deadline IS NOT NULL;
        CREATE TABLE history (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            defect INTEGER NOT NULL REFERENCES defect,
            at INTEGER NOT NULL,
            actor TEXT NOT NULL CHECK (actor <> ''),
            action TEXT NOT NULL CHECK (action <> ''),
            fromState TEXT,
            toState TEXT,
            reason TEXT NOT NULL,
            run INTEGER REFERENCES run
        ) STRICT;
        CREATE INDEX historyByDefect ON history (defect);
        CREATE TRIGGER historyIsNotChanged BEFORE UPDATE ON history
            BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        CREATE TRIGGER historyIsNotDeleted BEFORE DELETE ON history
            BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
        CREATE TABLE evidence (
            digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
            kind TEXT NOT NULL CHECK (kind <> ''),
            size INTEGER NOT NULL CHECK (size >= 0),
            content BLOB
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE evidenceUse (
            occurrence INTEGER NOT NULL REFERENCES occurrence ON DELETE CASCADE,
            digest BLOB NOT NULL REFERENCES evidence,
            PRIMARY KEY (occurrence, digest)
        ) STRICT, WITHOUT ROWID;
        """
}
