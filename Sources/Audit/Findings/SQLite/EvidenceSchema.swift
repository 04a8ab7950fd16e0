/// Evidence known by its content, and what each piece belongs to.
enum EvidenceSchema {
    // The first tables of these names were never written to.
    static let statements = """
        DROP TABLE evidenceUse;
        DROP TABLE evidence;
        CREATE TABLE evidence (
            id INTEGER PRIMARY KEY,
            digest BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),
            kind TEXT NOT NULL CHECK (kind IN ('photo', 'page', 'document')),
            mediaType TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size > 0),
            added INTEGER NOT NULL,
            removed INTEGER,
            coding TEXT NOT NULL CHECK (coding IN ('none', 'zstd')),
            content BLOB,
            CHECK ((content IS NULL) = (removed IS NOT NULL)),
            CHECK (kind <> 'photo' OR coding = 'none'),
            CHECK (coding <> 'none' OR content IS NULL OR length(content) = size)
        ) STRICT;
        CREATE TABLE evidenceUse (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            evidence INTEGER NOT NULL REFERENCES evidence,
            defect INTEGER REFERENCES defect,
            occurrence INTEGER REFERENCES occurrence ON DELETE CASCADE,
            run INTEGER REFERENCES run ON DELETE CASCADE,
            position INTEGER,
            place INTEGER REFERENCES place,
            name TEXT NOT NULL,
            actor TEXT,
            at INTEGER NOT NULL,
            FOREIGN KEY (run, position) REFERENCES answer ON DELETE CASCADE,
            CHECK ((defect IS NOT NULL) + (occurrence IS NOT NULL) + (run IS NOT NULL) = 1),
            CHECK (position IS NULL OR run IS NOT NULL AND place IS NULL),
            CHECK (place IS NULL OR run IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX evidenceUseOnce ON evidenceUse (evidence, coalesce(defect, 0), coalesce(occurrence, 0),
            coalesce(run, 0), coalesce(position, -1), coalesce(place, 0));
        CREATE INDEX evidenceUseByDefect ON evidenceUse (defect) WHERE defect IS NOT NULL;
        CREATE INDEX evidenceUseByOccurrence ON evidenceUse (occurrence) WHERE occurrence IS NOT NULL;
        CREATE INDEX evidenceUseByRun ON evidenceUse (run, position) WHERE run IS NOT NULL;
        CREATE INDEX evidenceUseByPlace ON evidenceUse (place) WHERE place IS NOT NULL;
        """
}
