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
        ("<base href='javascript:1'><a href=b.html>b</a>", ["anchor b.html"]),
        ("<base href='/x/'><base href='/y/'><a href='?q'>b</a>", ["anchor /x/?q"]),
        ("<link rel='Start' href=/s><link rel=last href=/l><link rel=canonical href=/c>", ["link /s", "link /l"]),
        ("<link rel=help type=application/opensearchdescription+xml href=/o.xml>", []),
        ("<svg><a href=/s1><text>x</text></a><a xlink:href=/s2></a></svg>", ["anchor /s1", "anchor /s2"]),
        ("<object type=text/html data=/o.html></object><embed type=image/png src=/e.png>", ["frame /o.html"]),
        ("<script>location.href='/s';</script><script type=application/json>location='/n'</script>", ["script /s"]),
        ("<body onload=\"location='/l'\">", ["script /l"]),
        ("<a href='javascript:location.href=%27/j%27'>x</a>", ["script /j"]),
        ("<b onclick=\"if(a){location.href=u}else{window.open('/o')}\">x</b>", ["script /o"]),
    ])
    func `what leads elsewhere is found, and nothing is guessed`(html: String, expected: [String]) throws {
        let absolute = expected.map { line in
            let (kind, reference) = (line.prefix { $0 != " " }, line.drop { $0 != " " }.dropFirst())
            return "\(kind) http://a.test\(reference.hasPrefix("/") ? "" : "/dir/")\(reference)"
        }
        #expect(try links(html) == absolute)
    }

    @Test(arguments: [
        ("location='/a'", ["/a"]), ("window.location = \"/a\" ;", ["/a"]), ("self.location.href=`/a`", ["/a"]),
        ("location['href']='/a'; window['location']='/b'", ["/a", "/b"]), ("top.location.replace ( '/a' )", ["/a"]),
        ("location.assign('\\/a\\/b')", ["/a/b"]), ("location.href='\\u002fa\\x2fb'", ["/a/b"]),
        ("window.open('/a', '_blank', 'width=3')", ["/a"]), ("location=('/a')", ["/a"]),
        ("location.href='/a?id='+id", []), ("location.href=base+'/a'", []), ("location.href=`/a/${id}`", []),
        ("if(location=='/a'||location.href!=='/b')x()", []), ("var location='/a'", []), ("x={location:'/a'}", []),
        ("location.href.replace('/a','/b')", []), ("s.replace('/a','/b')", []), ("$.open('/a')", []),
        ("// location='/a'\nlocation='/b'", ["/b"]), ("/* location='/a' */location='/b'", ["/b"]),
        ("var r=/['\"]location='/;location='/b'", ["/b"]), ("s='location=\"/a\"';location='/b'", ["/b"]),
        ("location.search='?a'", []), ("location='/a'.concat(x)", []), ("location=a?'/a':'/b'", []),
        ("mylocation='/a'", []), ("location+='/a'", []), ("location='unclosed", []), ("a/b;location='/c'", ["/c"]),
        ("location.hash='x';parent.frames[0].location='/f'", ["/f"]), ("location\t=\n'/a'", ["/a"]),
    ])
    func `a script's literal addresses are found, and no others`(script: String, expected: [String]) {
        #expect(ScriptAddresses.all(in: Array(script.utf8)[...]).map(\.string) == expected)
    }

    @Test(arguments: 0..<40)
    func `any script is read to its end`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let words = [
            "location", "=", "'", "\"", "`", "/", "\\", "(", ")", "[", "]", "href", ".", "/*", "//", "\n", "u", "$",
        ]
        let text = (0..<400).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
        #expect(ScriptAddresses.all(in: Array(text.utf8)[...]).count <= ScriptAddresses.maximumAddresses)
    }

    @Test func `a Refresh header leads where its meta element would`() throws {
        let page = try #require(WebURL("http://a.test/dir/page.html"))
        let document = HTMLParser.parse(Array("<base href=/x/><p>x".utf8))
        let header = Array("0; URL='next.html'".utf8)[...]
        let links = LinkDiscovery.links(in: document, at: page, refresh: header)
        #expect(links.map(\.url?.description) == ["http://a.test/dir/next.html"])
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
