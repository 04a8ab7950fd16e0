import Testing

@testable import Audit

struct RuleRunnerTests {
    @Test func `there is one assertion for every rule, in the order of the registry`() {
        let assertions = Page(testing: Array("<p>x</p>".utf8)).assertions().assertions
        #expect(assertions.map(\.rule) == RuleRegistry.documented.map { $0.metadata.id })
    }

    @Test func `a page's outcome is the worst of its targets`() {
        let page = Page(testing: Array(#"<img src="a.png" alt="销售额"><img src="b.png">"#.utf8))
        let assertion = page.assertions(of: [ImageHasName.self]).assertions[0]
        #expect(assertion == Assertion(rule: "image-has-name", failed: 1, cantTell: 0, passed: 1))
        #expect(assertion.outcome == .failed)
    }

    @Test func `counts stay exact where verdicts are capped`() {
        let count = RuleLimits.maximumVerdictsPerRule + 5
        let page = Page(testing: Array(String(repeating: #"<img src="a.png">"#, count: count).utf8))
        let result = page.assertions(of: [ImageHasName.self])
        #expect(result.assertions[0].failed == count)
        #expect(result.verdicts.count == RuleLimits.maximumVerdictsPerRule)
    }

    @Test func `a page that was cut at a limit is untested throughout`() {
        var document = HTMLParser.parse(Array("<img>".utf8))
        document.exceededLimit = .nodes
        let result = Page(document: document, styles: nil, transport: .init(address: "a.html")).assertions()
        #expect(result.assertions.allSatisfy { $0.outcome == .untested })
        #expect(result.verdicts.isEmpty)
    }

    @Test func `the same page gives the same answer twice`() {
        let page = Page(testing: Array(#"<a href="/"></a><a href="/b">更多</a><h1></h1><marquee>x</marquee>"#.utf8))
        #expect(page.assertions().verdicts == page.assertions().verdicts)
    }
}

struct RuleSelectionTests {
    @Test func `without a wish all rules are chosen`() throws {
        #expect(try RuleSelection().rules().count == RuleRegistry.documented.count)
    }

    @Test func `only and disabled narrow the choice, in the registry's order`() throws {
        let only = ["link-has-name", "page-has-title", "image-has-name"]
        let chosen = try RuleSelection(only: only, disabled: ["image-has-name"]).rules()
        #expect(chosen.map(\.metadata.id) == ["page-has-title", "link-has-name"])
    }

    @Test func `an id no rule has is an error that names the one that was meant`() {
        #expect {
            _ = try RuleSelection(only: ["image-has-nam"]).rules()
        } throws: { error in
            guard let error = error as? AuditError else { return false }
            return error.code == .unknownRule && error.remedy.en.contains("image-has-name")
        }
    }

    @Test func `a choice that leaves nothing is an error`() {
        #expect {
            _ = try RuleSelection(only: ["image-has-name"], disabled: ["image-has-name"]).rules()
        } throws: { ($0 as? AuditError)?.code == .usage }
    }
}
