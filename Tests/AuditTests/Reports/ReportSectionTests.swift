import Foundation
import Testing

@testable import Audit

/// What else the store knows of a site or place stands in the report: health, plan, sample, review.
struct ReportSectionTests {
    private static func html(_ report: Report, _ language: Language = .en) -> String {
        String(decoding: HTMLReport(report, language: language).render(), as: UTF8.self)
    }

    private static func json(_ report: Report, _ store: SQLiteStore) async throws -> [String: Any] {
        let bytes = Collected<[UInt8]>()
        try await ReportExport(report, store: store, language: .en).write(as: .json) { bytes.append($0) }
        let all = bytes.values.flatMap { $0 }
        try OutputSchemaTests.check(all, .report)
        return try #require(try JSONSerialization.jsonObject(with: Data(all)) as? [String: Any])
    }

    private static func subject(_ number: Int, of report: [String: Any]) throws -> [String: Any] {
        try #require(report["subjects"] as? [[String: Any]])[number]
    }

    // MARK: - Health

    @Test func `a report says how well a portal is kept, and where it is not`() async throws {
        let scans = try RepeatedScan { request in
            switch request.path {
            case "/": .html("<title>首页</title><a href=/gone>g</a><a href=/a>a</a>")
            case "/a": .html("<title>a</title>")
            default: .html("gone", status: "404 Not Found")
            }
        }
        defer { scans.server.stop() }
        _ = try await scans.run(scans.options { _ in })
        let report = try await ReportAssembly(store: scans.target.store).report()
        let health = try #require(report.subjects.first?.health)
        #expect(health.deadInFrame.dead.count == 1 && health.deadInFrame.checked == 3)
        let english = Self.html(report)
        let gone = scans.server.base + "/gone"
        for text in ["Portal health", "1 of 3 distinct targets", gone, "replaces no inspection"] {
            #expect(english.contains(text), "\(text)")
        }
        #expect(Self.html(report, .zhHans).contains("网站运行健康"))
        let object = try await Self.json(report, scans.target.store)
        let written = try #require(try Self.subject(0, of: object)["health"] as? [String: Any])
        #expect((written["deadInFrame"] as? [String: Any])?["checked"] as? Int == 3)
        try OutputSchemaTests.check(HealthReport(health).json(), .health)
    }

    // MARK: - Parts of the index

    @Test func `the index stands part by part with its denominators, as audit score has it`() async throws {
        let fixture = try await ReportFixture.changed()
        let entry = try #require(fixture.report.subjects.first)
        let scored = try #require(try await ScoreAssembly(store: fixture.store).scores().sites.first)
        #expect(!entry.parts.isEmpty && entry.parts.map(\.key) == scored.parts.map(\.key))
        #expect(entry.parts.map(\.index.value) == scored.parts.map(\.index.value))
        #expect(entry.parts.map(\.index.pairs) == scored.parts.map(\.index.pairs))
        for language in Language.allCases {
            let html = Self.html(fixture.report, language)
            for part in entry.parts {
                #expect(html.contains("<th scope=\"row\">\(part.title[language])</th>"), "\(part.key)")
            }
        }
        let object = try await Self.json(fixture.report, fixture.store)
        let parts = try #require(try Self.subject(0, of: object)["parts"] as? [[String: Any]])
        #expect(parts.map { $0["pairs"] as? Int } == entry.parts.map(\.index.pairs))
    }

    @Test func `sites are summed up by district and unit where there are several`() async throws {
        let fixture = try await ReportFixture.plain()
        #expect(!Self.html(fixture.report).contains("Sites by district and responsible unit"))
        var other = Sample.site
        other.id = "other"
        other.responsibleUnit = "局乙"
        try await fixture.store.save(other)
        let run = try await fixture.store.begin(Sample.scan(), of: other.id)
        try await fixture.store.record([Sample.page("https://a.test/", findings: [])], in: run)
        try await fixture.store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        let report = try await ReportAssembly(store: fixture.store).report()
        #expect(report.summaries.first?.sites == 2 && report.summaries.contains { $0.unit == "局乙" && $0.sites == 1 })
        #expect(Self.html(report).contains("Sites by district and responsible unit"))
        #expect(Self.html(report, .zhHans).contains("各地区、各单位的网站"))
        #expect((try await Self.json(report, fixture.store)["summaries"] as? [Any])?.count == report.summaries.count)
    }

    // MARK: - Plan

    @Test func `indicators of a plan stand in the report with their denominators`() async throws {
        let fixture = try await ReportFixture.plain()
        let path = ExamplePortalTests.folder.appending(path: "../plan.yaml").standardizedFileURL.path
        let plan = try IndicatorAssembly.plan(at: path)
        let assembly = ReportAssembly(store: fixture.store)
        let report = try await assembly.report(plan: plan)
        for language in Language.allCases {
            let html = Self.html(report, language)
            #expect(html.contains("id=\"indicators\"") && html.contains("href=\"#indicators\""))
            for indicator in plan.indicators {
                let name = indicator.name[language].replacing("'", with: "&#39;")
                #expect(html.contains(name), "\(indicator.id)")
            }
        }
        // One place was graded, none of one site could be scored: one page is too few.
        #expect(Self.html(report).contains("cannot be computed: no sites with an index"))
        let object = try await Self.json(report, fixture.store)
        let written = try #require(object["indicators"] as? [String: Any])
        #expect((written["indicators"] as? [Any])?.count == plan.indicators.count)
        let without = try await assembly.report()
        #expect(!Self.html(without).contains("id=\"indicators\""))
        #expect(without.dataHash != report.dataHash)
    }

