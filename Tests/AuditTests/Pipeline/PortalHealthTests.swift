import Testing

@testable import Audit

struct PortalHealthTests {
    private static let tags = """
        <meta name=SiteName content=某区政府><meta name=SiteDomain content=a.test><meta name=SiteIDCode content=3704030001>
        """

    private static func site(_ request: FaultServer.Request) -> Reply {
        let pdf = Array("%PDF-1.7\n%%EOF".utf8)
        switch request.path {
        case "/robots.txt": return .text("User-agent: *\nDisallow: /private\n")
        case "/":
            return .html(
                """
                <title>首页</title>\(tags)<a href=/news/>动态</a><a href=/empty/>通知公告</a><a href=/gone>g</a>
                <a href=/forbidden>f</a><a href=/private>p</a><a href='http://elsewhere.invalid/'>e</a>
                <a href=/wza/>无障碍浏览</a><ul><li>2020-02-03 旧 <a href=/a.pdf>附件</a></ul><a href=/b.pdf>坏附件</a>
                <div onclick='x()'>适老版</div>
                """
            )
        case "/news/":
            return .html(
                "<title>工作动态</title><meta name=ColumnName content=动态>\(tags)<li>2020-01-01 <a href=/n1>新闻</a>"
            )
        case "/n1":
            return .html(
                "<title>n</title>\(tags)<meta name=ArticleTitle content=n><meta name=PubDate content='2020-01-01 10:00'>"
            )
        case "/empty/": return .html("<title>通知公告</title><meta name=ColumnName content=通知公告><a href=/news/>动态</a>")
        case "/wza/": return .html("<title>无障碍</title>")
        case "/a.pdf": return .bytes(pdf, type: "application/pdf")
        case "/b.pdf": return .html("<title>对不起</title>页面不存在")
        case "/forbidden": return .html("no", status: "403 Forbidden")
        case "/n1b": return .html("x")
        default: return .html("gone", status: "404 Not Found")
        }
    }

