import Foundation
import Testing

@testable import Audit

/// What every implementation of `AuditStore` does; nothing here knows which one it runs against.
struct AuditStoreTests {
    let folder: TemporaryFolder
    let store: any AuditStore

    init() throws {
        folder = try TemporaryFolder()
        store = try StoreUnderTest.open(folder.path("a.sqlite"))
    }

    /// A run of the sample site that holds these pages and is done.
    @discardableResult
    func scan(
        _ pages: [PageRecord],
        subject: Subject = Sample.site,
        at start: Timestamp = Sample.noon
    )
        async throws -> RunID
    {
        try await store.save(subject)
        let run = try await store.begin(Sample.scan(at: start), of: subject.id)
        try await store.record(pages, in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: start)
        return run
    }

    func all(_ filter: FindingFilter = FindingFilter()) async throws -> [StoredFinding] {
        try await store.findings(filter, after: nil, limit: 1000).findings
    }

    /// What `body` was refused with.
    func refusal(_ body: () async throws -> Void) async throws -> AuditError? {
        do { try await body() } catch let error as AuditError { return error }
        return nil
    }

    // MARK: - Subjects

    @Test func `a subject comes back as it was saved, and saving it again replaces it`() async throws {
        try await store.save(Sample.crossing)
        #expect(try await store.subject("crossing-7") == Sample.crossing)
        var renamed = Sample.crossing
        renamed.name = "青年路路口"
        renamed.responsibleUnit = nil
        try await store.save(renamed)
        #expect(try await store.subjects(unit: nil) == [renamed])
        #expect(try await store.subject("none") == nil)
    }

    @Test func `subjects are found by their responsible unit`() async throws {
        try await store.save(Sample.site)
        try await store.save(Sample.crossing)
        #expect(try await store.subjects(unit: "区住建局").map(\.id) == ["crossing-7"])
        #expect(try await store.subjects(unit: "没有这个单位").isEmpty)
    }

    @Test func `a part names the subject it belongs to, which has to exist`() async throws {
        var hall = Subject(id: "hall-1", kind: .serviceHall, name: "政务服务大厅", parent: "building-1")
        #expect(try await refusal { try await store.save(hall) }?.code == .usage)
        try await store.save(Subject(id: "building-1", kind: .building, name: "市民中心"))
        try await store.save(hall)
        hall.parent = "building-1"
        #expect(try await store.subject("hall-1") == hall)
    }

    @Test func `a form that names a place leaves the rest of its register as it was`() async throws {
        var known = Sample.crossing
        (known.division, known.divisionYear, known.region) = ("370403", 2024, "薛城区")
        try await store.save(known)
        var inspection = Sample.inspection()
        inspection.subject.otherNames = []
        inspection.subject.supervisingDepartment = nil
        _ = try await store.record(inspection)
        #expect(try await store.subject("crossing-7") == known)
    }

    // MARK: - Scans

    @Test func `a run keeps what it began with and how it ended`() async throws {
        try await store.save(Sample.site)
        var start = Sample.scan()
        start.options = #"{"maxPages":5}"#
        start.robotsIgnoredBecause = "委托方书面同意"
        let run = try await store.begin(start, of: "site-a")
        #expect(try await store.run(run)?.state == .running)
        #expect(try await store.latestRun(of: "site-a", kind: .scan) == nil)
        try await store.finish(run, as: .partial, stopReason: "maxPages", at: Sample.noon.advanced(byDays: 1))
        let held = try #require(try await store.run(run))
        #expect(held.start == start)
        #expect(held.state == .partial && held.stopReason == "maxPages")
        #expect(held.ended == Sample.noon.advanced(byDays: 1))
        #expect(try await store.latestRun(of: "site-a", kind: .scan) == held)
    }

    @Test func `a run of an unknown subject, and pages after the end, are refused`() async throws {
        #expect(try await refusal { _ = try await store.begin(Sample.scan(), of: "nobody") }?.code == .usage)
        let run = try await scan([])
        #expect(try await refusal { try await store.record([Sample.page("https://a.test/")], in: run) }?.code == .usage)
    }

    @Test func `pages come back in the order of their keys with their assertions`() async throws {
        let first = Sample.page("https://a.test/1", findings: [Sample.finding(page: "https://a.test/1")])
        let second = Sample.page("https://a.test/2")
        let lost = PageRecord(
            notChecked: "https://a.test/3",
            reason: "httpError",
            detail: "404",
            fetch: PageRecord.Fetch(at: Sample.noon, httpStatus: 404),
            depth: 2
        )
        let run = try await scan([lost, second, first])
        let pages = Collected<PageRecord>()
        try await store.forEachPage(of: run) { pages.append($0) }
        var withoutFindings = first
        withoutFindings.findings = []
        #expect(pages.values == [withoutFindings, second, lost])
        #expect(try await store.reasons(of: run) == ["httpError": 1])
        let held = try #require(try await store.run(run))
        #expect(held.checked == 2 && held.notChecked == 1 && held.failed == 1 && held.cantTell == 0)
    }

