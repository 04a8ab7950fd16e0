import Foundation
import Synchronization
import Testing

@testable import Audit

struct WarcTests {
    private static func temporary(_ name: String = "scan.warc.gz") throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-warc-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.appending(path: name).path
    }

    private static let site: [String: Reply] = [
        "/robots.txt": .text("User-agent: *\nDisallow: /private\n"),
        "/": .html(
            "<!DOCTYPE html><html><title>首页</title><link rel=stylesheet href=/a.css><body><p class=faint>看不清的文字</p>"
                + "<img src=x.png><a href=/b>二</a><a href=/copy>三</a><a href=/old>四</a><a href=/gone>五</a>"
                + "<a href=/private>六</a><a href=/cut>七</a>"
        ),
        "/b": .html("<!DOCTYPE html><html lang=zh><title>二</title><body><img src=y.png><input><p>\(filler)"),
        "/copy": .html("<!DOCTYPE html><html lang=zh><title>二</title><body><img src=y.png><input><p>\(filler)"),
        "/old": .redirect("/b"),
        "/cut": .raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n<p>half"),
        "/a.css": .bytes(Array(".faint { color: #ccc; background: #fff }".utf8), type: "text/css"),
    ]
    private static let filler = String(repeating: "正文。", count: 40)

    // MARK: - Scans

    private struct Outcome: Sendable {
        var pages: [String: String] = [:]
        var findings: Set<String> = []

        mutating func add(_ page: PageRecord) {
            pages[page.address] = page.reason ?? "checked"
            for finding in page.findings {
                findings.insert("\(page.address) \(finding.requirement) \(finding.outcome) \(finding.place)")
            }
        }
    }

    private static func scan(_ start: String, _ change: (inout FetchOptions) -> Void) async throws -> Outcome {
        let start = try #require(WebURL(start))
        let crawl = CrawlOptions(scope: URLScope(.host, roots: [start]))
        var fetch = FetchOptions()
        change(&fetch)
        let fetcher = Fetcher(client: CurlClient(), politeness: Politeness(.none), options: fetch)
        let sheets = SheetCache { await RemotePage.sheet(at: $0, fetcher) }
        let audit = PageAudit(rules: .all, site: "check")
        let log = Mutex(Outcome())
        let frontier = MemoryFrontier<PageRecord> { record, page in
            log.withLock { log in
                if var page, record.notChecked == nil {
                    page.address = record.url.description
                    log.add(page)
                } else {
                    log.pages[record.url.description] = record.notChecked?.reason.rawValue
                }
            }
        }
        let crawler = Crawler(frontier: frontier, fetcher: fetcher, robots: RobotsCache(fetcher), options: crawl) {
            page in
            let parsed = audit.parse(page.response, address: page.address.url).0
            let base = page.url
            let styles = await sheets.styles(of: parsed) { reference, sheet in
                (sheet.flatMap { WebURL($0) } ?? base).resolve(reference)?.description
            }
            let record = audit.record(parsed, styles: styles, fetch: .init(at: .init(millisecondsSince1970: 0)))
            return PageVisit(links: LinkDiscovery.links(in: parsed.document, at: base), payload: record)
        }
        _ = try await crawler.run(seeds: [start])
        return log.withLock { $0 }
    }

    private static func recorded(_ path: String) async throws -> (Outcome, String) {
        let server = FaultServer(site)
        defer { server.stop() }
        let start = server.base + "/"
        let writer = try WarcWriter(path: path, starts: [try #require(WebURL(start))], userAgent: "Test")
        let outcome = try await scan(start) { $0.recorder = writer }
        try await writer.close()
        return (outcome, server.base)
    }

    private static func records(_ path: String) throws -> [WarcRecord] {
        let reader = try WarcReader(path: path)
        var records: [WarcRecord] = []
        while let record = try reader.next(keeping: { _ in 1 << 20 }) { records.append(record) }
        return records
    }

    @Test func `a scan from its archive finds what the scan found, without the network`() async throws {
        let path = try Self.temporary()
        let (first, base) = try await Self.recorded(path)
        let archive = try WarcArchive(path: path)
        #expect(archive.damage == nil && archive.starts.map(\.description) == [base + "/"])
        // The server is gone.
        let second = try await Self.scan(base + "/") { $0.source = archive }
        #expect(first.pages == second.pages)
        #expect(first.pages[base + "/cut"] == "truncated" && first.pages[base + "/private"] == "robots")
        #expect(first.findings.count > 5)
        #expect(first.findings == second.findings)
        #expect(first.findings.contains { $0.contains("text-has-contrast") }, "the sheet is in the archive, too")
    }

    @Test func `a check of the archive finds what the scan found`() async throws {
        let path = try Self.temporary()
        let (scan, base) = try await Self.recorded(path)
        let outcome = Mutex(Outcome())
        let run = CheckRun(rules: .all, width: 1)
        let summary = try await run.check(try CheckRun.Target(path)) { page in outcome.withLock { $0.add(page) } }
        let checked = outcome.withLock { $0 }
        #expect(checked.findings == scan.findings)
        #expect(summary.checked == 3)
        #expect(checked.pages[base + "/cut"] == "truncated")
        #expect(checked.pages[base + "/gone"] == "httpError")
    }

    @Test func `records have their types, members and digests, and no secrets`() async throws {
        let path = try Self.temporary()
        _ = try await Self.recorded(path)
        let records = try Self.records(path)
        let types = Dictionary(grouping: records, by: \.type).mapValues(\.count)
        let repeated = types["revisit"] ?? 0
        #expect(types["warcinfo"] == 1 && repeated >= 1)
        #expect(types["request"] == (types["response"] ?? 0) + repeated)
        #expect(records.allSatisfy { $0.location.skip == 0 }, "one member a record")
        for record in records {
            #expect(record.field("warc-block-digest") == WarcRecordBuilder.digest(record.block))
        }
        let head = WireText.requestHead(
            Array("GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic eA==\r\nCookie: a\r\n\r\n".utf8)
        )
        #expect(head.string == "GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        let answer = WireText.responseHead(Array("HTTP/2 200\r\nTransfer-Encoding: chunked\r\n\r\n".utf8))
        #expect(answer.string == "HTTP/1.1 200\r\nX-Archive-Orig-Transfer-Encoding: chunked\r\n\r\n")
    }

    @Test func `a file that holds something is not written over`() throws {
        let path = try Self.temporary()
        try Data("x".utf8).write(to: URL(filePath: path))
        #expect(throws: AuditError.self) { _ = try WarcWriter(path: path, starts: [], userAgent: "Test") }
        #expect(try Data(contentsOf: URL(filePath: path)) == Data("x".utf8))
    }

    // MARK: - Damage

    @Test(arguments: [0.3, 0.6, 0.95])
    func `a file that ends early counts up to its end`(share: Double) async throws {
        let path = try Self.temporary()
        _ = try await Self.recorded(path)
        let whole = try Data(contentsOf: URL(filePath: path))
        let all = try Self.records(path)
        let end = Int(Double(whole.count) * share)
        try whole.prefix(end).write(to: URL(filePath: path))
        let archive = try WarcArchive(path: path)
        let damage = try #require(archive.damage)
        let before = all.filter { $0.location.offset < damage.offset }
        #expect(archive.recordCount == before.count && damage.offset <= end)
        #expect(archive.warning?.en.contains("at byte \(damage.offset)") == true)
    }

    @Test func `seeded damage never stops the reading but with one message`() async throws {
        let path = try Self.temporary()
        _ = try await Self.recorded(path)
        let whole = try Data(contentsOf: URL(filePath: path))
        let plain = StreamInflater.inflated([UInt8](whole)[...], maximumBytes: 8 << 20).bytes
        let mutated = try Self.temporary("mutated.warc")
        var generator = SeededGenerator(seed: 28_500)
        var damaged = 0
        for round in 0..<120 {
            var bytes = round.isMultiple(of: 2) ? [UInt8](whole) : plain
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            try Data(bytes).write(to: URL(filePath: mutated))
            guard let archive = try? WarcArchive(path: mutated) else { continue }
            if archive.damage != nil { damaged += 1 }
            for entry in archive.lastExchanges { _ = archive.exchange(entry) }
        }
        #expect(damaged > 40)
    }

    @Test func `a record that claims more than there is takes no memory for it`() throws {
        let path = try Self.temporary("liar.warc")
        let text =
            "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.test/\r\nContent-Length: 99999999999999\r\n\r\nx"
        try Data(text.utf8).write(to: URL(filePath: path))
        #expect(throws: AuditError.self) { _ = try WarcArchive(path: path) }
        let long = "WARC/1.1\r\nA: \(String(repeating: "a", count: WarcLimits.maximumHeaderBytes))\r\n\r\n"
        try Data(long.utf8).write(to: URL(filePath: path))
        #expect(throws: AuditError.self) { _ = try WarcArchive(path: path) }
    }

    // MARK: - Foreign files

    @Test(.enabled(if: SharedData.exists("conformance/warc"), SharedData.comment))
    func `archives of other tools are read to their end or their damage`() throws {
        let files = SharedData.files(under: "conformance/warc").filter {
            $0.path.hasSuffix(".warc") || $0.path.hasSuffix(".warc.gz")
        }
        var whole = 0
        var answered = 0
        var damaged: [String] = []
        for file in files {
            let archive = try WarcArchive(path: file.path)
            if archive.damage == nil { whole += 1 } else { damaged.append(file.lastPathComponent) }
            for entry in archive.lastExchanges {
                guard let response = archive.exchange(entry) else { continue }
                if response.status != nil { answered += 1 }
                #expect(response.status != nil || response.failure != nil, "\(file.lastPathComponent)")
            }
        }
        #expect(answered > 50)
        #expect(files.count >= 25)
        #expect(whole + damaged.count == files.count)
        #expect(damaged.sorted() == ["example-trunc.warc", "example.warc"])
    }

    @Test(.enabled(if: SharedData.exists("conformance/warc"), SharedData.comment))
    func `an ARC file is told from a WARC file`() throws {
        let path = try #require(SharedData.url("conformance/warc/warcio/example.arc.gz")).path
        let error = #expect(throws: AuditError.self) { _ = try WarcArchive(path: path) }
        #expect(error?.problem.en.contains("ARC format") == true)
    }
}
