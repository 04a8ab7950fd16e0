import Testing

@testable import Audit

struct ColorTests {
    private func parse(_ text: String) -> ColorValue? {
        let tokens = CSSTokens(Array(text.utf8))
        var reader = ValueReader(tokens, 0..<tokens.count, context: .initial)
        let value = reader.takeColor()
        return reader.isAtEnd ? value : nil
    }

    /// Reference values follow from the definitions: a primary of sRGB written in each space, white, and mid grey.
    @Test(arguments: [
        ("red", "#ff0000"), ("RebeccaPurple", "#663399"), ("#abc", "#aabbcc"), ("#AbCd", "#aabbcc (87%)"),
        ("#12345678", "#123456 (47%)"), ("transparent", "#000000 (0%)"), ("rgb(255, 0, 0)", "#ff0000"),
        ("rgba(255,0,0,.5)", "#ff0000 (50%)"), ("rgb(100% 50% 0% / 25%)", "#ff8000 (25%)"),
        ("rgb(300 -5 0)", "#ff0000"),
        ("rgb(none 128 0)", "#008000"), ("hsl(120, 100%, 25%)", "#008000"),
        ("hsl(240deg 100% 50% / .5)", "#0000ff (50%)"),
        ("hsla(-120 100% 50%)", "#0000ff"), ("hwb(120 0% 50%)", "#008000"), ("hwb(0 60% 60%)", "#808080"),
        ("lab(100 0 0)", "#ffffff"), ("lab(54.2905 80.8049 69.891)", "#ff0000"), ("lab(0% 0 0)", "#000000"),
        ("lch(54.2905 106.8372 40.8577)", "#ff0000"), ("oklab(1 0 0)", "#ffffff"),
        ("oklab(0.627955 0.224863 0.125846)", "#ff0000"), ("oklch(0.627955 0.257683 29.2339)", "#ff0000"),
        ("oklch(51.975% 0.17686 142.495)", "#008000"), ("oklch(0.59987 0 0)", "#808080"),
        ("color(srgb 1 .5 0)", "#ff8000"), ("color(srgb-linear 1 1 1)", "#ffffff"),
        ("color(display-p3 1 1 1)", "#ffffff"), ("color(display-p3 0.21604 0.49418 0.13151)", "#008000"),
        ("color(a98-rgb 1 1 1)", "#ffffff"), ("color(a98-rgb 0.281363 0.498012 0.116746)", "#008000"),
        ("color(prophoto-rgb 1 1 1)", "#ffffff"), ("color(prophoto-rgb 0.230479 0.395789 0.129968)", "#008000"),
        ("color(rec2020 1 1 1)", "#ffffff"), ("color(rec2020 0.235202 0.431704 0.085432)", "#008000"),
        ("color(xyz 0.077191 0.154380 0.025731)", "#008000"), ("color(xyz-d50 0.083140 0.154740 0.020930)", "#008000"),
        ("color-mix(in srgb, red, blue)", "#800080"), ("color-mix(in srgb, red 25%, blue)", "#4000bf"),
        ("color-mix(in srgb-linear, white, black)", "#bcbcbc"), ("light-dark(red, blue)", "#ff0000"),
        ("rgb(calc(50% + 50%) 0 0)", "#ff0000"), ("canvas", "#ffffff"),
        ("rgb(from red r g b)", "#ff0000"), ("rgb(from white r 0 0)", "#ff0000"),
        ("oklch(from navy l c h / alpha)", "#000080"), ("WindowText", "#000000"),
        ("color-mix(in hsl, red, blue)", "#ff00ff"), ("color-mix(in hsl shorter hue, red, blue)", "#ff00ff"),
        ("color-mix(in hsl longer hue, red, blue)", "#00ff00"),
        ("color-mix(in hsl increasing hue, red, blue)", "#00ff00"),
        ("color-mix(in hwb decreasing hue, red, blue)", "#ff00ff"),
        ("color-mix(in hsl longer hue, red, red)", "#00ffff"), ("color-mix(in hsl, white, red)", "#df9f9f"),
        ("color-mix(in hsl, rgb(255 0 0 / 0), blue)", "#ff00ff (50%)"), ("color-mix(in lch, red, red)", "#ff0000"),
        ("color-mix(in oklch, green 30%, green)", "#008000"), ("color-mix(in lab, navy, navy)", "#000080"),
        ("color-mix(in xyz-d50, white, black)", "#bcbcbc"), ("color-mix(in oklch, white, black)", "#636363"),
        ("color-mix(in srgb, currentColor, white)", "#808080"),
        ("rgb(from red calc(r / 2) g b)", "#800000"), ("hsl(from red 90 s l)", "#80ff00"),
        ("lab(from green l a b)", "#008000"), ("lch(from green l c h)", "#008000"), ("hwb(from navy h w b)", "#000080"),
        ("color(from red srgb r g b / 50%)", "#ff0000 (50%)"), ("rgb(from #12345680 r g b)", "#123456 (50%)"),
        ("oklab(from white calc(l * .5) a b / calc(alpha / 2))", "#636363 (50%)"),
    ])
    func `each way to write a colour ends in sRGB`(text: String, expected: String) throws {
        let value = try #require(parse(text))
        guard case .color(let color) = value else {
            Issue.record("\(text) is no known colour")
            return
        }
        #expect(color.description == expected)
    }

