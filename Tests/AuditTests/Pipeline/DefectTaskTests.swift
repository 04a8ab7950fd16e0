import Foundation
import Testing

@testable import Audit

/// What `findings assign|resolve|comment|suppress` and the filters of `findings list` do.
struct DefectTaskTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() async throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        for number in 0..<4 {
            let page = "https://a.test/\(number)"
            let findings = (0..<3).map { rule in
                var finding = Sample.finding(rule, page: page)
                finding.signals?.text = UInt64(number * 3 + rule + 1)
                finding.signals?.block = UInt64(number + 1)
                finding.occurrence = finding.signals?.occurrence.text ?? ""
                return finding
            }
            try await store.record([Sample.page(page, findings: findings)], in: run)
        }
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        _ = try await store.record(Sample.inspection())
    }

    private func ids(_ change: (inout FindingFilter) -> Void) async throws -> [String] {
        var filter = FindingFilter()
        change(&filter)
        return try await DefectTask(store: store).defects(ids: [], matching: filter)
    }

    private func count(_ change: (inout FindingFilter) -> Void) async throws -> Int {
        var filter = FindingFilter()
        change(&filter)
        let found = Collected<String>()
        try await FindingWalk(store: store, filter: filter).each(offset: 0, limit: nil) { found.append($0.id) }
        #expect(Set(found.values).count == found.values.count)
        #expect(try await store.counts(filter).reduce(0) { $0 + $1.findings } == found.values.count)
        return found.values.count
    }

    private func assign(to unit: String = "区住建局") -> DefectTask.Action {
        .step(DefectChange(to: .assigned, by: "anna", reason: "", at: Sample.noon, unit: unit))
    }

    // MARK: - Filters

    @Test func `each filter finds what it names and nothing else`() async throws {
        #expect(try await count { _ in } == 13)
        #expect(try await count { $0.requirement = "link-has-name" } == 4)
        #expect(try await count { $0.page = "https://a.test/1" } == 3)
        #expect(try await count { $0.page = "https://a.test/" } == 0)
        #expect(try await count { $0.place = "a.test/" } == 12)
        #expect(try await count { $0.place = "uuid:1" } == 1)
        #expect(try await count { $0.subject = "site-a" } == 12)
        #expect(try await count { $0.domain = .physical } == 1)
        #expect(try await count { $0.unit = "区住建局" } == 1)
        #expect(try await count { $0.kinds = [.advice] } == 0)
        #expect(try await count { $0.severities = [.critical] } == 4)
        #expect(try await count { $0.criterion = "2.10.4" } == 0)
        #expect(try await count { $0.criterion = "GB 55019-2021 2.10.4" } == 1)
        #expect(try await count { $0.states = [.found] } == 13)
        #expect(try await count { $0.states = [.closed] } == 0)
        #expect(try await count { $0.suppressed = .only } == 0)
        #expect(try await count { $0.defect = "0" } == 0)
        await #expect(throws: AuditError.self) { try await count { $0.round = "终期" } }
    }

    @Test func `what is past its deadline is found, and only while it is open`() async throws {
        let after = Sample.noon.advanced(byDays: 8)
        #expect(try await count { $0.overdueAt = after } == 4)
        #expect(try await count { $0.overdueAt = Sample.noon.advanced(byDays: 31) } == 13)
        let critical = try await ids { $0.overdueAt = after }
        let withdrawn = DefectChange(to: .withdrawn, by: "anna", reason: "误报", at: Sample.noon)
        try await store.change([critical[0]], withdrawn)
        #expect(try await count { $0.overdueAt = after } == 3)
    }

    @Test func `a listing is cut by offset and limit wherever they fall`() async throws {
        var all: [String] = []
        try await FindingWalk(store: store, filter: FindingFilter()).each(offset: 0, limit: nil) { all.append($0.id) }
        for (offset, limit) in [(0, 5), (5, 5), (12, 9), (13, 1), (3, 1)] {
            var part: [String] = []
            try await FindingWalk(store: store, filter: FindingFilter()).each(offset: offset, limit: limit) {
                part.append($0.id)
            }
            #expect(part == Array(all.dropFirst(offset).prefix(limit)))
        }
    }

    // MARK: - Changes

    @Test func `a preview changes nothing, the change itself is kept with who and when`() async throws {
        let task = DefectTask(store: store)
        let chosen = try await ids { $0.requirement = "link-has-name" }
        #expect(chosen.count == 4)
        let preview = try await task.perform(assign(), on: chosen, isPreview: true)
        #expect(preview.changed.count == 4 && preview.isPreview)
        #expect(try await count { $0.states = [.assigned] } == 0)
        _ = try await task.perform(assign(), on: chosen)
        #expect(try await count { $0.states = [.assigned] } == 4)
        #expect(try await count { $0.unit = "区住建局" } == 5)
        let history = try await store.history(of: chosen[0])
        #expect(history.map(\.actor) == ["anna", "anna"] && history.map(\.to) == [.confirmed, .assigned])
    }

    @Test func `one refusal stops all, unless what refuses is to be left out`() async throws {
        let task = DefectTask(store: store)
        let chosen = try await ids { $0.page = "https://a.test/1" }
        try await store.change([chosen[1]], DefectChange(to: .withdrawn, by: "li", reason: "误报", at: Sample.noon))
        await #expect(throws: AuditError.self) { try await task.perform(assign(), on: chosen) }
        #expect(try await count { $0.states = [.assigned] } == 0)
        let outcome = try await task.perform(assign(), on: chosen, skipsRefused: true)
        #expect(outcome.changed.count == 2 && outcome.refused.map(\.defect) == [chosen[1]])
    }

    @Test func `findings and defects are meant by either id, and nothing by none`() async throws {
        let task = DefectTask(store: store)
        let listed = try await store.findings(FindingFilter(), after: nil, limit: 1)
        let stored = try #require(listed.findings.first)
        let byFinding = try await task.defects(ids: [stored.id], matching: nil)
        #expect(byFinding == [stored.finding.defect])
        #expect(try await task.defects(ids: [stored.finding.defect, stored.id], matching: nil) == byFinding)
        await #expect(throws: AuditError.self) { try await task.defects(ids: ["zzzzzz"], matching: nil) }
        await #expect(throws: AuditError.self) { try await task.defects(ids: [], matching: FindingFilter()) }
    }

    @Test func `a remark is added to the history and changes no state`() async throws {
        let chosen = try await ids { $0.requirement = "page-has-title" }
        let remark = DefectTask.Action.comment("已电话沟通\u{0}", actor: "li", at: Sample.noon)
        _ = try await DefectTask(store: store).perform(remark, on: chosen)
        let history = try await store.history(of: chosen[0])
        #expect(history.map(\.action) == ["comment"] && history[0].reason == "已电话沟通\u{FFFD}")
        #expect(try await store.defect(id: chosen[0])?.state == .found)
        let dossier = try await FindingDossier(of: chosen[0], in: store)
        let text = DefectListing.details(
            try #require(dossier.defect),
            history: dossier.history,
            at: Sample.noon.advanced(byDays: 99),
            language: .en
        )
        #expect(text.contains("li\tcomment\t") && text.contains("(overdue)"))
        let refused = DefectTask.Action.comment("", actor: "li", at: Sample.noon)
        await #expect(throws: AuditError.self) { try await DefectTask(store: store).perform(refused, on: chosen) }
    }

    @Test func `deadlines follow the policy in force when a defect is found`() async throws {
        var policy = try await store.deadlines()
        #expect(policy == DeadlinePolicy())
        policy.critical = 2
        try await store.set(policy)
        let run = try await store.begin(Sample.scan(), of: "site-a")
        var finding = Sample.finding(page: "https://a.test/new", region: "aside")
        finding.signals?.text = 99
        try await store.record([Sample.page("https://a.test/new", findings: [finding])], in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        var filter = FindingFilter()
        filter.page = "https://a.test/new"
        let stored = try #require(try await store.findings(filter, after: nil, limit: 1).findings.first)
        #expect(stored.deadline == Sample.noon.advanced(byDays: 2))
    }

    @Test func `a route sends what is found later to its unit`() async throws {
        try await store.route("https://a.test/zwgk/*", of: "site-a", to: "区司法局")
        #expect(
            try await store.routes() == [
                Route(address: "https://a.test/zwgk/*", column: nil, subject: "site-a", unit: "区司法局")
            ]
        )
        let run = try await store.begin(Sample.scan(), of: "site-a")
        for page in ["https://a.test/zwgk/1", "https://a.test/bsfw/1"] {
            try await store.record([Sample.page(page, findings: [Sample.finding(page: page, region: page)])], in: run)
        }
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        #expect(try await count { $0.unit = "区司法局" } == 1)
    }
}
