import Testing

@testable import Audit

struct IPv6Tests {
    private static func site(_ request: FaultServer.Request) -> Reply {
        switch request.path {
        case "/robots.txt": .text("User-agent: *\nDisallow: /secret")
        case "/": .html("<title>首页</title><a href=/a>甲</a><a href=/secret>密</a>")
        case "/a": .html("<title>甲</title><p>text")
        default: .html("gone", status: "404 Not Found")
        }
    }

    @Test func `a site on an IPv6 address is scanned by its rules`() async throws {
        let scans = try RepeatedScan(family: .v6, Self.site)
        defer { scans.server.stop() }
        let result = try await scans.run(scans.options())
        let pages = try await scans.pages(of: result.run).map { $0.prefix { $0 != "," } }
        let base = scans.server.base
        #expect(pages.count == 3)
        #expect(pages[0].hasPrefix("\(base)/ checked 首页") && pages[1].hasPrefix("\(base)/a checked 甲"))
        #expect(pages[2].hasPrefix("\(base)/secret robots"))
        #expect(!scans.server.targets.contains("/secret"))
        #expect(scans.server.visits.allSatisfy { $0.host == "[::1]:\(scans.server.port)" })
    }

    @Test func `health tells an IPv6 address that answers from one that does not`() async throws {
        let server = FaultServer(family: .v6, Self.site)
        let old = FaultServer(Self.site)
        defer {
            server.stop()
            old.stop()
        }
        var options = HealthProbe.Options()
        options.asksIPv6 = true
        let probe = HealthProbe(options)
        func probed(_ addresses: String...) async -> PortalHealth.IPv6? {
            await probe.completed(
                PortalHealth(run: RunID(1), subject: "s", day: "2026-11-28"),
                outside: [],
                pages: addresses.compactMap { WebURL($0) }
            ).ipv6
        }
        let answered = await probed("\(server.base)/", "\(server.base)/a", "\(server.base)/gone")
        #expect(answered == PortalHealth.IPv6(hasAddress: true, checked: 3, fetched: 2))
        // The same name has an address of either kind; only the old one is served.
        let refused = await probed("http://localhost:\(old.port)/")
        #expect(refused?.fetched == 0 && old.visits.isEmpty)
        let none = await probed("\(old.base)/", "\(old.base)/a")
        #expect(none == PortalHealth.IPv6(hasAddress: false, checked: 1, fetched: 0) && old.visits.isEmpty)
    }
}
