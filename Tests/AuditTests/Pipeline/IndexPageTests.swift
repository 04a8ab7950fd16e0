import GRDB
import Testing

@testable import Audit

/// A directory and an index name in it that show the same are one page, whichever is met first.
struct IndexPageTests {
    // MARK: - Names

    @Test(arguments: [
        ("http://a.cn/index.html", "http://a.cn/"), ("http://a.cn/x/Default.ASPX", "http://a.cn/x/"),
        ("http://a.cn/x/index.shtml?b=2&a=1#t", "http://a.cn/x/?a=1&b=2"), ("http://a.cn/home.do", "http://a.cn/"),
        ("http://a.cn/index.jsp;jsessionid=0123456789ABCDEF", "http://a.cn/"), ("http://a.cn/index_1.html", nil),
        ("http://a.cn/", nil), ("http://a.cn/index", nil), ("http://a.cn/index.html/", nil),
        ("http://a.cn/homepage.html", nil), ("http://a.cn/a.html", nil),
    ])
    func `an index name has a directory`(address: String, directory: String?) throws {
        let url = try #require(WebURL(address))
        #expect(URLIdentity(url).directory?.description == directory)
        if let directory { #expect(try URLIdentity(#require(WebURL(directory))).description == directory) }
    }

    // MARK: - Order

    /// An answer as it is recorded.
    struct Answer: Sendable {
        var path: String
        var content: UInt8 = 1
        var type = "text/html"
        var depth = 1
        var reason: NotCheckedReason?
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let answers: [Answer]
        /// The paths that are duplicates.
        let duplicates: Set<String>

        init(_ name: String, _ answers: [Answer], duplicates: Set<String> = []) {
            testDescription = name
            self.answers = answers
            self.duplicates = duplicates
        }
    }

    static let cases: [Case] = [
        Case("the start", [Answer(path: "/"), Answer(path: "/index.html")], duplicates: ["/index.html"]),
        Case(
            "a start by its name",
            [Answer(path: "/index.html", depth: 0), Answer(path: "/")],
            duplicates: ["/index.html"]
        ),
        Case("a folder", [Answer(path: "/x/"), Answer(path: "/x/Default.aspx")], duplicates: ["/x/Default.aspx"]),
        Case(
            "several names",
            [Answer(path: "/x/index.html"), Answer(path: "/x/"), Answer(path: "/x/default.htm")],
            duplicates: ["/x/index.html", "/x/default.htm"]
        ),
        Case("no directory", [Answer(path: "/x/index.html"), Answer(path: "/x/default.htm")]),
        Case("another folder", [Answer(path: "/x/"), Answer(path: "/y/index.html")]),
        Case("other bytes", [Answer(path: "/"), Answer(path: "/index.html", content: 2)]),
        Case("another type", [Answer(path: "/"), Answer(path: "/index.html", type: "text/html; charset=gbk")]),
        Case("another query", [Answer(path: "/?a=1"), Answer(path: "/index.php?a=2")]),
        Case("one query", [Answer(path: "/?a=1"), Answer(path: "/index.php?a=1")], duplicates: ["/index.php?a=1"]),
        Case(
            "fetched only",
            [Answer(path: "/", reason: .untested), Answer(path: "/index.html", reason: .untested)],
            duplicates: ["/index.html"]
        ),
        Case(
            "script shells",
            [Answer(path: "/", reason: .needsRendering), Answer(path: "/index.html", reason: .needsRendering)],
            duplicates: ["/index.html"]
        ),
        Case("errors", [Answer(path: "/", reason: .httpError), Answer(path: "/index.html", reason: .httpError)]),
        Case("an error beside a page", [Answer(path: "/", reason: .httpError), Answer(path: "/index.html")]),
    ]

    /// Everything the store says of a run.
    private static func content(of crawl: StoredCrawl) async throws -> [String] {
        let lines = Collected<String>()
        try await crawl.store.forEachPage(of: crawl.run) { page in
            lines.append(
                "\(page.address) \(page.reason ?? "checked") \(page.detail ?? "") \(page.depth) \(page.from ?? "") "
                    + "\(page.fetch) \(page.assertions.count) \(page.findings.count)"
            )
        }
        let run = try #require(try await crawl.store.run(crawl.run))
        let standing = try await crawl.store.findings(FindingFilter(), after: nil, limit: 100).findings
        let rows = try await crawl.store.pool.read { db in
            try ["snapshot", "occurrence", "visit", "visitFact", "siteTrace", "evidenceUse"].map { table in
                "\(table) \(try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? -1)"
            }
        }
        let totals = try await crawl.frontier.totals().map { "\($0.key?.rawValue ?? "checked") \($0.value)" }
        return lines.values.sorted() + ["\(run.checked) \(run.notChecked) \(run.failed) \(run.cantTell)"]
            + standing.map { "\($0.finding.place)" }.sorted() + rows + totals.sorted()
    }

    private static func recorded(_ answers: [Answer], known: [Answer]) async throws -> (StoredCrawl, [String]) {
        let crawl = try await StoredCrawl()
        // The order in which they became known is one of its own.
        _ = try await crawl.frontier.add(known.map { StoredCrawl.new($0.path, depth: $0.depth) })
        let claims = try await crawl.frontier.claim(host: "http://a.test", count: 99)
        var duplicates = 0
        for answer in answers {
            let claim = try #require(claims.first { $0.url.pathAndQuery.string == answer.path })
            let address = claim.url.description
            var page = Sample.page(address, findings: [Sample.finding(page: address)])
            page.fetch.contentHash = [UInt8](repeating: answer.content, count: 32)
            page.source = [answer.content]
            page.facts = VisitFacts(milliseconds: 5, wireBytes: 6)
            page.facts?.links = PackedAddresses.pack([Array("http://a.test/z".utf8)])
            var record = AddressRecord(claim, answer.reason.map { NotChecked($0) })
            record.httpStatus = 200
            record.contentType = answer.type
            record.contentHash = page.fetch.contentHash
            record.duration = .milliseconds(5)
            record.wireBytes = 6
            record.entityTag = "\"1\""
            if answer.reason != nil { page.reason = answer.reason?.rawValue }
            duplicates += try await crawl.frontier.finish(record, found: [], payload: page).duplicates
        }
        #expect(try await crawl.frontier.totals()[.duplicate, default: 0] == duplicates)
        #expect(try await crawl.store.check() == [])
        return (crawl, try await content(of: crawl))
    }

    @Test(arguments: cases)
    func `the directory is the page and the name its duplicate, in whichever order they answer`(row: Case) async throws
    {
        var orders = [row.answers, row.answers.reversed()]
        if row.answers.count == 3 { orders.append([row.answers[1], row.answers[0], row.answers[2]]) }
        var contents: [[String]] = []
        for order in orders {
            let (crawl, content) = try await Self.recorded(order, known: row.answers)
            contents.append(content)
            let pages = Collected<PageRecord>()
            try await crawl.store.forEachPage(of: crawl.run) { pages.append($0) }
            let duplicates = pages.values.filter { $0.reason == "duplicate" }
            #expect(Set(duplicates.map { String($0.address.dropFirst("http://a.test".count)) }) == row.duplicates)
            #expect(pages.values.count == row.answers.count)
            #expect(duplicates.allSatisfy { $0.detail?.contains("http://a.test/") == true })
            // A page is as near as the nearest of its addresses.
            if row.duplicates.count == 1, let page = pages.values.first(where: { $0.reason != "duplicate" }) {
                #expect(page.depth == row.answers.map(\.depth).min())
            }
        }
        for content in contents.dropFirst() { #expect(content == contents[0]) }
    }

    @Test func `what stood at an index name before the run stands again when it is taken back`() async throws {
        func page(_ path: String, _ number: Int) -> PageRecord {
            var page = Sample.page("http://a.test" + path, findings: [Sample.finding(page: path, number: number)])
            page.fetch.contentHash = [UInt8](repeating: UInt8(number), count: 16)
            return page
        }
        var standing: [[String]] = []
        for order in [["/", "/index.html"], ["/index.html", "/"]] {
            let crawl = try await StoredCrawl()
            try await crawl.store.record([page("/index.html", 1)], in: crawl.run)
            try await crawl.store.finish(crawl.run, as: .done, stopReason: nil, at: Sample.noon)
            let run = try await crawl.store.begin(Sample.scan(), of: Sample.site.id)
            let frontier = StoreFrontier(try await FrontierStore(crawl.store, run: run))
            _ = try await frontier.add(order.map { StoredCrawl.new($0) })
            for claim in try await frontier.claim(host: "http://a.test", count: 9) {
                var record = AddressRecord(claim, nil)
                record.contentType = "text/html"
                _ = try await frontier.finish(record, found: [], payload: page(claim.url.path.string, 2))
            }
            try await crawl.store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
            #expect(try await crawl.store.check() == [])
            #expect(try await crawl.store.run(run)?.failed == 1)
            let found = try await crawl.store.findings(FindingFilter(), after: nil, limit: 9).findings
            standing.append(found.map { "\($0.finding.place)" }.sorted())
        }
        #expect(standing[0].count == 2 && standing[0] == standing[1])
    }

    // MARK: - Scans

    private static let body =
        "<!DOCTYPE html><title>t</title><img src=x.png><a href='/'>h</a><a href='/index.html'>i</a>"

    /// Two addresses of the start and two of a folder, with validators on the directories, and a pair that differs.
    private static func site(_ request: FaultServer.Request) -> Reply {
        let more = "<a href='/x/'>x</a><a href='/x/index.shtml'>y</a><a href='/z/'>z</a><a href='/z/index.html'>w</a>"
        switch request.path {
        case "/", "/index.html", "/x/", "/x/index.shtml":
            if request.header("If-None-Match") == "\"1\"" { return .bytes([], type: nil, status: "304 Not Modified") }
            return .html(body + more, headers: request.path.hasSuffix("/") ? ["ETag: \"1\""] : [])
        case "/z/", "/z/index.html": return .html(body + request.path)
        default: return .text("", status: "404 Not Found")
        }
    }

    private static let expected = [
        "/ checked", "/index.html duplicate", "/x/ checked", "/x/index.shtml duplicate", "/z/ checked",
        "/z/index.html checked",
    ]

    private static func outcomes(_ scans: RepeatedScan, _ run: RunID) async throws -> [String] {
        try await scans.pages(of: run).map { line in
            line.dropFirst(scans.server.base.count).split(separator: " ").prefix(2).joined(separator: " ")
        }
    }

    @Test(arguments: ["/", "/index.html"])
    func `a scan counts a page once, from either start, again after 304 and with one request each`(
        start: String
    ) async throws {
        let scans = try RepeatedScan { Self.site($0) }
        defer { scans.server.stop() }
        let options = scans.options { $0.settings.starts = [scans.server.base + start] }
        let first = try await scans.run(options)
        #expect(try await Self.outcomes(scans, first.run) == Self.expected)
        #expect(first.summary.checked == 4 && first.summary.notChecked[.duplicate] == 2)
        let asked = scans.server.targets.filter { $0 != "/robots.txt" && $0 != "/sitemap.xml" }
        #expect(asked.count == 6 && Set(asked).count == 6, "\(asked)")
        let second = try await scans.run(options)
        #expect(try await Self.outcomes(scans, second.run) == Self.expected)
        #expect(second.failed == first.failed && second.unchanged == 4)
        #expect(try await scans.target.store.check() == [])
        let run = try #require(try await scans.target.store.run(second.run))
        let health = try await HealthAssembly(run, in: scans.target.store).health()
        #expect(health.home.probes == 2 && health.home.failures == 0)
        #expect(health.deadOnHome.checked == 4 && health.deadOnHome.dead.isEmpty)
    }

    @Test func `an archive of a scan has the same pages and duplicates`() async throws {
        let scans = try RepeatedScan { Self.site($0) }
        let path = scans.folder.path("a.warc.gz")
        let writer = try WarcWriter(path: path, starts: [try #require(WebURL(scans.server.base + "/"))], userAgent: "T")
        let first = try await scans.run(scans.options { $0.fetch.recorder = writer })
        try await writer.close()
        scans.server.stop()
        let archive = try WarcArchive(path: path)
        let second = try await scans.run(scans.options { $0.fetch.source = archive })
        #expect(try await Self.outcomes(scans, second.run) == Self.expected)
        #expect(second.failed == first.failed && first.failed > 0)
        let reasons = Collected<String>()
        let base = scans.server.base.count
        let check = CheckRun(rules: .all, width: 1)
        let checked = try await check.check(.archive(archive)) { page in
            reasons.append("\(page.address.dropFirst(base)) \(page.reason ?? "checked")")
        }
        #expect(reasons.values.sorted() == Self.expected && checked.checked == 4)
    }

    @Test func `without checks and with a limit of pages duplicates are none of the pages`() async throws {
        let scans = try RepeatedScan { Self.site($0) }
        defer { scans.server.stop() }
        let plain = try await scans.run(scans.options { $0.settings.checks = false })
        #expect(plain.summary.visited == 4 && plain.summary.notChecked[.duplicate] == 2)
        let limited = try await scans.run(
            scans.options {
                $0.settings.maxPages = 4
                $0.reusesEarlierPages = false
            }
        )
        #expect(limited.summary.checked == 4 && limited.summary.notChecked[.duplicate] == 2)
    }
}
