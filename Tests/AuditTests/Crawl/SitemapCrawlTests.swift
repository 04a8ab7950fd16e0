import Testing

@testable import Audit

struct SitemapCrawlTests {
    private func urlset(_ server: String, _ paths: String...) -> String {
        let entries = paths.map { "<url><loc>\(server)\($0)</loc></url>" }.joined()
        return "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\(entries)</urlset>"
    }

    private func index(_ server: String, _ paths: String...) -> String {
        let entries = paths.map { "<sitemap><loc>\(server)\($0)</loc></sitemap>" }.joined()
        return "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\(entries)</sitemapindex>"
    }

    @Test func `pages that only a sitemap names are visited, and a circle of sitemaps ends`() async throws {
        let server = FaultServer { request in
            let base = "http://" + (request.header("Host") ?? "")
            return switch request.path {
            case "/robots.txt": .text("Sitemap: /maps/index.xml\nUser-agent: *\nDisallow: /private")
            case "/maps/index.xml":
                .bytes(Array(index(base, "/maps/index.xml", "/maps/b.xml.gz", "/maps/gone.xml").utf8), type: "text/xml")
            case "/maps/b.xml.gz":
                .bytes(
                    GzipMember.compress(Array(urlset(base, "/only-here", "/private/x").utf8)[...]),
                    type: "application/gzip"
                )
            case "/", "/only-here": .links()
            default: .html("", status: "404 Not Found")
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server)
        #expect(crawl.outcome("/only-here") == "checked")
        #expect(crawl.records["/only-here"]?.origin == .sitemap)
        #expect(crawl.outcome("/private/x") == "robots")
        #expect(server.targets.filter { $0 == "/maps/index.xml" }.count == 1)
        #expect(!server.targets.contains("/sitemap.xml"))
    }

    @Test func `without a line in robots.txt the usual place is tried`() async throws {
        let server = FaultServer { request in
            let base = "http://" + (request.header("Host") ?? "")
            return switch request.path {
            case "/sitemap.xml": .bytes(Array(urlset(base, "/mapped").utf8), type: "application/xml")
            case "/", "/mapped": .links()
            default: .html("", status: "404 Not Found")
            }
        }
        defer { server.stop() }
        #expect(try await TestCrawl.run(server).outcome("/mapped") == "checked")
    }

    @Test func `an index names sitemaps of its own site only`() async throws {
        let other = FaultServer { _ in .text("") }
        defer { other.stop() }
        let server = FaultServer { request in
            let base = "http://" + (request.header("Host") ?? "")
            let parts = ["http://other.localhost:\(other.port)/s.xml", "/own.xml"]
            let index = parts.map { "<sitemap><loc>\($0)</loc></sitemap>" }.joined()
            return switch request.path {
            case "/sitemap.xml":
                .bytes(Array("<sitemapindex>\(index)</sitemapindex>".utf8), type: "application/xml")
            case "/own.xml": .bytes(Array(urlset(base, "/mapped").utf8), type: "application/xml")
            case "/", "/mapped": .links()
            default: .html("", status: "404 Not Found")
            }
        }
        defer { server.stop() }
        #expect(try await TestCrawl.run(server).outcome("/mapped") == "checked")
        #expect(other.visits.isEmpty)
    }

    @Test func `a sitemap does not widen the scope`() async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/sitemap.xml": .bytes(Array(urlset("http://other.invalid", "/x").utf8), type: "application/xml")
            case "/": .links()
            default: .html("", status: "404 Not Found")
            }
        }
        defer { server.stop() }
        #expect(try await TestCrawl.run(server).outcome("http://other.invalid/x") == "outOfScope")
    }
}
