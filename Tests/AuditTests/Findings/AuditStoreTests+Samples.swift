import Foundation
import Testing

@testable import Audit

/// Samples, draws of places, reviews and repairs: what every implementation of `AuditStore` does with them.
extension AuditStoreTests {
    @Test func `samples of pages come back as they were drawn, newest first`() async throws {
        let run = try await scan([Sample.page("https://a.test/1")])
        var drawn: [PageSample] = []
        for seed in [UInt64.max, 3] {
            var sample = SampleDrawTests.draw(seed: seed)
            (sample.run, sample.subject) = (run, Sample.site.id)
            sample.number = try await store.save(sample)
            drawn.append(sample)
        }
        #expect(try await store.samples(of: Sample.site.id) == drawn.reversed())
        #expect(try await store.samples(of: "other").isEmpty)
        #expect(try await store.sample(try #require(drawn[0].number)) == drawn[0])
        #expect(try await store.sample(99) == nil)
    }

    @Test func `draws of places are kept with their seed, oldest first`() async throws {
        let draws = [(UInt64.max, nil), (1, 0.5)].map { seed, share in
            PlaceSample(of: PlaceSampleTests.register, size: 5, by: .kind, seed: seed, twice: share)
        }
        for draw in draws { _ = try await store.record(draw.record(at: Sample.noon)) }
        let kept = try await store.placeDraws().map(\.draw)
        #expect(kept.map(\.seed) == [.max, 1])
        #expect(kept.map(\.second) == draws.map(\.second) && kept[0].second == nil && kept[1].second != nil)
        #expect(kept.map(\.strata) == draws.map { $0.record(at: Sample.noon).strata })
    }

    @Test func `a form is reviewed step by step, and only one that is there`() async throws {
        let instance = "2b90d4e1-parking-stadium-park"
        #expect(try await store.review(of: instance) == nil)
        let returned = FormReview.Step(to: .returned, by: "auditor", reason: "坡度读数请复核", at: Sample.noon)
        #expect(try await refusal { try await store.review(instance, returned) } != nil)
        let file = folder.url.appending(path: "p.yaml")
        try Data(try ChecklistFixture.form("parking")).write(to: file)
        _ = try await FormImport.run([file], library: ChecklistFixture.library) { store }
        #expect(try await store.review(of: instance)?.state == .final)
        try await store.review(instance, returned)
        let review = try #require(try await store.review(of: instance))
        #expect(review.state == .returned && review.steps.last?.reason == "坡度读数请复核")
    }

    @Test func `repairs say of each defect whether it stands and when it was closed`() async throws {
        let address = "https://a.test/1"
        try await scan([Sample.page(address, findings: [Sample.finding(page: address)])])
        let open = try #require(try await store.repairs().first)
        #expect(open.subject == Sample.site.id && open.closed == nil && open.domain == .web)
        let later = Sample.noon.advanced(byDays: 1)
        try await scan([Sample.page(address)], at: later)
        let repaired = try await store.repairs()
        #expect(repaired.count == 1 && repaired.first?.state == .closed)
        #expect(repaired.first?.closed != nil)
    }
}
