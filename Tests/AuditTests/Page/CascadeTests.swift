import Testing

@testable import Audit

struct CascadeTests {
    struct Row: CustomTestStringConvertible {
        let css: String
        let html: String
        let color: UInt32
        var testDescription: String { "\(css) on \(html)" }

        init(_ css: String, _ color: UInt32, _ html: String = "<p id=t class=c>x</p>") {
            self.css = css
            self.html = html
            self.color = color
        }
    }

    private static let rows: [Row] = [
        Row("p { color: #111 } p { color: #222 }", 0x222222),
        Row(".c { color: #111 } p { color: #222 }", 0x111111),
        Row("p { color: #111 !important } .c { color: #222 }", 0x111111),
        Row("p { color: #111 !important } #t { color: #222 !important }", 0x222222),
        Row("p { color: #111 }", 0x333333, "<p id=t style='color: #333'>x</p>"),
        Row("p { color: #111 !important }", 0x111111, "<p id=t style='color: #333'>x</p>"),
        Row("p { color: #111 !important }", 0x333333, "<p id=t style='color: #333 ! important'>x</p>"),
        Row("p { color: #111; color: nonsense; color: 12 }", 0x111111),
        Row("p { color: #111; *color: #222; color: #333\\9; _color: #444 }", 0x111111),
        Row("div { color: #111 }", 0x111111, "<div><p id=t>x</p></div>"),
        Row("div { color: #111 } p { color: initial }", 0, "<div><p id=t>x</p></div>"),
        Row("div { color: #111 } a { color: inherit }", 0x111111, "<div><a href=x id=t>x</a></div>"),
        Row("div { color: #111 } a { color: unset }", 0x111111, "<div><a href=x id=t>x</a></div>"),
        Row("div { color: #111 } a { color: revert }", 0x0000EE, "<div><a href=x id=t>x</a></div>"),
        Row("div { color: #111 } a { all: revert }", 0x0000EE, "<div><a href=x id=t>x</a></div>"),
        Row("@layer a { p { color: #111 } } @layer b { p { color: revert-layer } }", 0x111111),
        Row("@layer a { p { color: #111 } } p { color: #222 } #t { color: revert-layer }", 0x111111),
        Row("@layer a { p { color: #111 } p { color: revert-layer } }", 0),
        Row("p { color: #111 }", 0x111111, "<p id=t style='color: revert-layer'>x</p>"),
        Row(
            "@layer a { a { color: #111 } } @layer b { a { color: revert-layer } } a { color: revert-layer }",
            0x111111,
            "<a id=t href=x>x</a>"
        ),
        Row("a { color: revert-layer }", 0x0000EE, "<a id=t href=x>x</a>"),
        Row(
            "div { color: #111 } b { color: color-mix(in srgb, currentColor 100%, red) }",
            0x111111,
            "<div><b id=t>x</b></div>"
        ),
        Row("div { color: #f01 } b { color: rgb(from currentColor 0 g b) }", 0x000011, "<div><b id=t>x</b></div>"),
        Row("a { color: #111 } a { all: initial }", 0, "<a href=x id=t>x</a>"),
        // Layers: later ones win, none at all wins over all; importance turns it round.
        Row("@layer a { #t { color: #111 } } @layer b { p { color: #222 } }", 0x222222),
        Row("@layer b, a; @layer a { p { color: #111 } } @layer b { p { color: #222 } }", 0x111111),
        Row("p { color: #333 } @layer a { #t { color: #111 } }", 0x333333),
        Row("@layer a { p { color: #111 !important } } @layer b { p { color: #222 !important } }", 0x111111),
        Row("@layer a { p { color: #111 !important } } p { color: #222 !important }", 0x111111),
        Row("@layer a { p { color: #111 } @layer b { #t { color: #222 } } }", 0x111111),
        Row("@layer a.b { p { color: #111 } } @layer a { @layer b { p { color: #222 } } }", 0x222222),
        Row("@layer { p { color: #111 } } @layer { p { color: #222 } }", 0x222222),
        // Conditions.
        Row("p { color: #111 } @media print { p { color: #222 } }", 0x111111),
        Row("p { color: #111 } @media (min-width: 1280px) { p { color: #222 } }", 0x222222),
        Row("p { color: #111 } @media (max-width: 1279px) { p { color: #222 } }", 0x111111),
        Row("@media screen { @media (orientation: landscape) { p { color: #222 } } }", 0x222222),
        Row("@supports (display: grid) and (not (display: nonsense)) { p { color: #111 } }", 0x111111),
        Row("@supports selector(:has(a)) { p { color: #111 } }", 0x111111),
        Row("p { color: #111 } @supports (nonsense: 1) { p { color: #222 } }", 0x111111),
        Row("p { color: #111 } @container (width > 1px) { p { color: #222 } }", 0x111111),
        // Nesting.
        Row("div { color: #111; & p { color: #222 } }", 0x222222, "<div><p id=t>x</p></div>"),
        Row("div { p { color: #222 } }", 0x222222, "<div><p id=t>x</p></div>"),
        Row("div { > p { color: #222 } }", 0x222222, "<div><p id=t>x</p></div>"),
        Row("p { &.c { color: #111 } .x & { color: #222 } }", 0x111111),
        Row("p { @media screen { color: #222 } color: #111 }", 0x111111),
        Row("p { color: #111; @media screen { &.c { color: #222 } } }", 0x222222),
        // Variables.
        Row(":root { --a: #111 } p { color: var(--a) }", 0x111111),
        Row("p { color: var(--none, #222) }", 0x222222),
        Row("p { color: var(--none, var(--also, #333)) }", 0x333333),
        Row("div { color: #111 } p { color: #222; color: var(--none) }", 0x111111, "<div><p id=t>x</p></div>"),
        Row("p { --a: var(--b); --b: var(--a); color: var(--a, #333) }", 0x333333),
        Row("p { --a: var(--b); --b: var(--c); --c: 1 var(--b); color: var(--a, #333) }", 0x333333),
        Row(":root { --a: #111 } p { --a: var(--a); color: var(--a, #333) }", 0x333333),
        Row(":root { --a: 17; --b: rgb(var(--a) var(--a) var(--a)) } p { color: var(--b) }", 0x111111),
        Row(":root { --a: #111 } p { --a: initial; color: var(--a, #333) }", 0x333333),
        Row("div { --a: #111 } p { color: var(--a) }", 0x111111, "<div><p id=t>x</p></div>"),
        Row("p { --a: #111 !important; --a: #222; color: var(--a) }", 0x111111),
        Row("@property --a { syntax: '<color>'; inherits: true; initial-value: #444 } p { color: var(--a) }", 0x444444),
        Row("p { color: env(none, #222) }", 0x222222),
        Row("p { --a: inherit; color: var(--a) }", 0, "<p id=t>x</p>"),
        // Presentational attributes lose against any rule of the author.
        Row("", 0x00FF00, "<font id=t color=lime>x</font>"),
        Row("font { color: #111 }", 0x111111, "<font id=t color=lime>x</font>"),
        Row("* { color: #111 }", 0x111111, "<font id=t color=lime>x</font>"),
        Row("", 0x123456, "<body text=#123456><p id=t>x</p>"),
        Row("", 0x123456, "<body link='123456'><a id=t href=x>x</a>"),
        Row("", 0xC0FFEE, "<font id=t color='c0ffee'>x</font>"),
    ]

