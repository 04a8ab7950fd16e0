import Foundation
import Testing

@testable import Audit

/// `diff` over the same pages scanned twice, and over pages that were changed in between.
struct DifferenceTests {
    let folder: TemporaryFolder
    let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("a.sqlite"))
    }

    private static let site = Subject(id: "portal", kind: .site, name: "某门户", address: "https://p.test/")

    /// Checks pages as `check` does and records them as a scan does.
    @discardableResult
    private func scan(_ pages: [(name: String, html: [UInt8])], day: Int = 0) async throws -> RunID {
        let audit = PageAudit(rules: .all, site: Self.site.id)
        try await store.save(Self.site)
        let start = RunStart(
            started: Sample.noon.advanced(byDays: day),
            toolVersion: "0.1",
            requirements: RuleRegistry.documented.map { Requirement($0.metadata) }
        )
        let run = try await store.begin(start, of: Self.site.id)
        for page in pages {
            try await store.record([await audit.record(page.html, address: "https://p.test/" + page.name)], in: run)
        }
        try await store.finish(run, as: .done, stopReason: nil, at: start.started)
        return run
    }

    private func size() async throws -> Int {
        try await store.vacuum()
        return try FileManager.default.attributesOfItem(atPath: store.path)[.size] as? Int ?? 0
    }

    private static func small(_ images: Int, title: String = "甲乡的照片") -> [UInt8] {
        let list = (0..<images).map { "<p>第\($0)张<img src=\"p\($0 < 1 ? "a" : "b").png\"></p>" }.joined()
        return Array("<!DOCTYPE html><html lang=zh><title>\(title)</title><main><h1>甲</h1>\(list)</main>".utf8)
    }

    @Test(.enabled(if: SharedData.exists("corpora"), SharedData.comment), arguments: ["cn-jinzhong", "cn-stats-gbk"])
    func `real pages scanned twice differ in nothing, and the store hardly grows`(corpus: String) async throws {
        let files = SharedData.files(under: "corpora/\(corpus)").filter { $0.pathExtension == "html" }.prefix(25)
        let pages = try files.map { ($0.lastPathComponent, [UInt8](try Data(contentsOf: $0))) }
        let first = try await scan(pages)
        let before = try await size()
        let second = try await scan(pages, day: 1)
        let comparison = try await store.compare(first, with: second)
        #expect(comparison.changes.isEmpty && comparison.persisting > 50)
        #expect(try await Double(size()) < Double(before) * 1.15)
    }

    @Test func `what is new, fixed and lost is counted apart and says why`() async throws {
        let first = try await scan([("a", Self.small(2)), ("b", Self.small(1))])
        let second = try await scan([("a", Self.small(1, title: "乙乡的照片"))], day: 1)
        let difference = try #require(
            try await RunDifferences(store: store).compare("\(first.number)", with: "\(second.number)", at: Sample.noon)
                .first
        )
        let comparison = difference.comparison
        #expect(comparison.count(.fixed) == 1 && comparison.count(.new) == 0)
        #expect(comparison.count(.notRetested) > 0)
        #expect(comparison.changes.filter { $0.kind == .fixed }.map(\.causes) == [[.pageChanged]])
        #expect(comparison.changes.filter { $0.kind == .notRetested }.allSatisfy { $0.causes == [.sampleChanged] })
        let text = String(decoding: DifferenceListing([difference], language: .en).render(as: .text), as: UTF8.self)
        #expect(text.contains("fixed\t1\tpage changed 1\n"))
        let json = try JSONSerialization.jsonObject(
            with: Data(DifferenceListing([difference], language: .en).render(as: .json))
        )
        let counts = try #require((json as? [String: Any])?["counts"] as? [String: Int])
        #expect(counts["fixed"] == 1 && counts["new"] == 0 && counts["suppressed"] == 0)
    }

    @Test func `a suppressed finding is counted as suppressed until the suppression expires`() async throws {
        let first = try await scan([("a", Self.small(0))])
        let second = try await scan([("a", Self.small(2))], day: 1)
        let rule = "image-has-name"
        let fresh = try await store.compare(first, with: second).changes.count {
            $0.requirement == rule && $0.kind == .new
        }
        #expect(fresh == 2)
        _ = try await store.suppress(
            Suppression(
                requirement: rule,
                reasonCode: .thirdParty,
                reason: "换供应商",
                approver: "li",
                created: Sample.noon,
                expires: Sample.noon.advanced(byDays: 30)
            )
        )
        let within = try await store.compare(first, with: second, at: Sample.noon.advanced(byDays: 2))
        #expect(within.suppressed == 2)
        #expect(within.changes.count { $0.kind == .suppressed && $0.requirement == rule } == 2)
        let unchanged = try await store.compare(second, with: second, at: Sample.noon.advanced(byDays: 2))
        #expect(unchanged.suppressed == 2 && unchanged.changes.isEmpty)
        let after = try await store.compare(first, with: second, at: Sample.noon.advanced(byDays: 31))
        #expect(after.suppressed == 0)
        #expect(after.changes.count { $0.kind == .new && $0.requirement == rule } == 2)
    }

    @Test func `runs of different subjects, and runs that are not there, are refused`() async throws {
        let scan = try await scan([("a", Self.small(1))])
        let inspection = try await store.record(Sample.inspection()).run
        for (old, new) in [("\(scan.number)", "\(inspection.number)"), ("1", "99"), ("基线", "终期"), ("1", "终期")] {
            await #expect(throws: AuditError.self) {
                try await RunDifferences(store: store).compare(old, with: new, at: Sample.noon)
            }
        }
    }
}
