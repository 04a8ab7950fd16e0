import GRDB

extension SQLiteStore {
    public func save(_ sample: PageSample) async throws -> Int64 {
        try await write { db in
            let subject = try String.fetchOne(
                db,
                sql: "SELECT subject.code FROM run JOIN subject ON subject.id = run.subject WHERE run.id = ?",
                arguments: [sample.run.number]
            )
            guard subject == sample.subject else { throw StoreFailure.unknownRun(sample.run) }
            try db.execute(
                sql: "INSERT INTO sample (run, seed, basis, frame, previous) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    sample.run.number, Int64(bitPattern: sample.seed), sample.basis.rawValue, sample.frame,
                    sample.previous,
                ]
            )
            let number = db.lastInsertedRowID
            try Self.insert(partsOf: sample, number: number, in: db)
            return number
        }
    }

    private static func insert(partsOf sample: PageSample, number: Int64, in db: Database) throws {
        for (reason, pages) in sample.exclusions.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: "INSERT INTO sampleExclusion (sample, reason, pages) VALUES (?, ?, ?)",
                arguments: [number, reason, pages]
            )
        }
        for (position, stratum) in sample.strata.enumerated() {
            try db.execute(
                sql: "INSERT INTO sampleStratum (sample, position, name, size, drawn) VALUES (?, ?, ?, ?, ?)",
                arguments: [number, position, stratum.name, stratum.size, stratum.drawn]
            )
        }
        for (position, page) in sample.pages.enumerated() {
            try db.execute(
                sql: """
                    INSERT INTO samplePage (sample, position, code, address, part, stratum, reason, isKept)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    number, position, page.key, page.address, page.part.rawValue, page.stratum, page.reason,
                    page.isKept,
                ]
            )
        }
    }

    public func sample(_ number: Int64) async throws -> PageSample? {
        try await read { db in
            try Self.samples(db, where: "WHERE sample.id = ?", arguments: [number]).first
        }
    }

    public func samples(of subject: String?) async throws -> [PageSample] {
        try await read { db in
            let condition = subject == nil ? "" : "WHERE subject.code = ?"
            return try Self.samples(db, where: condition, arguments: subject.map { [$0] } ?? [])
        }
    }

    private static func samples(
        _ db: Database,
        where condition: String,
        arguments: StatementArguments
    ) throws -> [PageSample] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT sample.*, subject.code FROM sample JOIN run ON run.id = sample.run
                JOIN subject ON subject.id = run.subject \(condition) ORDER BY sample.id DESC
                """,
            arguments: arguments
        )
        return try rows.map { row in
            let number: Int64 = row["id"]
            return PageSample(
                number: number,
                subject: row["code"],
                run: RunID(row["run"]),
                seed: UInt64(bitPattern: row["seed"]),
                basis: PageSample.Basis(rawValue: row["basis"]) ?? .template,
                frame: row["frame"],
                exclusions: try exclusions(ofSample: number, in: db),
                previous: row["previous"],
                strata: try strata(ofSample: number, in: db),
                pages: try pages(ofSample: number, in: db)
            )
        }
    }

    private static func exclusions(ofSample number: Int64, in db: Database) throws -> [String: Int] {
        let sql = "SELECT reason, pages FROM sampleExclusion WHERE sample = ?"
        let rows = try Row.fetchAll(db, sql: sql, arguments: [number])
        return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
    }

    private static func strata(ofSample number: Int64, in db: Database) throws -> [PageSample.Stratum] {
        let sql = "SELECT name, size, drawn FROM sampleStratum WHERE sample = ? ORDER BY position"
        return try Row.fetchAll(db, sql: sql, arguments: [number]).map { row in
            PageSample.Stratum(name: row[0], size: row[1], drawn: row[2])
        }
    }

    private static func pages(ofSample number: Int64, in db: Database) throws -> [PageSample.Page] {
        let sql = """
            SELECT code, address, part, stratum, reason, isKept FROM samplePage WHERE sample = ? ORDER BY position
            """
        return try Row.fetchAll(db, sql: sql, arguments: [number]).map { row in
            PageSample.Page(
                key: row[0],
                address: row[1],
                part: PageSample.Part(rawValue: row[2]) ?? .structured,
                stratum: row[3],
                reason: row[4],
                isKept: row[5]
            )
        }
    }
}
