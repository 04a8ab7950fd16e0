import Foundation
import GRDB
import Testing

@testable import Audit

/// Tables of seeds and what is kept of them.
struct ScanBatchTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func template() -> ScanRun.Options {
        ScanRun.Options(
            subject: Subject(id: "", kind: .site, name: ""),
            settings: ScanSettings(starts: []),
            rules: .all
        )
    }

    private func seeds(_ lines: String...) throws -> [Seed] {
        let text = "url,name,unit,region,kind\n" + lines.joined(separator: "\n")
        return try SeedFile.seeds(in: Array(text.utf8), path: "sites.csv")
    }

    @Test func `name, unit, region and kind of a line are kept with its subject and findings`() async throws {
        let server = FaultServer { request in
            request.path == "/" ? .html("<title>t</title><img src=a.png><a href=/b>b</a>") : .links()
        }
        defer { server.stop() }
        let target = try ScanStore(path: folder.path("s.sqlite"))
        let lines = try seeds(
            "\(server.base)/,市政府门户,市政府办公室,110000,portal",
            "http://localhost:\(server.port)/,区政府,区政府办公室,朝阳区,site",
            "http://127.0.0.1:1/,不在线,某局,,"
        )
        let jobs = try await ScanPlan.scans(of: lines, like: template(), resuming: false, in: target)
        let outcomes = try await ScanBatch(jobs, in: target).run()
        #expect(outcomes.count == 3)
        guard case .scanned(let first) = outcomes[0], case .nothing(let lost, let error) = outcomes[2] else {
            Issue.record("two sites are scanned, one is not there: \(outcomes)")
            return
        }
        #expect(first.summary.checked >= 2)
        #expect(lost == "127.0.0.1:1" && error.code == .nothingAudited)
        let subjects = try await target.store.subjects(unit: nil)
        #expect(subjects.map(\.id) == ["127.0.0.1:\(server.port)", "localhost:\(server.port)"])
        #expect(subjects.map(\.name) == ["市政府门户", "区政府"])
        #expect(subjects.map(\.responsibleUnit) == ["市政府办公室", "区政府办公室"])
        #expect(subjects.map(\.region) == ["110000", "朝阳区"])
        #expect(subjects.map(\.division) == ["110000", nil])
        #expect(subjects.map(\.category) == ["portal", nil])
        var filter = FindingFilter()
        filter.unit = "区政府办公室"
        let page = try await target.store.findings(filter, after: nil, limit: 10)
        #expect(!page.findings.isEmpty)
        #expect(page.findings.allSatisfy { $0.unit == "区政府办公室" && $0.subjectName == "区政府" })
        #expect(ScanVerdict(outcomes).isPartial)
    }

    @Test func `a table that is resumed leaves out what has ended and begins what had not`() async throws {
        let server = FaultServer { $0.path == "/robots.txt" ? .text("") : .links() }
        defer { server.stop() }
        let target = try ScanStore(path: folder.path("s.sqlite"))
        let lines = try seeds("\(server.base)/,,,,", "http://localhost:\(server.port)/,,,,", "\(server.base)/part/,,,,")
        await #expect(throws: AuditError.self) {
            _ = try await ScanPlan.scans(of: lines, like: template(), resuming: true, in: target)
        }
        let jobs = try await ScanPlan.scans(of: lines, like: template(), resuming: false, in: target)
        #expect(Set(jobs.map(\.options.settings.batch)).count == 1)
        // As if the command had been killed before the last line, and in the middle of the second.
        _ = try await ScanBatch(Array(jobs[..<2]), in: target).run()
        let runs = try await target.store.runs(of: "localhost:\(server.port)")
        let second = try #require(runs.first)
        try await target.store.pool.write { db in
            try db.execute(
                sql: "UPDATE run SET state = 'interrupted' WHERE id = ?",
                arguments: [second.id.number]
            )
        }
        let rest = try await ScanPlan.scans(of: lines, like: template(), resuming: true, in: target)
        #expect(rest.map(\.run) == [second.id, nil])
        #expect(rest.last?.options.settings.batch == jobs.first?.options.settings.batch)
        _ = try await ScanBatch(rest, in: target).run()
        await #expect(throws: AuditError.self) {
            _ = try await ScanPlan.scans(of: lines, like: template(), resuming: true, in: target)
        }
        // A new round of the same table begins all of them.
        #expect(try await ScanPlan.scans(of: lines, like: template(), resuming: false, in: target).count == 3)
    }

    @Test func `a scan that finds nothing leaves no file, nor anything in an old one`() async throws {
        let path = folder.path("s.sqlite")
        let lines = try seeds("http://127.0.0.1:1/,,,,")
        var target = try ScanStore(path: path)
        let jobs = try await ScanPlan.scans(of: lines, like: template(), resuming: false, in: target)
        await #expect(throws: AuditError.self) { _ = try await ScanBatch(jobs, in: target).run() }
        #expect(!FileManager.default.fileExists(atPath: path))
        let old = try SQLiteStore(path: path)
        try await old.save(Sample.site)
        target = try ScanStore(path: path)
        await #expect(throws: AuditError.self) { _ = try await ScanBatch(jobs, in: target).run() }
        #expect(try await old.subjects(unit: nil).map(\.id) == [Sample.site.id])
        #expect(try await old.runs(of: nil).isEmpty)
    }

    @Test func `where the disk has no room from the start, the scan can go on later`() async throws {
        let server = FaultServer { $0.path == "/robots.txt" ? .text("") : .links() }
        defer { server.stop() }
        let target = try ScanStore(path: folder.path("s.sqlite"))
        var options = template()
        options.subject.id = "s"
        options.settings.starts = [server.base + "/"]
        options.settings.minFreeBytes = .max
        let error = await #expect(throws: AuditError.self) {
            _ = try await ScanBatch([ScanJob(options)], in: target).run()
        }
        #expect(error?.exitCode == 6)
        let runs = try await target.store.resumableRuns()
        #expect(runs.map(\.stopReason) == ["limit-disk"])
        let stored = try #require(runs.first)
        options.settings.minFreeBytes = nil
        _ = try await ScanBatch([ScanJob(options, resuming: stored.id)], in: target).run()
        #expect(try await target.store.run(stored.id)?.state == .done)
    }

    @Test func `a run of other rules is not resumed`() async throws {
        let target = try ScanStore(path: folder.path("s.sqlite"))
        try await target.store.save(Sample.site)
        var start = Sample.scan()
        start.options = try ScanSettings(starts: []).json
        let run = try await target.store.begin(start, of: Sample.site.id)
        let error = await #expect(throws: AuditError.self) {
            _ = try await ScanPlan.resuming([run], in: target, rules: .all)
        }
        #expect(error?.description.contains("other rules") == true)
    }

    @Test func `ignoring robots.txt is kept with the run with its reason`() async throws {
        let server = FaultServer([
            "/robots.txt": .text("User-agent: *\nDisallow: /"), "/": .html("<title>t</title><p>text"),
        ])
        defer { server.stop() }
        let target = try ScanStore(path: folder.path("s.sqlite"))
        var options = template()
        options.settings.starts = [server.base + "/"]
        options.subject.id = "s"
        options.robotsIgnoredBecause = "the owner asked for it in writing"
        _ = try await ScanBatch([ScanJob(options)], in: target).run()
        let run = try #require(try await target.store.runs(of: nil).first)
        #expect(run.start.robotsIgnoredBecause == "the owner asked for it in writing")
        #expect(run.checked == 1)
        #expect(!server.targets.contains("/robots.txt"))
    }
}
