import Testing

@testable import Audit

/// One example of one rule over a site.
private struct Row: CustomTestStringConvertible, Sendable {
    let rule: any SiteRule.Type
    let example: SiteExample

    var testDescription: String { "\(rule.metadata.id) \(example.outcome), line \(example.line)" }
}

private let rows = RuleRegistry.site.flatMap { rule in rule.examples.map { Row(rule: rule, example: $0) } }

struct SiteRuleTests {
    @Test(arguments: rows)
    fileprivate func `an example has its outcome exactly at its marks`(row: Row) {
        let parts = row.example.pages.map(removingMarks)
        let pages = parts.map { Page(testing: $0.html) }
        let verdicts = row.rule.init().verdicts(over: Self.site(pages))
        if row.example.outcome == .inapplicable {
            #expect(verdicts.isEmpty, "\(verdicts)")
            return
        }
        for (number, part) in parts.enumerated() {
            let offsets = verdicts.filter { $0.page == number && $0.verdict.outcome == row.example.outcome }
                .map { Int(pages[number].document.sourceOffset[Int($0.target.index)]) }
            #expect(offsets == part.marks, "page \(number): \(verdicts)")
        }
    }

    @Test(arguments: RuleRegistry.site.map { SiteRuleCase(rule: $0) })
    fileprivate func `a rule shows what it is about`(tested: SiteRuleCase) {
        let metadata = tested.rule.metadata
        let outcomes = Set(tested.rule.examples.map(\.outcome))
        #expect(outcomes.contains(.failed) || outcomes.contains(.cantTell))
        #expect(!(metadata.kind == .review && outcomes.contains(.failed)), "a review asks, it does not fail")
        for outcome in outcomes {
            #expect(tested.rule.examples.count { $0.outcome == outcome } >= 2)
        }
        #expect(metadata.needs == .site)
    }

    @Test func `where not all pages were seen nothing passes, and what failed stays`() {
        let titles = ["<title>a</title><h1>a</h1>", "<title>a</title><h1>b</h1>", "<title>a</title><h1>c</h1>"]
        let pages = titles.map { Page(testing: Array($0.utf8)) } + [Page(testing: Array("<title>d</title>".utf8))]
        let rules = [AppliedRule(site: PageTitlesDiffer.self)]
        func outcomes(isWhole: Bool) -> [Outcome] {
            Self.site(pages, isWhole: isWhole).assertions(of: rules).map { $0.assertions[0].outcome }
        }
        #expect(outcomes(isWhole: true) == [.passed, .failed, .failed, .passed])
        #expect(outcomes(isWhole: false) == [.untested, .failed, .failed, .untested])
    }

    /// Each page held against all others of its title would take a thousand times as long.
    @Test func `many pages of one title take no longer than as many of many titles`() {
        let pages = (0..<SiteLimits.maximumPages).map { number in
            var facts = SiteFacts()
            (facts.title, facts.titleNode, facts.headline) = ("Portal", 1, "notice \(number)")
            return SitePage(key: "\(number)", facts: facts)
        }
        let clock = ContinuousClock()
        var failed = 0
        let duration = clock.measure {
            let site = Site(pages: pages, isWhole: true)
            failed = PageTitlesDiffer().verdicts(over: site).count { $0.verdict.outcome == .failed }
        }
        #expect(failed == pages.count)
        #expect(duration < .seconds(20))
    }

    @Test func `a rule over a site is untested on a page alone`() {
        let page = Page(testing: Array("<title>a</title>".utf8))
        let assertions = page.assertions(of: [AppliedRule(site: PageTitlesDiffer.self)]).assertions
        #expect(assertions.map(\.outcome) == [.untested])
    }

    @Test func `what a hostile page leaves behind is bounded`() {
        let links = (0..<5_000).map {
            "<nav><a href=/\($0)><img src=\($0) alt=\(String(repeating: "字", count: 300))></a></nav>"
        }
        let page = Page(testing: Array(links.joined().utf8))
        let facts = SiteFactsReader(page) { $0.string }.read(isHome: false)
        #expect(facts.nodes.count < 100)
        let texts = facts.controls.map(\.name) + facts.images.map(\.alternative)
        #expect(texts.allSatisfy { $0.utf8.count <= SiteLimits.maximumText })
    }

    /// A site of these pages, the first of which is its home page.
    private static func site(_ pages: [Page], isWhole: Bool = true) -> Site {
        let facts = pages.enumerated().map { number, page in
            SitePage(key: "\(number)", facts: SiteFactsReader(page) { $0.string }.read(isHome: number == 0))
        }
        return Site(pages: facts, isWhole: isWhole)
    }
}

/// A rule over a site as a test's argument.
private struct SiteRuleCase: CustomTestStringConvertible, Sendable {
    let rule: any SiteRule.Type

    var testDescription: String { rule.metadata.id }
}
