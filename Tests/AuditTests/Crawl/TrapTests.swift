import Testing

@testable import Audit

struct TrapTests {
    /// A site that invents a link for ever.
    struct Trap: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The links of a page, by its target.
        let links: @Sendable (String) -> [String]
        let start: String
        /// Part of the name of the trap in the records.
        let named: String
        /// Pages of the trap that are visited at most.
        let bound: Int
    }

    private static func page(_ links: [String]) -> Reply { .html(links.map { "<a href=\"\($0)\">" }.joined()) }

    private static func number(in text: String) -> Int { Int(text.filter(\.isNumber).suffix(9)) ?? 0 }

    private static let traps: [Trap] = [
        Trap(
            testDescription: "a calendar by query",
            links: { ["/cal?month=\(number(in: $0) + 1)"] },
            start: "/cal?month=1",
            named: "calendar",
            bound: 40
        ),
        Trap(
            testDescription: "a calendar by path",
            links: { ["/events/2026/\(number(in: String($0.dropFirst(13))) % 99 + 1)/"] },
            start: "/events/2026/1/",
            named: "calendar",
            bound: 40
        ),
        Trap(
            testDescription: "a calendar that calls its days otherwise",
            links: {
                [
                    "/plan?for=2026-\((number(in: String($0.dropFirst(15))) + 1) % 12 + 1)-11&n=\(number(in: $0) % 1_000 + 1)"
                ]
            },
            start: "/plan?for=2026-1-11&n=1",
            named: "calendar",
            bound: 40
        ),
        Trap(
            testDescription: "endless folders of pages",
            links: { ["/news/page/\(number(in: $0) + 1)/"] },
            start: "/news/page/1/",
            named: "pagination",
            bound: 60
        ),
        Trap(
            testDescription: "filters written as folders",
            links: { target in ["red", "xl", "new"].filter { !target.hasSuffix("/\($0)/") }.map { target + $0 + "/" } },
            start: "/shop/",
            named: "folders",
            bound: 150
        ),
        Trap(
            testDescription: "endless pages of a list",
            links: { ["/list?page=\(number(in: $0) + 1)"] },
            start: "/list?page=1",
            named: "pagination",
            bound: 60
        ),
        Trap(
            testDescription: "endless static pages of a list",
            links: { ["/news/index_\(number(in: $0) + 1).html"] },
            start: "/news/index_1.html",
            named: "pagination",
            bound: 60
        ),
        Trap(
            testDescription: "combinations of filters",
            links: { target in (0..<5).map { "/shop?a=1&b=2&f\($0)=\(number(in: target) + 1)" } },
            start: "/shop?a=1&b=2&f0=0",
            named: "parameters",
            bound: 50
        ),
        Trap(
            testDescription: "a session in the path",
            links: { ["/s/0123456789abcdef\(number(in: String($0.dropFirst(19))) + 1)x/page"] },
            start: "/s/0123456789abcdef0x/page",
            named: "session",
            bound: 45
        ),
        Trap(
            testDescription: "a folder in itself",
            links: { [$0 + "a/"] },
            start: "/loop/a/",
            named: "again and again",
            bound: 10
        ),
        Trap(
            testDescription: "a path that grows",
            links: { [$0 + "x\($0.count)/"] },
            start: "/grow/",
            named: "segments",
            bound: 35
        ),
    ]

    private static let limits: TrapLimits = {
        var limits = TrapLimits()
        (limits.calendar, limits.pagination, limits.parameters, limits.session) = (40, 60, 50, 45)
        limits.folders = 50
        return limits
    }()

    @Test(arguments: traps)
    func `a trap is bounded and named, and ordinary pages are all visited`(trap: Trap) async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/robots.txt", "/sitemap.xml": return .text("", status: "404 Not Found")
            case "/": return .html((0..<30).map { "<a href=\"/page\($0)x\">" }.joined() + "<a href=\"\(trap.start)\">")
            case let path where path.hasPrefix("/page"): return .links()
            default: return .html(trap.links(request.target).map { "<a href=\"\($0)\">" }.joined())
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { $0.change = { $0.traps = Self.limits } }
        #expect(crawl.summary.stop == .finished)
        #expect((0..<30).allSatisfy { crawl.outcome("/page\($0)x") == "checked" })
        let visits = crawl.visited.count - 31
        #expect(visits <= trap.bound && visits >= 3)
        let reasons = crawl.records.values.compactMap(\.notChecked).filter { $0.reason == .trap }
        #expect(!reasons.isEmpty)
        #expect(reasons.allSatisfy { $0.detail.en.contains(trap.named) }, "\(reasons.first?.detail.en ?? "")")
    }

    @Test func `a trap does not starve the rest of the host`() async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/robots.txt", "/sitemap.xml": return .text("", status: "404 Not Found")
            case "/": return .html("<a href=\"/shop?a=1&b=2&c=3\"><a href=\"/about\">")
            case "/shop": return .html((0..<200).map { "<a href=\"/shop?a=\($0)&b=\(request.number)&c=1\">" }.joined())
            default: return .html((0..<5).map { "<a href=\"\(request.path)/p\($0)/\">" }.joined())
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { setup in
            setup.politeness.requestsAtOnce = 1
            setup.change = { options in
                options.maximumPages = 60
                options.maximumDepth = 4
            }
        }
        let inTrap = crawl.visited.filter { $0.hasPrefix("/shop") }.count
        #expect(inTrap <= 30, "\(inTrap) of \(crawl.visited.count)")
    }

    @Test(arguments: [true, false])
    func `words that a site invents do not starve those pages that are numbered`(areFolders: Bool) async throws {
        let words = ["red", "blue", "xl", "new", "cheap", "small"]
        let server = FaultServer { request in
            let path = request.path
            switch path {
            case "/robots.txt", "/sitemap.xml": return .text("", status: "404 Not Found")
            case "/": return Self.page(["/t/", "/real/1"])
            case let path where path.hasPrefix("/real/"): return Self.page(["/real/\(Self.number(in: path) + 1)"])
            case _ where areFolders: return Self.page(words.map { path + $0 + "/" })
            default: return Self.page(words.map { path + $0 })
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { setup in
            setup.politeness.requestsAtOnce = 1
            setup.change = { $0.maximumPages = 120 }
        }
        #expect(crawl.visited.filter { $0.hasPrefix("/real/") }.count >= 12)
    }

    @Test(arguments: [
        ("/art/2023/5/12/art_12_345.html", "/art/2024/6/1/art_9_1.html", true),
        ("/a?x=1", "/a?x=2", true), ("/a/b/c.html", "/a/b/d/e.html", true), ("/a/b/c.html", "/a/c/c.html", false),
        ("/a/list_2.html", "/a/text.html", false), ("/a/b.html", "/a/b.pdf", false),
        ("/a?d=1", "/a?d=2026-01-02", false),
        ("/a?id=20260102", "/a?id=7", true),
        ("/a?x=1", "/a?y=1", false),
        ("/a/", "/b/", false),
        ("/item/0b7e3d0e-1111-4c4c.html", "/item/ffffe3d0-2222-9a9a.html", true),
    ])
    func `addresses of one shape are one group`(left: String, right: String, isEqual: Bool) throws {
        let one = try #require(WebURL("http://a.cn" + left))
        let other = try #require(WebURL("http://a.cn" + right))
        #expect((AddressShape(one).group == AddressShape(other).group) == isEqual)
    }
}

extension TrapTests {
    @Test func `a host that repeats another one is left, unless it was named as a start`() async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/robots.txt", "/sitemap.xml": .text("", status: "404 Not Found")
            case "/": .html((0..<200).map { "<a href=\"/p\($0)x\">" }.joined())
            default: .html("<p>\(request.path)")
            }
        }
        defer { server.stop() }
        let other = FaultServer { request in
            switch request.path {
            case "/robots.txt", "/sitemap.xml": .text("", status: "404 Not Found")
            case "/": .html((0..<200).map { "<a href=\"/p\($0)x\">" }.joined())
            default: .html("<p>\(request.path)")
            }
        }
        defer { other.stop() }
        let start = "http://127.0.0.1:\(server.port)/"
        let mirror = "http://127.0.0.1:\(other.port)/"
        let gate = FaultServer(["/": .links(start, mirror)])
        defer { gate.stop() }
        let pattern = try AddressPattern("^http://127")
        let crawl = try await TestCrawl.run(gate) { $0.reach = .regex(pattern) }
        let trapped = crawl.records.values.compactMap(\.notChecked).filter { $0.reason == .trap }
        #expect(trapped.count > 100 && trapped.count < 190, "\(trapped.count)")
        #expect(trapped.allSatisfy { $0.detail.en.contains("repeats the pages of http://127.0.0.1") })
        let both = try await TestCrawl.run(gate, seeds: [start, mirror]) { $0.reach = .regex(pattern) }
        #expect(both.summary.notChecked[.trap] == nil && both.summary.checked >= 402)
    }

    @Test(arguments: [
        ("/calendar/2031/07/", "a.cn/calendar/#/#/"), ("/list_12.html?page=3&x=", "a.cn/list_#.html?page=&x="),
        ("/item/0b7e3d0e-1111-4c4c.html", "a.cn/item/….html"), ("/", "a.cn/"),
    ])
    func `a trap is named by the shape of its addresses`(path: String, pattern: String) throws {
        let url = try #require(WebURL("http://a.cn" + path))
        #expect(AddressShape.pattern(of: url, kind: AddressShape(url).kind).contains(pattern))
    }

    @Test func `addresses that answer nonsense do not make the host count as down`() async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/robots.txt", "/sitemap.xml": .text("", status: "404 Not Found")
            case "/": .links("/0", "/1", "/2", "/3", "/4", "/5", "/a")
            case "/a": .html("<p>fine")
            default: request.number.isMultiple(of: 2) ? .raw("nonsense\r\n\r\n") : Reply(.close)
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server) { setup in
            setup.politeness.requestsAtOnce = 1
            setup.politeness.loopbackBreakerPause = .seconds(60)
        }
        #expect(crawl.outcome("/a") == "checked")
        #expect(crawl.summary.notChecked[.connection] == 6)
    }
}
