import Foundation
import Testing

@testable import Audit

/// Holds the rules against variants of ACT cases that were written from the definitions.
///
/// They take other elements, other attributes, other spellings; the file says what each line means.
struct ACTVariantTests {
    @Test func `each variant has the outcome its definition asks for`() throws {
        let variants = try Self.variants()
        #expect(variants.count > 1500)
        let wrong = variants.filter { !$0.allows(Self.outcome(of: $0)) }
        #expect(wrong.isEmpty, "\(wrong.map { "line \($0.line): \(Self.outcome(of: $0))" }.joined(separator: "\n"))")
    }

    private struct Variant {
        let line: Int
        /// Of W3C's rules, or of ours.
        let rule: String
        let expected: Substring
        let markup: String

        func allows(_ outcome: Outcome) -> Bool {
            switch expected {
            case "nofail": outcome != .failed
            case "maybe": outcome == .failed || outcome == .cantTell
            default: outcome.rawValue == expected
            }
        }
    }

    private static func variants() throws -> [Variant] {
        let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Golden/act-variants.txt")
        let lines = try String(contentsOf: url, encoding: .utf8).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        return try lines.enumerated().compactMap { index, line -> Variant? in
            guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
            let mark = try #require(line.range(of: " :: "), "line \(index + 1)")
            let words = line[..<mark.lowerBound].split(separator: " ")
            try #require(
                words.count == 2
                    && (RuleRegistry.rule(String(words[0])) != nil || ACTRule.all.contains { $0.id == words[0] }),
                "line \(index + 1)"
            )
            return Variant(
                line: index + 1,
                rule: String(words[0]),
                expected: words[1],
                markup: String(line[mark.upperBound...])
            )
        }
    }

    private static func outcome(of variant: Variant) -> Outcome {
        let isPage = variant.markup.hasPrefix("<html") || variant.markup.contains("<!--html-->")
        let body = "<html lang=\"en\"><head><title>Test page</title></head><body>\(variant.markup)</body></html>"
        let document = HTMLParser.parse(Array(("<!DOCTYPE html>" + (isPage ? variant.markup : body)).utf8))
        let page = Page(
            document: document,
            styles: ComputedStyles(document: document) { _, _ in nil },
            transport: .init(address: "https://variant.test/")
        )
        let rules = RuleRegistry.all.filter { $0.metadata.id == variant.rule || $0.metadata.act.contains(variant.rule) }
        let outcomes = page.assertions(of: rules).assertions.map(\.outcome)
        return [.failed, .cantTell, .passed, .inapplicable].first(where: outcomes.contains) ?? .untested
    }
}