    // MARK: - Samples

    private static func page(_ number: Int) -> PageRecord {
        let address = "https://a.test/\(number)"
        return Sample.page(address, findings: number % 3 == 0 ? [Sample.finding(2, page: address)] : [])
    }

    private static let size = 120

    /// A site whose pages were all checked, and a sample of them.
    private static func sampled() async throws -> (fixture: ReportFixture, sample: PageSample) {
        let fixture = try await ReportFixture(pages: (1...size).map(page))
        let draw = SampleDraw(pages: 50, seed: 7)
        return (fixture, try await SampleSelection(store: fixture.store).draw(subject: nil, run: nil, draw))
    }

    private static func scan(_ pages: [PageRecord], into store: SQLiteStore) async throws {
        let run = try await store.begin(Sample.scan(at: Sample.noon.advanced(byDays: 7)), of: Sample.site.id)
        try await store.record(pages, in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon.advanced(byDays: 7))
    }

    @Test func `a sample that was drawn is told, and scores the site where it is asked for`() async throws {
        let (fixture, sample) = try await Self.sampled()
        let number = try #require(sample.number)
        let assembly = ReportAssembly(store: fixture.store)
        let whole = try await assembly.report()
        #expect(whole.subjects.first?.sample?.isUsed == false)
        #expect(Self.html(whole).contains("no sample. One was drawn from this run"))
        #expect(!Self.html(whole).contains("estimated from sample"))
        let report = try await assembly.report(sample: number)
        let drawn = try #require(report.subjects.first?.sample)
        #expect(drawn.isUsed && drawn.sample == sample)
        let index = try await ScoreAssembly(store: fixture.store).scores(sample: number).sites.first?.index
        let figures = try #require(report.subjects.first?.figures)
        #expect(figures[0].value.en == index?.value?.oneDecimal)
        let words = "estimated from sample \(number), which stands for 120 pages, 95 % interval"
        #expect(figures[0].basis.en.contains(words))
        #expect(figures[0].basis.zh.contains("由样本 \(number) 估计"))
        // What was seen does not depend on what the number is estimated from.
        #expect(report.subjects.first?.groups.map(\.findings) == whole.subjects.first?.groups.map(\.findings))
        for text in ["seed 7", "Strata of the sample", "by template"] { #expect(Self.html(report).contains(text)) }
        let object = try await Self.json(report, fixture.store)
        let written = try #require(try Self.subject(0, of: object)["sample"] as? [String: Any])
        #expect(written["seed"] as? String == "7" && written["isUsed"] as? Bool == true)
        await #expect(throws: AuditError.self) { try await assembly.report(sample: 99) }
        await #expect(throws: AuditError.self) {
            try await assembly.report(subject: Sample.crossing.id, sample: number)
        }
    }

    @Test func `a run of a sample's pages alone is an estimate, never a census`() async throws {
        let (fixture, sample) = try await Self.sampled()
        let drawn = (1...Self.size).map(Self.page).filter { page in sample.pages.contains { $0.key == page.key } }
        try await Self.scan(drawn, into: fixture.store)
        let report = try await ReportAssembly(store: fixture.store).report(subject: Sample.site.id)
        #expect(report.subjects.first?.sample?.sample == sample)
        #expect(report.subjects.first?.sample?.isUsed == true)
        let site = try #require(try await ScoreAssembly(store: fixture.store).scores().sites.first)
        #expect(site.sample == sample && site.index.estimate?.isExact == false && site.index.estimate?.interval != nil)
    }

    @Test func `a run of other pages is no sample`() async throws {
        let (fixture, sample) = try await Self.sampled()
        let keys = Set(sample.pages.map(\.key))
        let (drawn, left) = (
            (1...Self.size).map(Self.page).filter { keys.contains($0.key) },
            (1...Self.size).map(Self.page).filter { !keys.contains($0.key) }
        )
        try await Self.scan(drawn + left.prefix(1), into: fixture.store)
        let report = try await ReportAssembly(store: fixture.store).report(subject: Sample.site.id)
        #expect(report.subjects.first?.sample == nil)
        #expect(Self.html(report).contains("none, and no seed"))
    }

    // MARK: - Review

    @Test func `a place says how its form stands in review, who judged it and why`() async throws {
        let fixture = try await ReportFixture.plain()
        let assembly = ReportAssembly(store: fixture.store)
        #expect(fixture.report.subjects[1].review?.state == .final)
        #expect(fixture.report.subjects[1].sentence.en.hasSuffix("The form is final, not reviewed."))
        let step = FormReview.Step(to: .returned, by: "auditor-2", reason: "坡度<b>读数</b>请复核", at: Sample.noon)
        try await fixture.store.review("uuid:1", step)
        let report = try await assembly.report()
        let html = Self.html(report, .zhHans)
        for text in ["已退回", "auditor-2", "坡度&lt;b&gt;读数&lt;/b&gt;请复核", "表格编号", "uuid:1"] {
            #expect(html.contains(text), "\(text)")
        }
        #expect(Self.html(report).contains("The form is returned."))
        let object = try await Self.json(report, fixture.store)
        let review = try #require(try Self.subject(1, of: object)["review"] as? [String: Any])
        #expect(review["state"] as? String == "returned" && (review["steps"] as? [Any])?.count == 1)
        #expect(try Self.subject(0, of: object)["review"] is NSNull)
        #expect(report.dataHash != fixture.report.dataHash)
    }
}
