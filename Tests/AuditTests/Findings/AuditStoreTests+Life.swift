import Testing

@testable import Audit

/// Steps, remarks, deadlines and units: what every implementation of `AuditStore` does with the life of a defect.
extension AuditStoreTests {
    private func ramp(at day: Int = 0, form: String = "uuid:1", slope: Double = 12.5) -> Inspection {
        var inspection = Sample.inspection(form: form, slope: slope)
        inspection.started = Sample.noon.advanced(byDays: day)
        inspection.ended = inspection.started
        return inspection
    }

    private func repaired(at day: Int, form: String) -> Inspection {
        var inspection = ramp(at: day, form: form, slope: 8)
        inspection.findings = []
        inspection.answers[0].outcome = .passed
        return inspection
    }

    private func found() async throws -> String {
        _ = try await store.record(ramp())
        return try #require(try await store.defects(DefectFilter(), offset: 0, limit: 1).first).id
    }

    private func step(
        _ defect: String,
        _ state: DefectState,
        by actor: String = "anna",
        _ change: (inout DefectChange) -> Void = { _ in }
    ) async throws {
        var step = DefectChange(to: state, by: actor, reason: "because", at: Sample.noon)
        change(&step)
        try await store.change([defect], step)
    }

    private static let steps: [(DefectState, String)] = [
        (.found, "confirmed disputed duplicate substituteMeasure withdrawn"),
        (.confirmed, "assigned disputed duplicate substituteMeasure withdrawn"),
        (.assigned, "assigned disputed duplicate inRectification substituteMeasure withdrawn"),
        (.inRectification, "assigned disputed duplicate reportedDone substituteMeasure withdrawn"),
        (.reportedDone, "disputed duplicate reInspected substituteMeasure withdrawn"),
        (.reInspected, "closed disputed returned"),
        (.returned, "assigned disputed duplicate inRectification substituteMeasure withdrawn"),
        (.closed, "found"), (.duplicate, "found"), (.withdrawn, "found"),
        (.disputed, "confirmed disputed duplicate substituteMeasure withdrawn"),
        (.substituteMeasure, "confirmed reInspected substituteMeasure"),
    ]

    @Test(arguments: steps)
    func `a person goes from a state to these and no others`(state: DefectState, allowed: String) {
        #expect(state.allowed.map(\.rawValue).sorted().joined(separator: " ") == allowed)
    }

