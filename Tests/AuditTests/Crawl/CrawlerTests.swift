import Testing

@testable import Audit

struct CrawlerTests {
    private func crawl(
        _ routes: [String: Reply],
        seeds: [String] = ["/"],
        configure: (inout TestCrawl.Setup) -> Void = { _ in }
    ) async throws -> (TestCrawl, FaultServer) {
        let server = FaultServer(routes)
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server, seeds: seeds, configure: configure)
        #expect(crawl.repeated.isEmpty)
        return (crawl, server)
    }

    @Test func `every page of a site is visited once`() async throws {
        let (crawl, server) = try await crawl([
            "/": .links("/a", "/b", "/a#top"),
            "/a": .links("/", "/b", "/c?x=1"),
            "/b": .links("/c?x=1"),
            "/c": .links(),
        ])
        #expect(crawl.visited.sorted() == ["/", "/a", "/b", "/c?x=1"])
        #expect(crawl.summary.stop == .finished)
        #expect(crawl.summary.checked == 4)
        #expect(server.targets.first == "/robots.txt")
        #expect(server.targets.filter { $0 == "/b" }.count == 1)
        #expect(crawl.records["/c?x=1"]?.depth == 2)
    }

    @Test func `robots.txt is obeyed and its line is named`() async throws {
        let (crawl, server) = try await crawl([
            "/robots.txt": .text("User-agent: *\nDisallow: /secret"),
            "/": .links("/secret/plan", "/open"),
            "/open": .redirect("/secret/door"),
        ])
        #expect(crawl.outcome("/secret/plan") == "robots")
        #expect(crawl.outcome("/open") == "robots")
        #expect(crawl.records["/secret/plan"]?.notChecked?.detail.en.contains("line 2") == true)
        #expect(!server.targets.contains { $0.hasPrefix("/secret") })
    }

    @Test(arguments: [(404, "checked"), (403, "checked"), (410, "checked"), (500, "robots"), (503, "robots")])
    func `without robots.txt all is allowed, with a broken one nothing is`(status: Int, expected: String) async throws {
        let (crawl, _) = try await crawl(["/robots.txt": .text("", status: "\(status) X"), "/": .links()])
        #expect(crawl.outcome("/") == expected)
    }

    @Test func `robots.txt may come after redirects`() async throws {
        let (crawl, _) = try await crawl([
            "/robots.txt": .redirect("/r2"),
            "/r2": .text("User-agent: audit\nDisallow: /x"),
            "/": .links("/x"),
            "/x": .links(),
        ])
        #expect(crawl.outcome("/x") == "robots")
    }

    @Test func `a redirect makes the address a duplicate and its target a page`() async throws {
        let (crawl, server) = try await crawl([
            "/": .links("/old", "/new"), "/old": .redirect("/new", status: "301 Moved"), "/new": .links("/deep"),
            "/deep": .links(),
        ])
        #expect(crawl.outcome("/old") == "duplicate")
        #expect(crawl.outcome("/new") == "checked")
        #expect(crawl.outcome("/deep") == "checked")
        #expect(crawl.records["/old"]?.redirects.count == 1)
        #expect(crawl.records["/old"]?.finalURL?.path.string == "/new")
        #expect(server.targets.filter { $0 == "/new" }.count <= 2)
    }

    @Test func `where the start redirects to is in scope`() async throws {
        let other = FaultServer(["/home": .links("/more"), "/more": .links()])
        defer { other.stop() }
        let (crawl, _) = try await crawl(["/": .redirect(other.base + "/home")])
        #expect(crawl.outcome("/") == "duplicate")
        #expect(crawl.outcome(other.base + "/home") == "checked")
        #expect(crawl.outcome(other.base + "/more") == "checked")
    }

    @Test func `a link elsewhere is out of scope, also by a redirect`() async throws {
        let (crawl, _) = try await crawl([
            "/": .links("http://elsewhere.invalid/", "ftp://files.invalid/x", "mailto:a@b.c", "/out"),
            "/out": .redirect("http://elsewhere.invalid/there"),
        ])
        #expect(crawl.outcome("http://elsewhere.invalid/") == "outOfScope")
        #expect(crawl.outcome("ftp://files.invalid/x") == "unsupportedScheme")
        #expect(crawl.outcome("/out") == "outOfScope")
        #expect(crawl.records.count == 4)
    }

    @Test func `a limit of pages is kept, and what is left says so`() async throws {
        let references = (0..<30).map { "<a href=\"/p\($0)\">" }.joined()
        let server = FaultServer { $0.path == "/robots.txt" ? .text("") : .html(references) }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { $0.change = { $0.maximumPages = 10 } }
        #expect(crawl.summary.stop == .limit(.pages))
        #expect(crawl.summary.checked == 10)
        #expect(crawl.summary.notChecked == [.limit: 21])
        #expect(crawl.records.count == 31)
        #expect(crawl.summary.queued == 0)
    }

    @Test func `a limit of depth is named where it cuts`() async throws {
        let server = FaultServer { request in
            let number = Int(request.path.dropFirst()) ?? 0
            return request.path == "/robots.txt" ? .text("") : .links("/\(number + 1)")
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { $0.change = { $0.maximumDepth = 5 } }
        #expect(crawl.summary.checked == 6)
        #expect(crawl.outcome("/6") == "limit")
    }

    @Test func `429 is tried again, then given up as blocked`() async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/": .links("/busy", "/never")
            case "/busy" where request.number > 4: .links()
            case "/busy", "/never": .html("later", status: "429 Too Many Requests", headers: ["Retry-After: 0"])
            default: .text("")
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { $0.politeness.requestsAtOnce = 1 }
        #expect(crawl.outcome("/never") == "blocked")
        #expect(server.targets.filter { $0 == "/never" }.count == 3)
    }

    @Test func `a host that never answers is given up, not waited for`() async throws {
        let references = (0..<200).map { "<a href=\"/p\($0)\">" }.joined()
        let server = FaultServer { request in
            switch request.path {
            case "/": .html(references)
            case "/robots.txt": .text("")
            default: Reply(.reset)
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server)
        #expect(crawl.summary.notChecked == [.connection: 200])
        #expect(server.visits.count < 60)
        #expect(crawl.summary.hosts["127.0.0.1"]?.givenUp != nil)
    }

    @Test func `one host's delay does not hold up another`() async throws {
        let fast = FaultServer { $0.path == "/robots.txt" ? .text("") : .links("/1", "/2", "/3", "/4") }
        defer { fast.stop() }
        let slow = FaultServer { request in
            request.path == "/robots.txt" ? Reply(.hang) : .links("/never")
        }
        defer { slow.stop() }
        let crawl = try await TestCrawl.run(fast, seeds: ["/", slow.base + "/"])
        #expect(crawl.summary.checked == 5)
        #expect(crawl.outcome(slow.base + "/") == "timeout")
    }

    @Test func `stopping drains and leaves the rest queued`() async throws {
        let references = (0..<500).map { "<a href=\"/p\($0)\">" }.joined()
        let server = FaultServer { $0.path == "/robots.txt" ? .text("") : .html(references) }
        defer { server.stop() }
        let start = try #require(WebURL(server.base + "/"))
        let fetcher = Fetcher(client: CurlClient(), politeness: Politeness())
        let frontier = MemoryFrontier<String>()
        let options = CrawlOptions(scope: URLScope(.host, roots: [start]))
        let (pages, feed) = AsyncStream.makeStream(of: Int.self)
        let crawler = Crawler(frontier: frontier, fetcher: fetcher, robots: RobotsCache(fetcher), options: options) {
            page in
            feed.yield(1)
            return PageVisit(links: TestCrawl.links(in: page.response.body, of: page.url))
        }
        async let running = crawler.run(seeds: [start])
        var seen = 0
        for await _ in pages {
            seen += 1
            if seen == 5 { break }
        }
        await crawler.stop()
        let summary = try await running
        #expect(summary.stop == .interrupted)
        #expect(summary.checked >= 5 && summary.checked < 100)
        #expect(summary.checked + summary.queued == 501)
        // The same frontier goes on from there.
        let again = Crawler(frontier: frontier, fetcher: fetcher, robots: RobotsCache(fetcher), options: options) { _ in
            PageVisit()
        }
        let rest = try await again.run(seeds: [start])
        #expect(rest.stop == .finished)
        #expect(rest.checked == 501)
    }
}
