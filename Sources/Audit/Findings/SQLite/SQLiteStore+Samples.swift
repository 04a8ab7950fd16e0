import Foundation
import GRDB

extension SQLiteStore {
    static let sampleSchema = """
        CREATE TABLE placeSample (
            id INTEGER PRIMARY KEY,
            made INTEGER NOT NULL,
            seed TEXT NOT NULL CHECK (seed <> ''),
            grouping TEXT NOT NULL,
            strata TEXT NOT NULL CHECK (json_valid(strata))
        ) STRICT
        """

    public func record(_ sample: DrawnSample) async throws -> Int64 {
        let strata = String(decoding: try JSONEncoder().encode(sample.strata), as: UTF8.self)
        return try await writeDurably { db in
            try db.execute(
                sql: "INSERT INTO placeSample (made, seed, grouping, strata) VALUES (?, ?, ?, ?)",
                // As text: SQLite's integers have a sign.
                arguments: [sample.made.millisecondsSince1970, "\(sample.seed)", sample.grouping, strata]
            )
            return db.lastInsertedRowID
        }
    }

    public func samples() async throws -> [(number: Int64, sample: DrawnSample)] {
        let rows = try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM placeSample ORDER BY id").map { row in
                StoredSample(
                    number: row["id"],
                    made: Timestamp(millisecondsSince1970: row["made"]),
                    seed: row["seed"],
                    grouping: row["grouping"],
                    strata: row["strata"]
                )
            }
        }
        return try rows.map { row in
            let strata = try JSONDecoder().decode([DrawnSample.Stratum].self, from: Data(row.strata.utf8))
            let seed = UInt64(row.seed) ?? 0
            return (row.number, DrawnSample(made: row.made, seed: seed, grouping: row.grouping, strata: strata))
        }
    }

    private struct StoredSample: Sendable {
        var number: Int64
        var made: Timestamp
        var seed: String
        var grouping: String
        var strata: String
    }
}
