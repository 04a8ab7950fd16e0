import Testing

@testable import Audit

struct PageSubstanceTests {
    @Test(arguments: [
        ("<title>应用</title><div id=app></div><script src=/app.js></script>", "needsRendering"),
        (
            "<title>a</title><body><noscript>请启用 JavaScript <a href=/>首页</a></noscript><script>x()</script>",
            "needsRendering"
        ),
        ("<title>a</title><p>加载中…</p><script src=a.js></script>", "needsRendering"),
        ("<title>a</title><div id=app></div>", nil),
        ("<title>a</title><script>x()</script><a href=/b>b</a>", nil),
        ("<title>a</title><script>x()</script><img src=a.png>", nil),
        ("<title>a</title><script>x()</script><p>这一段文字比外壳页面通常带有的提示文字要长得多，因此是页面自己的内容。", nil),
        ("<title>404 Not Found</title><h1>Not Found</h1>", "httpError"),
        ("<title>页面不存在</title><p>对不起，您访问的页面不存在或已被删除。<a href=/>返回首页</a>", "httpError"),
        ("<title>404 路公交调整通知</title><p>404 路公交车自五月一日起调整线路，请乘客留意站牌。", nil),
        ("<title>公交 404 路</title>" + String(repeating: "<p>线路不存在绕行", count: 100), nil),
        ("<title>通知</title><p>您访问的页面不存在", nil),
        ("<title>第 404 页</title><h1>404</h1><a href=/p/405>下一页</a>", nil),
        ("<title>Page 404</title><p>This page was not found", "httpError"),
    ])
    func `shells and error pages are told from pages`(html: String, reason: String?) {
        let document = HTMLParser.parse(Array(html.utf8))
        let title = html.split(separator: "<title>").first.map { String($0.prefix { $0 != "<" }) } ?? ""
        #expect(PageSubstance(document, title: title).problem?.reason.rawValue == reason)
    }

    @Test(arguments: [
        ("/a", "/login?next=/a", true), ("/a", "/cas/login.do?service=x", true), ("/a", "/login", false),
        ("/login", "/login?next=/", false), ("/a", "/news?from=a", false),
        ("/a", "/sso/authorize?redirect_uri=x", true),
    ])
    func `a login that comes back is a wall`(from: String, to: String, isWall: Bool) throws {
        let url = try #require(WebURL("http://a.test" + from))
        let target = try #require(WebURL("http://a.test" + to))
        #expect((LoginWall.problem(from: url, to: target) != nil) == isWall)
    }

    @Test func `a scan records shells, soft errors and login walls as not checked`() async throws {
        let scans = try RepeatedScan { request in
            switch request.target {
            case "/": .links("/app", "/gone", "/mine")
            case "/app": .html("<title>a</title><div id=app></div><script src=/app.js></script>")
            case "/gone": .html("<title>404</title><p>页面不存在")
            case "/mine": .redirect("/login?next=/mine")
            default: .html("x", status: "404 Not Found")
            }
        }
        defer { scans.server.stop() }
        let result = try await scans.run(scans.options())
        let pages = try await scans.pages(of: result.run)
        for (path, reason) in [("/app", "needsRendering"), ("/gone", "httpError"), ("/mine", "loginWall")] {
            #expect(pages.contains { $0.contains("\(path) \(reason)") }, "\(path)")
        }
        #expect(result.summary.checked == 1)
    }
}
