import Testing

@testable import Audit

struct MediaQueryTests {
    @Test(arguments: [
        ("", true), ("all", true), ("screen", true), ("print", false), ("SCREEN", true), ("tty", false),
        ("not print", true),
        ("not screen", false), ("only screen", true), ("print, screen", true), ("screen and (min-width: 100px)", true),
        ("(min-width: 1280px)", true), ("(min-width: 1281px)", false), ("(max-width: 80em)", true),
        ("(max-width: 79.9em)", false), ("(width >= 1280px)", true), ("(width > 1280px)", false),
        ("(600px <= width <= 1300px)", true), ("(1280px < width)", false), ("(width: 1280px)", true), ("(width)", true),
        ("(orientation: landscape)", true), ("(orientation: portrait)", false), ("(aspect-ratio: 16/9)", true),
        ("(min-aspect-ratio: 2/1)", false), ("(prefers-color-scheme: dark)", false),
        ("(prefers-color-scheme: light)", true),
        ("(prefers-reduced-motion: no-preference)", true), ("(prefers-reduced-motion)", false), ("(hover)", true),
        ("(hover: none)", false), ("(pointer: fine)", true), ("(any-pointer: coarse)", false), ("(monochrome)", false),
        ("(min-resolution: 2dppx)", false), ("(-webkit-min-device-pixel-ratio: 1)", true), ("(color)", true),
        ("(min-width: 1px) and (max-width: 2px)", false), ("(max-width: 2px) or (min-width: 2px)", true),
        ("not (max-width: 2px)", true), ("(not (max-width: 2px)) and (color)", true),
        ("screen and (nonsense: 1)", false),
        ("not screen and (nonsense: 1)", false), ("(nonsense)", false), ("not (nonsense)", false),
        ("(nonsense) or (color)", true), ("screen or print", false), ("and", false), ("(min-width: 1)", false),
        ("screen and", false), ("(scripting: enabled)", true), ("(forced-colors: active)", false), ("&, screen", true),
    ])
    func `a media query is decided for a screen of 1280 by 720`(query: String, matches: Bool) {
        #expect(MediaQueryList(query.utf8).matches(MediaContext()) == matches)
    }

    @Test func `another device decides otherwise`() {
        var phone = MediaContext(width: 375, height: 812)
        phone.hasMouse = false
        phone.colorScheme = .dark
        #expect(MediaQueryList("(orientation: portrait) and (max-width: 400px)".utf8).matches(phone))
        #expect(MediaQueryList("(hover: none) and (pointer: coarse)".utf8).matches(phone))
        #expect(MediaQueryList("(prefers-color-scheme: dark)".utf8).matches(phone))
    }
}
