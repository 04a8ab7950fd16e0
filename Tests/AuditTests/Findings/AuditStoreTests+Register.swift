import Testing

@testable import Audit

/// What is kept of changes of the register: what every implementation of `AuditStore` does.
extension AuditStoreTests {
    private func author(_ actor: String, day: Int = 0, _ reason: String = "") -> ChangeAuthor {
        ChangeAuthor(actor, reason: reason, at: Sample.noon.advanced(byDays: day))
    }

    @Test func `every change of a subject is kept with who, when, what and why`() async throws {
        try await store.save([Sample.crossing], by: author("anna", "普查"))
        try await store.save([Sample.crossing], by: author("anna", day: 1))
        var changed = Sample.crossing
        changed.responsibleUnit = "区城管局"
        changed.unitCode = "91350100M000100Y43"
        changed.geometry?.accuracy = 2.5
        changed.completionYear = 1998
        changed.otherNames = []
        try await store.save([changed], by: author("bo", day: 2, "机构改革"))
        #expect(try await store.subject("crossing-7") == changed)
        let changes = try await store.changes(of: .subject, named: "crossing-7")
        #expect(changes.map(\.action) == [.added, .changed])
        #expect(changes.map(\.author) == [author("anna", "普查"), author("bo", day: 2, "机构改革")])
        let added = changes[0].fields
        #expect(added.allSatisfy { $0.before == nil && $0.after != nil })
        #expect(added.contains(.init(name: "unit", before: nil, after: "区住建局")))
        #expect(
            changes[1].fields == [
                .init(name: "otherNames", before: "青年路路口；老十字", after: nil),
                .init(name: "accuracy", before: nil, after: "2.5"),
                .init(name: "unit", before: "区住建局", after: "区城管局"),
                .init(name: "unitCode", before: nil, after: "91350100M000100Y43"),
                .init(name: "completionYear", before: nil, after: "1998"),
            ]
        )
        #expect(try await store.changes(of: nil, named: "site-a").isEmpty)
    }

    @Test func `a change by nobody is refused and changes nothing`() async throws {
        #expect(try await refusal { try await store.save([Sample.site], by: author("")) }?.code == .usage)
        #expect(try await store.subject("site-a") == nil)
        #expect(try await refusal { try await store.addRound("基线", to: "项目", by: author("")) }?.code == .usage)
        #expect(try await store.rounds().isEmpty)
        #expect(try await store.changes(of: nil, named: nil).isEmpty)
    }

    @Test func `rounds, deadlines and routes have a history of their own`() async throws {
        try await store.addRound("基线", to: "项目", by: author("anna", "启动"))
        try await store.addRound("终期", to: "项目", by: author("anna"))
        let run = try await scan([Sample.page("https://a.test/")], at: Sample.noon)
        try await store.put([run], inRound: "基线", by: author("bo"))
        try await store.put([run], inRound: "基线", by: author("bo"))
        try await store.put([run], inRound: "终期", by: author("bo", "放错了"))
        var policy = DeadlinePolicy()
        policy.critical = 3
        try await store.set(policy, by: author("chen", "专项行动"))
        try await store.set(policy, by: author("chen"))
        try await store.route("https://a.test/zwgk/*", column: "通知*", of: "site-a", to: "区政府办公室", by: author("chen"))
        let rounds = try await store.changes(of: .round, named: nil)
        #expect(rounds.map(\.name) == ["基线", "终期", "基线", "终期"])
        #expect(rounds.map(\.action) == [.added, .added, .runsPut, .runsPut])
        #expect(rounds[3].fields == [.init(name: "run \(run.number)", before: "基线", after: "终期")])
        #expect(rounds[3].author == author("bo", "放错了"))
        let deadlines = try await store.changes(of: .deadlines, named: nil)
        #expect(deadlines.map(\.fields) == [[.init(name: "critical", before: "7", after: "3")]])
        let routes = try await store.changes(of: .route, named: "https://a.test/zwgk/*")
        #expect(routes.map { $0.fields.map(\.after) } == [["通知*", "site-a", "区政府办公室"]])
        let listed = RegisterHistoryListing.lines(rounds[3], language: .zhHans)
        #expect(listed.contains("bo") && listed.contains("基线 → 终期") && listed.contains("放错了"))
    }

    @Test func `an inspection that knows more of its place leaves a trace of its inspector`() async throws {
        try await store.save([Sample.crossing], by: author("anna"))
        var inspection = Sample.inspection()
        inspection.subject.address = "青年路 1 号"
        _ = try await store.record(inspection)
        let change = try #require(try await store.changes(of: .subject, named: "crossing-7").last)
        #expect(change.author.actor == "inspector-3" && change.author.reason == "uuid:1")
        #expect(change.fields == [.init(name: "address", before: nil, after: "青年路 1 号")])
    }
}
