/// Why findings are one, and the other names of rules.
enum GroupingSchema {
    static let statements = """
        ALTER TABLE occurrence ADD COLUMN basis INTEGER;
        ALTER TABLE occurrence ADD COLUMN matched INTEGER;
        ALTER TABLE defectPattern ADD COLUMN origin INTEGER REFERENCES defect;
        CREATE INDEX defectPatternByOrigin ON defectPattern (origin) WHERE origin IS NOT NULL;
        """

    static let aliases = """
        CREATE TABLE requirementAlias (
            alias TEXT NOT NULL CHECK (alias <> ''),
            code TEXT NOT NULL CHECK (code <> alias),
            UNIQUE (alias, code)
        ) STRICT;
        """
}
