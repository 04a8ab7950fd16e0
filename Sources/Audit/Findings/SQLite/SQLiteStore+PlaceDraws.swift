import Foundation
import GRDB

extension SQLiteStore {
    static let placeDrawSchema = """
        CREATE TABLE placeDraw (
            id INTEGER PRIMARY KEY,
            made INTEGER NOT NULL,
            seed TEXT NOT NULL CHECK (seed <> ''),
            grouping TEXT NOT NULL,
            strata TEXT NOT NULL CHECK (strata GLOB '[[]*]')
        ) STRICT
        """

    static let secondDrawSchema = "ALTER TABLE placeDraw ADD COLUMN second TEXT CHECK (second GLOB '{*}')"

    public func record(_ draw: PlaceDraw) async throws -> Int64 {
        let strata = String(decoding: try JSONEncoder().encode(draw.strata), as: UTF8.self)
        let second = try draw.second.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        return try await writeDurably { db in
            try db.execute(
                sql: "INSERT INTO placeDraw (made, seed, grouping, strata, second) VALUES (?, ?, ?, ?, ?)",
                // As text: SQLite's integers have a sign.
                arguments: [draw.made.millisecondsSince1970, "\(draw.seed)", draw.grouping, strata, second]
            )
            return db.lastInsertedRowID
        }
    }

    public func placeDraws() async throws -> [(number: Int64, draw: PlaceDraw)] {
        let rows = try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM placeDraw ORDER BY id").map { row in
                StoredDraw(
                    number: row["id"],
                    made: Timestamp(millisecondsSince1970: row["made"]),
                    seed: row["seed"],
                    grouping: row["grouping"],
                    strata: row["strata"],
                    second: row["second"]
                )
            }
        }
        return try rows.map { row in
            let strata = try JSONDecoder().decode([PlaceDraw.Stratum].self, from: Data(row.strata.utf8))
            let second = try row.second.map { try JSONDecoder().decode(PlaceDraw.Second.self, from: Data($0.utf8)) }
            let draw = PlaceDraw(
                made: row.made,
                seed: UInt64(row.seed) ?? 0,
                grouping: row.grouping,
                strata: strata,
                second: second
            )
            return (row.number, draw)
        }
    }

    private struct StoredDraw: Sendable {
        var number: Int64
        var made: Timestamp
        var seed: String
        var grouping: String
        var strata: String
        var second: String?
    }
}
