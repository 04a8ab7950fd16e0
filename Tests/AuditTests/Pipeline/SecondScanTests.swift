import Testing

@testable import Audit

/// Scans of one site into one store, one after the other.
struct RepeatedScan {
    let folder: TemporaryFolder
    let target: ScanStore
    let server: FaultServer

    init(family: FaultServer.Family = .v4, _ handler: @escaping FaultServer.Handler) throws {
        folder = try TemporaryFolder()
        target = try ScanStore(path: folder.path("s.sqlite"))
        server = FaultServer(family: family, handler)
    }

    func options(_ change: (inout ScanRun.Options) -> Void = { _ in }) -> ScanRun.Options {
        var options = ScanRun.Options(
            subject: Subject(id: "s", kind: .site, name: "s"),
            settings: ScanSettings(starts: []),
            rules: .all
        )
        options.settings.starts = [server.base + "/"]
        change(&options)
        return options
    }

    func run(_ options: ScanRun.Options, resuming run: RunID? = nil) async throws -> ScanRun.Result {
        let job = run.map { ScanJob(options, resuming: $0) } ?? ScanJob(options)
        let outcomes = try await ScanBatch([job], in: target).run()
        guard case .scanned(let result)? = outcomes.first else { throw CancellationError() }
        return result
    }

    /// Addresses with outcome, title and what the rules said.
    func pages(of run: RunID) async throws -> [String] {
        let lines = Collected<String>()
        try await target.store.forEachPage(of: run) { page in
            let outcomes = page.assertions.map { "\($0.outcome.rawValue)\($0.failed)" }.joined(separator: ",")
            lines.append("\(page.address) \(page.reason ?? "checked") \(page.title) \(outcomes)")
        }
        return lines.values.sorted()
    }
}

struct SecondScanTests {
    /// Three pages and a sheet with validators, one page without.
    private static func site(_ request: FaultServer.Request, sheet: String = "p{color:#000}") -> Reply {
        let pages = [
            "/": "<link rel=stylesheet href=/s.css><a href=/a>甲</a><a href=/b>乙</a><img src=x.png>",
            "/a": "<link rel=stylesheet href=/s.css><a href=/c>丙</a><p style='color:#777'>text",
            "/b": "<p>plain",
        ]
        if request.path == "/s.css" { return .bytes(Array(sheet.utf8), type: "text/css") }
        if request.path == "/c" { return .html("<title>c</title><a href=/d>d</a>") }
        guard let body = pages[request.path] else { return .html("gone", status: "404 Not Found") }
        let tag = "\"\(request.path.count)-1\""
        if request.header("If-None-Match") == tag { return .bytes([], type: nil, status: "304 Not Modified") }
        return .html("<!DOCTYPE html><title>\(request.path)</title>" + body, headers: ["ETag: \(tag)"])
    }

    @Test func `pages that have not changed are not sent again and keep their outcomes and links`() async throws {
        let scans = try RepeatedScan { Self.site($0) }
        defer { scans.server.stop() }
        let first = try await scans.run(scans.options())
        let asked = scans.server.visits.count
        let second = try await scans.run(scans.options())
        #expect(try await scans.pages(of: second.run) == scans.pages(of: first.run))
        #expect(second.failed == first.failed && first.failed > 0)
        // Three by their ETag, one by its content; the page that is missing is asked for again.
        #expect(second.unchanged == 4)
        #expect(first.unchanged == 0)
        #expect(second.log.bytes < first.log.bytes)
        let conditional = scans.server.visits[asked...].filter { visit in
            visit.headers.contains { $0.name == "If-None-Match" }
        }
        #expect(Set(conditional.map(\.target)) == ["/", "/a", "/b"])
        #expect(scans.server.visits[asked...].map(\.target).sorted().contains("/d"))
    }

    @Test func `a page whose style sheet has changed is checked anew`() async throws {
        let isLater = Collected<Bool>()
        let scans = try RepeatedScan { request in
            Self.site(request, sheet: isLater.values.isEmpty ? "p{color:#000}" : "p{color:#eee}")
        }
        defer { scans.server.stop() }
        _ = try await scans.run(scans.options())
        isLater.append(true)
        let second = try await scans.run(scans.options())
        // `/` and `/a` use the sheet.
        #expect(second.unchanged == 2)
        #expect(second.summary.checked == 4)
    }

    @Test func `other rules or a wish to fetch all again use nothing of the run before`() async throws {
        let scans = try RepeatedScan { Self.site($0) }
        defer { scans.server.stop() }
        _ = try await scans.run(scans.options())
        #expect(try await scans.run(scans.options { $0.rules = Array($0.rules.dropLast()) }).unchanged == 0)
        #expect(try await scans.run(scans.options { $0.reusesEarlierPages = false }).unchanged == 0)
        #expect(try await scans.run(scans.options { $0.settings.checks = false }).unchanged == 0)
        #expect(try await scans.run(scans.options()).unchanged == 4)
    }

    @Test func `a page that has changed is found changed`() async throws {
        let isLater = Collected<Bool>()
        let scans = try RepeatedScan { request in
            guard request.path == "/b", !isLater.values.isEmpty else { return Self.site(request) }
            return .html("<title>new</title><a href=/e>e</a>", headers: ["ETag: \"other\""])
        }
        defer { scans.server.stop() }
        _ = try await scans.run(scans.options())
        isLater.append(true)
        let second = try await scans.run(scans.options())
        #expect(second.unchanged == 3)
        let pages = try await scans.pages(of: second.run)
        #expect(pages.contains { $0.contains("/b checked new") })
        #expect(pages.contains { $0.contains("/e httpError") })
    }