    @Test(arguments: [
        "#12", "#12345", "#gggggg", "rgb(1, 2)", "rgb(1 2, 3)", "rgb(1, 50%, 3)", "rgb(1 2 3 4)", "rgb(1, 2, 3 / 4)",
        "hsl(1px 1% 1%)", "hwb(1, 2%, 3%)", "lab(1 2)", "color(nowhere 1 1 1)", "redd", "rgb", "12",
        "color-mix(in srgb, red)", "color-mix(in srgb longer hue, red, blue)", "color-mix(in hsl longer, red, blue)",
        "color-mix(in nowhere, red, blue)", "rgb(from red r g)", "rgb(from nothing r g b)",
    ])
    func `what is no colour is refused`(text: String) {
        #expect(parse(text) == nil)
    }

    @Test(arguments: [
        "color-mix(in display-p3, red, blue)", "color(from red display-p3 r g b)", "color(--profile 1 1 1)",
    ])
    func `what is a colour but not known here says so`(text: String) {
        guard case .unknown? = parse(text) else {
            Issue.record("\(text) should be valid and unknown")
            return
        }
    }

    @Test(
        arguments: [
            (0x000000, 0xFFFFFF, 21.0), (0x777777, 0xFFFFFF, 4.48), (0x767676, 0xFFFFFF, 4.54),
            (0xFF0000, 0xFFFFFF, 4.0),
            (0x0000FF, 0xFFFFFF, 8.59), (0x808080, 0x808080, 1.0),
        ] as [(UInt32, UInt32, Double)]
    )
    func `contrast is that of WCAG`(first: UInt32, second: UInt32, ratio: Double) {
        #expect(abs(Color(hex: first).contrastRatio(with: Color(hex: second)) - ratio) < 0.005)
        #expect(abs(Color(hex: second).contrastRatio(with: Color(hex: first)) - ratio) < 0.005)
    }

    @Test func `a colour over another blends by its alpha`() {
        #expect(Color(hex: 0, alpha: 0.5).over(.white).hex == 0x808080)
        #expect(Color(hex: 0xFF0000).over(.white).hex == 0xFF0000)
        #expect(Color.transparent.over(Color(hex: 0x123456)).hex == 0x123456)
        #expect(Color(hex: 0xFF0000, alpha: 0.5).over(Color(hex: 0x0000FF, alpha: 0.5)).alpha == 0.75)
    }

    @Test(arguments: [
        ("red", "#ff0000"), ("#F00", "#ff0000"), ("ff0000", "#ff0000"), ("chucknorris", "#c00000"),
        ("#fff000f", "#ff00f0"),
        ("  #00ff00 ", "#00ff00"), ("rgb(1,2,3)", "#001030"),
    ])
    func `an old attribute's colour is never invalid`(text: String, expected: String) throws {
        #expect(try #require(LegacyColor.parse(Array(text.utf8)[...])).description == expected)
    }
}
