import Foundation
import Testing

@testable import Audit

/// The sites of Golden/scored, whose scores are worked out by hand in its README, from HTML to score.
struct ScoredByHandTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Golden/scored").standardizedFileURL

    /// Checks a site into a store, and returns the number of its run.
    private static func scan(_ name: String, into store: SQLiteStore) async throws -> RunID {
        let collected = Collected<PageRecord>()
        _ = try await CheckRun(rules: .all).check(.folder(SiteFolder(folder.appending(path: name).path))) {
            collected.append($0)
        }
        try await store.save(Subject(id: name, kind: .site, name: name))
        let rules = RuleRegistry.documented.map { Requirement($0.metadata) }
        let run = try await store.begin(Sample.scan(rules: rules), of: name)
        try await store.record(collected.values, in: run)
        try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        return run
    }

    private static func isNear(_ value: Double?, _ wanted: Double) -> Bool {
        value.map { abs($0 - wanted) < 0.05 } ?? false
    }

    @Test(arguments: [("one-template", 91.1842, 85.7143, 1), ("two-templates", 95.3947, 85.7143, 2)])
    func `a site that was checked whole scores what a hand computes`(
        name: String,
        index: Double,
        strict: Double,
        keyPages: Int
    ) async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        _ = try await Self.scan(name, into: store)
        let site = try #require(try await ScoreAssembly(store: store).scores().sites.first).index
        #expect(Self.isNear(site.value, index), "\(site.value ?? -1)")
        #expect(Self.isNear(site.strictRate.map { $0 * 100 }, strict))
        #expect(site.pages == 6 && site.pairs == 42 && site.clean == 36)
        #expect(site.estimate?.keyPages == keyPages && site.estimate?.interval == nil)
    }

    @Test func `a sample scores what a hand computes`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        let run = try await Self.scan("sample", into: store)
        let pages =
            ["home", "search"].map { PageSample.Page(key: "\($0).html", address: $0, part: .structured, reason: $0) }
            + ["article-1", "article-2", "article-3", "list-1", "list-2"].map { name in
                PageSample.Page(
                    key: "\(name).html",
                    address: name,
                    part: .random,
                    stratum: String(name.prefix { $0 != "-" })
                )
            }
        let sample = PageSample(
            subject: "sample",
            run: run,
            seed: 1,
            basis: .column,
            frame: 42,
            strata: [.init(name: "article", size: 30, drawn: 3), .init(name: "list", size: 10, drawn: 2)],
            pages: pages
        )
        let number = try await store.save(sample)
        let site = try #require(try await ScoreAssembly(store: store).scores(sample: number).sites.first).index
        #expect(Self.isNear(site.value, 92.4342), "\(site.value ?? -1)")
        #expect(Self.isNear(site.strictRate.map { $0 * 100 }, 100 * 263.0 / 294))
        #expect(site.estimate?.interval == nil && site.strict?.interval == nil)
        #expect(site.estimate?.frame == 40 && site.estimate?.otherPages == 5)
    }
}
