/// The tables of samples of pages.
enum SampleSchema {
    static let tables = """
        CREATE TABLE sample (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
            seed INTEGER NOT NULL,
            basis TEXT NOT NULL CHECK (basis IN ('template', 'column')),
            frame INTEGER NOT NULL CHECK (frame >= 0),
            previous INTEGER REFERENCES sample ON DELETE SET NULL CHECK (previous <> id)
        ) STRICT;
        CREATE INDEX sampleByRun ON sample (run);
        CREATE TABLE sampleExclusion (
            sample INTEGER NOT NULL REFERENCES sample ON DELETE CASCADE,
            reason TEXT NOT NULL CHECK (reason <> ''),
            pages INTEGER NOT NULL CHECK (pages > 0),
            PRIMARY KEY (sample, reason)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sampleStratum (
            sample INTEGER NOT NULL REFERENCES sample ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            name TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size >= drawn),
            drawn INTEGER NOT NULL CHECK (drawn >= 0),
            PRIMARY KEY (sample, position),
            UNIQUE (sample, name)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE samplePage (
            sample INTEGER NOT NULL REFERENCES sample ON DELETE CASCADE,
            position INTEGER NOT NULL CHECK (position >= 0),
            code TEXT NOT NULL CHECK (code <> ''),
            address TEXT NOT NULL,
            part TEXT NOT NULL CHECK (part IN ('structured', 'random')),
            stratum TEXT,
            reason TEXT NOT NULL,
            isKept INTEGER NOT NULL CHECK (isKept IN (0, 1)),
            PRIMARY KEY (sample, position),
            UNIQUE (sample, code),
            CHECK ((part = 'random') = (stratum IS NOT NULL))
        ) STRICT, WITHOUT ROWID;
        """
}
