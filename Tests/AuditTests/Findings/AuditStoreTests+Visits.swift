import Testing

@testable import Audit

/// What visits showed, checked or not: what every implementation of `AuditStore` does with it.
extension AuditStoreTests {
    @Test func `every address of a run comes by with what its visit showed`() async throws {
        let lost = PageRecord(
            notChecked: "https://a.test/lost",
            reason: "httpError",
            fetch: .init(at: Sample.noon, httpStatus: 404),
            depth: 2,
            from: "https://a.test/1"
        )
        let run = try await scan([Sample.page("https://a.test/1"), lost])
        let visits = Collected<RunVisit>()
        try await store.forEachVisit(of: run) { visits.append($0) }
        #expect(visits.values.map(\.address) == ["https://a.test/1", "https://a.test/lost"])
        #expect(visits.values.map(\.status) == [.checked, .notChecked])
        #expect(visits.values[1].reason == "httpError" && visits.values[1].httpStatus == 404)
        #expect(visits.values[1].depth == 2 && visits.values[1].from == "https://a.test/1")
        #expect(visits.values.allSatisfy { $0.facts == nil })
    }

    @Test func `visits of the start page are counted over the runs up to one`() async throws {
        func start(_ reason: String?) -> PageRecord {
            let fetch = PageRecord.Fetch(at: Sample.noon, httpStatus: reason == nil ? 200 : nil)
            return reason.map { PageRecord(notChecked: "https://a.test/", reason: $0, fetch: fetch) }
                ?? PageRecord(address: "https://a.test/", fetch: fetch, assertions: [], findings: [])
        }
        var runs: [RunID] = []
        for reason in [nil, "timeout", "robots"] { runs.append(try await scan([start(reason)])) }
        var counted: [[Int]] = []
        for run in runs {
            let counts = try await store.startVisits(until: run)
            counted.append([counts.visits, counts.failures])
        }
        // What robots.txt refuses was not asked for.
        #expect(counted == [[1, 0], [2, 1], [2, 1]])
    }

    @Test func `the review of a form is found by its run, and a scan has none`() async throws {
        try await store.save(Sample.crossing)
        let recorded = try await store.record(Sample.inspection())
        #expect(try await store.review(of: recorded.run)?.form == "uuid:1")
        let scanned = try await scan([Sample.page("https://a.test/1")])
        #expect(try await store.review(of: scanned) == nil)
    }
}
