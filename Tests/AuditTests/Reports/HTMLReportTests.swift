import Foundation
import Testing

@testable import Audit

/// The HTML report says what the store holds, each number with its denominator, and runs nothing but its own script.
struct HTMLReportTests {
    private static func html(_ fixture: ReportFixture, _ language: Language = .en) async throws -> String {
        String(decoding: try await fixture.render(.html, language), as: UTF8.self)
    }

    @Test(arguments: Language.allCases)
    func `the policy allows this style and this script and nothing else`(language: Language) async throws {
        let html = try await Self.html(.plain(), language)
        func hash(between start: String, _ end: String) throws -> String {
            let from = try #require(html.range(of: start))
            let to = try #require(html.range(of: end, range: from.upperBound..<html.endIndex))
            let bytes = Array(html[from.upperBound..<to.lowerBound].utf8)
            return "sha256-" + Data(bytes.withUnsafeBufferPointer { SHA256.digest($0) }).base64EncodedString()
        }
        let style = try hash(between: "<style>", "</style>")
        let script = try hash(between: "<script>", "</script>")
        #expect(html.contains("style-src &#39;\(style)&#39;"))
        #expect(html.contains("script-src &#39;\(script)&#39;"))
        #expect(html.contains("default-src &#39;none&#39;"))
        #expect(!html.contains(" style="))
        #expect(!html.contains(" onclick="))
    }

    @Test func `every criterion at levels A and AA stands with counts that add up to the checked pages`() async throws {
        let fixture = try await ReportFixture.changed()
        let site = try #require(fixture.report.subjects.first)
        #expect(site.criteria.count == 55)
        #expect(site.criteria.allSatisfy { $0.pages.values.reduce(0, +) == site.run.checked })
        let outcomes = Dictionary(uniqueKeysWithValues: site.criteria.map { ($0.criterion.number, $0) })
        #expect(outcomes["1.1.1"]?.pages == [.failed: 3, .passed: 2])
        #expect(outcomes["2.4.4"]?.outcome == .passed)
        #expect(outcomes["1.4.3"]?.outcome == .untested)
        #expect(outcomes["1.4.3"]?.rules == 0)
        let html = try await Self.html(fixture)
        #expect(html.contains("1.4.3 Contrast (Minimum)"))
    }

    @Test func `the five changes are counted apart, and the causes are said`() async throws {
        let fixture = try await ReportFixture.changed()
        let change = try #require(fixture.report.subjects.first?.change)
        let counts = RunComparison.Kind.allCases.map { change.comparison.count($0) }
        #expect(counts == [1, 1, 0, 1, 0, 1], "new, fixed, reopened, not retested, page gone, suppressed")
        for format in [ReportFormat.html, .markdown] {
            let text = String(decoding: try await fixture.render(format, .zhHans), as: UTF8.self)
            for word in ["新增", "已修复", "重新出现", "未复测", "已屏蔽", "仍然存在", "页面取不到"] {
                #expect(text.contains(word))
            }
        }
        let object = try #require(json(try await fixture.render(.json)))
        let subjects = try #require(object["subjects"] as? [[String: Any]])
        let counted = try #require((subjects[0]["change"] as? [String: Any])?["counts"] as? [String: Int])
        #expect(counted["notRetested"] == 1)
    }