    // MARK: - Fetching only

    @Test func `without checks pages are untested, never checked or passed`() async throws {
        let scans = try RepeatedScan { Self.site($0) }
        defer { scans.server.stop() }
        let result = try await scans.run(scans.options { $0.settings.checks = false })
        #expect(result.summary.checked == 0 && result.summary.visited == 4)
        #expect(result.failed == 0 && result.summary.stop == .finished)
        let run = try #require(try await scans.target.store.run(result.run))
        #expect(run.checked == 0 && run.notChecked == 5 && run.start.mode == RunStart.crawlMode)
        for total in try await scans.target.store.totals(of: result.run) {
            #expect(total.passed == 0 && total.failed == 0 && total.pages.isEmpty)
        }
        #expect(try await scans.target.store.latestRun(of: "s", kind: .scan) == nil)
        let again = try await scans.run(scans.options { $0.settings.checks = false })
        #expect(again.unchanged == 4)
    }

    @Test func `a limit of pages counts pages that are only fetched`() async throws {
        let scans = try RepeatedScan { request in
            let number = Int(request.path.dropFirst()) ?? 0
            return .links("/\(number * 2 + 1)", "/\(number * 2 + 2)")
        }
        defer { scans.server.stop() }
        let result = try await scans.run(
            scans.options {
                $0.settings.checks = false
                $0.settings.maxPages = 7
            }
        )
        #expect(result.summary.stop == .limit(.pages) && result.summary.visited == 7)
    }

    // MARK: - Limits that are raised

    @Test func `a scan that a limit ended goes on with a higher one and ends as if there had been none`() async throws {
        let scans = try RepeatedScan { request in
            guard let number = request.path == "/" ? 0 : Int(request.path.dropFirst()), number < 30 else {
                return .html("gone", status: "404 Not Found")
            }
            return .links("/\(number * 2 + 1)", "/\(number * 2 + 2)")
        }
        defer { scans.server.stop() }
        let whole = try await scans.run(scans.options { $0.reusesEarlierPages = false })
        let first = try await scans.run(
            scans.options {
                $0.settings.maxPages = 5
                $0.reusesEarlierPages = false
            }
        )
        #expect(first.summary.stop == .limit(.pages) && first.summary.checked == 5)
        await #expect(throws: AuditError.self) {
            _ = try await ScanPlan.resuming([first.run], in: scans.target, rules: .all)
        }
        var limits = RaisedLimits()
        limits.maxPages = 1_000
        let jobs = try await ScanPlan.resuming([], in: scans.target, raising: limits, rules: .all)
        #expect(jobs.map(\.run) == [first.run])
        _ = try await ScanBatch(jobs, in: scans.target).run()
        let run = try #require(try await scans.target.store.run(first.run))
        #expect(run.state == .done && run.start.options.contains("\"maxPages\":1000"))
        #expect(try await scans.pages(of: first.run) == scans.pages(of: whole.run))
        #expect(run.checked == whole.summary.checked)
    }

    @Test func `what a limit of depth left out is visited when it is raised`() async throws {
        let scans = try RepeatedScan { request in
            request.path == "/" ? .links("/x/") : .links(request.path + "x/")
        }
        defer { scans.server.stop() }
        let first = try await scans.run(scans.options { $0.settings.maxDepth = 1 })
        #expect(first.summary.stop == .finished && first.summary.checked == 2)
        #expect(first.summary.notChecked[.limit] == 1)
    }

    // MARK: - What servers were asked

    @Test func `the run keeps requests, bytes, rate and the robots.txt it obeyed`() async throws {
        let scans = try RepeatedScan { request in
            switch request.path {
            case "/robots.txt": .text("User-agent: *\nCrawl-delay: 0.05\nDisallow: /no\n")
            case "/": .links("/a", "/no")
            default: .html("<title>a</title><p>text")
            }
        }
        defer { scans.server.stop() }
        let result = try await scans.run(scans.options())
        let host = try #require(result.log.hosts.first)
        #expect(result.log.hosts.count == 1 && host.host == "127.0.0.1")
        #expect(host.requests == scans.server.visits.count)
        #expect(host.crawlDelayMilliseconds == 50)
        #expect((host.shortestGapMilliseconds ?? 0) >= 0 && host.highestRate >= 1)
        let robots = try #require(result.log.robots.first)
        #expect(robots.source == .file && robots.text.contains("Disallow: /no"))
        let run = try #require(try await scans.target.store.run(result.run))
        let detail = RunDetail(run: run, log: result.log, unchanged: 0, reasons: ["robots": 1])
        #expect(detail.text(language: .en).contains("  | Disallow: /no"))
        #expect(detail.text(language: .zhHans).contains("最高每秒"))
    }
}

extension SecondScanTests {
    @Test func `a setting of a rule that decides its verdicts uses nothing of the run before`() async throws {
        let scans = try RepeatedScan { $0.path == "/" ? .html("<title>t</title><p>x") : .text("", status: "404 X") }
        defer { scans.server.stop() }
        let plain = try #require([AppliedRule].all.last)
        let set = AppliedRule(plain.metadata, setting: "size=12", verdicts: plain.verdicts)
        _ = try await scans.run(scans.options { $0.rules = [plain] })
        #expect(try await scans.run(scans.options { $0.rules = [set] }).unchanged == 0)
        #expect(try await scans.run(scans.options { $0.rules = [set] }).unchanged == 1)
    }
}
