import Testing

@testable import Audit

/// Pages made to be slow: each must cost about ten times as much when it is ten times as big.
@Suite(.serialized)
struct SemanticsCostTests {
    enum Hostile: String, CaseIterable, Sendable {
        case labelsReferringToEachOther, referencesToAllIDs, nestedButtons, cycles, distinctIDs, nestedLabels
        case cellsInOneTable, describedByOneText, manyRadiosOneLabel

        func markup(_ count: Int) -> String {
            let numbers = 0..<count
            switch self {
            case .labelsReferringToEachOther:
                return numbers.map { "<label for=c\(($0 + 1) % count)>x<input id=c\($0)></label>" }.joined()
            case .referencesToAllIDs:
                let all = numbers.map { "i\($0)" }.joined(separator: " ")
                return (0..<min(count, 100)).map { _ in "<button aria-labelledby='\(all)'></button>" }.joined()
                    + numbers.map { "<i id=i\($0)>x</i>" }.joined()
            case .nestedButtons:
                let depth = 400
                let nest =
                    String(repeating: "<div role=button>x", count: depth) + String(repeating: "</div>", count: depth)
                return String(repeating: nest, count: max(1, count / depth))
            case .cycles:
                return numbers.map { "<b role=button id=n\($0) aria-labelledby=n\(($0 + 1) % count)></b>" }.joined()
            case .distinctIDs: return numbers.map { "<p id=p\($0)>x</p>" }.joined()
            case .nestedLabels: return String(repeating: "<label>x", count: count)
            case .cellsInOneTable:
                return "<table>" + String(repeating: "<tr><th>a<td>b<td>c", count: count) + "</table>"
            case .describedByOneText:
                return "<p id=p>" + String(repeating: "word ", count: count)
                    + numbers.map { _ in "<a href=x aria-describedby=p>x</a>" }.joined()
            case .manyRadiosOneLabel:
                return "<label for=r>" + String(repeating: "<input type=checkbox>x", count: count)
                    + "</label><input id=r>"
            }
        }
    }

    @Test(arguments: Hostile.allCases)
    func `ten times the page costs about ten times the time`(page: Hostile) {
        let small = time(page.markup(150))
        let large = time(page.markup(1_500))
        // Twelve is the goal of the benchmark in release builds; here noise of a shared machine must not fail.
        #expect(large < max(small * 40, .milliseconds(1_500)), "\(small) → \(large)")
    }

    /// The least of three, since everything but the work itself only adds.
    private func time(_ markup: String) -> Duration {
        let document = HTMLParser.parse(Array(markup.utf8))
        return (0..<3).map { _ in
            ContinuousClock().measure { _ = Semantics(of: document, styles: nil) }
        }.min() ?? .zero
    }
}