    @Test func `what is suppressed is listed with reason, approver and end, and in no other number`() async throws {
        let fixture = try await ReportFixture.changed()
        let site = try #require(fixture.report.subjects.first)
        #expect(site.suppressed == 1)
        #expect(site.groups.first { $0.outcome == .failed }?.findings == 2)
        #expect(site.defects.total == site.defects.shown.count)
        let html = try await Self.html(fixture, .zhHans)
        for text in ["下月下线", ">li<", "2026-09-", "另有 1 处已屏蔽"] { #expect(html.contains(text), "\(text)") }
    }

    @Test func `a suppression that is over counts for nothing`() async throws {
        let fixture = try await ReportFixture.changed()
        let later = Sample.noon.advanced(byDays: 100)
        let report = try await ReportAssembly(store: fixture.store).report(at: later)
        #expect(report.subjects.first?.suppressed == 0)
        let html = String(decoding: HTMLReport(report, language: .en).render(), as: UTF8.self)
        #expect(html.contains("over: counts again"))
        #expect(html.contains("(overdue)"))
    }

    @Test func `a report is compared with the run or round that is named`() async throws {
        let fixture = try await ReportFixture.changed()
        let assembly = ReportAssembly(store: fixture.store)
        let first = try #require(try await fixture.store.runs(of: Sample.site.id).last)
        let named = try await assembly.report(comparedWith: "\(first.id.number)")
        #expect(named.subjects.first?.change?.old.id == first.id)
        try await fixture.store.addRound("初查", to: "2026")
        try await fixture.store.put([first.id], inRound: "初查")
        let round = try await assembly.report(comparedWith: "初查")
        #expect(round.subjects.first?.change?.old.id == first.id)
        await #expect(throws: AuditError.self) { try await assembly.report(comparedWith: "999") }
        await #expect(throws: AuditError.self) { try await assembly.report(comparedWith: "终查") }
    }

    @Test func `the summary names blockers and repairs with unit and deadline`() async throws {
        let html = try await Self.html(.changed(), .zhHans)
        let summary = try #require(html.range(of: "id=\"summary\""))
        let subject = try #require(html.range(of: "id=\"subject-1\""))
        let first = html[summary.upperBound..<subject.lowerBound]
        for text in ["阻断问题", "5 个页面中的 2 个", "最值得先做的五项整改", "区政府办公室", "2026-09-"] {
            #expect(first.contains(text), "\(text)")
        }
    }

    @Test func `findings on site are drawn and listed`() async throws {
        let html = try await Self.html(.plain(), .zhHans)
        #expect(html.contains("<circle class=\"spot-serious\""))
        #expect(html.contains("34.81000, 117.32000"))
        #expect(html.contains("ramp · 东北角"))
    }

    @Test func `a photo stands in the file, with what it shows`() async throws {
        var report = try await ReportFixture.plain().report
        let finding = try #require(report.subjects[1].groups.first?.examples.first)
        let photo = SubjectReport.Photo(
            kind: .jpeg,
            bytes: [0xFF, 0xD8, 0xFF],
            text: LocalizedText(zh: "坡道\"><script>", en: "the ramp")
        )
        report.subjects[1].photos = [finding.id: [photo]]
        let html = String(decoding: HTMLReport(report, language: .zhHans).render(), as: UTF8.self)
        #expect(html.contains("<img src=\"data:image/jpeg;base64,/9j/\" alt=\"坡道&quot;&gt;&lt;script&gt;\">"))
    }

    @Test(arguments: 1...20)
    func `every point lies in the map, north above south and east right of west`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let points = (0..<Int.random(in: 1...30, using: &random)).map { _ in
            (
                latitude: Double.random(in: -85...85, using: &random) / Double(seed * seed),
                longitude: Double.random(in: -180...180, using: &random) / Double(seed * seed)
            )
        }
        let frame = MapFrame(points, width: 320)
        for point in points {
            let (x, y) = frame.position(point.latitude, point.longitude)
            #expect((0...320).contains(x) && (0...Double(HTMLReport.mapHeight)).contains(y))
        }
        for (a, b) in zip(points, points.dropFirst()) where a.latitude > b.latitude {
            #expect(frame.position(a.latitude, a.longitude).y < frame.position(b.latitude, b.longitude).y)
        }
        #expect(frame.scale.length <= 81 && frame.scale.length > 0)
    }
}

/// What is left out of pages to save memory changes no score.
struct AssertionSieveTests {
    @Test(arguments: 1...20)
    func `sieved pages have the same index, blockers and coverage`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let rules = RuleRegistry.all.map { Requirement($0.metadata) }
        let sieve = AssertionSieve(rules: rules)
        let pages = (0..<12).map { number in
            var page = Sample.page("https://a.test/\(number)")
            page.assertions = rules.map { rule in
                let outcome = Outcome.allCases.randomElement(using: &random) ?? .passed
                let count = Int.random(in: 1...4, using: &random)
                return Assertion(
                    rule: rule.id,
                    outcome: outcome,
                    failed: outcome == .failed ? count : 0,
                    cantTell: outcome == .cantTell ? count : 0,
                    passed: outcome == .passed || outcome == .failed ? count : 0
                )
            }
            return page
        }
        func index(_ pages: [PageRecord]) -> AccessibilityCheckIndex {
            AccessibilityCheckIndex(
                pages: pages.map { .init(assertions: $0.assertions) },
                rules: rules,
                criteria: .wcag22
            )
        }
        let sieved = pages.map(sieve.sieved)
        #expect(index(sieved) == index(pages))
        #expect(sieved.map(\.assertions.count).reduce(0, +) < pages.map(\.assertions.count).reduce(0, +))
    }
}