    @Test(arguments: rows)
    func `the strongest declaration wins`(row: Row) {
        #expect(StyledPage(row.html, css: row.css)["t"].color == Color(hex: row.color))
    }

    @Test func `imported sheets come before the sheet that imports them`() {
        let page = StyledPage(
            "<p id=a>x<p id=b>x<p id=c>x<p id=d>x",
            css: """
                @import "one.css"; @import url(two.css) print; @import 'three.css' layer(l) supports(display: flex) screen;
                #b { color: #222 } @import "late.css";
                """,
            imports: [
                "one.css": "@import 'one.css'; #a { color: #111 } #b { color: #111 }", "two.css": "#d { color: #444 }",
                "three.css": "#c { color: #333 } #b { color: #333 }", "late.css": "#d { color: #555 }",
            ]
        )
        #expect(page["a"].color == Color(hex: 0x111111))
        #expect(page["b"].color == Color(hex: 0x222222))
        #expect(page["c"].color == Color(hex: 0x333333))
        #expect(page["d"].color == .black)
        #expect(page.styles.isComplete)
    }

    @Test func `a sheet that cannot be had makes the styles incomplete`() {
        let page = StyledPage("<link rel=stylesheet href=a.css><link rel=stylesheet href=b.css media=print><p id=t>x")
        #expect(page.styles.problems == [StyleProblem(.missingSheet, address: "a.css")])
        #expect(!page.styles.isComplete)
    }

