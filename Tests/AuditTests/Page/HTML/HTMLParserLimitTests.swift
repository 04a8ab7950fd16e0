import Foundation
import Testing

@testable import Audit

/// Bounds, linear time and the shape of any document.
struct HTMLParserLimitTests {
    private func parse(_ html: String, _ change: (inout HTMLParser.Limits) -> Void = { _ in }) -> Document {
        var options = HTMLParser.Options()
        change(&options.limits)
        return HTMLParser.parse(Array(html.utf8), options: options)
    }

    // MARK: - Limits

    @Test func `what lies deeper than the limit becomes a sibling at that depth`() {
        let document = parse("<div><p>1<b>2<i>3<u>4</u>5</i>6</b>7</p>8</div>9") { $0.depth = 4 }
        #expect(
            document.dump() == """
                | <html>
                |   <head>
                |   <body>
                |     <div>
                |       <p>
                |       "1"
                |       <b>
                |       "2"
                |       <i>
                |       "3"
                |       <u>
                |       "4"
                |       "5"
                |       "6"
                |       "7"
                |       "8"
                |     "9"
                """
        )
        #expect(document.exceededLimit == nil)
    }

    @Test func `any nesting stays within the depth limit`() {
        let document = HTMLParser.parse([UInt8]("<div>".utf8).repeated(100_000))
        #expect(document.elementCount == 100_003)
        #expect(document.greatestDepth == ParseLimits.maximumDepth)
        let isConsistent = document.isConsistent
        #expect(isConsistent)
    }

    @Test func `a page with too many nodes is cut`() {
        let document = parse(String(repeating: "<p>x", count: 100)) { $0.nodes = 50 }
        #expect(document.exceededLimit == .nodes)
        #expect(document.nodeCount <= 52)
        let isConsistent = document.isConsistent
        #expect(isConsistent)
    }

    @Test func `a page with too many bytes is cut`() {
        let document = parse("<p>新新新") { $0.bytes = 7 }
        #expect(document.exceededLimit == .bytes)
        #expect(document.dump().hasSuffix("\"新\u{FFFD}\""))
    }

    @Test func `an element with too many attributes keeps the first of them`() {
        let document = parse("<p a b c d>x") { $0.attributes = 3 }
        #expect(document.exceededLimit == .attributes)
        #expect(document.attributeName.count == 3)
        #expect(document.dump().hasSuffix("\"x\""))
    }

    @Test func `attributes copied by reconstruction are counted`() {
        let document = parse("<p><font a b c d>" + String(repeating: "<p>x", count: 100)) { $0.pageAttributes = 50 }
        #expect(document.exceededLimit == .attributes)
        #expect(document.attributeName.count <= 50)
        let isConsistent = document.isConsistent
        #expect(isConsistent)
    }

    @Test func `formatting that is opened anew in each paragraph is bounded by the nodes`() {
        let html = (0..<2_000).map { "<p><font x=\($0)></p>" }.joined()
        let document = parse(html) { $0.nodes = 20_000 }
        #expect(document.exceededLimit == .nodes)
        #expect(document.nodeCount < 20_000 + ParseLimits.maximumActiveFormatting)
    }

    @Test func `parse errors are capped`() {
        let document = parse(String(repeating: "</x>", count: 5_000))
        #expect(document.parseErrors.count == ParseLimits.maximumParseErrors)
    }

    // MARK: - Linear time

    /// Markup that makes a careless parser quadratic, by the part that is repeated.
    private static let soups: [(name: String, start: String, part: @Sendable (Int) -> String)] = [
        ("a", "", { _ in "<a>" }),
        ("a with block", "", { _ in "<a><div>" }),
        ("closed a", "", { _ in "<a><p></a>" }),
        ("b", "", { _ in "<b>" }),
        ("b and blocks", "", { _ in "<b><p>" }),
        ("unlike font", "", { "<font x=\($0)>" }),
        ("closed unlike font", "", { "<i x=\($0)><p></i>" }),
        ("unlike font in cells", "<table>", { "<td><font x=\($0)>" }),
        ("p", "", { _ in "<p>" }),
        ("nested button", "", { _ in "<div><button>" }),
        ("end tags without start", "<div><span>", { _ in "</b></p></x></li></h1>" }),
        ("nested and p", "", { _ in "<div><p></p></x></b>" }),
        ("nested and li", "", { _ in "<div><ul><li>" }),
        ("nested and table", "", { _ in "<div><table></table>" }),
        ("table soup", "<table>", { _ in "x<b>&amp;<tr>y<td>&lt;" }),
        ("fostered text", "x<table>", { _ in "y<td>&amp;" }),
        ("nested table", "", { _ in "<table><td>" }),
        ("nested template", "", { _ in "<template>" }),
        ("nested svg", "<svg>", { _ in "<g></x>" }),
        ("nested select", "", { _ in "<select><selectedcontent><object>" }),
        ("adoption", "<b>", { _ in "<div></b>" }),
        ("attributes", "<p ", { "a\($0) " }),
        ("same attribute", "<p ", { _ in "a " }),
        ("body attributes", "<body>", { "<body a\($0 % 50)>" }),
        ("comment", "<!--", { _ in "<!-- -" }),
        ("references", "", { _ in "&ampamp" }),
        ("unknown references", "", { _ in "&xxxxxxxx" }),
        ("script", "<script><!--", { _ in "<script</script<!--" }),
        ("raw text", "<style>", { _ in "</style" }),
        ("carriage returns", "<pre>", { _ in "x\r\n\r" }),
        ("forms", "", { _ in "<form><div></form>" }),
        ("less than", "", { _ in "<" }),
    ]

    @Test(arguments: soups.indices)
    func `four times the soup takes about four times as long`(index: Int) {
        let soup = Self.soups[index]
        func source(_ count: Int) -> [UInt8] { Array((soup.start + (0..<count).map(soup.part).joined()).utf8) }
        func time(_ source: [UInt8]) -> Double {
            (0..<3).map { _ in
                let start = threadSeconds()
                _ = HTMLParser.parse(source)
                return threadSeconds() - start
            }.min() ?? 0
        }
        let (small, large) = (time(source(800)), time(source(3_200)))
        // A quadratic part would take sixteen times as long.
        #expect(large < small * 8 + 0.005, "\(soup.name): \(small) s, then \(large) s")
    }

    /// The processor time of this thread, which other tests do not lengthen.
    private func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    // MARK: - Any bytes

    @Test(arguments: 0..<60)
    func `any bytes make a document, the same one each time`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<20 {
            let source = randomMarkup(&generator)
            let document = HTMLParser.parse(source)
            let isConsistent = document.isConsistent
            #expect(isConsistent, "\(source)")
            #expect(document.dump() == HTMLParser.parse(source).dump())
        }
    }

    private func randomMarkup(_ generator: inout SeededGenerator) -> [UInt8] {
        let parts = [
            "<a href=x>", "</a>", "<b>", "</b>", "<p>", "</p>", "<table>", "<tr>", "<td>", "</table>", "<caption>",
            "<template>", "</template>", "<template shadowrootmode=open>", "<svg>", "<foreignObject>", "<math>",
            "<mi>", "</svg>", "<select>", "<option>", "<button><selectedcontent>", "</select>", "<li>", "<ul>",
            "<form>", "</form>", "<nobr>", "<script>", "</script>", "<title>", "</title>", "<frameset>", "<frame>",
            "<body x=y>", "<html z>", "</body>", "</html>", "<!--", "-->", "<!doctype html>", "&amp;", "&#x80", "&",
            "<![CDATA[", "]]>", "\r\n", "\0", "<col>", "<input type=hidden>", "<div ", "x='", "\">", "<plaintext>",
            "</br>", "<hr>", "<object>", "</object>", "文", " ",
        ]
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &generator) {
            if Int.random(in: 0..<12, using: &generator) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &generator))
            } else {
                bytes += Array(parts[Int.random(in: 0..<parts.count, using: &generator)].utf8)
            }
        }
        return bytes
    }
}

