import Foundation
import Testing

@testable import Audit

struct RuleListingTests {
    @Test func `the listing is JSON with one object a rule`() throws {
        let parsed = try JSONSerialization.jsonObject(with: Data(RuleListing.json()))
        let rows = try #require(parsed as? [[String: Any]])
        #expect(rows.count == RuleRegistry.documented.count)
        let image = try #require(rows.first { $0["id"] as? String == "image-has-name" })
        #expect(image["level"] as? String == "A")
        #expect(image["criteria"] as? [String] == ["wcag22:1.1.1"])
        #expect((image["standards"] as? [String])?.contains("en301549:9.1.1.1") == true)
        #expect((image["standards"] as? [String])?.contains("gbt37668:3.2.1.4;secondary") == true)
        #expect((image["title"] as? [String: String])?["zh-Hans"]?.isEmpty == false)
    }

    @Test(arguments: Language.allCases)
    func `an explanation states impact, fix and examples`(language: Language) throws {
        for rule in RuleRegistry.documented {
            let text = try RuleListing.explanation(of: rule.metadata.id, in: language)
            #expect(text.contains(rule.metadata.impact[language]) && text.contains(rule.metadata.fix[language]))
            #expect(text.contains("▸"))
        }
    }

    @Test func `an unknown rule cannot be explained`() {
        #expect(throws: AuditError.self) { _ = try RuleListing.explanation(of: "no-such-rule", in: .en) }
    }

    @Test func `every criterion has a level, groups and a place in its principle`() {
        #expect(WCAG.criteria.filter { $0.level == .a && !$0.isObsolete }.count == 31)
        #expect(WCAG.criteria.filter { $0.level == .aa }.count == 24)
        #expect(WCAG.criteria.filter { $0.level == .aaa }.count == 31)
        #expect(WCAG.criteria.allSatisfy { !$0.groups.isEmpty })
        #expect(WCAG.criterion("2.5.8")?.en301549Clause == nil)
        #expect(WCAG.criterion("1.4.10")?.en301549Clause == "9.1.4.10")
        #expect(WCAG.criterion("1.4.10")?.section508Provision == nil)
        #expect(SuccessCriterion.precedes("1.4.9", "1.4.10"))
    }
}
