import Testing

@testable import Audit

struct FaultSiteTests {
    @Test func `names and paths of the faults are different`() {
        #expect(Set(SiteFault.all.map(\.name)).count + TransportFault.all.count >= 80)
        #expect(Set(SiteFault.all.map(\.path)).count == SiteFault.all.count)
    }

    /// All at once, so that no fault disturbs another's record.
    @Test func `a site of nothing but faults is crawled to its end, each one recorded as what it is`() async throws {
        var routes: [String: Reply] = [:]
        for fault in SiteFault.all { routes.merge(fault.routes) { first, _ in first } }
        let links = SiteFault.all.map { "<a href=\"\($0.path)\">x</a>" }.joined()
        routes["/"] = .html("<!DOCTYPE html><title>首页</title>" + links)
        let server = FaultServer(routes)
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { setup in
            setup.politeness.requestsAtOnce = 16
            setup.politeness.failuresToPause = 1_000
        }
        #expect(crawl.repeated.isEmpty)
        #expect(crawl.summary.stop == .finished)
        #expect(crawl.summary.queued == 0)
        for fault in SiteFault.all {
            #expect(
                crawl.outcome(fault.path) == fault.outcome,
                "\(fault.name): \(crawl.records[fault.path]?.notChecked?.detail.en ?? "")"
            )
            for (path, outcome) in fault.also { #expect(crawl.outcome(path) == outcome, "\(fault.name): \(path)") }
        }
        #expect(crawl.records.count == crawl.summary.checked + crawl.summary.notChecked.values.reduce(0, +))
    }

    @Test func `a site that demands a cookie gets it back`() async throws {
        let server = FaultServer { request in
            if request.path == "/robots.txt" { return .text("") }
            if request.header("Cookie")?.contains("pass=1") == true { return .links() }
            return .redirect(request.path, headers: ["Set-Cookie: pass=1; Path=/"])
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { $0.change = { $0.readsSitemaps = false } }
        #expect(crawl.outcome("/") == "checked")
        #expect(crawl.records["/"]?.redirects.count == 1)
    }

    @Test func `ten thousand links of one page are all recorded`() async throws {
        let links = (0..<10_000).map { "<a href=\"http://h\($0 % 7).invalid/\($0)\">" }.joined()
        let server = FaultServer(["/": .html(links), "/robots.txt": .text("")])
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server)
        #expect(crawl.summary.notChecked == [.outOfScope: 10_000])
    }

    // MARK: - robots.txt in every state

    struct RobotsState: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let reply: Reply
        /// Of `/open` and `/closed`, which the file, if it is read, disallows.
        let outcomes: [String]
    }

    private static let rules = "User-agent: *\nDisallow: /closed\n"
    private static let robotsStates: [RobotsState] = [
        RobotsState(testDescription: "a file", reply: .text(rules), outcomes: ["checked", "robots"]),
        RobotsState(
            testDescription: "a file that says it is HTML",
            reply: .html(rules),
            outcomes: ["checked", "robots"]
        ),
        RobotsState(
            testDescription: "a file with a BOM",
            reply: .text("\u{FEFF}" + rules),
            outcomes: ["checked", "robots"]
        ),
        RobotsState(
            testDescription: "a file in GBK",
            reply: .bytes([0x23, 0xC4, 0xE3, 0x0A] + Array(rules.utf8), type: "text/plain"),
            outcomes: ["checked", "robots"]
        ),
        RobotsState(
            testDescription: "a file with more than 500 KiB",
            reply: .text(rules + String(repeating: "# filler\n", count: 100_000)),
            outcomes: ["checked", "robots"]
        ),
        RobotsState(
            testDescription: "an endless file",
            reply: Reply(.send(Array("HTTP/1.1 200 OK\r\n\r\n\(rules)".utf8)), .endless(Array("# filler\n".utf8))),
            outcomes: ["checked", "robots"]
        ),
        RobotsState(testDescription: "an empty file", reply: .text(""), outcomes: ["checked", "checked"]),
        RobotsState(
            testDescription: "a web page",
            reply: .html("<!DOCTYPE html><p>404"),
            outcomes: ["checked", "checked"]
        ),
        RobotsState(
            testDescription: "404",
            reply: .text(rules, status: "404 Not Found"),
            outcomes: ["checked", "checked"]
        ),
        RobotsState(
            testDescription: "401",
            reply: .text(rules, status: "401 Unauthorized"),
            outcomes: ["checked", "checked"]
        ),
        RobotsState(testDescription: "a circle", reply: .redirect("/robots.txt"), outcomes: ["checked", "checked"]),
        RobotsState(testDescription: "429", reply: .text("", status: "429 Too Many"), outcomes: ["robots", "robots"]),
        RobotsState(testDescription: "500", reply: .text("", status: "500 Oops"), outcomes: ["robots", "robots"]),
        RobotsState(testDescription: "silence", reply: Reply(.hang), outcomes: ["timeout", "timeout"]),
        RobotsState(testDescription: "reset", reply: Reply(.reset), outcomes: ["connection", "connection"]),
        RobotsState(
            testDescription: "cut off",
            reply: .raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n\(rules)"),
            outcomes: ["robots", "robots"]
        ),
        RobotsState(
            testDescription: "all disallowed",
            reply: .text("User-agent: *\nDisallow: /"),
            outcomes: ["robots", "robots"]
        ),
        RobotsState(
            testDescription: "only us disallowed",
            reply: .text("User-agent: Audit\nDisallow: /closed"),
            outcomes: ["checked", "robots"]
        ),
        RobotsState(
            testDescription: "only others disallowed",
            reply: .text("User-agent: Other\nDisallow: /"),
            outcomes: ["checked", "checked"]
        ),
    ]

    @Test(arguments: robotsStates)
    func `robots.txt is obeyed in every state`(state: RobotsState) async throws {
        let server = FaultServer(["/robots.txt": state.reply, "/open": .links(), "/closed": .links()])
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server, seeds: ["/open", "/closed"])
        #expect([crawl.outcome("/open"), crawl.outcome("/closed")] == state.outcomes)
    }

    @Test func `robots.txt is not asked for where that is switched off`() async throws {
        let server = FaultServer(["/robots.txt": .text("User-agent: *\nDisallow: /"), "/": .links()])
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { setup in
            setup.robots.isIgnored = true
            setup.change = { $0.readsSitemaps = false }
        }
        #expect(crawl.outcome("/") == "checked")
        #expect(!server.targets.contains("/robots.txt"))
        #expect(crawl.summary.robots.isEmpty)
    }
}
