import Testing

@testable import Audit

struct SelectorTests {
    struct Row: CustomTestStringConvertible {
        let selector: String
        let html: String
        let matched: String
        var testDescription: String { "\(selector) in \(html)" }

        init(_ selector: String, _ html: String, _ matched: String) {
            self.selector = selector
            self.html = html
            self.matched = matched
        }
    }

    private static let tree = """
        <div id=a class="x y"><p id=b lang=zh-CN>1</p><p id=c class=x>2<b id=d>3</b></p><ul id=e><li id=f><li id=g class=Y>
        <li id=h></ul></div>
        """
    private static let form = """
        <form id=a><input id=b required><input id=c disabled type=CheckBox checked><fieldset id=d disabled><legend id=e>
        <input id=f></legend><input id=g placeholder=x></fieldset><a id=h href=x></a><textarea id=i readonly></textarea>
        <select id=j><optgroup id=k disabled><option id=l selected></optgroup></select></form>
        """

    private static let rows: [Row] = [
        Row("p", tree, "b c"), Row("*:is(p, li)", tree, "b c f g h"), Row("#a", tree, "a"), Row(".x", tree, "a c"),
        Row(".x.y", tree, "a"), Row("P", tree, "b c"), Row(".Y", tree, "g"), Row("div p b", tree, "d"),
        Row("div > b", tree, ""), Row("p + p", tree, "c"), Row("p ~ ul", tree, "e"),
        Row("p ~ ul > li + li", tree, "g h"),
        Row("div p:not(.x)", tree, "b"), Row(":not(p, li, div, ul, html, head, body, style)", tree, "d"),
        Row(":where(div) :is(.x, .nope)", tree, "c"), Row("#a:has(> p b)", tree, "a"), Row("p:has(b)", tree, "c"),
        Row("p:has(+ p)", tree, "b"), Row("p:has(~ ul)", tree, "b c"), Row("div:has(.nope)", tree, ""),
        Row("li:nth-child(2)", tree, "g"), Row("li:nth-child(odd)", tree, "f h"),
        Row("li:nth-child(-n + 2)", tree, "f g"),
        Row("li:nth-last-child(1)", tree, "h"), Row("li:first-child, li:last-child", tree, "f h"),
        Row("p:nth-of-type(2)", tree, "c"), Row("ul:first-of-type:last-of-type", tree, "e"),
        Row("ul:only-of-type", tree, "e"), Row("b:only-child", tree, "d"), Row(":nth-child(1 of .x)", tree, "a c"),
        Row("div > :nth-last-child(2 of p, ul)", tree, "c"), Row("li:empty", tree, "f h"),
        Row("[lang]", tree, "b"), Row("[lang|=zh]", tree, "b"), Row("[lang=ZH-cn]", tree, "b"),
        Row("[class~=y]", tree, "a"),
        Row("[class^=x]", tree, "a c"), Row("[class$=y]", tree, "a"), Row("[class$=y i]", tree, "a g"),
        Row("[class*=' ']", tree, "a"), Row("[class=y]", tree, ""), Row("p:lang(zh)", tree, "b"),
        Row("p:lang(en, 'zh-CN')", tree, "b"), Row("p:dir(ltr)", tree, "b c"), Row("html > body > div", tree, "a"),
        Row(":root div", tree, "a"), Row("svg|p, *|b", tree, "b c d"),
        Row("input:required", form, "b"), Row("input:optional", form, "c f g"), Row("input:disabled", form, "c g"),
        Row("input:enabled", form, "b f"), Row("optgroup:disabled, option:disabled", form, "k l"),
        Row("input:checked, option:checked", form, "c l"), Row("input[type=checkbox]", form, "c"),
        Row(":placeholder-shown", form, "g"), Row("a:link", form, "h"), Row(":any-link", form, "h"),
        Row("a:visited", form, ""),
        Row("a:hover, a:focus, a:active, a:target", form, ""), Row("a:not(:hover)", form, "h"),
        Row("textarea:read-only", form, "i"), Row("input:read-write", form, "b f"),
        // Forgiving and unforgiving lists, and what is invalid.
        Row("p:is(.x, :nonsense)", tree, "c"), Row("p, :nonsense", tree, ""), Row("p:not(:nonsense)", tree, ""),
        Row("p::nonsense", tree, ""), Row("p >", tree, ""), Row("> p", tree, ""), Row("#1a, p", tree, ""),
        Row("p:nth-child(2n + )", tree, ""), Row("[lang=]", tree, ""), Row("p..x", tree, ""), Row("\\70", tree, "b c"),
        Row("p:hover::before, p::-webkit-anything, p", tree, "b c"),
        // Failures on the way up must not hide another way.
        Row(
            ".o > .i > b",
            "<div id=a class=o><div id=b class=i><div id=c class=i><b id=d></b></div><b id=e></b></div></div>",
            "e"
        ),
        Row(
            ".o .i ~ p b",
            "<div class=o><i class=i></i><p><u class=i></u><s><p id=a><b id=b></b></p></s></p></div>",
            "b"
        ),
        Row("i + b ~ u p", "<i></i><b></b><u><b></b><u><p id=a></p></u></u>", "a"),
    ]

