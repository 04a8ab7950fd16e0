import Foundation
import Testing

@testable import Audit

/// Holds the rules against W3C's test cases, graded as their README says.
@Suite(.enabled(if: SharedData.exists("act/cases.json"), SharedData.comment))
struct ACTConformanceTests {
    /// Rules that came out consistent when this was last raised; they must not fall.
    private static let leastApproved = 31
    private static let leastProposed = 19

    @Test func `no case that passes or is inapplicable fails`() throws {
        let wrong = try Self.graded().filter { $0.expected != .failed && $0.outcome == .failed }
        #expect(wrong.isEmpty, "\(wrong.map(\.file).joined(separator: " "))")
    }

    @Test func `consistent rules stay consistent`() throws {
        let cases = try Self.graded()
        for isApproved in [true, false] {
            let rules = Dictionary(grouping: cases.filter { $0.isApproved == isApproved }, by: \.rule)
            let consistent = rules.filter { Self.isConsistent($0.value) }.keys.sorted()
            let least = isApproved ? Self.leastApproved : Self.leastProposed
            #expect(consistent.count >= least, "\(consistent.joined(separator: " "))")
            Self.print(rules, consistent, isApproved)
        }
    }

    /// Written where a person asks for it, since the table is long.
    private static func print(_ rules: [String: [Graded]], _ consistent: [String], _ isApproved: Bool) {
        guard ProcessInfo.processInfo.environment["AUDIT_ACT_TABLE"] != nil else { return }
        Swift.print(isApproved ? "approved" : "proposed", consistent.count, "of", rules.count, consistent)
        for (rule, cases) in rules.sorted(by: { $0.key < $1.key }) where !consistent.contains(rule) {
            let lines = cases.map { "\($0.file): \($0.outcome)" }.joined(separator: ", ")
            Swift.print("  \(rule): \(lines)")
        }
    }

    private static func isConsistent(_ cases: [Graded]) -> Bool {
        let failed = cases.filter { $0.expected == .failed }.map(\.outcome)
        let isComplete = !failed.contains { $0 == .passed || $0 == .inapplicable || $0 == .untested }
        return isComplete && failed.contains(.failed)
            && !cases.contains { $0.expected != .failed && $0.outcome == .failed }
    }

    private struct Graded: Sendable {
        let rule: String
        let isApproved: Bool
        let file: String
        let expected: Outcome
        let outcome: Outcome
    }

    private static func graded() throws -> [Graded] {
        let data = Data(try SharedData.bytes("act/cases.json"))
        let listed = try JSONDecoder().decode(Cases.self, from: data).cases
        return try listed.map { entry in
            let rules = RuleRegistry.all.filter { $0.metadata.act.contains(entry.ruleId) }
            let expected = try #require(Outcome(rawValue: entry.status))
            let page = try ACTPage.load(entry.file)
            let outcomes = page?.assertions(of: rules).assertions.map(\.outcome) ?? []
            let outcome = [Outcome.failed, .cantTell, .passed, .inapplicable].first(where: outcomes.contains)
            return Graded(
                rule: entry.ruleId,
                isApproved: entry.approved,
                file: String(entry.file.dropFirst("cases/".count)),
                expected: expected,
                outcome: outcome ?? .untested
            )
        }
    }

    private struct Cases: Decodable {
        let cases: [Entry]
    }

    private struct Entry: Decodable {
        let ruleId: String
        let approved: Bool
        let status: String
        let file: String
    }
}

/// The pages of the cases.
enum ACTPage {
    /// The page of a case, or nil for what is no HTML document (rules do not look at it).
    static func load(_ file: String) throws -> Page? {
        guard file.hasSuffix(".html") || file.hasSuffix(".xhtml") else { return nil }
        let document = HTMLParser.parse(try SharedData.bytes("act/" + file))
        let styles = ComputedStyles(document: document) { href, _ in
            guard href.hasPrefix("/test-assets/"), let sheet = try? SharedData.bytes("act" + href) else { return nil }
            return ProvidedStyleSheet(StyleSheet(sheet), address: href)
        }
        return Page(document: document, styles: styles, transport: .init(address: "https://act.test/" + file))
    }
}
