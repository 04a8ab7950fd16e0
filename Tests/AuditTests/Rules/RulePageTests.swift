import Foundation
import Testing

@testable import Audit

struct RulePageTests {
    @Test func `docs of rules are up to date`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../docs/rules.md")
            .standardized
        let page = try String(contentsOf: file, encoding: .utf8)
        #expect(page == RuleListing.markdown(), "write it anew: audit rules --format markdown -o docs/rules.md")
    }

    @Test func `every ACT rule has a place`() {
        let implemented = Set(RuleRegistry.all.flatMap { $0.metadata.act })
        let missing = ACTRule.all.filter { $0.needs == nil && !implemented.contains($0.id) }.map(\.id)
        #expect(missing == [])
        let both = ACTRule.all.filter { $0.needs != nil && implemented.contains($0.id) }.map(\.id)
        #expect(both == [])
        #expect(ACTRule.all.count == 87)
    }
}
