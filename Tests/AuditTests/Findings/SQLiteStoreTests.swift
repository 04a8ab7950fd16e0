import Foundation
import GRDB
import Testing

@testable import Audit

/// What only the SQLite implementation has: a file that can be wrong.
struct SQLiteStoreTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func code(
        opening path: String,
        _ opening: SQLiteStore.Opening = .createIfMissing
    ) throws
        -> AuditError.Code?
    {
        do { _ = try SQLiteStore(path: path, opening: opening) } catch let error as AuditError { return error.code }
        return nil
    }

    private func write(_ text: String, to name: String) throws -> String {
        let path = folder.path(name)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    // MARK: - Files that are no store

    @Test func `a file that is not SQLite is refused and left as it was`() throws {
        let text = String(repeating: "这不是数据库。", count: 200)
        let path = try write(text, to: "notes.txt")
        #expect(try code(opening: path) == .storeCorrupt)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test func `another program's database is refused`() throws {
        let path = folder.path("other.sqlite")
        let other = try DatabaseQueue(path: path)
        try other.write { try $0.execute(sql: "CREATE TABLE note (text TEXT)") }
        try other.close()
        #expect(try code(opening: path) == .storeCorrupt)
    }

    @Test func `a folder, and a missing file where one is needed, are refused`() throws {
        #expect(try code(opening: folder.url.path) == .storeUnavailable)
        #expect(try code(opening: folder.path("none.sqlite"), .existing) == .storeUnavailable)
        #expect(try code(opening: folder.path("none/a.sqlite")) == .storeUnavailable)
        #expect(!FileManager.default.fileExists(atPath: folder.path("none.sqlite")))
    }

    @Test func `an empty file becomes a store`() throws {
        #expect(try code(opening: try write("", to: "empty.sqlite")) == nil)
    }

    @Test func `a store of a later version is refused`() throws {
        let path = folder.path("later.sqlite")
        let store = try SQLiteStore(path: path)
        try store.pool.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('999 from the future')")
        }
        try store.close()
        #expect(try code(opening: path) == .storeTooNew)
        #expect(AuditError(.storeTooNew, at: "", .init(zh: "", en: ""), remedy: .init(zh: "", en: "")).exitCode == 5)
    }

    @Test(arguments: Schema.migrator.migrations.dropLast())
    func `a store of an earlier version is brought up to date and keeps what it holds`(version: String) async throws {
        let path = folder.path("earlier.sqlite")
        let earlier = try DatabaseQueue(path: path)
        try Schema.migrator.migrate(earlier, upTo: version)
        try await earlier.write { db in
            try db.execute(
                sql: """
                    INSERT INTO subject (code, kind, name, address) VALUES ('site-a', 'site', '某区', '');
                    INSERT INTO programme (name) VALUES ('p');
                    INSERT INTO round (programme, name) VALUES (1, '基线');
                    INSERT INTO ruleset (digest) VALUES (zeroblob(16));
                    INSERT INTO run (kind, subject, round, started, ended, state, toolVersion, ruleset, mode, options,
                        checklist, checklistVersion, form, formDigest)
                    VALUES ('inspection', 1, 1, 0, 0, 'done', '0', 1, 'inspection', '{}', 'crossing', '2026.1', 'f',
                        zeroblob(16));
                    """
            )
        }
        try earlier.close()
        let position = try #require(Schema.migrator.migrations.firstIndex(of: version))
        let missing = Array(Schema.migrator.migrations.dropFirst(position + 1))
        #expect(try SQLiteStore.pendingMigrations(path: path) == missing)
        let store = try SQLiteStore(path: path, opening: .existing)
        #expect(try SQLiteStore.pendingMigrations(path: path) == [])
        #expect(try await store.subject("site-a")?.name == "某区")
        let isFixedByMigration = missing.contains("checklists of rounds, names of subjects")
        #expect(try await store.rounds().first?.checklists == (isFixedByMigration ? ["crossing": "2026.1"] : [:]))
        _ = try await store.record(Sample.inspection())
        #expect(try await store.check().isEmpty)
    }

    @Test func `a damaged page is found by the check`() async throws {
        let path = folder.path("damaged.sqlite")
        let store = try SQLiteStore(path: path)
        try await store.save(Sample.site)
        try await store.vacuum()
        try store.close()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: size - 4096)
        try handle.write(contentsOf: Data(repeating: 0xA5, count: 4096))
        try handle.close()
        do {
            let damaged = try SQLiteStore(path: path, opening: .existing)
            #expect(try await !damaged.check().isEmpty)
        } catch let error as AuditError {
            #expect(error.code == .storeCorrupt)
        }
    }

    @Test(
        arguments: [
            ("/mnt/nfs/audit.sqlite", "nfs4"), ("/mnt/share name/a.sqlite", "cifs"), ("/home/u/remote/a", "fuse.sshfs"),
            ("/home/u/a.sqlite", nil), ("/mnt/nfs/local/a.sqlite", nil), ("/mnt/nfsx/a.sqlite", nil), ("/win/a", nil),
        ] as [(String, String?)]
    )
    func `a file on a network file system is recognised`(path: String, type: String?) {
        let mounts = """
            /dev/vda1 / ext4 rw 0 0
            server:/x /mnt/nfs nfs4 rw 0 0
            /dev/vdb1 /mnt/nfs/local xfs rw 0 0
            //srv/s /mnt/share\\040name cifs rw 0 0
            u@h: /home/u/remote fuse.sshfs rw 0 0
            /dev/sdb1 /win fuseblk rw 0 0
            """
        #expect(FileSystem.networkType(of: path, mounts: Array(mounts.utf8)) == type)
    }

    // MARK: - A full disk

    @Test func `a full disk is said so, and what was recorded before stays`() async throws {
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        try await store.record([Sample.page("https://a.test/0")], in: run)
        try await store.pool.writeWithoutTransaction { db in
            let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
            try db.execute(sql: "PRAGMA max_page_count = \(pages + 4)")
        }
        var failure: AuditError?
        var recorded = 1
        for number in 1...500 {
            let page = "https://a.test/\(number)"
            let findings = (0..<20).map { Sample.finding(page: page, number: $0) }
            do {
                try await store.record([Sample.page(page, findings: findings)], in: run)
                recorded += 1
            } catch let error as AuditError {
                failure = error
                break
            }
        }
        #expect(failure?.code == .diskFull && failure?.exitCode == 6)
        #expect(try await store.run(run)?.checked == recorded)
        #expect(try await store.check().isEmpty)
    }

    // MARK: - Constraints

    @Test(arguments: [
        "INSERT INTO subject (code, kind, name, address) VALUES ('', 'site', 'x', '')",
        "INSERT INTO subject (code, kind, name, address, parent) VALUES ('x', 'site', 'x', '', 99)",
        "INSERT INTO subject (code, kind, name, address, divisionYear) VALUES ('x', 'site', 'x', '', 'soon')",
        "INSERT INTO subject (code, kind, name, address, division) VALUES ('x', 'site', 'x', '', '37a')",
        "UPDATE run SET state = 'running'",
        "UPDATE run SET state = 'finished'",
        "UPDATE run SET ended = started - 1",
        "UPDATE run SET subject = 99",
        "UPDATE snapshot SET status = 'notChecked'",
        "UPDATE occurrence SET verdict = 99",
        "UPDATE occurrence SET fingerprint = x'00'",
        "UPDATE verdict SET outcome = 'passed'",
        "UPDATE reading SET latitude = 91",
        "UPDATE answer SET outcome = 'passed' WHERE kind = 'na'",
        "UPDATE defect SET scope = 'page'",
        "UPDATE defect SET mergedInto = id",
        "UPDATE defect SET lastRun = firstRun - 1",
        "INSERT INTO suppression (reasonCode, reason, approver, created, expires) VALUES ('other', 'x', 'y', 1, 2)",
        "DELETE FROM history",
        "UPDATE history SET reason = 'better'",
    ])
    func `the file itself refuses what makes no sense`(statement: String) async throws {
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        _ = try await store.record(Sample.inspection())
        let defects = try await store.defects(DefectFilter(), offset: 0, limit: 9).map(\.id)
        try await store.change(defects, DefectChange(to: .confirmed, by: "anna", at: Sample.noon))
        #expect(throws: DatabaseError.self) { try store.pool.write { try $0.execute(sql: statement) } }
    }

    @Test func `every table is strict`() throws {
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        let loose = try store.pool.read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM pragma_table_list WHERE schema = 'main' AND NOT strict
                        AND name NOT LIKE 'sqlite_%' AND name <> 'grdb_migrations'
                    """
            )
        }
        #expect(loose.isEmpty)
    }

    // MARK: - Interruptions

    @Test func `a store copied while it is written, as a kill leaves it, opens with every finished page`() async throws
    {
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        for number in 0..<20 {
            let page = "https://a.test/\(number)"
            try await store.record([Sample.page(page, findings: [Sample.finding(page: page)])], in: run)
            guard number % 5 == 4 else { continue }
            // The files as they lie on the disk at this moment, without a checkpoint or a close.
            let copy = "copy\(number)"
            for suffix in ["", "-wal"] {
                let from = folder.path("a.sqlite" + suffix)
                if FileManager.default.fileExists(atPath: from) {
                    try FileManager.default.copyItem(atPath: from, toPath: folder.path(copy + ".sqlite" + suffix))
                }
            }
            let after = try SQLiteStore(path: folder.path(copy + ".sqlite"), opening: .existing)
            #expect(try await after.check().isEmpty)
            let held = try #require(try await after.run(run))
            #expect(held.state == .running && held.checked == number + 1 && held.failed == number + 1)
        }
    }

    @Test func `readers see whole transactions while a writer writes`() async throws {
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<60 {
                    let page = "https://a.test/\(number)"
                    let findings = (0..<3).map { Sample.finding($0, page: page) }
                    try await store.record([Sample.page(page, findings: findings)], in: run)
                }
            }
            for _ in 0..<4 {
                group.addTask {
                    var last = 0
                    while last < 60 {
                        guard let seen = try await store.run(run) else { continue }
                        #expect(seen.failed == seen.checked * 3)
                        #expect(seen.checked >= last)
                        last = seen.checked
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.check().isEmpty)
    }
}
