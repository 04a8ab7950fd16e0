import Foundation
import GRDB

extension SQLiteStore {
    /// Bounds what the writing connection keeps of the file.
    func setWriterCache(kilobytes: Int) async throws {
        try await write { db in try db.execute(sql: "PRAGMA cache_size = -\(kilobytes)") }
    }

    /// Lets go of what connections keep of the file; they read it again when they need it.
    func releaseCaches() { pool.releaseMemory() }

    /// The number under which this process keeps what it asks of servers for the run.
    func nextSession(of run: RunID) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db,
                sql: "SELECT coalesce(max(session), 0) + 1 FROM crawlHost WHERE run = ?",
                arguments: [run.number]
            ) ?? 1
        }
    }

    /// Keeps what one process asked of servers so far, in place of what it kept before.
    func save(_ log: CrawlLog, of run: RunID, session: Int) async throws {
        try await write { db in
            for host in log.hosts {
                try db.cachedStatement(
                    sql: """
                        INSERT OR REPLACE INTO crawlHost (run, session, host, requests, bytes, highestRate,
                            shortestGap, crawlDelay, refusals, failures, givenUp)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [
                    run.number, session, host.host, host.requests, host.bytes, host.highestRate,
                    host.shortestGapMilliseconds, host.crawlDelayMilliseconds, host.refusals, host.failures,
                    host.givenUp?.storable,
                ])
            }
            for robots in log.robots {
                try db.cachedStatement(
                    sql: """
                        INSERT OR REPLACE INTO crawlRobots (run, origin, source, httpStatus, bytes, detail, text)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        """
                ).execute(arguments: [
                    run.number, robots.origin, robots.source.rawValue, robots.httpStatus, robots.bytes,
                    robots.detail?.storable, robots.text.storable,
                ])
            }
        }
    }

    /// What all processes that worked on the run asked of servers.
    public func crawlLog(of run: RunID) async throws -> CrawlLog {
        try await read { db in
            var log = CrawlLog()
            log.hosts = try Self.hosts(of: run, in: db)
            log.robots = try Self.robots(of: run, in: db)
            return log
        }
    }

    private static func hosts(of run: RunID, in db: Database) throws -> [CrawlLog.Host] {
        let sql = """
            SELECT host, sum(requests), sum(bytes), max(highestRate), min(shortestGap), max(crawlDelay), sum(refusals),
                sum(failures), max(givenUp)
            FROM crawlHost WHERE run = ? GROUP BY host ORDER BY host
            """
        return try Row.fetchAll(db, sql: sql, arguments: [run.number]).map { row in
            CrawlLog.Host(
                host: row[0],
                requests: row[1],
                bytes: row[2],
                highestRate: row[3],
                shortestGapMilliseconds: row[4],
                crawlDelayMilliseconds: row[5],
                refusals: row[6],
                failures: row[7],
                givenUp: row[8]
            )
        }
    }

    private static func robots(of run: RunID, in db: Database) throws -> [CrawlLog.Robots] {
        let sql = "SELECT * FROM crawlRobots WHERE run = ? ORDER BY origin"
        return try Row.fetchAll(db, sql: sql, arguments: [run.number]).map { row in
            CrawlLog.Robots(
                origin: row["origin"],
                source: CrawlLog.Robots.Source(rawValue: row["source"]) ?? .absent,
                httpStatus: row["httpStatus"],
                bytes: row["bytes"],
                detail: row["detail"],
                text: row["text"]
            )
        }
    }

    /// How many pages of the run were found as an earlier run had found them.
    public func unchangedPages(of run: RunID) async throws -> Int {
        try await readOnWriter { db in
            try Int.fetchOne(
                db,
                sql: "SELECT count(*) FROM visitFact WHERE run = ? AND isUnchanged = 1",
                arguments: [run.number]
            ) ?? 0
        }
    }
}
