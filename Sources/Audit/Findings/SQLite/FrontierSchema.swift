/// The addresses of scans that are under way or were interrupted; emptied when a scan is done.
enum FrontierSchema {
    static let tables = """
        CREATE TABLE frontierHost (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE frontier (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            digest BLOB NOT NULL CHECK (length(digest) = 16),
            host INTEGER NOT NULL REFERENCES frontierHost,
            address TEXT NOT NULL,
            key TEXT,
            depth INTEGER NOT NULL CHECK (depth >= 0),
            parent INTEGER,
            seed INTEGER NOT NULL CHECK (seed >= 0),
            origin TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            rank INTEGER NOT NULL,
            state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
            reason TEXT,
            UNIQUE (run, digest)
        ) STRICT;
        CREATE INDEX frontierQueue ON frontier (run, host, rank, id) WHERE state = 0;
        CREATE INDEX frontierClaimed ON frontier (run) WHERE state = 1;
        CREATE TABLE frontierGroup (
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            hash INTEGER NOT NULL,
            members INTEGER NOT NULL CHECK (members > 0),
            PRIMARY KEY (run, hash)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE runHolder (
            run INTEGER PRIMARY KEY REFERENCES run ON DELETE CASCADE,
            process TEXT NOT NULL
        ) STRICT;

        """
}
