import Testing

@testable import Audit

/// Three small sites scored by hand; the arithmetic stands beside each.
struct AccessibilityCheckIndexTests {
    /// Three criteria at A (weight 3), two at AA (weight 2).
    static let criteria = ScoredCriteria([("1.1.1", 3), ("1.4.3", 2), ("2.4.4", 3), ("2.4.7", 2), ("3.1.1", 3)])

    static let rules = [
        rule("image-has-name", ["1.1.1"], .critical),
        rule("image-alt-is-text", ["1.1.1"], .serious),
        rule("text-has-contrast", ["1.4.3"], .serious),
        rule("link-has-name", ["2.4.4", "1.1.1"], .serious),
        rule("page-has-language", ["3.1.1"], .serious),
        rule("heading-order", ["2.4.7"], .minor, kind: .advice),
        rule("enhanced-contrast", ["1.4.6"], .minor),
    ]

    static func rule(
        _ id: String,
        _ criteria: [String],
        _ severity: Severity,
        kind: RuleMetadata.Kind = .violation
    )
        -> Requirement
    {
        Requirement(
            id: id,
            domain: .web,
            title: LocalizedText(zh: id, en: id),
            kind: kind,
            severity: severity,
            criteria: criteria.map { "wcag22:" + $0 }
        )
    }

    /// A page on which rules failed and passed for so many targets.
    static func page(
        _ counts: [(String, failed: Int, passed: Int)],
        stratum: String = "",
        isKey: Bool = false
    )
        -> AccessibilityCheckIndex.PageInput
    {
        AccessibilityCheckIndex.PageInput(
            assertions: counts.map { rule, failed, passed in
                Assertion(
                    rule: rule,
                    outcome: failed > 0 ? .failed : passed > 0 ? .passed : .inapplicable,
                    failed: failed,
                    passed: passed
                )
            },
            stratum: stratum,
            isKey: isKey
        )
    }

    private func index(
        _ pages: [AccessibilityCheckIndex.PageInput],
        frame: [String: Int] = [:],
        notChecked: Int = 0
    ) -> AccessibilityCheckIndex {
        AccessibilityCheckIndex(
            pages: pages,
            rules: Self.rules,
            frame: frame,
            notChecked: notChecked,
            criteria: Self.criteria
        )
    }

    // MARK: - Scored by hand

    @Test func `a site of five pages, every one checked, scores the mean of its pages`() throws {
        let site = index([
            // 1.1.1: 1 of 4 failed, x = 0.75; 1.4.3: none of 10, x = 1. (3·0.75 + 2·1) / 5 = 0.85
            Self.page([("image-has-name", 1, 3), ("text-has-contrast", 0, 10)]),
            // 1.1.1: the worst of 1/2, 1/4 and 0/8 counts, x = 0.5; 2.4.4: 0/8, x = 1. (3·0.5 + 3·1) / 6 = 0.75
            Self.page([("image-has-name", 1, 1), ("image-alt-is-text", 1, 3), ("link-has-name", 0, 8)]),
            // 3.1.1 failed on the one target, x = 0; 1.4.3: 5 of 10, x = 0.5. (3·0 + 2·0.5) / 5 = 0.2
            Self.page([("page-has-language", 1, 0), ("text-has-contrast", 5, 5)]),
            // Only advice and AAA failed: 3.1.1 alone counts, x = 1. 1
            Self.page([("page-has-language", 0, 1), ("heading-order", 9, 0), ("enhanced-contrast", 9, 0)]),
            // 2.4.4 and 1.1.1 both from one rule: 3 of 4 failed, x = 0.25 for both. 0.25
            Self.page([("link-has-name", 3, 1)]),
        ])
        // (85 + 75 + 20 + 100 + 25) / 5 = 61
        #expect(abs(try #require(site.value) - 61) < 1e-9)
        #expect(site.estimate?.interval == nil)
        // Pairs 2 + 2 + 2 + 1 + 2 = 9; clean: 1.4.3, 2.4.4, 3.1.1 = 3.
        #expect(site.pages == 5 && site.pairs == 9 && site.clean == 3)
        #expect(abs(try #require(site.strictRate) - 3.0 / 9) < 1e-12)
        #expect(site.coverage == .init(tested: ["1.1.1", "1.4.3", "2.4.4", "3.1.1"], of: 5))
        #expect(site.blockers.map(\.requirement.id) == ["image-has-name"])
        #expect(site.blockers.map(\.pages) == [2] && site.blockers.map(\.failed) == [2])
    }