    @Test func `a step that was passed over is written into the history`() async throws {
        let defect = try await found()
        try await step(defect, .assigned)
        try await step(defect, .reportedDone, by: "bo")
        #expect(try await refusal { try await step(defect, .returned, by: "bo") }?.code == .usage)
        try await step(defect, .returned, by: "cy")
        let history = try await store.history(of: defect)
        #expect(
            history.map(\.to) == [
                .confirmed, .assigned, .inRectification, .reportedDone, .reInspected, .returned,
            ]
        )
        #expect(zip(history, history.dropFirst()).allSatisfy { $0.to == $1.from })
    }

    @Test func `a dispute names who decides it, and nobody else does`() async throws {
        let defect = try await found()
        #expect(try await refusal { try await step(defect, .disputed) }?.code == .usage)
        try await step(defect, .disputed) { $0.reviewer = "dong" }
        #expect(try await store.defect(id: defect)?.reviewer == "dong")
        #expect(try await refusal { try await step(defect, .withdrawn) }?.code == .usage)
        try await step(defect, .disputed) { $0.reviewer = "er" }
        try await step(defect, .withdrawn, by: "er")
        let held = try #require(try await store.defect(id: defect))
        #expect(held.state == .withdrawn && held.reviewer == nil)
    }

    @Test func `a substitute measure is looked at again on a day to come`() async throws {
        let defect = try await found()
        #expect(try await refusal { try await step(defect, .substituteMeasure) }?.code == .usage)
        #expect(
            try await refusal { try await step(defect, .substituteMeasure) { $0.reviewDue = Sample.noon } }?.code
                == .usage
        )
        try await step(defect, .substituteMeasure) { $0.reviewDue = Sample.noon.advanced(byDays: 90) }
        let held = try #require(try await store.defect(id: defect))
        #expect(!held.state.isOpen && !held.isReviewDue(at: Sample.noon.advanced(byDays: 90)))
        #expect(held.isReviewDue(at: Sample.noon.advanced(byDays: 91)))
    }

    @Test(arguments: [(29, "reopened"), (31, "recurred")])
    func `found again, a place's defect is reopened for thirty days and found anew later`(
        days: Int,
        action: String
    ) async throws {
        let defect = try await found()
        let deadline = try await store.defect(id: defect)?.deadline
        _ = try await store.record(repaired(at: 1, form: "uuid:2"))
        #expect(try await store.defect(id: defect)?.state == .closed)
        _ = try await store.record(ramp(at: 1 + days, form: "uuid:3"))
        let again = try #require(try await store.defect(id: defect))
        #expect(again.state == .found)
        #expect(try await store.history(of: defect).last?.action == action)
        let anew = Sample.noon.advanced(byDays: 1 + days + 30)
        #expect(again.deadline == (action == "reopened" ? deadline : anew))
    }

    @Test func `what would be refused is said without a change`() async throws {
        let defect = try await found()
        let change = DefectChange(to: .closed, by: "anna", at: Sample.noon)
        #expect(try await store.refusals(of: change, for: [defect]).keys.sorted() == [defect])
        let assigned = DefectChange(to: .assigned, by: "anna", at: Sample.noon)
        #expect(try await store.refusals(of: assigned, for: [defect]).isEmpty)
        #expect(try await store.history(of: defect).isEmpty)
    }

    @Test func `a remark needs an account and a text, and changes no state`() async throws {
        let defect = try await found()
        for (actor, text) in [("", "已沟通"), ("li", "")] {
            #expect(
                try await refusal {
                    try await store.comment([defect], by: actor, text, at: Sample.noon)
                }?.code == .usage
            )
        }
        try await store.comment([defect], by: "li", "已沟通", at: Sample.noon)
        let history = try await store.history(of: defect)
        #expect(history.map(\.action) == ["comment"] && history[0].reason == "已沟通" && history[0].to == nil)
    }

    @Test func `deadlines are settings for what is found from then on`() async throws {
        #expect(try await store.deadlines() == DeadlinePolicy())
        var policy = DeadlinePolicy()
        (policy.critical, policy.serious) = (1, 2)
        try await store.set(policy)
        #expect(try await store.deadlines() == policy)
        let defect = try await found()
        #expect(try await store.defect(id: defect)?.deadline == Sample.noon.advanced(byDays: 2))
    }

    @Test func `a route of a column takes the pages whose tag names it`() async throws {
        try await store.save(Sample.site)
        let author = ChangeAuthor.tool()
        try await store.route("*", column: "通知公告", of: "site-a", to: "区卫健局", by: author)
        try await store.route("https://a.test/*", column: "政策*", of: nil, to: "区司法局", by: author)
        #expect(
            try await store.routes() == [
                Route(address: "*", column: "通知公告", subject: "site-a", unit: "区卫健局"),
                Route(address: "https://a.test/*", column: "政策*", subject: nil, unit: "区司法局"),
            ]
        )
        try await scan(
            ["通知公告", "政策文件", "领导之窗", nil].enumerated().map { number, column in
                let address = "https://a.test/\(number)"
                var page = Sample.page(address, findings: [Sample.finding(page: address, region: address)])
                var content = PageFacts()
                content.column = column
                page.facts = VisitFacts(milliseconds: 1, wireBytes: 1)
                page.facts?.content = content
                return page
            }
        )
        #expect(try await all().map(\.unit) == ["区卫健局", "区司法局", "区政府办公室", "区政府办公室"])
    }

    @Test func `routes are tried in the order they were made`() async throws {
        try await store.save(Sample.site)
        try await store.route("https://a.test/1*", of: "site-a", to: "区卫健局")
        try await store.route("https://a.test/*", of: nil, to: "区司法局")
        #expect(
            try await store.routes() == [
                Route(address: "https://a.test/1*", column: nil, subject: "site-a", unit: "区卫健局"),
                Route(address: "https://a.test/*", column: nil, subject: nil, unit: "区司法局"),
            ]
        )
        try await scan(
            [1, 2].map { number in
                let page = "https://a.test/\(number)"
                return Sample.page(page, findings: [Sample.finding(page: page, region: page)])
            }
        )
        #expect(try await all().map(\.unit) == ["区卫健局", "区司法局"])
        #expect(try await refusal { try await store.route("x", of: "nobody", to: "y") }?.code == .usage)
    }
}