    @Test func `what lets somebody in is asked for and not shown`() {
        func visit(_ address: String, key: String) -> RunVisit {
            RunVisit(
                address: address,
                key: key,
                status: .notChecked,
                reason: "outOfScope",
                httpStatus: nil,
                title: "",
                pageKind: nil,
                bytes: 0,
                depth: 1,
                from: nil,
                facts: nil
            )
        }
        #expect(
            visit("https://b.test/?token=***", key: "https://b.test/?token=abc").asked == "https://b.test/?token=abc"
        )
        #expect(visit("https://b.test/A?b=1", key: "https://b.test/a?b=1").asked == "https://b.test/A?b=1")
        let target = PortalHealth.DeadLinks.Target(
            address: "https://b.test/?token=abc",
            reason: "dns",
            httpStatus: nil,
            from: nil
        )
        let words = HealthReport.words(target)
        #expect(words.zh.hasPrefix("https://b.test/?token=***（") && words.en.hasPrefix("https://b.test/?token=*** ("))
    }

    @Test(
        arguments: [
            ("<meta name=columnname content=' 通知公告 '>", "通知公告"), ("<meta name=ColumnName content=''>", nil),
            ("<meta name=ColumnType content=政策>", nil),
        ]
    )
    func `the column of a page is what its tag says`(markup: String, column: String?) {
        let document = HTMLParser.parse(Array(markup.utf8))
        let reader = PageFactsReader(document, links: [], kind: .article, today: "2026-01-01")
        #expect(reader.facts.column == column)
    }

    @Test func `a crawl shows dead links, ages, columns, files, tags and entrances with their denominators`()
        async throws
    {
        let scans = try RepeatedScan { Self.site($0) }
        defer { scans.server.stop() }
        let result = try await scans.run(scans.options { $0.settings.checks = false })
        let run = try #require(try await scans.target.store.run(result.run))
        let health = try await HealthAssembly(run, in: scans.target.store).health()
        let base = scans.server.base
        #expect(health.deadInFrame.dead.map(\.address) == [base + "/gone"])
        #expect(health.deadInFrame.unknown.map(\.address) == [base + "/forbidden"])
        #expect(health.deadInFrame.checked == 8 && health.deadInFrame.notAsked == 2)
        #expect(health.deadOnHome.dead.count == 1 && health.deadOnHome.notAsked == 2)
        #expect(health.home.probes == 1 && health.home.failures == 0)
        #expect(health.homeFreshness?.day == "2020-02-03" && health.homeFreshness?.source == .text)
        #expect(health.columns.map(\.state) == [.empty, .overdue])
        #expect(health.columns.map(\.term) == [183, 14])
        #expect(health.attachments.checked == 2 && health.attachments.downloadable == 1)
        #expect(health.attachments.broken.map(\.address) == [base + "/b.pdf"])
        #expect(health.load.pages == 6 && health.load.overLimit == 0)
        let site = try #require(health.tags.first { $0.name == "SiteIDCode" })
        #expect(site.pages == 6 && site.having == 3)
        #expect(health.assistEntry == .present("无障碍浏览", isReachable: true))
        #expect(health.statement == .absent)
        let report = HealthReport(health)
        #expect(report.text(language: .en).contains("1 of 8 distinct targets"))
        #expect(report.text(language: .zhHans).contains("首页死链率"))
        for row in report.rows { #expect(!row.basis.zh.isEmpty && !row.basis.en.isEmpty, "\(row.id)") }
    }

    @Test func `links to other sites and server errors are asked for again only where that is wanted`() async throws {
        let other = FaultServer(["/robots.txt": .text(""), "/alive": .html("x")])
        let scans = try RepeatedScan { request in
            switch request.path {
            case "/": .links("http://localhost:\(other.port)/alive", "http://localhost:\(other.port)/dead", "/broken")
            case "/broken": .html("x", status: "500 Internal Server Error")
            default: .html("gone", status: "404 Not Found")
            }
        }
        defer {
            scans.server.stop()
            other.stop()
        }
        let result = try await scans.run(scans.options { $0.settings.checks = false })
        let run = try #require(try await scans.target.store.run(result.run))
        let assembly = HealthAssembly(run, in: scans.target.store)
        let health = try await assembly.health()
        #expect(health.deadOutside == nil && health.deadInFrame.unknown.count == 1)
        #expect(other.visits.isEmpty)
        var options = HealthProbe.Options()
        (options.asksOutside, options.confirms) = (true, true)
        let probed = try await assembly.probed(health, with: HealthProbe(options))
        #expect(probed.deadOutside?.checked == 2)
        #expect(probed.deadOutside?.dead.map(\.address) == ["http://localhost:\(other.port)/dead"])
        #expect(probed.deadInFrame.dead.map(\.httpStatus) == [500] && probed.deadInFrame.unknown.isEmpty)
    }

    @Test(arguments: [
        ("发布日期：2026-05-01 来源", "2026-05-01"), ("2026年5月1日", "2026-05-01"), ("2026/5/12 2026.05.03", "2026-05-12"),
        ("2031-01-01 2025-12-31", "2025-12-31"), ("[05-01]", nil), ("12026-05-01", nil), ("2026-13-01", nil),
        ("2026-05", nil), ("电话 2026-0512345", nil),
    ])
    func `days are read as portals write them, the newest that is not to come`(text: String, day: String?) {
        #expect(DayInText.newest(in: Array(text.utf8)[...], until: "2026-06-01") == day)
    }

    @Test func `load times are told by the nearest rank`() {
        let load = PortalHealth.Load((1...100).map { $0 * 50 })
        #expect(load.median == 2_500 && load.percentile95 == 4_750 && load.overLimit == 40 && load.pages == 100)
        #expect(PortalHealth.Load([]).median == nil)
    }

    @Test func `the interval of few probes is wide`() throws {
        var home = PortalHealth.Availability()
        #expect(home.interval == nil)
        (home.probes, home.failures) = (20, 1)
        let interval = try #require(home.interval)
        #expect(abs(interval.lowerBound - 0.0089) < 0.0005 && abs(interval.upperBound - 0.2361) < 0.0005)
    }
}