    @Test func `key pages count half, and strata as many pages as they have`() throws {
        // One rule of weight 3 only, so a page's score is 100 · passed / (passed + failed).
        func scored(_ percent: Int, _ stratum: String = "", isKey: Bool = false) -> AccessibilityCheckIndex.PageInput {
            Self.page([("page-has-language", 100 - percent, percent)], stratum: stratum, isKey: isKey)
        }
        let site = index(
            [
                scored(100, isKey: true), scored(60, isKey: true),  // mean of K: 80
                scored(90, "article"), scored(70, "article"),  // mean 80, N = 30
                scored(40, "list"), scored(60, "list"),  // mean 50, N = 10
            ],
            frame: ["article": 30, "list": 10]
        )
        // 0.5 · 80 + 0.5 · (30/40 · 80 + 10/40 · 50) = 40 + 0.5 · 72.5 = 76.25
        #expect(abs(try #require(site.value) - 76.25) < 1e-9)
        #expect(site.estimate?.keyPages == 2 && site.estimate?.otherPages == 4)
        // Four pages are too few for an interval.
        #expect(site.estimate?.interval == nil && site.estimate?.whyNoInterval != nil && site.strict?.interval == nil)
        let scores = [("article", 90.0), ("article", 70), ("list", 40), ("list", 60)]
        let estimate = SiteEstimate(
            [.init(score: 100, isKey: true), .init(score: 60, isKey: true)]
                + scores.map { SiteEstimate.Page(score: $0.1, stratum: $0.0) },
            frame: ["article": 30, "list": 10],
            least: 4
        )
        let interval = try #require(estimate?.interval)
        // Var = (30/40)² · 28/30 · 200/2 + (10/40)² · 8/10 · 200/2 = 57.5 with 57.5² / (52.5² + 5²) = 1.2 degrees of freedom:
        // 0.5 · 12.706 · √57.5 = 48.174 around 76.25, within the scale. Two pages of a stratum tell little.
        #expect(abs(interval.lowerBound - 28.076) < 0.001 && interval.upperBound == 100)
    }

    @Test func `scores that lie evenly around their mean give Student's interval`() throws {
        // Scores 40, 50 and 60 twenty times each, one stratum, N = 240.
        let pages = (0..<60).map { number in
            Self.page([("page-has-language", 60 - number % 3 * 10, 40 + number % 3 * 10)], stratum: "a")
        }
        let site = index(pages, frame: ["a": 240])
        #expect(abs(try #require(site.value) - 50) < 1e-9)
        // s² = (20·100 + 20·0 + 20·100) / 59 = 4000/59; Var = (1 − 60/240) · s² / 60 = 0.75 · 4000 / 3540 = 0.847458
        // t(59) = 2.00100; 2.00100 · √0.847458 = 1.84207
        let interval = try #require(site.estimate?.interval)
        #expect(abs(interval.lowerBound - 48.1579) < 0.001)
        #expect(abs(interval.upperBound - 51.8421) < 0.001)
    }

    @Test func `a few pages far below the others widen the interval downwards`() throws {
        // Five of fifty drawn pages at 0, the others at 100, N = 500: mean 90.
        let pages = (0..<50).map { SiteEstimate.Page(score: $0 < 5 ? 0 : 100, stratum: "a") }
        let estimate = try #require(SiteEstimate(pages, frame: ["a": 500]))
        // s² = (5·90² + 45·10²) / 49 = 45000/49; Var = 0.9 · s² / 50 = 16.5306, σ = 4.06579; t(49) = 2.00958: ± 8.17053
        // Third moment: (5·(−90)³ + 45·10³) · 50 / (49·48) = −76530.6; of the mean 0.9^1.5 · −76530.6 / 2500 = −26.1370.
        // Shift: −26.1370 / 16.5306 · (2 · 1.95996² + 1) / 6 = −2.28815
        let interval = try #require(estimate.interval)
        #expect(abs(interval.lowerBound - 79.5413) < 0.001 && abs(interval.upperBound - 98.1705) < 0.001)
    }

    @Test func `fewer pages than an interval needs give none, and say so`() throws {
        let pages = (0..<SiteEstimate.minimumDrawn - 1).map { SiteEstimate.Page(score: Double($0), stratum: "a") }
        let few = try #require(SiteEstimate(pages, frame: ["a": 500]))
        #expect(few.interval == nil && !few.isExact)
        let words = try #require(few.whyNoInterval)
        #expect(words.zh.hasPrefix("样本不足，不给区间") && words.en.contains("\(pages.count) pages drawn"))
        let enough = try #require(SiteEstimate(pages + [.init(score: 50, stratum: "a")], frame: ["a": 500]))
        #expect(enough.interval != nil && enough.whyNoInterval == nil)
        #expect(try #require(SiteEstimate(pages)).whyNoInterval == nil)
    }

    // MARK: - Too little

    @Test func `fewer than five pages, or most pages not checked, give no index`() {
        let page = Self.page([("page-has-language", 0, 1)])
        let few = index(Array(repeating: page, count: 4))
        #expect(few.value == nil && few.insufficiency == .pages(4))
        #expect(few.pairs == 4 && few.clean == 4)
        let blocked = index(Array(repeating: page, count: 6), notChecked: 7)
        #expect(blocked.value == nil && blocked.insufficiency == .checked(6, of: 13))
        #expect(index(Array(repeating: page, count: 6), notChecked: 6).value == 100)
        #expect(index([]).value == nil && index([]).strictRate == nil)
    }

