import Testing

@testable import Audit

/// One example of one rule.
private struct Row: CustomTestStringConvertible, Sendable {
    let rule: any Rule.Type
    let example: Example

    var testDescription: String { "\(rule.metadata.id) \(example.outcome), line \(example.line)" }
}

private let rows = RuleRegistry.all.flatMap { rule in rule.examples.map { Row(rule: rule, example: $0) } }

struct RuleExampleTests {
    @Test(arguments: rows)
    fileprivate func `an example has its outcome exactly at its marks`(row: Row) {
        let (html, marks) = removingMarks(row.example.markup)
        let page = Page(testing: html)
        let verdicts = page.verdicts(of: row.rule)
        if row.example.outcome == .inapplicable {
            #expect(verdicts.isEmpty, "\(verdicts)")
            return
        }
        let offsets = verdicts.filter { $0.verdict.outcome == row.example.outcome }
            .map { Int(page.document.sourceOffset[Int($0.target.index)]) }
        #expect(offsets == marks, "\(verdicts)")
        let assertion = page.assertions(of: [row.rule]).assertions[0]
        #expect(assertion.outcome == row.example.outcome)
    }

    @Test(arguments: RuleRegistry.all.map { RuleCase(rule: $0) })
    func `a rule shows what it is about`(tested: RuleCase) {
        let outcomes = Set(tested.rule.examples.map(\.outcome))
        #expect(outcomes.contains(.failed) || outcomes.contains(.cantTell))
        let isReview = tested.rule.metadata.kind == .review
        #expect(!(isReview && outcomes.contains(.failed)), "a review asks, it does not fail")
        #expect(tested.rule.examples.count >= 6)
    }
}

/// A rule as a test's argument.
struct RuleCase: CustomTestStringConvertible, Sendable {
    let rule: any Rule.Type

    var testDescription: String { rule.metadata.id }
}

/// The markup without its marks, and the byte offsets of what follows each.
func removingMarks(_ markup: String) -> (html: [UInt8], marks: [Int]) {
    let mark = Array("▸".utf8)
    var html: [UInt8] = []
    var marks: [Int] = []
    var rest = Array(markup.utf8)[...]
    while let first = rest.first {
        if rest.starts(with: mark) {
            marks.append(html.count)
            rest = rest.dropFirst(mark.count)
        } else {
            html.append(first)
            rest = rest.dropFirst()
        }
    }
    return (html, marks)
}

extension Page {
    /// A page of this markup as `audit check` makes it, without linked sheets.
    convenience init(testing html: [UInt8], address: String = "test.html") {
        let document = HTMLParser.parse(html)
        let styles = ComputedStyles(document: document) { _, _ in nil }
        self.init(document: document, styles: styles, transport: .init(address: address))
    }
}
