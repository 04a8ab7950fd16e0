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
        ("<title>某市人民政府</title><h1>404</h1><p>抱歉，您访问的页面不存在。<a href=/>返回首页</a>", "httpError"),
        ("<title>某市人民政府</title><p>该文件不存在重复收费的情形，特此说明。", nil),
        ("<title>HTTP Status 500 – Internal Server Error</title><p>java.lang.NullPointerException", "httpError"),
        ("<title>文号 20404</title><p>附件", nil), ("<title>a404b</title><p>页", nil),
        ("<title>404</title><p>页", "httpError"),
        ("<title>系统发生错误</title><h1>页面错误！请稍后再试～</h1>", "httpError"),
        ("<title>安全验证</title><p>请完成下方验证后继续访问", "blocked"),
        ("<title>某市政府</title><p>您的请求可能对网站造成安全威胁，请求已被阻断。事件编号 123", "blocked"),
        ("<title>x</title>The requested URL was rejected. Please consult with your administrator.", "blocked"),
        ("<title>Just a moment...</title><p>Verifying you are human. This may take a few seconds.", "blocked"),
        (
            "<title>关于防范网络安全威胁的通知</title><p>近期网络安全威胁增多，请各单位加强防范，发现异常访问及时报告。"
                + (1...9).map { "<a href=/\($0)>栏目</a>" }.joined(), nil
        ),
        ("<title>网络安全威胁通报</title>" + String(repeating: "<p>近期安全威胁情况如下，请各单位加强防范。", count: 60), nil),
        ("<title>我的办件</title><p>您还没有登录，请先登录。<a href=/login>登录</a>", "loginWall"),
        ("<title>登录</title><p>请先登录<form><input name=u><input type=password name=p></form>", nil),
        ("<title>首页</title><p>请先登录" + String(repeating: "<a href=/x>栏目</a>", count: 9), nil),
    ])
    func `shells and error pages are told from pages`(html: String, reason: String?) {
        let document = HTMLParser.parse(Array(html.utf8))
        let title = html.split(separator: "<title>").first.map { String($0.prefix { $0 != "<" }) } ?? ""
        #expect(PageSubstance(document, title: title).problem?.reason.rawValue == reason)
    }

    @Test(arguments: ["网站防火墙采购公告", "关于启用人机验证的通知", "Access denied: a report"])
    func `a short page of the site is not taken for the firewall that it is about`(title: String) {
        let menu = (1...9).map { "<a href=/\($0)>栏目</a>" }.joined()
        for (links, reason) in [(menu, nil), ("", "blocked")] as [(String, String?)] {
            let document = HTMLParser.parse(Array("<title>\(title)</title><p>公告如下。\(links)".utf8))
            #expect(PageSubstance(document, title: title).problem?.reason.rawValue == reason)
        }
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
            case "/": .links("/app", "/gone", "/mine", "/mine2", "/mine3", "/waf")
            case "/mine2": .html("<title>a</title><script>top.location.href='/sso/login?returnUrl=/mine2'</script>")
            case "/mine3": .html("<title>a</title><meta http-equiv=refresh content='0;url=/login?from=/mine3'>")
            case "/waf": .html("<title>网站防火墙</title><p>您的请求带有不合法参数，已被拦截")
            case "/app": .html("<title>a</title><div id=app></div><script src=/app.js></script>")
            case let path where path.hasPrefix("/gone"):
                .html("<title>404</title><p>页面不存在 <a href=\(path)1>x</a>")
            case "/mine": .redirect("/login?next=/mine")
            default: .html("x", status: "404 Not Found")
            }
        }
        defer { scans.server.stop() }
        let result = try await scans.run(scans.options())
        let pages = try await scans.pages(of: result.run)
        for (path, reason) in [
            ("/app", "needsRendering"), ("/gone", "httpError"), ("/mine", "loginWall"), ("/mine2", "loginWall"),
            ("/mine3", "loginWall"), ("/waf", "blocked"),
        ] {
            #expect(pages.contains { $0.contains("\(path) \(reason)") }, "\(path)")
        }
        #expect(result.summary.checked == 1)
    }
}
