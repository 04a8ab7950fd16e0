import Testing

@testable import Audit

/// What is put aside for a time.
extension DefectTests {
    @Test func `a suppression says what it hides, hides it until it expires, and is counted`() async throws {
        try await scan((0..<4).map { page($0, content: [content($0, text: UInt64($0) + 1, rule: 1)]) })
        let suppression = Suppression(
            requirement: "link-has-name",
            address: "https://a.test/[01]",
            reasonCode: .thirdParty,
            reason: "供应商组件",
            approver: "chen",
            created: Sample.noon,
            expires: Sample.noon.advanced(byDays: 30)
        )
        #expect(try await store.reach(of: suppression) == SuppressionReach(findings: 2, defects: 2, pages: 2))
        #expect(try await store.suppressions().isEmpty)
        let number = try await store.suppress(suppression)
        let held = try await store.suppressions()
        #expect(held.map(\.number) == [number] && held[0].suppression == suppression && held[0].reach.findings == 2)
        func count(_ suppressed: FindingFilter.Suppressed, day: Int) async throws -> Int {
            var filter = FindingFilter()
            filter.suppressed = suppressed
            filter.moment = Sample.noon.advanced(byDays: day)
            return try await store.counts(filter).reduce(0) { $0 + $1.findings }
        }
        #expect(try await count(.any, day: 1) == 8)
        #expect(try await count(.only, day: 1) == 2)
        #expect(try await count(.without, day: 1) == 6)
        #expect(try await count(.only, day: 30) == 0)
        #expect(try await count(.without, day: 30) == 8)
    }

    @Test func `a suppression covers a selector or a defect, and has to cover something for a reason`() async throws {
        try await scan((0..<4).map { page($0) })
        let template = try #require(try await defects().first)
        var suppression = Suppression(
            reasonCode: .acceptedRisk,
            reason: "将下线",
            approver: "chen",
            created: Sample.noon,
            expires: Sample.noon.advanced(byDays: 1)
        )
        #expect(try await refusal { _ = try await store.suppress(suppression) } == .usage)
        suppression.defect = template.id
        #expect(try await store.reach(of: suppression).findings == 4)
        suppression.selector = "im*"
        #expect(try await store.reach(of: suppression).findings == 4)
        suppression.selector = "a*"
        #expect(try await store.reach(of: suppression).findings == 0)
        suppression.approver = ""
        #expect(try await refusal { _ = try await store.suppress(suppression) } == .usage)
    }
}