extension [UInt8] {
    func repeated(_ count: Int) -> [UInt8] { Array(repeatElement(self, count: count).joined()) }
}

extension Document {
    var greatestDepth: Int {
        var depth = [0]
        for index in 1..<nodeCount { depth.append(depth[Int(parent[index])] + 1) }
        return depth.max() ?? 0
    }

    /// Whether the columns fit together as their comments say.
    var isConsistent: Bool {
        let count = kind.count
        let columns = [
            name.count, namespace.count, parent.count, end.count, sourceOffset.count, startTagEnd.count, text.count,
        ]
        guard columns.allSatisfy({ $0 == count }), firstAttribute.count == count + 1, kind[0] == .document,
            end[0] == count, attributeValue.count == attributeName.count,
            attributeOffset.count == attributeName.count, Int(firstAttribute[count]) == attributeName.count
        else { return false }
        for index in 1..<count {
            let above = Int(parent[index])
            // A parent comes before its children and its subtree holds theirs.
            guard above >= 0, above < index, end[index] > index, end[index] <= end[above] else { return false }
            guard firstAttribute[index] >= firstAttribute[index - 1] else { return false }
            guard text[index].lowerBound >= 0, Int(text[index].upperBound) <= bytes.count else { return false }
            guard sourceOffset[index] < sourceLength || sourceLength == 0 else { return false }
        }
        guard attributeValue.allSatisfy({ $0.lowerBound >= 0 && Int($0.upperBound) <= bytes.count }) else {
            return false
        }
        return byName.count == kind.count { $0 == .element }
    }
}
