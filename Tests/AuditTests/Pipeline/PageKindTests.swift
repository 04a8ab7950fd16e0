import Testing

@testable import Audit

struct PageKindTests {
    private func kind(_ path: String, _ html: String) throws -> PageKind? {
        let url = try #require(WebURL("http://www.a.test" + path))
        let document = HTMLParser.parse(Array(html.utf8))
        let title = document.elements(.title).first.map { node in
            document.children(of: node).map { Array(document.text(of: $0)).string }.joined()
        }
        return PageKindReader(document, title: title ?? "", url: url).kind
    }

    private static let list = (1...5).map { "<li><a href='/\($0)'>通知</a> 2026-05-0\($0)</li>" }.joined()

    @Test(arguments: [
        ("/", "<title>某市人民政府</title>", PageKind.home),
        ("/index.html", list, .home),
        ("/user", "<title>登录</title><input name=u><input type=password name=p>", .login),
        ("/wza/", "<p>x", .elder),
        ("/a.html", "<title>适老化专区</title>", .elder),
        ("/jsearch?q=1", "<input name=q>", .search),
        ("/x", "<title>办事指南-身份证</title>", .guide),
        ("/lxwm/index.html", "<p>x", .contact),
        ("/mailbox", "<form><input name=a><textarea></textarea></form>", .form),
        ("/n/1.html", "<meta name=ArticleTitle content='通知'><meta name=PubDate content='2026-05-01'>", .article),
        ("/xw/202605/t20260501_123456.html", "<p>x", .article),
        ("/tcsfzx/033001/20201204/875b485a-9c4c-443e-8bb0-8add5654.html", "<p>x", .article),
        ("/info/1021/34567.htm", "<p>x", .article), ("/xw/2026/05/98765.html", "<p>x", .article),
        ("/xw/2026/5/7/98765.html", "<p>x", .article),
        ("/xw/2026-05/1234567.shtml", "<p>x", .article), ("/detail.aspx?newsId=7", "<p>x", .article),
        ("/show-12-3456-1.html", "<p>x", .article), ("/tcsfzx/tcCity_moreinfo.html", "<p>x", .list),
        ("/newslist_2.html", "<p>x", .list), ("/col/col1234/index.html", "<p>x", .list),
        ("/lnb/", "<title>老年版</title>", .elder),
        ("/xw/", "<meta name=ColumnName content='新闻'>", .list),
        ("/tz/list_2.html", "<ul>\(list)</ul>", .list),
        ("/tz/x.html", "<ul>" + (1...5).map { "<li><a href=x>通知</a> 2026年\($0)月</li>" }.joined() + "</ul>", .list),
    ])
    func `a page of each kind is known`(path: String, html: String, expected: PageKind) throws {
        #expect(try kind(path, html) == expected)
    }

    @Test(arguments: [
        ("/about.html", "<title>关于</title><p>2026-05-01</p>"),
        ("/index.html?page=2", "<p>x"),
        ("/n/", "<ul>" + (1...9).map { "<li><a href=x>第 \($0) 条 12345-67</a></li>" }.joined() + "</ul>"),
        ("/register.html", "<input type=search>"),
        ("/n/2.html", "<meta name=ArticleTitle content=' '>"), ("/files/875b485a-9c4c-443e.html", "<p>x"),
        ("/info/contact-us.html", "<p>x"), ("/2026/05/index.html", "<p>x"),
        ("/code/2018/12/01/120105.html", "<p>x"), ("/code/2018/12/01/03/120103005.html", "<p>x"),
        ("/detail.aspx", "<p>x"),
    ])
    func `a page that shows nothing has no kind`(path: String, html: String) throws {
        #expect(try kind(path, html) == nil)
    }

    @Test func `an attachment is recorded with its kind and the size its header gives`() async throws {
        let pdf = Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 0x20, count: 40_000)
        let server = FaultServer([
            "/robots.txt": .text(""), "/": .links("/file.pdf", "/picture.png"),
            "/file.pdf": .bytes(pdf, type: "application/octet-stream"),
            "/picture.png": .bytes([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], type: "image/png"),
        ])
        defer { server.stop() }
        let crawl = try await TestCrawl.run(server)
        let record = try #require(crawl.records["/file.pdf"])
        #expect(record.notChecked?.reason == .notHTML)
        #expect(record.attachment == .pdf)
        #expect(record.bytes == pdf.count)
        #expect(PageRecord(record, nil).pageKind == "attachment")
        #expect(crawl.records["/picture.png"]?.attachment == nil)
    }
}