    @Test func `totals count targets and pages of every rule`() async throws {
        let page = "https://a.test/1"
        let run = try await scan([
            Sample.page(
                page,
                findings: [
                    Sample.finding(page: page), Sample.finding(page: page, number: 1),
                    Sample.finding(1, page: page, outcome: .cantTell),
                ]
            ),
            Sample.page("https://a.test/2"),
        ])
        let totals = try await store.totals(of: run)
        #expect(totals.map(\.requirement) == Sample.rules)
        #expect(totals[0].failed == 2 && totals[0].passed == 6 && totals[0].pages == [.failed: 1, .passed: 1])
        #expect(totals[1].cantTell == 1 && totals[1].pages == [.cantTell: 1, .passed: 1])
        #expect(totals[2].pages == [.passed: 2])
    }

    @Test func `a page recorded twice in a run counts as recorded last`() async throws {
        let page = "https://a.test/1"
        let run = try await scan([
            Sample.page(page, findings: [Sample.finding(page: page), Sample.finding(1, page: page)]),
            Sample.page(page, findings: [Sample.finding(page: page)]),
        ])
        let held = try #require(try await store.run(run))
        #expect(held.checked == 1 && held.failed == 1)
        #expect(try await all().count == 1)
        #expect(try await store.counts(FindingFilter()).map(\.findings) == [1])
    }

    // MARK: - Findings

    @Test func `a finding comes back whole, on a page and at a place`() async throws {
        let web = Sample.finding(page: "https://a.test/1")
        try await scan([Sample.page("https://a.test/1", findings: [web])])
        let inspection = Sample.inspection()
        _ = try await store.record(inspection)
        let findings = try await all()
        // The defect is the store's to say, once it has seen the other pages.
        let defects = try await store.defects(DefectFilter(), offset: 0, limit: 9)
        #expect(Set(findings.map(\.finding.defect)) == Set(defects.map(\.id)))
        var expected = [web, inspection.findings[0]]
        for index in expected.indices { expected[index].defect = findings[index].finding.defect }
        #expect(findings.map(\.finding) == expected)
        #expect(findings.map(\.unit) == ["区政府办公室", "区住建局"])
        #expect(findings.map(\.subject) == ["site-a", "crossing-7"])
    }

    @Test func `one listing holds web and physical findings, and filters take them apart`() async throws {
        let pages = (1...3).map { "https://a.test/\($0)" }
        try await scan(
            pages.map {
                Sample.page(
                    $0,
                    findings: [
                        Sample.finding(page: $0), Sample.finding(1, page: $0, outcome: .cantTell),
                    ]
                )
            }
        )
        _ = try await store.record(Sample.inspection())
        func count(_ change: (inout FindingFilter) -> Void) async throws -> Int {
            var filter = FindingFilter()
            change(&filter)
            let listed = try await all(filter).count
            let counted = try await store.counts(filter).reduce(0) { $0 + $1.findings }
            #expect(listed == counted)
            return listed
        }
        #expect(try await count { _ in } == 7)
        #expect(try await count { $0.domain = .physical } == 1)
        #expect(try await count { $0.requirement = "link-has-name" } == 3)
        #expect(try await count { $0.criterion = "1.1.1" } == 3)
        #expect(try await count { $0.criterion = "wcag22:4.1.2" } == 3)
        #expect(try await count { $0.criterion = "1.1" } == 0)
        #expect(try await count { $0.severities = [.critical] } == 3)
        #expect(try await count { $0.outcomes = [.cantTell] } == 3)
        #expect(try await count { $0.unit = "区住建局" } == 1)
        #expect(try await count { $0.subject = "site-a" } == 6)
        #expect(try await count { $0.place = "test/2" } == 2)
        #expect(try await count { $0.place = "uuid:1" } == 1)
        #expect(try await count { $0.states = [.closed] } == 0)
        #expect(try await count { $0.kinds = [.advice] } == 0)
    }

