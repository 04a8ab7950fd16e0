import Foundation
import GRDB
import Testing

@testable import Audit

/// `store check|backup|migrate|vacuum|copy` on sound and unsound files.
struct StoreCareTests {
    let folder: TemporaryFolder
    let path: String

    init() async throws {
        folder = try TemporaryFolder()
        path = folder.path("a.sqlite")
        let store = try SQLiteStore(path: path)
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        for number in 0..<50 {
            let page = "https://a.test/\(number)"
            try await store.record([Sample.page(page, findings: [Sample.finding(page: page)])], in: run)
        }
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        try store.close()
    }

    private func refusal(_ body: () async throws -> Void) async throws -> AuditError? {
        do { try await body() } catch let error as AuditError { return error }
        return nil
    }

    @Test func `a sound store is said to be sound`() async throws {
        let complaints = Collected<String>()
        #expect(try await StoreCare(path: path).check { complaints.append($0) } > 0)
        #expect(complaints.values.isEmpty)
    }

    @Test func `a copy made while the store is written is sound and holds whole transactions`() async throws {
        let store = try SQLiteStore(path: path)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 0..<40 {
                    let page = "https://a.test/more/\(number)"
                    let findings = (0..<3).map { Sample.finding($0, page: page) }
                    try await store.record([Sample.page(page, findings: findings)], in: run)
                }
            }
            for name in ["one", "two"] {
                let care = StoreCare(path: path)
                let target = folder.path(name + ".sqlite")
                group.addTask {
                    _ = name == "one" ? try await care.backUp(to: target) : try await care.copy(to: target)
                }
            }
            try await group.waitForAll()
        }
        for name in ["one", "two"] {
            let copy = try SQLiteStore(path: folder.path(name + ".sqlite"), opening: .existing)
            let held = try #require(try await copy.run(RunID(1)))
            #expect(held.checked == 50 && held.failed == 50)
            if let later = try await copy.run(run) { #expect(later.failed == 3 * later.checked) }
        }
    }

    @Test func `nothing is overwritten and a failed copy leaves nothing`() async throws {
        let care = StoreCare(path: path)
        let taken = try await refusal { _ = try await care.backUp(to: path) }
        #expect(taken?.code == .usage)
        let nowhere = folder.path("none/b.sqlite")
        #expect(try await refusal { _ = try await care.backUp(to: nowhere) } != nil)
        #expect(try await refusal { _ = try await care.copy(to: nowhere) } != nil)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!names.contains { $0.contains(".part") })
    }

    @Test func `a damaged page ends with one error that names the remedy`() async throws {
        _ = try await StoreCare(path: path).vacuum()
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: size / 4096 / 2 * 4096)
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 4096))
        try handle.close()
        let error = try #require(try await refusal { _ = try await StoreCare(path: path).check { _ in } })
        #expect(error.code == .storeCorrupt && error.exitCode == 5)
        #expect(error.remedy.en.contains("backup") && error.remedy.zh.contains("备份"))
    }

    @Test func `a store of the first version is brought up to date, and its findings know their subject`() async throws
    {
        let old = folder.path("old.sqlite")
        let queue = try DatabaseQueue(path: old)
        try Schema.migrator.migrate(queue, upTo: "1 subjects, runs, findings")
        try await queue.write { db in
            try db.execute(
                sql: """
                    INSERT INTO subject (id, code, kind, name, address) VALUES (7, 's', 'site', 's', '');
                    INSERT INTO ruleset (id, digest) VALUES (1, zeroblob(16));
                    INSERT INTO place (id, subject, code, address) VALUES (3, 7, 'p', 'p');
                    INSERT INTO snapshot (id, place, digest, status, ruleset, outcomes)
                        VALUES (5, 3, zeroblob(16), 'checked', 1, x'');
                    INSERT INTO verdict (id, digest, requirement, domain, outcome, kind, confidence, severity, criteria)
                        VALUES (1, zeroblob(16), 'r', 'web', 'failed', 'violation', 'certain', 'minor', '[]');
                    INSERT INTO message (id, digest, zh, en) VALUES (1, zeroblob(16), '', '');
                    INSERT INTO pattern (id, subject, fingerprint, family, region, path, shape, classes, evidence)
                        VALUES (1, 7, zeroblob(16), '', '', '', '', '', '');
                    INSERT INTO unit (id, name) VALUES (4, 'u');
                    INSERT INTO run (id, kind, subject, started, ended, state, toolVersion, ruleset, mode, options)
                        VALUES (1, 'scan', 7, 0, 0, 'done', '1', 1, 'source', '{}');
                    INSERT INTO defect (id, subject, fingerprint, pattern, verdict, scope, state, firstRun, lastRun, unit,
                        deadline) VALUES (9, 7, zeroblob(16), 1, 1, 'content', 'assigned', 1, 1, 4, 1788000000000);
                    INSERT INTO occurrence (id, snapshot, verdict, message, pattern, defect, fingerprint, text, ordinal,
                        block, xpath, selector, line, position, offset, snippet)
                        VALUES (1, 5, 1, 1, 1, 9, zeroblob(16), 0, 0, 0, '', 'p > a', 0, 0, 0, ''),
                            (2, 5, 1, 1, 1, NULL, zeroblob(16), 0, 0, 0, '', 'p', 0, 0, 0, '');
                    UPDATE place SET snapshot = 5;
                    INSERT INTO suppression (id, selector, reasonCode, reason, approver, created, expires)
                        VALUES (3, '* > a', 'other', 'r', 'a', 0, 1);
                    """
            )
        }
        try queue.close()
        let care = StoreCare(path: old)
        let pending = try care.migrate(isPreview: true)
        #expect(!pending.isEmpty)
        #expect(try care.migrate(isPreview: false) == pending)
        #expect(try care.migrate(isPreview: true).isEmpty)
        let store = try SQLiteStore(path: old, opening: .existing)
        let subject = try await store.pool.read { try Int64.fetchOne($0, sql: "SELECT subject FROM occurrence") }
        #expect(subject == 7)
        let lanes = try await store.pool.read { try Int64.fetchAll($0, sql: "SELECT lane FROM occurrence ORDER BY id") }
            .map { FindingLane(number: $0) }
        #expect(lanes[0].state == FindingLane.number(ofState: .assigned) && lanes[0].unit == 4 && !lanes[0].isPast)
        #expect(lanes[0].day == FindingLane.day(ofDeadline: 1_788_000_000_000) && lanes[0].cover == 1)
        #expect(lanes[1] == FindingLane(number: 0))
        #expect(try await store.check().isEmpty)
    }
}
