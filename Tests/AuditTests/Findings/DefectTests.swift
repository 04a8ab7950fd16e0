import Foundation
import Testing

@testable import Audit

/// Defects over runs; like `AuditStoreTests`, what every implementation of `AuditStore` does.
struct DefectTests {
    let folder: TemporaryFolder
    let store: any AuditStore

    init() throws {
        folder = try TemporaryFolder()
        store = try StoreUnderTest.open(folder.path("a.sqlite"))
    }

    @discardableResult
    func scan(
        _ pages: [PageRecord],
        day: Int = 0,
        _ change: (inout RunStart) -> Void = { _ in }
    ) async throws
        -> RunID
    {
        try await store.save(Sample.site)
        var start = Sample.scan(at: Sample.noon.advanced(byDays: day))
        change(&start)
        let run = try await store.begin(start, of: "site-a")
        try await store.record(pages, in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: start.started)
        return run
    }

    private func address(_ number: Int) -> String { "https://a.test/\(number)" }

    /// A page with one finding in the header that all pages share, and others in its content.
    func page(_ number: Int, header: Bool = true, content: [Finding] = [], hash: UInt8 = 0) -> PageRecord {
        var findings = content
        if header {
            var finding = Sample.finding(page: address(number), region: "header")
            finding.signals?.block = 77
            finding.occurrence = finding.signals?.occurrence.text ?? ""
            findings.append(finding)
        }
        var page = Sample.page(address(number), findings: findings)
        page.fetch.contentHash = [hash, UInt8(truncatingIfNeeded: number)]
        return page
    }

    /// A finding in the content of a page, told from others by its text.
    func content(_ number: Int, text: UInt64, rule: Int = 0) -> Finding {
        var finding = Sample.finding(rule, page: address(number))
        finding.signals?.text = text
        finding.signals?.block = text
        finding.occurrence = finding.signals?.occurrence.text ?? ""
        return finding
    }

    func defects(_ change: (inout DefectFilter) -> Void = { _ in }) async throws -> [Defect] {
        var filter = DefectFilter()
        change(&filter)
        return try await store.defects(filter, offset: 0, limit: 1000)
    }

    func refusal(_ body: () async throws -> Void) async throws -> AuditError.Code? {
        do { try await body() } catch let error as AuditError { return error.code }
        return nil
    }

    // MARK: - Grouping

    @Test func `a fault in a template is one defect, those in content are one each`() async throws {
        let run = try await scan(
            (0..<20).map { page($0, content: $0 < 4 ? [content($0, text: UInt64($0) + 1)] : []) }
        )
        let all = try await defects()
        #expect(all.map(\.scope) == [.template, .content, .content, .content, .content])
        #expect(all[0].occurrences == 20 && all[0].places == 20)
        #expect(all[0].grouping == .init(pages: 20, of: 20))
        #expect(all.dropFirst().allSatisfy { $0.occurrences == 1 && $0.grouping == nil })
        #expect(all.allSatisfy { $0.state == .found && $0.firstSeen == run && $0.unit == "区政府办公室" })
    }

    @Test func `two pages are not enough to speak of a template`() async throws {
        try await scan([page(0), page(1)])
        #expect(try await defects().map(\.scope) == [.content, .content])
    }

    @Test func `more than two fifths of a cluster without it make it content`() async throws {
        try await scan((0..<10).map { page($0, header: $0 < 5) })
        #expect(try await defects().allSatisfy { $0.scope == .content })
    }

    @Test func `what was content on few pages joins the template that many pages show`() async throws {
        try await scan([page(0), page(1)])
        try await scan((0..<10).map { page($0) }, day: 1)
        let all = try await defects()
        let template = try #require(all.first { $0.scope == .template })
        #expect(template.occurrences == 10)
        let merged = all.filter { $0.scope == .content }
        #expect(merged.count == 2 && merged.allSatisfy { $0.mergedInto == template.id && $0.state == .duplicate })
        #expect(merged.allSatisfy { $0.occurrences == 0 })
    }

    @Test func `pages that look different have templates of their own`() async throws {
        // 10 articles with the fault in their frame, 30 lists without: a quarter of the site, all of the cluster.
        let articles = (0..<10).map { number in
            var page = page(number)
            page.structure = 0xFFFF_0000_FFFF_0000 ^ UInt64(number % 2)
            return page
        }
        let lists = (10..<40).map { number in
            var page = page(number, header: false)
            page.structure = 0x0000_FFFF_0000_FFFF
            return page
        }
        try await scan(articles + lists)
        let all = try await defects()
        #expect(all.map(\.scope) == [.template] && all[0].grouping == .init(pages: 10, of: 10))
    }

    // MARK: - Two runs