    @Test(arguments: [1, 2, 3, 7, 100])
    func `a listing in stretches is the listing in one`(length: Int) async throws {
        let pages = (1...5).map { "https://a.test/\($0)" }
        try await scan(
            pages.map { page in
                Sample.page(page, findings: (0..<3).map { Sample.finding($0, page: page) })
            }
        )
        var together: [StoredFinding] = []
        var cursor: FindingCursor?
        repeat {
            let stretch = try await store.findings(FindingFilter(), after: cursor, limit: length)
            #expect(stretch.findings.count <= length)
            together += stretch.findings
            cursor = stretch.next.flatMap { FindingCursor($0.text) }
        } while cursor != nil
        #expect(together == (try await all()))
        #expect(together.map(\.finding.severity) == together.map(\.finding.severity).sorted(by: >))
        #expect(Set(together.map(\.id)).count == 15)
    }

    @Test func `a finding is found by its id and by the beginning of it`() async throws {
        let page = "https://a.test/1"
        try await scan([Sample.page(page, findings: [Sample.finding(page: page), Sample.finding(1, page: page)])])
        let wanted = try await all()[0]
        #expect(wanted.id.utf8.count == 16)
        #expect(try await store.finding(id: wanted.id) == wanted)
        #expect(try await store.finding(id: String(wanted.id.prefix(8)).uppercased()) == wanted)
        #expect(try await store.finding(id: wanted.finding.occurrence) == wanted)
        #expect(try await store.finding(id: "zzzzzzzzzzzzzzzz") == nil)
        #expect(try await store.finding(id: "no-such-id!") == nil)
        #expect(try await store.finding(id: "") == nil)
    }

    @Test func `the findings that stand are those of the last run that checked the page`() async throws {
        let page = "https://a.test/1"
        let first = try await scan([Sample.page(page, findings: [Sample.finding(page: page)])])
        let later = Sample.noon.advanced(byDays: 1)
        let blocked = PageRecord(notChecked: page, reason: "blocked", fetch: PageRecord.Fetch(at: later))
        let second = try await scan([blocked], at: later)
        #expect(try await all().count == 1)
        let third = try await scan([Sample.page(page)], at: later)
        #expect(try await all().isEmpty)
        var filter = FindingFilter()
        filter.runs = [first]
        #expect(try await all(filter).count == 1)
        filter.runs = [second, third]
        #expect(try await all(filter).isEmpty)
    }

    @Test func `the same page in two runs is kept once`() async throws {
        let page = "https://a.test/1"
        let record = Sample.page(page, findings: [Sample.finding(page: page)])
        let first = try await scan([record])
        let second = try await scan([record], at: Sample.noon.advanced(byDays: 1))
        #expect(try await all().count == 1)
        #expect(try await store.run(second)?.failed == 1)
        var filter = FindingFilter()
        filter.runs = [first]
        let old = try await all(filter)
        filter.runs = [second]
        #expect(try await all(filter) == old)
    }

    // MARK: - Inspections

    @Test func `a form is stored once, and another one with the same id is refused`() async throws {
        let first = try await store.record(Sample.inspection())
        let again = try await store.record(Sample.inspection())
        #expect(first.isNew && !again.isNew && first.run == again.run)
        #expect(
            try await refusal { _ = try await store.record(Sample.inspection(slope: 5)) }?.code == .malformedForm
        )
        #expect(try await store.runs(of: nil).count == 1)
        #expect(try await store.answers(of: first.run) == Sample.inspection().answers)
        let run = try #require(try await store.run(first.run))
        #expect(run.start.kind == .inspection && run.state == .done && run.failed == 1)
    }

    @Test func `a later inspection of the same place replaces what stands`() async throws {
        _ = try await store.record(Sample.inspection())
        _ = try await store.record(Sample.inspection(form: "uuid:2", slope: 10))
        let findings = try await all()
        #expect(findings.count == 1)
        #expect(findings[0].finding.measurement?.value == 10)
        let totals = try await store.totals(of: RunID(2))
        #expect(totals.map(\.failed) == [1])
    }

    @Test func `an inspection with an answer that contradicts itself is refused whole`() async throws {
        var wrong = Sample.inspection()
        wrong.answers[1].outcome = .passed
        #expect(try await refusal { _ = try await store.record(wrong) } != nil)
        #expect(try await store.runs(of: nil).isEmpty)
        #expect(try await store.subjects(unit: nil).isEmpty)
    }

    // MARK: - Care

    @Test func `a store in use is sound, and its copy holds the same`() async throws {
        try await scan([Sample.page("https://a.test/1", findings: [Sample.finding(page: "https://a.test/1")])])
        #expect(try await store.check().isEmpty)
        let copy = folder.path("copy.sqlite")
        try await store.backUp(to: copy)
        try await store.vacuum()
        let other = try StoreUnderTest.open(copy)
        let standing = try await all()
        #expect(try await other.findings(FindingFilter(), after: nil, limit: 10).findings == standing)
        #expect(try await refusal { try await store.backUp(to: copy) }?.code == .usage)
    }
}
