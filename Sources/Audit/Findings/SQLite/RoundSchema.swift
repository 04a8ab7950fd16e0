/// The versions of checklists that a round has fixed, and the other names of subjects.
enum RoundSchema {
    static let statements = """
        CREATE TABLE roundChecklist (
            round INTEGER NOT NULL REFERENCES round,
            checklist TEXT NOT NULL CHECK (checklist <> ''),
            version TEXT NOT NULL,
            PRIMARY KEY (round, checklist)
        ) STRICT, WITHOUT ROWID;
        INSERT OR IGNORE INTO roundChecklist (round, checklist, version)
            SELECT round, checklist, checklistVersion FROM run
            WHERE round IS NOT NULL AND checklist IS NOT NULL AND checklistVersion IS NOT NULL ORDER BY id;
        ALTER TABLE subject ADD COLUMN otherNames TEXT NOT NULL DEFAULT '[]' CHECK (otherNames GLOB '[[]*]');
        """
}
