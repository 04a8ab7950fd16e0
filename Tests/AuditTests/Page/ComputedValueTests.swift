import Testing

@testable import Audit

struct ComputedValueTests {
    @Test(
        arguments: [
            ("10px", 10), ("12pt", 16), ("1in", 96), ("2.54cm", 96), ("25.4mm", 96), ("6pc", 96), ("2em", 40),
            ("2rem", 32),
            ("1ex", 10), ("2ch", 20), ("10vw", 128), ("10vh", 72), ("1vmin", 7.2), ("1vmax", 12.8),
            ("calc(1px + 2em)", 41),
            ("calc((1em + 4px) * 2 / 3)", 16), ("min(10px, 1em)", 10), ("max(10px, 1em)", 20),
            ("clamp(1px, 5em, 30px)", 30),
            ("calc(10px - 2 * -3px)", 16), ("-webkit-calc(1px + 1px)", 2), ("40Q", 37.8),
            ("calc(1em + var(--x, 2px))", 22),
        ] as [(String, Float)]
    )
    func `a length is computed in pixels`(value: String, pixels: Float) {
        let page = StyledPage("<p id=t>x", css: "p { font-size: 20px; width: 1px; width: \(value) }")
        #expect(abs((page["t"].width.fixed ?? -1) - pixels) < 0.02)
    }

    @Test(arguments: [
        "-1px", "5", "10 px", "calc(1px+1px)", "calc(1px + 1)", "1deg", "red", "", "calc()", "min()", "1px 2px",
    ])
    func `what is no length is dropped`(value: String) {
        let page = StyledPage("<p id=t>x", css: "p { width: 3px; width: \(value) }")
        #expect(page["t"].width.fixed == 3)
    }

    @Test(
        arguments: [
            ("font-size: larger", 24), ("font-size: smaller", 16.667), ("font-size: small", 13),
            ("font-size: xxx-large", 48),
            ("font-size: 150%", 30), ("font-size: 1.5em", 30), ("font-size: 2rem", 32),
            ("font: bold 12px/2 a, serif", 12),
            ("font: italic small-caps 400 larger 'A b'", 24), ("font: 12px", 20), ("font: nonsense 12px a", 20),
            ("font-size: calc(1em + 4px)", 24), ("font-size: -3px", 20), ("font: var(--x, 14px a)", 14),
        ] as [(String, Float)]
    )
    func `a font size follows the parent's`(css: String, pixels: Float) {
        let page = StyledPage("<div style='font-size: 20px'><p id=t style='\(css.replacingQuotes)'>x")
        #expect(abs(page["t"].fontSize - pixels) < 0.01)
    }

    @Test(
        arguments: [
            ("bold", 700), ("bolder", 900), ("lighter", 400), ("350", 350), ("normal", 400), ("0", 600), ("1001", 600),
        ] as [(String, Float)]
    )
    func `a font weight follows the parent's`(value: String, weight: Float) {
        let page = StyledPage("<div style='font-weight: 600'><p id=t style='font-weight: \(value)'>x")
        #expect(page["t"].fontWeight == weight)
    }

    @Test func `line heights are inherited as a factor or as pixels`() {
        let page = StyledPage(
            "<div class=a><p id=a>x</p></div><div class=b><p id=b>x</p></div><p id=c>x</p>",
            css: ".a { line-height: 1.5 } .b { line-height: 150% } p { font-size: 32px }"
        )
        #expect(page["a"].lineHeight == .multiple(1.5))
        #expect(page["a"].lineHeightPixels == 48)
        #expect(page["b"].lineHeight == .pixels(24))
        #expect(page["c"].lineHeight == .normal)
    }

    @Test(arguments: [
        ("<div id=t>", Display.block), ("<span id=t>", .inline), ("<li id=t>", .listItem), ("<template id=t>", .none),
        ("<div id=t hidden>", .none), ("<input id=t type=HIDDEN>", .none), ("<dialog id=t>", .none),
        ("<dialog open id=t>", .block),
        ("<div popover id=t>", .none), ("<table id=t>", .table), ("<table><tr id=t>", .tableRow),
        ("<button id=t>", .inlineBlock),
        ("<noscript id=t>", .none), ("<div id=t hidden=until-found>", .block), ("<details><summary id=t>", .listItem),
        ("<span id=t style='float: left'>", .block), ("<b id=t style='position: fixed; display: inline-flex'>", .flex),
        ("<div style='display: flex'><i id=t>", .block), ("<p id=t style='display: inline flow-root'>", .inlineBlock),
        ("<p id=t style='display: nonsense'>", .block), ("<p id=t style='display: none block'>", .block),
        ("<p id=t style='display: table-row inline'>", .block), ("<p id=t style='display: inline-block flow'>", .block),
        ("<p id=t style='display: contents'>", .contents),
        ("<area id=t>", .none),
        ("<p id=t style='display: block flex'>", .flex), ("<p id=t style='display: -webkit-box'>", .flex),
    ])
    func `the standard sheet and display give each element its box`(html: String, display: Display) {
        #expect(StyledPage(html)["t"].display == display)
    }

    @Test(arguments: [
        ("<div hidden><p id=t>x</p></div>", false), ("<details><summary>s</summary><p id=t>x</p></details>", false),
        ("<details open><p id=t>x</p></details>", true), ("<details><summary id=t>s</summary></details>", true),
        ("<details><summary>s</summary><summary id=t>s</summary></details>", false),
        ("<div style='content-visibility: hidden'><p id=t>x</p></div>", false),
        ("<p id=t style='content-visibility: hidden'>x</p>", true), ("<p id=t style='visibility: hidden'>x</p>", true),
        ("<div style='display: contents'><p id=t>x</p></div>", true), ("<svg><defs><g id=t></g></defs></svg>", false),
        ("<svg display=none><g id=t></g></svg>", false), ("<video><p id=t>x</p></video>", false),
    ])
    func `a node is rendered unless something around it is not`(html: String, isRendered: Bool) {
        let page = StyledPage(html)
        #expect(page.styles.isRendered(page.node("t")) == isRendered)
    }

