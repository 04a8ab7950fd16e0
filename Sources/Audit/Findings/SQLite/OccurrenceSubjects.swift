/// The migration by which occurrences know their subject, so that one subject's findings are found among millions.
enum OccurrenceSubjects {
    static let statements = """
        ALTER TABLE occurrence ADD COLUMN subject INTEGER REFERENCES subject;
        UPDATE occurrence SET subject =
            (SELECT place.subject FROM snapshot JOIN place ON place.id = snapshot.place
                WHERE snapshot.id = occurrence.snapshot);
        DROP INDEX occurrenceByVerdict;
        CREATE INDEX occurrenceBySubject ON occurrence (subject, verdict);
        CREATE TABLE deadlinePolicy (
            severity TEXT PRIMARY KEY CHECK (severity IN ('minor', 'moderate', 'serious', 'critical')),
            days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 3660)
        ) STRICT, WITHOUT ROWID;
        """
}
