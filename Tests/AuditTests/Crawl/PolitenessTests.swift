import Testing

@testable import Audit

struct PolitenessTests {
    private func gaps(_ visits: [FaultServer.Visit]) -> [Duration] {
        zip(visits.dropFirst(), visits).map { $0.at - $1.at }
    }

    private func server() -> FaultServer {
        FaultServer { request in
            switch request.path {
            case "/robots.txt", "/sitemap.xml": .text("", status: "404 Not Found")
            case "/": .html((0..<8).map { "<a href=\"/\($0)\">" }.joined())
            default: .links()
            }
        }
    }

    @Test func `requests to a host keep the promised distance`() async throws {
        let server = server()
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { setup in
            setup.politeness.requestsAtOnce = 1
            setup.politeness.delay = .milliseconds(60)
        }
        #expect(crawl.summary.checked == 9)
        #expect(gaps(server.visits).count == 10)
        #expect(gaps(server.visits).allSatisfy { $0 >= .milliseconds(60) }, "\(gaps(server.visits))")
        let log = try #require(crawl.summary.hosts["127.0.0.1"])
        #expect(log.requests == 11)
        #expect(log.shortestGap.map { $0 >= .milliseconds(60) } == true)
        #expect(log.highestRate <= 17)
    }

    @Test func `Crawl-delay is kept`() async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/robots.txt": .text("User-agent: *\nCrawl-delay: 0.08")
            case "/": .links("/a", "/b", "/c")
            case "/sitemap.xml": .text("", status: "404 Not Found")
            default: .links()
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { $0.politeness.requestsAtOnce = 1 }
        #expect(crawl.summary.checked == 4)
        #expect(gaps(server.visits).allSatisfy { $0 >= .milliseconds(80) }, "\(gaps(server.visits))")
        #expect(crawl.summary.hosts["127.0.0.1"]?.crawlDelay == .milliseconds(80))
    }

    @Test(arguments: [
        ("120", 120), ("0", 0), ("99999999999999999999", 1_000_000_000), ("Sun, 06 Nov 1994 08:50:37 GMT", 60),
        ("Sunday, 06-Nov-94 08:50:37 GMT", 60), ("Sun Nov  6 08:50:37 1994", 60), ("Sun, 06 Nov 1994 08:00:00 GMT", 0),
        ("-5", nil), ("soon", nil), ("1.5", nil), ("", nil), ("Sun, 06 Nov 1994 25:00:00 GMT", nil),
        ("Sun, 06 Xyz 1994 08:50:37 GMT", nil),
    ])
    func `Retry-After is read in all its forms`(value: String, seconds: Int?) throws {
        var response = FetchResponse(url: try #require(WebURL("http://a.test/")))
        response.headers = [
            HeaderField("Retry-After", value), HeaderField("Date", "Sun, 06 Nov 1994 08:49:37 GMT"),
        ]
        #expect(RetryAfter.duration(in: response) == seconds.map { .seconds($0) })
    }

    @Test(arguments: [("429 Slow down", 1), ("503 Busy", 2)])
    func `who asks to be left alone for longer than a run lasts is left alone`(status: String, asked: Int) async throws
    {
        let server = FaultServer { request in
            switch request.path {
            case "/": .links("/a", "/b", "/c")
            case "/robots.txt": .text("", status: "404 Not Found")
            default: .html("", status: status, headers: ["Retry-After: 3600"])
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { setup in
            setup.politeness.requestsAtOnce = 1
            setup.politeness.firstBackOff = .milliseconds(10)
            setup.change = { $0.readsSitemaps = false }
        }
        #expect(server.targets.filter { $0 != "/" && $0 != "/robots.txt" }.count == asked)
        #expect(crawl.summary.notChecked[.blocked, default: 0] + crawl.summary.notChecked[.httpError, default: 0] == 3)
        #expect(crawl.summary.checked == 1)
    }

    @Test func `of several robots.txt that share a queue the most patient one counts`() {
        let start = ContinuousClock.now
        var lane = HostLane(options: PolitenessOptions(), isLoopback: true, now: start)
        lane.setCrawlDelay(.seconds(10), of: "http://a.test")
        lane.setCrawlDelay(nil, of: "https://a.test")
        #expect(lane.log.crawlDelay == .seconds(10))
        lane.setCrawlDelay(.seconds(2), of: "http://b.test")
        #expect(lane.log.crawlDelay == .seconds(10))
        lane.setCrawlDelay(nil, of: "http://a.test")
        #expect(lane.log.crawlDelay == .seconds(2))
    }

    @Test func `Retry-After is waited for`() async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/": request.number < 2 ? .html("", status: "503 Busy", headers: ["Retry-After: 1"]) : .links()
            default: .text("", status: "404 Not Found")
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { $0.change = { $0.readsSitemaps = false } }
        #expect(crawl.outcome("/") == "checked")
        let visits = server.visits.filter { $0.target == "/" }
        #expect(visits.count == 2)
        #expect(gaps(visits).allSatisfy { $0 >= .seconds(1) })
    }

    @Test func `twenty host names of one address share its queue where the key is the address`() async throws {
        let server = FaultServer { $0.path == "/" ? .links() : .text("", status: "404 Not Found") }
        defer { server.stop() }
        let seeds = (0..<20).map { "http://h\($0).localhost:\(server.port)/" }
        let crawl = try await TestCrawl.run(server, seeds: seeds) { setup in
            setup.politeness.key = .address
            setup.politeness.requestsAtOnce = 1
            setup.politeness.delay = .milliseconds(20)
            setup.change = { $0.readsSitemaps = false }
        }
        #expect(crawl.summary.checked == 20)
        #expect(server.visits.count == 40)
        #expect(Set(server.visits.map(\.host)).count == 20)
        #expect(gaps(server.visits).allSatisfy { $0 >= .milliseconds(20) }, "\(gaps(server.visits))")
        #expect(crawl.summary.hosts.count == 1)
    }

    @Test func `hosts of others are asked once in one to thirty seconds`() {
        let start = ContinuousClock.now
        var lane = HostLane(options: PolitenessOptions(), isLoopback: false, now: start)
        func wait(after time: Duration) -> Duration? {
            let begin = lane.earliestStart ?? start
            _ = lane.reserve(now: begin)
            lane.finish(.answered(time: time, bytes: 0), now: begin + time)
            return lane.earliestStart.map { $0 - (begin + time) }
        }
        #expect(wait(after: .milliseconds(10)) == .seconds(1))
        #expect(wait(after: .milliseconds(600)) == .seconds(3))
        #expect(wait(after: .seconds(20)) == .seconds(30))
    }

    @Test func `places are limited, and back-off doubles up to its bound`() {
        var options = PolitenessOptions()
        options.requestsAtOnce = 2
        options.firstBackOff = .seconds(10)
        options.longestBackOff = .seconds(35)
        let start = ContinuousClock.now
        var lane = HostLane(options: options, isLoopback: true, now: start)
        #expect(lane.reserve(now: start) == .reserved(start))
        #expect(lane.reserve(now: start) == .reserved(start))
        #expect(lane.reserve(now: start) == .full)
        lane.finish(.refused(retryAfter: nil, isOverload: true), now: start)
        #expect(lane.earliestStart == start + .seconds(10))
        lane.finish(.refused(retryAfter: nil, isOverload: true), now: start)
        #expect(lane.earliestStart == start + .seconds(20))
        _ = lane.reserve(now: start)
        lane.finish(.refused(retryAfter: .seconds(30), isOverload: true), now: start)
        #expect(lane.earliestStart == start + .seconds(30))
        _ = lane.reserve(now: start)
        lane.finish(.refused(retryAfter: nil, isOverload: true), now: start)
        #expect(lane.earliestStart == start + .seconds(35))
        #expect(lane.log.refusals == 4)
        #expect(lane.log.givenUp == nil)
    }
}
