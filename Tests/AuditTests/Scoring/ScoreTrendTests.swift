import Testing

@testable import Audit

struct ScoreTrendTests {
    private static let rules = [AccessibilityCheckIndexTests.rule("page-has-language", ["3.1.1"], .serious)]

    /// A page that scored so much before and after: one rule, so the score is the share that passed.
    private static func page(
        _ before: Int,
        _ after: Int,
        stratum: String = "a",
        isKey: Bool = false
    )
        -> ScoreTrend.Page
    {
        func assertions(_ percent: Int) -> [Assertion] {
            [Assertion(rule: "page-has-language", outcome: .failed, failed: 100 - percent, passed: percent)]
        }
        return ScoreTrend.Page(before: assertions(before), after: assertions(after), stratum: stratum, isKey: isKey)
    }

    private static func trend(_ pages: [ScoreTrend.Page], of size: Int = 0) throws -> ScoreTrend {
        try #require(ScoreTrend(pages, rules: rules, frame: ["a": size]))
    }

    @Test func `pages that all improve alike are a significant change, however much they differ`() throws {
        // Differences 4 and 6 by turns: mean 5, s² = 30 · 1 / 29; Var = (1 − 30/300) · s² / 30 = 0.0310; reach 2.045 · 0.176.
        let trend = try Self.trend((0..<30).map { Self.page($0 * 3, $0 * 3 + 4 + $0 % 2 * 2) }, of: 300)
        #expect(abs(trend.difference - 5) < 1e-9)
        #expect(trend.verdict == .higher)
        let interval = try #require(trend.interval)
        #expect(abs(interval.lowerBound - 4.640) < 0.002 && abs(interval.upperBound - 5.360) < 0.002)
    }

    @Test func `ups and downs are no change, and what falls is lower`() throws {
        let mixed = try Self.trend((0..<30).map { Self.page(50, $0 % 2 == 0 ? 62 : 40) }, of: 300)
        #expect(mixed.verdict == .unclear && abs(mixed.difference - 1) < 1e-9)
        #expect(try Self.trend((0..<30).map { Self.page(80, 60 + $0 % 3) }, of: 300).verdict == .lower)
    }

    @Test func `where every page is compared the difference is exact`() throws {
        let better = try Self.trend([50, 50, 50, 50, 50].map { Self.page($0, $0) } + [Self.page(50, 56)])
        #expect(better.interval == nil && better.isExact && better.verdict == .higher)
        #expect(abs(better.difference - 1) < 1e-9)
        #expect(try Self.trend((0..<6).map { Self.page($0, $0) }).verdict == .unclear)
    }

    @Test func `key pages count half of the change, and few pages give none`() throws {
        let pages = (0..<3).map { _ in Self.page(50, 60, isKey: true) } + (0..<3).map { _ in Self.page(50, 50) }
        #expect(abs(try Self.trend(pages).difference - 5) < 1e-9)
        #expect(ScoreTrend(Array(pages.prefix(4)), rules: Self.rules) == nil)
    }

    @Test func `rules differ by what they ask, not by their words`() {
        let old = AccessibilityCheckIndexTests.rules
        var new = old
        new[0].version = 2
        new[1].title = LocalizedText(zh: "新", en: "new")
        new.remove(at: 2)
        new.append(AccessibilityCheckIndexTests.rule("another", ["1.1.1"], .minor))
        let change = RuleSetChange(from: old, to: new)
        #expect(change.added == ["another"] && change.changed == [old[0].id] && change.removed == [old[2].id])
        #expect(change.common.count == old.count - 2 && !change.isNone)
        #expect(RuleSetChange(from: old, to: old).isNone)
    }

    /// Runs of one site with pages that fail less in the second; the second with other rules where `upgraded`.
    private static func store(_ folder: TemporaryFolder, upgraded: Bool) async throws -> SQLiteStore {
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        try await store.save(Sample.site)
        for round in 0..<2 {
            var rules = Sample.rules
            if upgraded, round == 1 { rules[0].version = 2 }
            let run = try await store.begin(Sample.scan(rules: rules), of: Sample.site.id)
            let pages = (0..<8).map { number in
                Sample.page(
                    "https://a.test/\(number + round)",
                    findings: round == 0 ? [Sample.finding(1, page: "https://a.test/\(number)")] : []
                )
            }
            try await store.record(pages, in: run)
            try await store.finish(run, as: .done, stopReason: nil, at: Sample.noon)
        }
        return store
    }

    @Test func `two runs are compared on the pages both have`() async throws {
        let folder = try TemporaryFolder()
        let store = try await Self.store(folder, upgraded: false)
        let report = try await TrendAssembly(store: store).trends(from: "1", to: "2")
        let site = try #require(report.sites.first)
        #expect(site.onlyOld == 1 && site.onlyNew == 1)
        #expect(site.trend?.pages == 7 && site.trend?.verdict == .higher)
        #expect(report.text(in: .zhHans).contains("显著提高"))
    }

    @Test func `other rules are refused, or both runs are scored with what they share`() async throws {
        let folder = try TemporaryFolder()
        let store = try await Self.store(folder, upgraded: true)
        await #expect(throws: AuditError.self) {
            _ = try await TrendAssembly(store: store).trends(from: "1", to: "2")
        }
        let report = try await TrendAssembly(store: store).trends(from: "1", to: "2", onCommonRules: true)
        #expect(report.sites.first?.rules.changed == ["image-has-name"])
        #expect(report.sites.first?.trend?.verdict == .higher)
    }
}
