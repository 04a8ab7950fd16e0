import Foundation
import Testing

@testable import Audit

/// Scans that have their answers from an archive, which may hold only a part of the site.
struct ArchivedScanTests {
    /// A start with 60 pages, of which the archive is to hold the last ten, and no robots.txt.
    private static func site(_ request: FaultServer.Request) -> Reply {
        switch request.path {
        case "/": .html("<title>t</title>" + (0..<60).map { "<a href='/p\($0)x'>x</a>" }.joined())
        case "/robots.txt", "/sitemap.xml": .text("", status: "404 Not Found")
        default: .html("<title>\(request.path)</title><img src=x.png>")
        }
    }

    private struct Archived {
        let scans: RepeatedScan
        let path: String

        func options(_ change: (inout ScanRun.Options) -> Void = { _ in }) throws -> ScanRun.Options {
            let archive = try WarcArchive(path: path)
            return scans.options { options in
                options.fetch.source = archive
                options.settings.archive = path
                change(&options)
            }
        }
    }

    /// Of a scan that left out what `exclude` fits; the server is gone afterwards.
    private static func archived(excluding exclude: [String]?) async throws -> Archived {
        let scans = try RepeatedScan { site($0) }
        defer { scans.server.stop() }
        let path = scans.folder.path("a.warc.gz")
        let start = try #require(WebURL(scans.server.base + "/"))
        let writer = try WarcWriter(path: path, starts: [start], userAgent: "T")
        _ = try await scans.run(
            scans.options { options in
                options.settings.exclude = exclude
                options.fetch.recorder = writer
                options.robotsIgnoredBecause = "the archive is to have none"
            }
        )
        try await writer.close()
        return Archived(scans: scans, path: path)
    }

    @Test func `what an archive lacks was asked of nobody and holds nothing up`() async throws {
        let archived = try await Self.archived(excluding: ["/p[0-4]?[0-9]x$"])
        let result = try await archived.scans.run(archived.options())
        #expect(result.summary.stop == .finished)
        #expect(result.summary.checked == 11 && result.summary.notChecked == [.notArchived: 50])
        #expect(result.log.hosts.isEmpty && result.log.requests == 0 && result.log.robots.count == 1)
        let store = archived.scans.target.store
        let run = try #require(try await store.run(result.run))
        let health = try await HealthAssembly(run, in: store).health()
        #expect(health.deadInFrame.dead.isEmpty && health.deadInFrame.unknown.isEmpty)
        #expect(health.deadInFrame.checked == 11 && health.deadInFrame.notAsked == 50)
    }

    @Test func `a scan from an archive goes on without the network, too`() async throws {
        let archived = try await Self.archived(excluding: nil)
        let whole = try await archived.scans.run(archived.options())
        let first = try await archived.scans.run(archived.options { $0.settings.maxPages = 5 })
        #expect(first.summary.stop == .limit(.pages) && first.summary.checked == 5)
        var limits = RaisedLimits()
        limits.maxPages = 1_000
        let target = archived.scans.target
        let jobs = try await ScanPlan.resuming([first.run], in: target, raising: limits, rules: .all)
        _ = try await ScanBatch(jobs, in: target).run()
        #expect(try await archived.scans.pages(of: first.run) == archived.scans.pages(of: whole.run))
        #expect(whole.summary.checked == 61)
        let settings = try archived.options().settings.json
        try FileManager.default.removeItem(atPath: archived.path)
        let again = try await target.store.begin(
            RunStart(started: .now, toolVersion: "1", requirements: [], options: settings),
            of: "s"
        )
        await #expect(throws: AuditError.self) { _ = try await ScanPlan.resuming([again], in: target, rules: []) }
    }

    @Test func `a scan from a damaged archive is partial`() async throws {
        let archived = try await Self.archived(excluding: nil)
        let bytes = try Data(contentsOf: URL(filePath: archived.path))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: archived.path))
        let outcomes = try await ScanBatch([ScanJob(archived.options())], in: archived.scans.target).run()
        guard case .scanned(let result)? = outcomes.first else { throw CancellationError() }
        #expect(result.summary.stop == .damagedArchive && ScanVerdict(outcomes).isPartial)
        #expect(result.summary.checked > 0 && result.summary.notChecked[.notArchived, default: 0] > 0)
        let run = try #require(try await archived.scans.target.store.run(result.run))
        #expect(run.state == .partial && run.stopReason == "damaged-archive")
        #expect(ScanText.summary(outcomes[0], language: .en).contains("PARTIAL (damaged-archive"))
        #expect(ScanText.summary(outcomes[0], language: .zhHans).contains("PARTIAL（部分完成：damaged-archive"))
        #expect(try ScanJob(archived.options()).warning != nil)
        #expect(try await archived.scans.target.store.resumableRuns(includesLimited: true).isEmpty)
    }

    @Test func `a full disk ends the archive with a message, when it is begun and later`() async throws {
        let start = try #require(WebURL("http://a.test/"))
        let folder = try TemporaryFolder()
        // By a link, so that a fault here does not harm the device.
        let device = folder.path("full")
        try FileManager.default.createSymbolicLink(atPath: device, withDestinationPath: "/dev/full")
        let error = #expect(throws: AuditError.self) {
            _ = try WarcWriter(path: device, starts: [start], userAgent: "T")
        }
        #expect(error?.code == .diskFull && error?.description.contains("the archive ends before") == true)
    }

    @Test func `what a crawler asks for on its own is no page of an archive`() async throws {
        let archived = try await Self.archived(excluding: ["/p"])
        let addresses = Collected<String>()
        let archive = try WarcArchive(path: archived.path)
        _ = try await CheckRun(rules: .all, width: 1).check(.archive(archive)) { addresses.append($0.address) }
        #expect(addresses.values == [archived.scans.server.base + "/"])
    }

    @Test func `a page whose content is not in the archive is told of`() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path("orphan.warc")
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
        let record = """
            WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: http://a.test/\r\nWARC-Date: 2026-01-01T00:00:00Z\r
            WARC-Record-ID: <urn:uuid:2>\r\nWARC-Refers-To: <urn:uuid:1>\r
            Content-Type: application/http; msgtype=response\r\nContent-Length: \(head.utf8.count)\r\n\r\n\(head)\r\n\r\n
            """
        try Data(record.utf8).write(to: URL(filePath: path))
        let reasons = Collected<String>()
        let summary = try await CheckRun(rules: .all, width: 1).check(CheckRun.Target(path)) {
            reasons.append($0.reason ?? "checked")
        }
        #expect(reasons.values == ["truncated"] && summary.pages == 1 && summary.checked == 0)
    }
}
