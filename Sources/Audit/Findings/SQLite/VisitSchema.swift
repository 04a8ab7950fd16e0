/// What visits showed besides outcomes, and what a run asked of servers.
enum VisitSchema {
    static let tables = """
        CREATE TABLE pageLinks (
            id INTEGER PRIMARY KEY,
            place INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            addresses BLOB NOT NULL,
            UNIQUE (place, digest)
        ) STRICT;
        CREATE TABLE visitFact (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            place INTEGER NOT NULL REFERENCES place ON DELETE CASCADE,
            milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
            wireBytes INTEGER NOT NULL CHECK (wireBytes >= 0),
            entityTag TEXT,
            lastModified TEXT,
            isUnchanged INTEGER NOT NULL CHECK (isUnchanged IN (0, 1)),
            sheets TEXT,
            sheetsDigest BLOB CHECK (length(sheetsDigest) = 16),
            links INTEGER REFERENCES pageLinks,
            content TEXT,
            PRIMARY KEY (run, place),
            CHECK ((sheets IS NULL) = (sheetsDigest IS NULL))
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX visitFactByPlace ON visitFact (place);
        CREATE INDEX visitFactByLinks ON visitFact (links);
        CREATE TABLE crawlHost (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            session INTEGER NOT NULL CHECK (session > 0),
            host TEXT NOT NULL,
            requests INTEGER NOT NULL CHECK (requests >= 0),
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            highestRate INTEGER NOT NULL CHECK (highestRate >= 0),
            shortestGap INTEGER CHECK (shortestGap >= 0),
            crawlDelay INTEGER CHECK (crawlDelay >= 0),
            refusals INTEGER NOT NULL CHECK (refusals >= 0),
            failures INTEGER NOT NULL CHECK (failures >= 0),
            givenUp TEXT,
            PRIMARY KEY (run, session, host)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE crawlRobots (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            origin TEXT NOT NULL,
            source TEXT NOT NULL CHECK (source IN ('file', 'absent', 'unreachable', 'ignored')),
            httpStatus INTEGER,
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            detail TEXT,
            text TEXT NOT NULL,
            PRIMARY KEY (run, origin)
        ) STRICT, WITHOUT ROWID;

        """
}