    @Test func `scanning twice changes nothing, whatever the pages' volatile bytes`() async throws {
        let first = try await scan((0..<10).map { page($0, content: [content($0, text: 5)]) })
        let before = try await defects()
        let second = try await scan((0..<10).map { page($0, content: [content($0, text: 5)], hash: 9) }, day: 1)
        let after = try await defects()
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.allSatisfy { $0.lastSeen == second && $0.firstSeen == first && $0.state == .found })
        let difference = try await store.compare(first, with: second)
        #expect(difference.persisting == 20 && difference.changes.isEmpty)
    }

    @Test func `a finding whose text changed keeps its defect`() async throws {
        try await scan([page(0, header: false, content: [content(0, text: 5)])])
        let before = try await defects()
        let second = try await scan([page(0, header: false, content: [content(0, text: 6)], hash: 1)], day: 1)
        let after = try await defects()
        #expect(after.map(\.id) == before.map(\.id) && after[0].lastSeen == second && after[0].occurrences == 1)
    }

    @Test(arguments: [
        ("a[href=]", 0, false), ("a[href=#]", 7, false), ("a[href=javascript:]", 7, false),
        ("a[href=/art/*.html]", 0, true), ("img[src=map.png]", 0, true), ("p", 7, true), ("p", 0, false),
    ])
    func `only what has an address or text of its own is known again on another page`(
        shape: String,
        text: UInt64,
        isKnown: Bool
    ) async throws {
        func finding(_ number: Int) -> Finding {
            var finding = content(number, text: text)
            finding.signals?.shape = shape
            finding.occurrence = finding.signals?.occurrence.text ?? ""
            return finding
        }
        let first = try await scan([page(0, header: false, content: [finding(0)]), page(1, header: false)])
        let second = try await scan(
            [page(0, header: false, hash: 1), page(1, header: false, content: [finding(1)], hash: 1)],
            day: 1
        )
        let comparison = try await store.compare(first, with: second, at: nil)
        #expect(comparison.persisting == (isKnown ? 1 : 0))
        #expect(comparison.changes.map(\.kind) == (isKnown ? [] : [.new, .fixed]))
        #expect(try await defects().count == (isKnown ? 1 : 2))
    }

    @Test func `a template that moved on all pages stays one defect`() async throws {
        try await scan((0..<10).map { page($0) })
        let before = try await defects()
        func moved(_ number: Int) -> PageRecord {
            var page = page(number, hash: 1)
            page.findings[0].signals?.path = "section/ul/li/a"
            page.findings[0].occurrence = page.findings[0].signals?.occurrence.text ?? ""
            return page
        }
        try await scan((0..<10).map(moved), day: 1)
        #expect(try await defects().map(\.id) == before.map(\.id))
        // A page that was not there before shows the template at its new place.
        try await scan((0..<11).map(moved), day: 2)
        let after = try await defects()
        #expect(after.map(\.id) == before.map(\.id) && after[0].occurrences == 11)
    }

    @Test func `what is repaired is closed, and reopened when it comes back`() async throws {
        let broken = [page(0, header: false, content: [content(0, text: 5)])]
        let first = try await scan(broken)
        let second = try await scan([page(0, header: false, hash: 1)], day: 1)
        let closed = try #require(try await defects().first)
        #expect(closed.state == .closed && closed.lastSeen == first && closed.occurrences == 0)
        #expect(try await store.compare(first, with: second).changes.map(\.kind) == [.fixed])
        let third = try await scan(broken, day: 2)
        let reopened = try #require(try await defects().first)
        #expect(reopened.id == closed.id && reopened.state == .found && reopened.lastSeen == third)
        #expect(try await store.history(of: closed.id).map(\.action) == ["fixed", "reopened"])
        #expect(try await store.compare(second, with: third).changes.map(\.kind) == [.reopened])
        #expect(try await store.compare(first, with: third).persisting == 1)
    }

    @Test func `nothing is closed by not looking`() async throws {
        let first = try await scan([page(0, header: false, content: [content(0, text: 5)])])
        func lost(_ reason: String, _ status: Int?) -> PageRecord {
            PageRecord(
                notChecked: address(0),
                reason: reason,
                fetch: PageRecord.Fetch(at: Sample.noon, httpStatus: status)
            )
        }
        func state(after pages: [PageRecord], _ change: (inout RunStart) -> Void = { _ in }) async throws -> String {
            let run = try await scan(pages, day: 1, change)
            let defect = try #require(try await defects().first)
            #expect(defect.state == .found)
            let difference = try await store.compare(first, with: run)
            #expect(difference.changes.count == 1 && difference.persisting == 0)
            let causes = difference.changes[0].causes.map(\.rawValue).joined(separator: " ")
            return "\(defect.retest?.rawValue ?? "-") \(difference.changes[0].kind.rawValue) \(causes)"
        }
        #expect(try await state(after: [lost("blocked", 403)]) == "notRetested notRetested blocked")
        #expect(try await state(after: [page(1, header: false)]) == "notRetested notRetested sampleChanged")
        #expect(try await state(after: [lost("httpError", 503)]) == "notRetested notRetested blocked")
        #expect(try await state(after: [lost("httpError", 404)]) == "pageGone pageGone pageChanged")
        // The page is checked, but without the rule, then by a browser, then with the rule untested.
        var without = page(0, header: false, hash: 1)
        without.assertions.removeFirst()
        #expect(
            try await state(after: [without]) { $0.requirements.removeFirst() } == "notRetested notRetested ruleChanged"
        )
        #expect(
            try await state(after: [page(0, header: false, hash: 1)]) { $0.mode = "browser" }
                == "notRetested notRetested modeChanged"
        )
        var untested = page(0, header: false, hash: 1)
        untested.assertions[0] = Assertion(rule: untested.assertions[0].rule, outcome: .untested)
        #expect(try await state(after: [untested]) == "notRetested notRetested modeChanged")
    }

    @Test func `a difference names the one thing that changed`() async throws {
        let clean = page(0, header: false)
        let broken = page(0, header: false, content: [content(0, text: 5)])
        let base = try await scan([clean])
        func causes(
            _ pages: [PageRecord],
            _ change: (inout RunStart) -> Void = { _ in }
        ) async throws
            -> [RunComparison.Cause]
        {
            let run = try await scan(pages, day: 1, change)
            let difference = try await store.compare(base, with: run)
            #expect(difference.changes.map(\.kind) == [.new])
            return difference.changes[0].causes
        }
        var changed = broken
        changed.fetch.contentHash = [200]
        #expect(try await causes([changed]) == [.pageChanged])
        #expect(try await causes([broken]) { $0.requirements[0].version = 2 } == [.ruleChanged])
        #expect(try await causes([broken]) { $0.toolVersion = "0.2" } == [.engineChanged])
        #expect(try await causes([broken]) { $0.mode = "browser" } == [.modeChanged])
        let other = page(1, header: false, content: [content(1, text: 5)])
        #expect(try await causes([clean, other]) == [.sampleChanged])
    }

    // MARK: - People

    private func found() async throws -> Defect {
        try await scan([page(0, header: false, content: [content(0, text: 5)])])
        return try #require(try await defects().first)
    }

    private func step(
        _ defect: Defect,
        _ state: DefectState,
        by actor: String = "anna",
        reason: String = "because",
        evidence: Bool = false
    ) async throws {
        let change = DefectChange(
            to: state,
            by: actor,
            reason: reason,
            at: Sample.noon,
            reading: evidence ? "7.9 %" : nil
        )
        try await store.change([defect.id], change)
    }

    @Test func `a defect goes through its states, and everything is remembered`() async throws {
        let defect = try await found()
        try await store.change(
            [defect.id],
            DefectChange(
                to: .assigned,
                by: "anna",
                at: Sample.noon,
                unit: "信息中心",
                deadline: Sample.noon.advanced(byDays: 3)
            )
        )
        try await step(defect, .inRectification, by: "bo")
        try await step(defect, .reportedDone, by: "bo")
        let held = try #require(try await store.defect(id: String(defect.id.prefix(10))))
        #expect(held.state == .reportedDone && held.unit == "信息中心")
        #expect(held.deadline == Sample.noon.advanced(byDays: 3))
        let history = try await store.history(of: defect.id)
        #expect(history.map(\.to) == [.confirmed, .assigned, .inRectification, .reportedDone])
        #expect(history.map(\.actor) == ["anna", "anna", "bo", "bo"])
        #expect(try await defects { $0.unit = "信息中心" }.count == 1)
        #expect(try await defects { $0.unit = "区政府办公室" }.isEmpty)
    }

    @Test func `a step that the life of a defect does not have is refused, for all of them`() async throws {
        let defect = try await found()
        #expect(try await refusal { try await step(defect, .reportedDone) } == .usage)
        #expect(try await refusal { try await step(defect, .withdrawn, reason: "") } == .usage)
        #expect(try await refusal { try await step(defect, .confirmed, by: "") } == .usage)
        let change = DefectChange(to: .confirmed, by: "anna", at: Sample.noon)
        #expect(try await refusal { try await store.change([defect.id, "zzzzzzzzzz"], change) } == .usage)
        #expect(try await store.defect(id: defect.id)?.state == .found)
        #expect(try await store.history(of: defect.id).isEmpty)
    }

    @Test func `a web defect is closed by a scan only`() async throws {
        let defect = try await found()
        for state in [DefectState.assigned, .reportedDone] { try await step(defect, state) }
        try await step(defect, .reInspected, by: "bo")
        #expect(try await refusal { try await step(defect, .closed, by: "cy", evidence: true) } == .usage)
        try await scan([page(0, header: false, hash: 1)], day: 1)
        #expect(try await store.defect(id: defect.id)?.state == .closed)
    }

    @Test func `a physical defect is closed by another person with new evidence`() async throws {
        _ = try await store.record(Sample.inspection())
        let defect = try #require(try await defects().first)
        #expect(defect.scope == .physical && defect.unit == "区住建局")
        for state in [DefectState.assigned, .reportedDone] { try await step(defect, state, by: "bo") }
        #expect(try await refusal { try await step(defect, .reInspected, by: "bo") } == .usage)
        try await step(defect, .reInspected, by: "cy")
        #expect(try await refusal { try await step(defect, .closed, by: "bo", evidence: true) } == .usage)
        #expect(try await refusal { try await step(defect, .closed, by: "cy") } == .usage)
        try await step(defect, .closed, by: "cy", evidence: true)
        #expect(try await store.defect(id: defect.id)?.state == .closed)
    }

    @Test func `a re-inspection returns, closes and reopens`() async throws {
        _ = try await store.record(Sample.inspection())
        let defect = try #require(try await defects().first)
        for state in [DefectState.assigned, .reportedDone] { try await step(defect, state, by: "bo") }
        _ = try await store.record(Sample.inspection(form: "uuid:2", slope: 10))
        #expect(try await store.defect(id: defect.id)?.state == .returned)
        try await step(defect, .reportedDone, by: "bo")
        var repaired = Sample.inspection(form: "uuid:3", slope: 8)
        repaired.findings = []
        repaired.answers[0].outcome = .passed
        _ = try await store.record(repaired)
        #expect(try await store.defect(id: defect.id)?.state == .closed)
        _ = try await store.record(Sample.inspection(form: "uuid:4", slope: 11))
        let again = try await defects()
        #expect(again.map(\.id) == [defect.id] && again[0].state == .found)
    }

    @Test func `deadlines follow severity, and overdue is what is open past them`() async throws {
        let defect = try await found()
        #expect(defect.severity == .critical && defect.deadline == Sample.noon.advanced(byDays: 7))
        #expect(try await defects { $0.overdueAt = Sample.noon.advanced(byDays: 7) }.isEmpty)
        #expect(try await defects { $0.overdueAt = Sample.noon.advanced(byDays: 8) }.count == 1)
        #expect(defect.isOverdue(at: Sample.noon.advanced(byDays: 8)))
        try await scan([page(0, header: false, hash: 1)], day: 1)
        #expect(try await defects { $0.overdueAt = Sample.noon.advanced(byDays: 8) }.isEmpty)
    }

    @Test func `defects go to the unit their pages' address names, else to the subject's`() async throws {
        try await store.save(Sample.site)
        try await store.route("https://a.test/1*", of: "site-a", to: "区卫健局")
        try await scan([1, 2].map { page($0, header: false, content: [content($0, text: 5)]) })
        #expect(try await defects().map(\.unit) == ["区卫健局", "区政府办公室"])
        var filter = FindingFilter()
        filter.unit = "区卫健局"
        #expect(try await store.findings(filter, after: nil, limit: 9).findings.count == 1)
    }

    @Test func `what a person merged stays merged, and what was split stays split`() async throws {
        let pages = (0..<5).map { page($0, content: [content($0, text: UInt64($0) + 1)]) }
        try await scan(pages)
        let contents = try await defects { $0.scopes = [.content] }
        try await store.merge(
            [contents[1].id],
            into: contents[0].id,
            by: "anna",
            reason: "same article",
            at: Sample.noon
        )
        let header = try await store.findings(FindingFilter(), after: nil, limit: 50).findings
            .first { $0.finding.signals?.region == "header" }
        let finding = try #require(header)
        let own = try await store.split(finding.id, by: "anna", reason: "its own banner", at: Sample.noon)
        // Every page changes, so every finding is grouped anew.
        func changed(_ page: PageRecord) -> PageRecord {
            var page = page
            page.title = "新标题"
            return page
        }
        try await scan(pages.map(changed), day: 1)
        let merged = try #require(try await store.defect(id: contents[1].id))
        #expect(merged.mergedInto == contents[0].id && merged.occurrences == 0)
        #expect(try await store.defect(id: contents[0].id)?.occurrences == 2)
        #expect(try await store.defect(id: own)?.occurrences == 1)
        #expect(try await defects { $0.scopes = [.template] }.map(\.occurrences) == [4])
        #expect(
            try await refusal {
                try await store.merge([own], into: own, by: "anna", reason: "", at: Sample.noon)
            } == .usage
        )
    }
}
