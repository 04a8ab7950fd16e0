import Foundation
import GRDB

/// Writes what a visit showed besides its outcomes, inside a transaction of its caller.
struct VisitFactWriter {
    let db: Database
    let run: Int64

    func write(_ facts: VisitFacts, place: Int64) throws {
        let content = try facts.content.map { try Self.encode($0) }
        try db.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO visitFact (run, place, milliseconds, wireBytes, entityTag, lastModified,
                    isUnchanged, sheets, sheetsDigest, links, content)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            run, place, facts.milliseconds, facts.wireBytes, facts.entityTag?.storable, facts.lastModified?.storable,
            facts.isUnchanged, facts.sheets.map { $0.addresses.joined(separator: "\n").storable },
            facts.sheets.map { Data($0.digest.prefix(16)) }, try links(facts.links, of: place), content,
        ])
    }

    /// Takes back what an earlier visit of the run showed.
    func forget(place: Int64) throws {
        try db.cachedStatement(sql: "DELETE FROM visitFact WHERE run = ? AND place = ?").execute(arguments: [
            run, place,
        ])
    }

    /// The number of the list, kept once however often the page is visited.
    private func links(_ packed: [UInt8], of place: Int64) throws -> Int64? {
        if packed.isEmpty { return nil }
        let digest = Data(SHA256.digest(packed).prefix(16))
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM pageLinks WHERE place = ? AND digest = ?"),
            arguments: [place, digest]
        )
        if let known { return known }
        try db.cachedStatement(sql: "INSERT INTO pageLinks (place, digest, addresses) VALUES (?, ?, ?)")
            .execute(arguments: [place, digest, Data(packed)])
        return db.lastInsertedRowID
    }

    private static func encode(_ facts: PageFacts) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(facts), as: UTF8.self)
    }
}

extension VisitFacts {
    /// The columns of `visitFact` with `addresses` of `pageLinks`.
    init(_ row: Row) throws {
        self.init(milliseconds: row["milliseconds"], wireBytes: row["wireBytes"])
        entityTag = row["entityTag"]
        lastModified = row["lastModified"]
        isUnchanged = row["isUnchanged"]
        let (addresses, digest): (String?, Data?) = (row["sheets"], row["sheetsDigest"])
        if let addresses, let digest {
            let list = addresses.split(separator: "\n").map(String.init)
            sheets = Sheets(addresses: list, digest: [UInt8](digest))
        }
        let packed: Data? = row["addresses"]
        links = packed.map { [UInt8]($0) } ?? []
        let text: String? = row["content"]
        content = try text.map { try JSONDecoder().decode(PageFacts.self, from: Data($0.utf8)) }
    }
}
