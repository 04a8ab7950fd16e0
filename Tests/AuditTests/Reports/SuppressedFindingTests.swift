import Foundation
import Testing

@testable import Audit

/// A suppression made after a run is in force in everything that is said of that run, until it ends.
struct SuppressedFindingTests {
    private let fixture: ReportFixture
    /// Long after the run has ended.
    private let made = Sample.noon.advanced(byDays: 40)

    private static func page(_ number: Int) -> PageRecord {
        let address = "https://a.test/\(number)"
        return Sample.page(address, findings: [Sample.finding(0, page: address, number: number)])
    }

    init() async throws {
        fixture = try await ReportFixture(pages: (1...6).map(Self.page))
    }

    private var store: SQLiteStore { fixture.store }

    private func suppress(requirement: String = "image-has-name", address: String? = nil) async throws {
        let suppression = Suppression(
            requirement: requirement,
            address: address,
            reasonCode: .falsePositive,
            reason: "验证码图片由供应商整改",
            approver: "li",
            created: made,
            expires: made.advanced(byDays: 30)
        )
        _ = try await store.suppress(suppression)
    }

    private func render(_ report: Report, _ format: ReportFormat) async throws -> [UInt8] {
        let bytes = Collected<[UInt8]>()
        try await ReportExport(report, store: store, language: .en).write(as: format) { bytes.append($0) }
        return bytes.values.flatMap { $0 }
    }

    @Test func `one page less stands in findings, pages, defects, blockers and change`() async throws {
        #expect(fixture.report.subjects[0].blockers.map(\.findings) == [6])
        try await suppress(address: "https://a.test/5")
        let report = try await ReportAssembly(store: store).report()
        let site = report.subjects[0]
        #expect(report.moment == made)
        #expect(site.groups.map(\.findings) == [5] && site.groups.map(\.places) == [5])
        #expect(site.blockers.map(\.findings) == [5] && site.blockers.map(\.places) == [5])
        #expect(site.suppressed == 1)
        #expect(!site.groups.flatMap(\.examples).contains { FindingListing.place($0.finding.place).contains("/5") })
    }

    @Test func `where all of it is suppressed no defect, blocker or notice is left, and the index does not rise`()
        async throws
    {
        let before = try await ScoreAssembly(store: store).scores().sites.first?.index
        try await suppress()
        let report = try await ReportAssembly(store: store).report(subject: Sample.site.id)
        let site = report.subjects[0]
        #expect(site.groups.isEmpty && site.defects.total == 0 && site.blockers.isEmpty && site.suppressed == 6)
        #expect(site.figures[0].value == fixture.report.subjects[0].figures[0].value)
        let after = try await ScoreAssembly(store: store).scores().sites.first?.index
        #expect(after == before && after?.value != nil)
        await #expect(throws: AuditError.self) {
            try await NoticeAssembly(store: store).notice(subject: Sample.site.id)
        }
        let rest = try await NoticeAssembly(store: store).notice()
        #expect(rest.packets.flatMap(\.items).allSatisfy { $0.subject == Sample.crossing.name })
    }

    @Test func `every format that lists findings says which are suppressed`() async throws {
        try await suppress(address: "https://a.test/5")
        let report = try await ReportAssembly(store: store).report(subject: Sample.site.id)
        let rows = try #require(CSVReader.rows(try await render(report, .csv).dropFirst(3)))
        let column = try #require(rows[0].firstIndex(of: "suppressed"))
        #expect(rows.dropFirst().map { $0[column] } == ["no", "no", "no", "no", "no", "yes"])
        let json = try await render(report, .json)
        try OutputSchemaTests.check(json, .report)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        let subject = try #require((object["subjects"] as? [[String: Any]])?.first)
        let flags = (subject["findings"] as? [[String: Any]] ?? []).map { $0["suppressed"] as? Bool }
        #expect(flags == [false, false, false, false, false, true])
        let sarif = try JSONSerialization.jsonObject(with: Data(try await render(report, .sarif))) as? [String: Any]
        let results = try #require((sarif?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
        func count(isSuppressed: Bool) -> Int {
            results.filter { ($0["suppressions"] != nil) == isSuppressed }
                .compactMap { $0["occurrenceCount"] as? Int }.reduce(0, +)
        }
        #expect(count(isSuppressed: true) == 1 && count(isSuppressed: false) == 5)
    }

    @Test func `a suppression that is over counts again everywhere`() async throws {
        try await suppress()
        let later = made.advanced(byDays: 31)
        let site = try await ReportAssembly(store: store).report(subject: Sample.site.id, at: later).subjects[0]
        #expect(site.groups.map(\.findings) == [6] && site.blockers.count == 1 && site.suppressed == 0)
        let notice = try await NoticeAssembly(store: store).notice(subject: Sample.site.id, at: later)
        #expect(notice.findings == 6)
    }

    @Test func `open defects of a plan leave out what is suppressed, and say how much`() async throws {
        let text = """
            title: {zh: 计划, en: Plan}
            indicators:
              - id: open
                name: {zh: 未解决的致命缺陷, en: Open critical defects}
                unit: 项
                nature: binding
                better: lower
                target: {year: 2030, value: 0}
                source: 表 1
                compute: {measure: open-defects, severity: critical}
            """
        let plan = try PlanReader.plan(in: Array(text.utf8), path: "plan.yaml")
        func value() async throws -> PlanValue {
            let report = try await ReportAssembly(store: store).report(plan: plan)
            return try #require(report.indicators?.rows.first?.values.last?.value)
        }
        let before = try await value()
        #expect((before.value ?? 0) > 0)
        try await suppress()
        let after = try await value()
        #expect(after.value == 0 && after.of == before.of)
        #expect(after.basis.en.contains("\(Int(before.value ?? 0).counted("more is", "more are")) open and suppressed"))
    }
}
