import Testing

@testable import Audit

struct LinkDiscoveryTests {
    private func links(_ html: String) throws -> [String] {
        let page = try #require(WebURL("http://a.test/dir/page.html"))
        let document = HTMLParser.parse(Array(html.utf8))
        return LinkDiscovery.links(in: document, at: page).map { "\($0.kind.rawValue) \($0.url?.description ?? "-")" }
    }

    @Test(arguments: [
        ("<a href='b.html'>b</a><area href=/c><iframe src=f.html>", ["anchor b.html", "area /c", "frame f.html"]),
        ("<div onclick=\"location.href='go.html'\">x</div>", ["script go.html"]),
        ("<tr onclick='window.open(\"/w.html\")'>", []),
        ("<table><tr onclick='window.open(\"/w.html\")'><td>x</table>", ["script /w.html"]),
        ("<a href='#' onclick='location = \"t.html\" + id'>x</a>", []),
        ("<a href='javascript:location.replace(\"r.html\")'>x</a>", ["script r.html"]),
        ("<form action=/all></form>", ["form /all"]),
        (
            "<form action=/all?x=1><input type=hidden name=t value=a&amp;b><input type=submit></form>",
            ["form /all?t=a%26b"]
        ),
        ("<form action=/q><input name=q></form><form action=/p method=post></form>", []),
        ("<form action=/z><input type=hidden name=w value=中></form>", []),
        ("<select onchange='location=this.value'><option value=''>-<option value=/bj>北京</select>", ["script /bj"]),
        ("<select><option value=/bj>北京</select>", []),
        (
            "<link rel=alternate type=application/rss+xml href=/feed.xml><link rel=stylesheet href=s.css>",
            ["link /feed.xml"]
        ),
        ("<meta http-equiv=refresh content='3; url=next.html'>", ["refresh next.html"]),
    ])
    func `what leads elsewhere is found, and nothing is guessed`(html: String, expected: [String]) throws {
        let absolute = expected.map { line in
            let (kind, reference) = (line.prefix { $0 != " " }, line.drop { $0 != " " }.dropFirst())
            return "\(kind) http://a.test\(reference.hasPrefix("/") ? "" : "/dir/")\(reference)"
        }
        #expect(try links(html) == absolute)
    }

    @Test func `a feed or sitemap in the way of a page is read for its addresses`() async throws {
        let server = FaultServer { request in
            switch request.path {
            case "/robots.txt": .text("")
            case "/": .links("/news.xml", "/map-index.xml", "/list.txt")
            case "/news.xml":
                .bytes(
                    Array("<rss version='2.0'><channel><item><link>/from-feed</link></item></channel></rss>".utf8),
                    type: "application/rss+xml"
                )
            case "/map-index.xml":
                .bytes(
                    Array("<sitemapindex><sitemap><loc>/map.xml</loc></sitemap></sitemapindex>".utf8),
                    type: "text/xml"
                )
            case "/map.xml": .bytes(Array("<urlset><url><loc>/from-map</loc></url></urlset>".utf8), type: "text/xml")
            case "/list.txt": .text("http://\(request.header("Host") ?? "")/from-text")
            case "/sitemap.xml": .html("no", status: "404 Not Found")
            default: .links()
            }
        }
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server)
        #expect(crawl.visited.sorted() == ["/", "/from-feed", "/from-map"])
        #expect(crawl.outcome("/news.xml") == "notHTML")
        #expect(crawl.outcome("/list.txt") == "notHTML")
        #expect(crawl.records["/from-feed"]?.origin == .sitemap)
    }
}
