import Foundation
import GRDB

extension SQLiteStore {
    public func forEachPage(of run: RunID, _ body: @escaping @Sendable (PageRecord) throws -> Void) async throws {
        try await read { db in
            var rules: [Int64: [String]] = [:]
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT snapshot.*, visit.fetched, visit.bytes, visit.contentHash, visit.depth, visit.origin,
                        place.code, place.address
                    FROM visit JOIN snapshot ON snapshot.id = visit.snapshot JOIN place ON place.id = visit.place
                    WHERE visit.run = ? ORDER BY place.code
                    """,
                arguments: [run.number]
            )
            while let row = try rows.next() {
                let ruleset: Int64 = row["ruleset"]
                let names = try rules[ruleset] ?? Self.requirements(ofRuleset: ruleset, in: db).map(\.id)
                rules[ruleset] = names
                try body(try page(row, rules: names))
            }
        }
    }

    public func reasons(of run: RunID) async throws -> [String: Int] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT reason, count(*) FROM visit JOIN snapshot ON snapshot.id = visit.snapshot
                    WHERE run = ? AND reason IS NOT NULL GROUP BY reason
                    """,
                arguments: [run.number]
            )
            return Dictionary(uniqueKeysWithValues: rows.map { ($0[0], $0[1]) })
        }
    }

    public func totals(of run: RunID) async throws -> [RequirementTotal] {
        try await read { db in
            let ruleset = try Int64.fetchOne(db, sql: "SELECT ruleset FROM run WHERE id = ?", arguments: [run.number])
            guard let ruleset else { throw StoreFailure.unknownRun(run) }
            var totals = try Self.requirements(ofRuleset: ruleset, in: db).map { RequirementTotal(requirement: $0) }
            let names = totals.map(\.requirement.id)
            let positions = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT outcomes FROM visit JOIN snapshot ON snapshot.id = visit.snapshot
                    WHERE run = ? AND status = 'checked'
                    """,
                arguments: [run.number]
            )
            while let row = try rows.next() {
                for assertion in try decode(row[0], rules: names) {
                    guard let position = positions[assertion.rule] else { continue }
                    totals[position].failed += assertion.failed
                    totals[position].cantTell += assertion.cantTell
                    totals[position].passed += assertion.passed
                    totals[position].pages[assertion.outcome, default: 0] += 1
                }
            }
            return totals
        }
    }

    private func decode(_ outcomes: Data, rules: [String]) throws -> [Assertion] {
        guard let assertions = OutcomeCode.decode([UInt8](outcomes), rules: rules) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the outcomes of a page are not readable")
        }
        return assertions
    }

    private func page(_ row: Row, rules: [String]) throws -> PageRecord {
        let hash: Data? = row["contentHash"]
        let fetch = PageRecord.Fetch(
            at: Timestamp(millisecondsSince1970: row["fetched"]),
            httpStatus: row["httpStatus"],
            finalAddress: row["finalAddress"],
            redirects: row["redirects"],
            contentType: row["contentType"],
            charset: row["charset"],
            bytes: row["bytes"],
            contentHash: hash.map { [UInt8]($0) } ?? []
        )
        var page = PageRecord(
            address: row["address"],
            key: row["code"],
            fetch: fetch,
            depth: row["depth"],
            from: row["origin"],
            title: row["title"],
            language: row["language"],
            elements: row["elements"],
            pageKind: row["pageKind"],
            structure: UInt64(bitPattern: row["structure"]),
            assertions: try decode(row["outcomes"], rules: rules),
            findings: []
        )
        page.status = PageRecord.Status(rawValue: row["status"]) ?? .notChecked
        page.reason = row["reason"]
        page.detail = row["detail"]
        return page
    }
}
