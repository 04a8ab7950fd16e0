import Foundation
import GRDB

/// Reads the findings of one snapshot as matching sees them.
struct TraceReader {
    struct Found {
        var trace: Trace
        var defect: Int64?
        var verdict: Int64
        var fingerprint: Fingerprint
    }

    private let db: Database
    private let hasEarlier: Bool

    init(_ db: Database) throws {
        self.db = db
        hasEarlier = try EarlierReadings.areAny(in: db)
    }

    func traces(of snapshot: Int64, page: String) throws -> [Found] {
        let earlier = hasEarlier ? try self.earlier(of: snapshot, page: page) : [:]
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT o.id, o.text, o.ordinal, pattern.version, pattern.family, pattern.region, pattern.path,
                        pattern.shape, pattern.evidence, o.snippet, o.defect, o.verdict, o.fingerprint
                    FROM occurrence AS o CROSS JOIN pattern ON pattern.id = o.pattern WHERE o.snapshot = ? ORDER BY o.id
                    """
            ),
            arguments: [snapshot]
        )
        var found: [Found] = []
        while let row = try rows.next() {
            let snippet: String = row[9]
            var hash = FNV1a()
            hash.add(snippet.utf8)
            var trace = Self.trace(row, page: page)
            trace.source = snippet.isEmpty ? 0 : max(1, hash.value)
            trace.earlier = (earlier[trace.id] ?? []).map { older in
                var older = older
                older.source = trace.source
                return older
            }
            found.append(
                Found(
                    trace: trace,
                    defect: row[10],
                    verdict: row[11],
                    fingerprint: Fingerprint(prefixOf: [UInt8](row[12] as Data))
                )
            )
        }
        return found
    }

    /// What older versions read of the findings, by their number, the newest first.
    private func earlier(of snapshot: Int64, page: String) throws -> [Int64: [Trace]] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT o.id, e.text, e.ordinal, pattern.version, pattern.family, pattern.region, pattern.path,
                        pattern.shape, pattern.evidence
                    FROM occurrence AS o CROSS JOIN earlierReading AS e ON e.occurrence = o.id
                    CROSS JOIN pattern ON pattern.id = e.pattern WHERE o.snapshot = ? ORDER BY pattern.version DESC
                    """
            ),
            arguments: [snapshot]
        )
        var traces: [Int64: [Trace]] = [:]
        while let row = try rows.next() { traces[row[0], default: []].append(Self.trace(row, page: page)) }
        return traces
    }

    /// The first nine columns of both, without the source.
    private static func trace(_ row: Row, page: String) -> Trace {
        Trace(
            id: row[0],
            version: row[3],
            family: row[4],
            page: page,
            region: row[5],
            path: row[6],
            shape: row[7],
            text: UInt64(bitPattern: row[1]),
            evidence: row[8],
            ordinal: row[2],
            source: 0
        )
    }
}
