import Foundation
import Testing

@testable import Audit

/// Retention and counts: what every implementation of `AuditStore` does with what is old.
extension AuditStoreTests {
    /// A page whose one finding has a text of its own in each variant, with its source.
    private func page(_ variant: Int) -> PageRecord {
        let address = "https://a.test/1"
        var finding = Sample.finding(page: address)
        if case .node(var node) = finding.place {
            node.snippet = "<img src=\(variant).png>"
            finding.place = .node(node)
        }
        var page = Sample.page(address, findings: [finding])
        page.fetch.contentHash = [UInt8(variant)]
        page.source = Array(String(repeating: "<p>variant \(variant)</p>", count: 200).utf8)
        return page
    }

    private func snippets(of run: RunID) async throws -> [String] {
        var filter = FindingFilter()
        filter.runs = [run]
        return try await all(filter).map { stored in
            guard case .node(let node) = stored.finding.place else { return "" }
            return node.snippet
        }
    }

    private func sources(of run: RunID) async throws -> [Bool] {
        try await store.evidence(of: .run(run)).map { $0.evidence.removed == nil }
    }

    @Test func `a page's source is kept where it is asked for`() async throws {
        let run = try await scan([page(1)])
        let link = try #require(try await store.evidence(of: .page(run, key: "https://a.test/1")).first)
        #expect(link.evidence.kind == .page && link.evidence.mediaType == "text/html" && link.actor == nil)
        #expect(try await store.evidenceBytes(link.evidence.hash) == page(1).source)
    }

    @Test func `retention takes the evidence of old runs and nothing else`() async throws {
        var runs: [RunID] = []
        for variant in 1...4 {
            runs.append(try await scan([page(variant)], at: Sample.noon.advanced(byDays: variant)))
        }
        let counts = try await store.runs(of: nil)
        let totals = try await store.totals(of: runs[0])
        let policy = RetentionPolicy(keptRuns: 2)
        let preview = try await store.retain(policy, at: Sample.noon, isPreview: true)
        #expect(preview.runs == 2 && preview.snippets == 2 && preview.pages == 2 && preview.attachments == 0)
        #expect(try await sources(of: runs[0]) == [true])
        #expect(try await store.retain(policy, at: Sample.noon, isPreview: false) == preview)
        #expect(try await snippets(of: runs[0]) == [""])
        #expect(try await snippets(of: runs[2]) == ["<img src=3.png>"])
        #expect(try await [sources(of: runs[0]), sources(of: runs[1])] == [[false], [false]])
        #expect(try await [sources(of: runs[2]), sources(of: runs[3])] == [[true], [true]])
        let gone = try #require(try await store.evidence(of: .run(runs[0])).first?.evidence)
        #expect(gone.size == page(1).source?.count)
        #expect(try await store.evidenceBytes(gone.hash) == nil)
        #expect(try await store.runs(of: nil) == counts)
        #expect(try await store.totals(of: runs[0]) == totals)
        #expect(try await store.check().isEmpty)
        let again = try await store.retain(policy, at: Sample.noon, isPreview: false)
        #expect(again.snippets == 0 && again.pages == 0 && again.bytes == 0)
    }

    @Test func `a page that looks again as it once did has its evidence again`() async throws {
        for variant in [1, 2, 3] { try await scan([page(variant)], at: Sample.noon.advanced(byDays: variant)) }
        let defects = try await store.defects(DefectFilter(), offset: 0, limit: 9)
        _ = try await store.retain(RetentionPolicy(keptRuns: 1), at: Sample.noon, isPreview: false)
        let run = try await scan([page(1)], at: Sample.noon.advanced(byDays: 4))
        #expect(try await snippets(of: run) == ["<img src=1.png>"])
        #expect(try await sources(of: run) == [true])
        #expect(try await store.defects(DefectFilter(), offset: 0, limit: 9).map(\.id) == defects.map(\.id))
    }

    @Test func `what stands keeps its evidence however old its run is`() async throws {
        let old = try await scan([page(1)])
        for day in 1...3 {
            try await scan([Sample.page("https://a.test/2")], at: Sample.noon.advanced(byDays: day))
        }
        let result = try await store.retain(RetentionPolicy(keptRuns: 1), at: Sample.noon, isPreview: false)
        #expect(result.runs == 3 && result.snippets == 0 && result.pages == 0)
        #expect(try await snippets(of: old) == ["<img src=1.png>"])
    }

    @Test func `photos go only where that is asked for, and never those that a defect was given`() async throws {
        func photo(_ number: UInt8) async throws -> EvidenceHash {
            try await store.storeEvidence([0xFF, 0xD8, number], kind: .photo, mediaType: "image/jpeg", at: Sample.noon)
        }
        for number in 1...3 {
            var inspection = Sample.inspection(form: "uuid:\(number)", slope: 10 + Double(number))
            inspection.attachments = [.init(try await photo(UInt8(number)), name: "\(number).jpg")]
            _ = try await store.record(inspection)
        }
        let defect = try #require(try await all().first).finding.defect
        let own = try await photo(9)
        try await store.link(own, to: .defect(defect), name: "own.jpg", by: "anna", at: Sample.noon)
        var policy = RetentionPolicy(keptRuns: 1)
        #expect(try await store.retain(policy, at: Sample.noon, isPreview: false).attachments == 0)
        policy.removesAttachments = true
        #expect(try await store.retain(policy, at: Sample.noon, isPreview: false).attachments == 2)
        #expect(try await store.evidenceBytes(photo(3)) != nil)
        #expect(try await store.evidence(own)?.removed == nil)
        // Handed in again, it is there again.
        #expect(try await store.evidenceBytes(photo(1)) == [0xFF, 0xD8, 1])
    }

    @Test func `advice is counted apart from what failed a requirement`() async throws {
        let address = "https://a.test/1"
        var advice = Sample.finding(1, page: address)
        advice.kind = .advice
        let run = try await scan([
            Sample.page(
                address,
                findings: [Sample.finding(page: address), advice, Sample.finding(2, page: address, outcome: .cantTell)]
            )
        ])
        let held = try #require(try await store.run(run))
        #expect(held.failed == 1 && held.cantTell == 1 && held.advice == 1)
    }

    @Test func `a compact copy holds the same`() async throws {
        try await scan([page(1)])
        let copy = folder.path("compact.sqlite")
        try await store.copy(to: copy)
        let other = try StoreUnderTest.open(copy)
        let standing = try await all()
        #expect(try await other.findings(FindingFilter(), after: nil, limit: 9).findings == standing)
        #expect(try await refusal { try await store.copy(to: copy) }?.code == .usage)
    }
}
