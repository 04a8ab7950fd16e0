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
        migrator.registerMigration("versions of signals") { db in
            try db.execute(sql: EarlierReadings.statements)
        }
        migrator.registerMigration("history of the register") { db in
            try db.execute(sql: RegisterHistory.statements)
        }
        migrator.registerMigration("visits by what stood before") { db in
            try db.execute(sql: "CREATE INDEX visitByPrevious ON visit (previous) WHERE previous IS NOT NULL")
        }
        migrator.registerMigration("second inspections of draws") { db in
            try db.execute(sql: SQLiteStore.secondDrawSchema)
        }
        migrator.registerMigration("lanes of findings") { db in try db.execute(sql: FindingLanes.statements) }
        migrator.registerMigration("routes by column") { db in try db.execute(sql: SQLiteStore.routedColumns) }
        migrator.registerMigration("index pages of directories") { db in try db.execute(sql: IndexPages.columns) }
        migrator.registerMigration("mirrored hosts") { db in try db.execute(sql: FrontierStore.mirrorTable) }
        return migrator
    }()
}