    @Test func `what a rule cannot tell or did not test never enters`() {
        let unsure = AccessibilityCheckIndex.PageInput(assertions: [
            Assertion(rule: "page-has-language", outcome: .cantTell, cantTell: 5, passed: 1),
            Assertion(rule: "text-has-contrast", outcome: .untested),
            Assertion(rule: "image-has-name", outcome: .inapplicable),
        ])
        let site = index(Array(repeating: unsure, count: 5))
        #expect(site.value == 100 && site.pairs == 5)
        #expect(site.coverage.tested == ["1.1.1", "3.1.1"])
    }

    // MARK: - Properties

    private func randomSite(_ random: inout SplitMix64) -> [AccessibilityCheckIndex.PageInput] {
        (0..<(5 + random.index(below: 40))).map { _ in
            let counts = Self.rules.map { rule in
                (rule.id, failed: random.index(below: 4), passed: random.index(below: 6))
            }
            let strata = ["a", "b", "c"]
            return Self.page(counts, stratum: strata[random.index(below: 3)], isKey: random.index(below: 8) == 0)
        }
    }

    @Test(arguments: UInt64(1)...60)
    func `the index is bounded, and does not depend on the order of pages or assertions`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pages = randomSite(&random)
        let frame = ["a": 50, "b": 20]
        let site = index(pages, frame: frame)
        if let value = site.value { #expect((0...100).contains(value)) }
        if let interval = site.estimate?.interval {
            #expect((0...100).contains(interval.lowerBound) && (0...100).contains(interval.upperBound))
        }
        var shuffled = pages.shuffled(using: &random)
        for number in shuffled.indices { shuffled[number].assertions.shuffle(using: &random) }
        #expect(index(shuffled, frame: frame) == site)
    }

    @Test(arguments: UInt64(1)...60)
    func `repairing one target never lowers the index`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var pages = randomSite(&random)
        let before = index(pages)
        let page = random.index(below: pages.count)
        let rule = random.index(below: Self.rules.count)
        let old = pages[page].assertions[rule]
        guard old.failed > 0 else { return }
        pages[page].assertions[rule] = Assertion(
            rule: old.rule,
            outcome: old.failed > 1 ? .failed : .passed,
            failed: old.failed - 1,
            passed: old.passed + 1
        )
        let after = index(pages)
        #expect((after.value ?? 0) >= (before.value ?? 0) - 1e-9)
        #expect(after.clean >= before.clean && after.pairs == before.pairs)
    }

    @Test(arguments: UInt64(1)...60)
    func `assertions put together by criterion give the same index`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let pages = randomSite(&random).map { page in
            var page = page
            page.assertions = page.assertions.map { old in
                switch random.index(below: 4) {
                case 0: Assertion(rule: old.rule, outcome: .untested)
                case 1: Assertion(rule: old.rule, outcome: .cantTell, cantTell: 1 + random.index(below: 3))
                default: old
                }
            }
            return page
        }
        let digest = CriterionDigest(rules: Self.rules)
        let digested = pages.map { page in
            var page = page
            page.assertions = digest.assertions(of: page)
            return page
        }
        func index(_ pages: [AccessibilityCheckIndex.PageInput], _ rules: [Requirement]) -> AccessibilityCheckIndex {
            AccessibilityCheckIndex(pages: pages, rules: rules, frame: ["a": 50], criteria: .wcag22)
        }
        let (whole, parts) = (index(pages, Self.rules), index(digested, digest.requirements))
        #expect(whole.estimate == parts.estimate && whole.strict == parts.strict && whole.unsure == parts.unsure)
        #expect(whole.pages == parts.pages && whole.pairs == parts.pairs && whole.clean == parts.clean)
        #expect(whole.coverage == parts.coverage)
    }

    @Test(arguments: UInt64(1)...20)
    func `checking every page of each stratum twice changes nothing`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pages = randomSite(&random)
        let once = try #require(index(pages).value)
        let twice = try #require(index(pages + pages).value)
        #expect(abs(once - twice) < 1e-9)
    }

    @Test func `a simulated site lies in nineteen of twenty intervals`() throws {
        var random = SplitMix64(seed: 20_260_820)
        // A frame of 400 pages in two strata with different means, scores between 20 and 100.
        let frame = (0..<400).map { number in
            SiteEstimate.Page(
                score: number < 300 ? 50 + Double(random.index(below: 51)) : 20 + Double(random.index(below: 61)),
                stratum: number < 300 ? "a" : "b"
            )
        }
        let truth = frame.map(\.score).reduce(0, +) / 400
        var covered = 0
        let draws = 1000
        for _ in 0..<draws {
            let sample =
                frame[0..<300].shuffled(using: &random).prefix(45) + frame[300...].shuffled(using: &random).prefix(15)
            let estimate = try #require(SiteEstimate(Array(sample), frame: ["a": 300, "b": 100]))
            if try #require(estimate.interval).contains(truth) { covered += 1 }
        }
        #expect((930...970).contains(covered), "covered \(covered) of \(draws)")
    }

    @Test(arguments: [(15, 2.131), (29, 2.045), (100, 1.984)])
    func `quantiles of Student's t are those of the tables`(degrees: Int, quantile: Double) {
        #expect(abs(StudentQuantile.value(degreesOfFreedom: Double(degrees)) - quantile) < 0.001)
    }
}
