import Foundation
import Testing

@testable import Audit

struct StyleRobustnessTests {
    private static let pieces = [
        "a", "#b", ".c", "*", ":is(", ":has(", ":not(", "&", ">", "+", "~", ",", " ", "{", "}", "(", ")", "[", "]", "=",
        ":",
        ";", "color", "red", "--x", "var(--x", "var(--x, ", "calc(", "1px", "50%", "url(", "\"", "'", "\\", "@media ",
        "@layer ",
        "@import ", "@supports ", "@container ", "!important", "::before", ":nth-child(2n+1 of ", "background", "font",
        "border", "linear-gradient(", "rgb(", "from ", "/*", "*/", "\u{0}", "é", "all:inherit", "content", "attr(id)",
        "transform",
        "matrix(", "rotate(", "animation", "inset(", "12", "-", "e3",
    ]

    @Test(arguments: 0..<300)
    func `any sheet over any page ends, and twice alike`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var css = ""
        for _ in 0..<Int.random(in: 1...120, using: &generator) {
            css += Self.pieces.randomElement(using: &generator) ?? ""
        }
        let html = "<div id=b class=c><a class='c d' href=x style='\(css.filter { $0 != "'" })'>x</a><b></b></div>"
        let document = HTMLParser.parse(Array(html.utf8))
        let sheet = StyleSheet(css.utf8)
        let first = ComputedStyles(document: document, sheets: [StyleSheetSource(sheet)])
        let second = ComputedStyles(document: document, sheets: [StyleSheetSource(StyleSheet(css.utf8))])
        #expect(first.styleOfNode == second.styleOfNode)
        #expect(first.hidden == second.hidden)
    }

    @Test(arguments: 0..<200)
    func `any bytes make a sheet`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let bytes = (0..<500).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let sheet = StyleSheet(bytes)
        #expect(sheet.ruleCount <= 500)
    }

    @Test(arguments: [
        ("{", 200_000), ("a{", 100_000), ("a:b{}", 50_000), ("@media(", 50_000), ("a{b:", 50_000),
        ("@layer a{", 50_000),
        (":is(", 100_000), ("(", 200_000), ("[", 200_000), ("/*", 200_000), ("\\", 200_000), ("a{--x:", 50_000),
        ("@import 'a';", 50_000), ("a,", 100_000), ("@layer a,", 50_000), ("a{b{c:d}e{f:g}", 20_000), ("url(", 100_000),
    ])
    func `a hostile sheet is read in bounded time`(piece: String, count: Int) {
        let clock = ContinuousClock()
        let time = clock.measure { _ = StyleSheet(Array(String(repeating: piece, count: count).utf8)) }
        #expect(time < .seconds(20))
    }

    @Test func `layers that roll back in turn cost one pass over them`() {
        var css = "@layer first { p { color: #123456 } }"
        for number in 0..<4_000 { css += "@layer l\(number) { p { all: revert-layer } }" }
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(StyledPage("<p id=t>x", css: css)["t"].color == Color(hex: 0x123456))
        }
        #expect(time < .seconds(15))
    }

    @Test func `variables that multiply are stopped at the limit`() {
        var css = ":root { --a0: 1234567890123456;"
        for level in 1...40 { css += "--a\(level): var(--a\(level - 1)) var(--a\(level - 1));" }
        let page = StyledPage("<p id=t>x", css: css + "} p { color: var(--a40, red) }")
        #expect(page.styles.problems.contains(StyleProblem(.customPropertyLimit)))
    }

    @Test(arguments: [
        "a ~ b ~ i", "* * * * * * i", "div > * div * > i", ":has(~ i i)", ":nth-child(2 of div)", "i:not(:has(+ b u))",
        "div:has(> div > div b)",
    ])
    func `matching costs no more than the budget`(selector: String) {
        let html = String(repeating: "<div>", count: 400) + String(repeating: "<a></a><i></i>", count: 2_000)
        let document = HTMLParser.parse(Array("<!DOCTYPE html>\(html)".utf8))
        let clock = ContinuousClock()
        let time = clock.measure {
            _ = ComputedStyles(document: document, sheets: [StyleSheetSource(StyleSheet("\(selector){order:1}".utf8))])
        }
        #expect(time < .seconds(120))
    }

    /// Matching steps rather than time, which other work on the machine disturbs.
    @Test func `the cost grows with the page and not with page times rules`() {
        func steps(elements: Int, rules: Int) -> Int {
            let html = (0..<elements).map { "<p class='c\($0 % 50)'><b>x</b></p>" }.joined()
            let css = (0..<rules).map { ".c\($0) b, .d\($0) > p { color: red }" }.joined()
            let document = HTMLParser.parse(Array("<!DOCTYPE html>\(html)".utf8))
            var cascade = Cascade(
                document: document,
                sheets: [StyleSheetSource(StyleSheet(css.utf8))],
                media: MediaContext()
            )
            let before = cascade.matcher.steps
            cascade.run()
            return before - cascade.matcher.steps
        }
        let base = steps(elements: 2_000, rules: 100)
        #expect(steps(elements: 20_000, rules: 100) <= base * 11)
        #expect(steps(elements: 2_000, rules: 5_000) <= base * 2)
    }

    @Test(
        .enabled(if: SharedData.exists("corpora"), SharedData.comment),
        arguments: ["cn-zhangjiagang-trading", "cn-daozhen-hr"]
    )
    func `the sheets of real portals are read and applied`(corpus: String) throws {
        let pages = SharedData.files(under: "corpora/\(corpus)").filter { $0.path.hasSuffix(".html") }.prefix(25)
        #expect(!pages.isEmpty)
        var sheets: [String: StyleSheet] = [:]
        var rules = 0
        for page in pages {
            let document = HTMLParser.parse([UInt8](try Data(contentsOf: page)))
            let styles = ComputedStyles(document: document) { href, base in
                let address = base.map { URL(filePath: $0) } ?? page
                let url =
                    href.hasPrefix("/")
                    ? SharedData.url("corpora/\(corpus)\(href)") : URL(string: href, relativeTo: address)
                guard let path = url?.path, let data = FileManager.default.contents(atPath: path) else { return nil }
                let sheet = sheets[path] ?? StyleSheet(data)
                sheets[path] = sheet
                return ProvidedStyleSheet(sheet, address: path)
            }
            #expect(!styles.problems.contains { $0.kind != .missingSheet })
            rules = max(rules, sheets.values.reduce(0) { $0 + $1.ruleCount })
            let body = try #require(document.elements(.body).first)
            #expect(styles.display(of: body) == .block)
        }
        #expect(rules > 100)
    }
}