    @Test(arguments: rows)
    func `a selector matches exactly these elements`(row: Row) {
        let page = StyledPage(row.html, css: "\(row.selector) { z-index: 7 }")
        var matched: [String] = []
        for index in page.document.kind.indices where page.document.kind[index] == .element {
            let node = NodeID(index)
            guard page.styles.style(of: node).zIndex == 7, let id = page.document.attribute(.id, of: node) else {
                continue
            }
            matched.append(id.string)
        }
        #expect(matched.joined(separator: " ") == row.matched)
    }

    @Test(arguments: [
        ("*", 0, 0, 0), ("li", 0, 0, 1), ("ul li", 0, 0, 2), ("ul ol+li", 0, 0, 3), ("h1 + *[rel=up]", 0, 1, 1),
        ("ul ol li.red", 0, 1, 3), ("li.red.level", 0, 2, 1), ("#x34y", 1, 0, 0), ("#s12:not(FOO)", 1, 0, 1),
        (".foo :is(.bar, #baz)", 1, 1, 0), (":where(#a) b", 0, 0, 1), ("a::before", 0, 0, 2), ("a:hover", 0, 1, 1),
        (":nth-child(2 of .x, #y)", 1, 1, 0), (":has(#a)", 1, 0, 0), ("div:not(:is(.a, b))", 0, 1, 1),
    ])
    func `specificity counts as Selectors 4 says`(selector: String, ids: Int, classes: Int, types: Int) throws {
        let tokens = CSSTokens(Array(selector.utf8))
        var parser = SelectorParser(tokens)
        let parsed = parser.list(0..<tokens.count, .plain)
        let list = try #require(parsed)
        let specificity = parser.store.selectors[Int(list.lowerBound)].specificity
        #expect(specificity == Specificity(ids: ids, classes: classes, types: types))
    }

    @Test func `in quirks mode classes and identifiers match without case`() {
        let html = "<p id=Aa class=Bb>x</p><style>.bB { z-index: 7 } #aA { order: 5 }</style>"
        let quirky = StyledPage(document: HTMLParser.parse(Array(html.utf8)))
        #expect(quirky["Aa"].zIndex == 7)
        #expect(quirky["Aa"].order == 5)
        let standard = StyledPage(document: HTMLParser.parse(Array("<!DOCTYPE html>\(html)".utf8)))
        #expect(standard["Aa"].zIndex == nil)
        #expect(standard["Aa"].order == 0)
    }

    @Test func `a shadow tree has its own rules, and its slots pass styles on`() {
        let page = StyledPage(
            """
            <div id=host><template shadowrootmode=open><style>p { z-index: 3 } :host { order: 4; color: red }
            ::slotted(i) { z-index: 5 } b { color: blue }</style><p id=in>x</p><b><slot name=s></slot></b></template>
            <i id=slotted slot=s>x</i><u id=lost>x</u></div><p id=out>x</p>
            """,
            css: "p { order: 9 }"
        )
        #expect(page["in"].zIndex == 3)
        #expect(page["in"].order == 0)
        #expect(page["out"].order == 9)
        #expect(page["out"].zIndex == nil)
        #expect(page["host"].order == 4)
        #expect(page["in"].color == Color(hex: 0xFF0000))
        #expect(page["slotted"].zIndex == 5)
        #expect(page["slotted"].color == Color(hex: 0x0000FF))
        #expect(page.styles.isRendered(page.node("slotted")))
        #expect(!page.styles.isRendered(page.node("lost")))
    }
}
