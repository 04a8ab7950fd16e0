import Testing

@testable import Audit

/// Rounds of a programme; like `AuditStoreTests`, what every implementation of `AuditStore` does.
struct RoundTests {
    let folder: TemporaryFolder
    let store: any AuditStore

    init() throws {
        folder = try TemporaryFolder()
        store = try StoreUnderTest.open(folder.path("a.sqlite"))
    }

    private func scan(_ findings: Int, rules: [Requirement] = Sample.rules) async throws -> RunID {
        try await store.save(Sample.site)
        let run = try await store.begin(Sample.scan(rules: rules), of: "site-a")
        let page = "https://a.test/"
        let found = (0..<findings).map { Sample.finding($0, page: page) }
        try await store.record([Sample.page(page, findings: found)], in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        return run
    }

    @Test func `two rounds of a programme are compared by their names`() async throws {
        for name in ["基线", "终期"] { try await store.addRound(name, to: "薛城区 2021–2025") }
        let (first, second) = (try await scan(3), try await scan(1))
        try await store.put([first], inRound: "基线")
        try await store.put([second, try await store.record(Sample.inspection()).run], inRound: "终期")
        let rounds = try await store.rounds()
        #expect(rounds.map(\.name) == ["基线", "终期"] && Set(rounds.map(\.programme)).count == 1)
        #expect(rounds.map(\.runs.count) == [1, 2] && rounds.allSatisfy(\.hasFrozenRules))
        let differences = try await RunDifferences(store: store).compare("基线", with: "终期", at: Sample.noon)
        #expect(differences.map(\.comparison.persisting) == [1])
        #expect(differences[0].comparison.count(.fixed) == 2)
        var filter = FindingFilter()
        filter.round = "基线"
        #expect(try await store.findings(filter, after: nil, limit: 9).findings.count == 3)
    }

    @Test func `the first scan fixes the rules of its round`() async throws {
        try await store.addRound("基线", to: "p")
        try await store.put([try await scan(1)], inRound: "基线")
        var rules = Sample.rules
        rules[0].version = 2
        let other = try await scan(1, rules: rules)
        await #expect(throws: AuditError.self) { try await store.put([other], inRound: "基线") }
        #expect(try await store.rounds().first?.runs.count == 1)
    }

    @Test func `the first inspection fixes the version of its checklist, however a run enters the round`() async throws
    {
        try await store.addRound("基线", to: "p")
        try await store.put([try await store.record(Sample.inspection()).run], inRound: "基线")
        var other = Sample.inspection(form: "uuid:2")
        other.checklistVersion = "2027.1"
        let run = try await store.record(other).run
        await #expect(throws: AuditError.self) { try await store.put([run], inRound: "基线") }
        var direct = other
        (direct.form, direct.round) = ("uuid:3", "基线")
        await #expect(throws: AuditError.self) { _ = try await store.record(direct) }
        direct.checklistVersion = Sample.inspection().checklistVersion
        _ = try await store.record(direct)
        let round = try #require(try await store.rounds().first)
        #expect(round.runs.count == 2 && round.checklists == ["crossing": "2026.1"] && !round.hasFrozenRules)
    }

    @Test func `a scan that begins in a round has to use its rules`() async throws {
        try await store.addRound("基线", to: "p")
        try await store.put([try await scan(1)], inRound: "基线")
        var start = Sample.scan()
        start.round = "基线"
        _ = try await store.begin(start, of: "site-a")
        start.requirements[0].version = 2
        let other = start
        await #expect(throws: AuditError.self) { _ = try await store.begin(other, of: "site-a") }
        #expect(try await store.rounds().first?.runs.count == 2)
    }

    @Test(arguments: ["", "7", "基线"])
    func `a name that is empty, a number or taken is refused`(name: String) async throws {
        try await store.addRound("基线", to: "p")
        await #expect(throws: AuditError.self) { try await store.addRound(name, to: "q") }
        #expect(try await store.rounds().count == 1)
    }

    @Test func `an unknown round or run is refused`() async throws {
        try await store.addRound("基线", to: "p")
        await #expect(throws: AuditError.self) { try await store.put([RunID(99)], inRound: "基线") }
        await #expect(throws: AuditError.self) { try await store.put([], inRound: "终期") }
    }
}
