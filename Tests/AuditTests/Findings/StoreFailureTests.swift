import Foundation
import GRDB
import Testing

@testable import Audit

/// What a person reads when the file is wrong: where, what, and what to do, in both languages.
struct StoreFailureTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func failure(_ body: () async throws -> Void) async -> AuditError? {
        do { try await body() } catch { return error as? AuditError }
        return nil
    }

    /// A store with pages in it, closed.
    private func store(_ name: String) async throws -> String {
        let path = folder.path(name)
        let store = try SQLiteStore(path: path)
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        for number in 0..<40 {
            let page = "https://a.test/\(number)"
            let findings = (0..<20).map { Sample.finding(page: page, number: $0) }
            try await store.record([Sample.page(page, findings: findings)], in: run)
        }
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        try await store.vacuum()
        try store.close()
        return path
    }

    @Test func `a damaged page names the backup as the remedy`() async throws {
        let path = try await store("damaged.sqlite")
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let pages = try handle.seekToEnd() / 4096
        for page in 2..<pages {
            try handle.seek(toOffset: page * 4096)
            try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096))
        }
        try handle.close()
        let error = await failure {
            let store = try SQLiteStore(path: path, opening: .existing)
            _ = try await store.findings(FindingFilter(), after: nil, limit: 10)
            _ = try await store.runs(of: nil)
        }
        #expect(error?.code == .storeCorrupt && error?.exitCode == 5 && error?.subject == path)
        #expect(error?.message(in: .zhHans).contains("从备份恢复") == true)
        #expect(error?.message(in: .en).contains("Restore a backup") == true)
    }

    @Test func `a newer store names the update as the remedy, and keeps what it holds`() async throws {
        let path = try await store("newer.sqlite")
        let queue = try DatabaseQueue(path: path)
        try await queue.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999 from the future')")
        }
        try queue.close()
        let error = await failure { _ = try SQLiteStore(path: path, opening: .existing) }
        #expect(error?.code == .storeTooNew && error?.exitCode == 5)
        #expect(error?.message(in: .zhHans).contains("升级 audit") == true)
        #expect(error?.message(in: .en).contains("Update audit") == true)
        let held = try await DatabaseQueue(path: path).read { db in
            try Int.fetchAll(db, sql: "SELECT count(*) FROM grdb_migrations UNION ALL SELECT count(*) FROM occurrence")
        }
        #expect(held == [Schema.migrator.migrations.count + 1, 800])
    }

    @Test func `a full disk names the space as the remedy`() async throws {
        let path = try await store("full.sqlite")
        let store = try SQLiteStore(path: path, opening: .existing)
        try await store.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages)")
        }
        let error = await failure {
            for number in 0..<50 {
                let photo = (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* number) } + [UInt8(number)]
                _ = try await store.storeEvidence(photo, kind: .photo, mediaType: "image/jpeg", at: Sample.noon)
            }
        }
        #expect(error?.code == .diskFull && error?.exitCode == 6)
        #expect(error?.message(in: .zhHans).contains("腾出空间") == true)
        #expect(error?.message(in: .en).contains("Free some space") == true)
        #expect(try await store.check().isEmpty)
        #expect(try await store.runs(of: nil).first?.checked == 40)
    }

    @Test func `evidence whose bytes changed on the disk is found by the check`() async throws {
        let path = try await store("evidence.sqlite")
        let store = try SQLiteStore(path: path, opening: .existing)
        let hash = try await store.storeEvidence([1, 2, 3], kind: .photo, mediaType: "image/png", at: Sample.noon)
        try await store.pool.write { db in try db.execute(sql: "UPDATE evidence SET content = x'010204'") }
        #expect(try await store.check() == ["evidence \(hash) is no longer what was handed in"])
        let error = await failure { _ = try await store.evidenceBytes(hash) }
        #expect(error?.code == .storeCorrupt)
    }

    @Test func `a backup made while others write holds whole transactions`() async throws {
        let store = try SQLiteStore(path: folder.path("busy.sqlite"))
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        let folder = folder
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<60 {
                    let page = "https://a.test/\(number)"
                    let findings = (0..<3).map { Sample.finding($0, page: page) }
                    try await store.record([Sample.page(page, findings: findings)], in: run)
                }
            }
            for number in 0..<4 {
                let copy = folder.path("copy\(number).sqlite")
                try await store.backUp(to: copy)
                let other = try SQLiteStore(path: copy, opening: .existing)
                #expect(try await other.check().isEmpty)
                let held = try #require(try await other.run(run))
                #expect(held.failed == held.checked * 3)
                try other.close()
            }
            try await group.waitForAll()
        }
    }
}