    @Test(arguments: [
        ("<link rel='stylesheet' href=x.css>", true), ("<link rel='alternate stylesheet' title=t href=x.css>", false),
        ("<link rel=stylesheet disabled href=x.css>", false),
        ("<link rel=stylesheet type=text/plain href=x.css>", false),
        ("<noscript><link rel=stylesheet href=x.css></noscript>", false),
        ("<template><link rel=stylesheet href=x.css></template>", false),
        ("<link rel=stylesheet title=a href=y.css><link rel=stylesheet title=b href=x.css>", false),
        ("<link rel=StyleSheet type='TEXT/css; charset=gbk' href=' x.css '>", true),
        ("<link rel=icon href=x.css>", false),
    ])
    func `a link is a style sheet only where HTML says so`(html: String, isUsed: Bool) {
        let page = StyledPage("\(html)<p id=t>x", imports: ["x.css": "p { order: 1 }", "y.css": ""])
        #expect((page["t"].order == 1) == isUsed)
    }

    @Test func `what only layout decides is noted where it would apply`() {
        let page = StyledPage("<p id=a>x</p><b id=b>x</b>", css: "@container (width > 9px) { p { color: red } }")
        #expect(page["a"].isUncertain)
        #expect(!page["b"].isUncertain)
    }

    @Test func `generated content is text where it can be known`() {
        let page = StyledPage(
            "<p id=a title=T>x</p><q id=q>x</q><i id=n></i><b id=i></b><u id=l></u>",
            css: """
                #a::before { content: "a" attr(title) ' ' open-quote; color: red } #a:after { content: none }
                #n::before { color: red } #i::before { content: url(x.png) / "alt" } #l::after { content: "x"; display: none }
                """
        )
        #expect(page.styles.before(page.node("a"))?.text.string == "aT \u{201C}")
        #expect(page.styles.before(page.node("a"))?.style.color == Color(hex: 0xFF0000))
        #expect(page.styles.after(page.node("a")) == nil)
        #expect(page.styles.after(page.node("q"))?.text.string == "\u{201D}")
        #expect(page.styles.before(page.node("n")) == nil)
        #expect(page.styles.before(page.node("i"))?.style.content == .other)
        #expect(page.styles.before(page.node("i"))?.alternative?.string == "alt")
        #expect(page.styles.after(page.node("l")) == nil)
    }

    @Test func `the declarations of a style attribute can be read as written`() {
        let page = StyledPage("<p id=t style='Letter-Spacing: 0.1em !important; ;color:red;bad;x:y'>x")
        let declarations = page.document.inlineDeclarations(of: page.node("t"))
        #expect(declarations.map(\.name.string) == ["letter-spacing", "color", "x"])
        #expect(declarations.map(\.value.string) == ["0.1em", "red", "y"])
        #expect(declarations.map(\.isImportant) == [true, false, false])
    }
}