    @Test func `scripts decide what noscript holds`() {
        var media = MediaContext()
        media.runsScripts = false
        #expect(StyledPage("<noscript id=t>x</noscript>", media: media)["t"].display == .inline)
    }

    @Test func `shorthands set all their longhands`() {
        let page = StyledPage(
            "<p id=t>x",
            css: """
                p { margin: 1px 2px 3px; border: 2px dotted red; border-left: 0; outline: thick auto; overflow: hidden scroll;
                  inset: 5px; background: url(x.png) no-repeat center / cover, #123456; text-decoration: underline dotted red 2px;
                  list-style: square inside; animation: 2s spin infinite; transition: color .3s ease 1s, width 2s;
                  flex-flow: wrap column-reverse }
                """
        )
        let style = page["t"]
        #expect(
            [style.margin.top, style.margin.right, style.margin.bottom, style.margin.left].map(\.pixels) == [
                1, 2, 3, 2,
            ]
        )
        #expect(style.border.top == LineEdge(width: 2, style: .dotted, color: Color(hex: 0xFF0000)))
        #expect(!style.border.left.isVisible)
        #expect(style.outline == LineEdge(width: 5, style: .auto, color: .black))
        #expect(style.overflowX == .hidden && style.overflowY == .scroll)
        #expect(style.inset.left.pixels == 5)
        #expect(style.backgroundImage == .image && style.backgroundColor == Color(hex: 0x123456))
        #expect(style.textDecorationLine == .underline)
        #expect(style.listStyleType == .square)
        #expect(style.animatesForever)
        #expect(style.transitionSeconds == 2)
        #expect(style.flexDirection == .columnReverse)
    }

    @Test(arguments: [
        ("clip: rect(0 0 0 0)", ClipShape.empty), ("clip: rect(1px, 1px, 1px, 1px)", .empty),
        ("clip: rect(0, 10px, 10px, 0)", .some), ("clip: auto", .none), ("clip: rect(auto, auto, auto, auto)", .some),
    ])
    func `a clip that leaves nothing is told apart`(css: String, shape: ClipShape) {
        #expect(StyledPage("<p id=t style='\(css)'>x")["t"].clip == shape)
    }

    @Test(arguments: [
        ("inset(50%)", ClipShape.empty), ("inset(100%)", .empty), ("inset(10px)", .some), ("circle(0)", .empty),
        ("circle(50%)", .some), ("polygon(0 0, 0 0, 0 0)", .empty), ("none", .none),
    ])
    func `so is a clip path`(value: String, shape: ClipShape) {
        #expect(StyledPage("<p id=t style='clip-path: \(value)'>x")["t"].clipPath == shape)
    }

    @Test(
        arguments: [
            ("transform: rotate(90deg)", 90), ("transform: rotateZ(.25turn) scale(2)", 90), ("rotate: 100grad", 90),
            ("transform: matrix(0, 1, -1, 0, 0, 0)", 90), ("transform: rotateX(90deg)", 0),
            ("transform: rotate(10)", 0),
            ("transform: rotate3d(0, 0, 1, 90deg)", 90), ("-webkit-transform: rotate(-90deg)", -90),
        ] as [(String, Float)]
    )
    func `a rotation in the plane is known in degrees`(css: String, degrees: Float) {
        #expect(abs(StyledPage("<p id=t style='\(css)'>x")["t"].transform.rotation - degrees) < 0.001)
    }

    @Test func `in quirks mode lengths need no unit, colours no hash, and tables take the body's colour`() {
        let html = """
            <body text=red><div style='color: blue; font-size: 20px'><table id=t style='width: 100; background-color: 00ff00'>
            """
        let quirky = StyledPage(document: HTMLParser.parse(Array(html.utf8)))
        #expect(quirky["t"].width.pixels == 100)
        #expect(quirky["t"].backgroundColor == Color(hex: 0x00FF00))
        #expect(quirky["t"].color == Color(hex: 0xFF0000))
        #expect(quirky["t"].fontSize == 16)
        let standard = StyledPage(document: HTMLParser.parse(Array("<!DOCTYPE html>\(html)".utf8)))
        #expect(standard["t"].width.isAuto)
        #expect(standard["t"].backgroundColor.isTransparent)
        #expect(standard["t"].color == Color(hex: 0x0000FF))
        #expect(standard["t"].fontSize == 20)
    }

    @Test func `presentational attributes size and align`() {
        let page = StyledPage(
            "<table id=t width=50% height=20 bgcolor=red align=right><td id=d nowrap align=center><font id=f size=+2>x<img id=i border=2 width=30px>"
        )
        #expect(page["t"].width.percent == 50 && page["t"].height.pixels == 20 && page["t"].float == .right)
        #expect(page["t"].backgroundColor == Color(hex: 0xFF0000))
        #expect(page["d"].whiteSpace == .nowrap && page["d"].textAlign == .center)
        #expect(page["f"].fontSize == 24)
        #expect(page["i"].width.pixels == 30 && page["i"].border.left.width == 2)
    }
}

extension String {
    /// For attributes in single quotes.
    fileprivate var replacingQuotes: String {
        split(separator: "'", omittingEmptySubsequences: false).joined(separator: "&apos;")
    }
}
