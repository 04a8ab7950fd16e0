/// A page lets people zoom in on a phone.
///
/// Source: ACT rule b4f0c3; the content is parsed as CSS Device Adaptation §9 (2016-03-29) says.
struct ViewportAllowsZoom: Rule {
    static let metadata = RuleMetadata(
        id: "viewport-allows-zoom",
        title: LocalizedText(zh: "页面允许缩放", en: "Page allows zoom"),
        criteria: ["1.4.4"],
        act: ["b4f0c3"],
        severity: .critical,
        impact: LocalizedText(
            zh: "低视力的人和老年人在手机上不能用两指放大文字。",
            en: "People with low vision and older people cannot pinch to enlarge text on a phone."
        ),
        fix: LocalizedText(
            zh: "从 viewport 中去掉 user-scalable=no，并去掉 maximum-scale 或使它不小于 2。",
            en: "Remove user-scalable=no from the viewport, and maximum-scale unless it is at least 2."
        )
    )

    static let examples: [Example] = [
        .passed(#"▸<meta name="viewport" content="width=device-width, maximum-scale=5">"#),
        .passed(#"▸<meta name="viewport" content="user-scalable=yes">"#),
        .passed(#"▸<meta name="viewport" content="maximum-scale=-1">"#),
        .failed(#"▸<meta name="viewport" content="width=device-width, user-scalable=no">"#),
        .failed(#"▸<meta name="Viewport" content="initial-scale=1;maximum-scale=1.0">"#),
        .failed(#"▸<meta name="viewport" content="user-scalable=0, maximum-scale=10">"#),
        .failed(#"▸<meta name="viewport" content="maximum-scale=yes">"#),
        .inapplicable(#"<meta name="viewport" content="width=device-width">"#),
        .inapplicable(#"<template><meta name="viewport" content="user-scalable=no"></template>"#),
        .inapplicable(#"<meta name="viewport">"#),
        .inapplicable(#"<meta content="user-scalable=no">"#),
    ]

    /// The smallest maximum scale at which text can be doubled.
    private static let smallestScale = 2.0

    func targets(in page: Page) -> [NodeID] {
        page.htmlElements(.meta).filter { meta in
            guard page.document.isHTML(meta, .meta) else { return false }
            guard let name = page.attribute(.name, of: meta), name.equalsIgnoringCase("viewport") else { return false }
            guard let content = page.attribute(.content, of: meta) else { return false }
            let viewport = ViewportContent(content)
            return viewport.userScalable != nil || viewport.maximumScale != nil
        }
    }

    func expect(_ meta: NodeID, in page: Page) -> Verdict {
        let viewport = ViewportContent(page.attribute(.content, of: meta) ?? [])
        if let value = viewport.userScalable, ViewportContent.isNo(value) {
            return .failed(
                zh: "viewport 中的 user-scalable=\(value.quoted) 禁止缩放；去掉它",
                en: "user-scalable=\(value.quoted) in the viewport forbids zooming; remove it"
            )
        }
        if let value = viewport.maximumScale, let scale = ViewportContent.scale(value), scale < Self.smallestScale {
            return .failed(
                zh: "viewport 中的 maximum-scale=\(value.quoted) 使页面放不到 2 倍；去掉它或改为不小于 2",
                en: """
                    maximum-scale=\(value.quoted) in the viewport keeps the page from being doubled; remove it or make \
                    it at least 2
                    """
            )
        }
        return .passed
    }
}

/// The properties of a viewport `meta` that restrict zooming; the last of a name counts.
struct ViewportContent {
    private(set) var userScalable: Bytes?
    private(set) var maximumScale: Bytes?

    init(_ content: Bytes) {
        for part in content.split(whereSeparator: { $0 == 0x2C || $0 == 0x3B }) {
            for (name, value) in Self.properties(in: part) {
                if name.equalsIgnoringCase("user-scalable") { userScalable = value }
                if name.equalsIgnoringCase("maximum-scale") { maximumScale = value }
            }
        }
    }

    /// The `name=value` pairs of a part without separators; white space may stand around `=` and between pairs.
    private static func properties(in part: Bytes) -> [(Bytes, Bytes)] {
        var pairs: [(Bytes, Bytes)] = []
        var rest = part.trimmed
        while let equals = rest.firstIndex(of: 0x3D) {
            let name = rest[..<equals].spaceSeparated.last ?? []
            let after = rest[(equals + 1)...].drop(while: \.isHTMLSpace)
            let value = after.prefix { !$0.isHTMLSpace && $0 != 0x3D }
            pairs.append((name, value))
            rest = after[value.endIndex...]
        }
        return pairs
    }

    /// Whether user-scalable forbids zooming: `no`, or a number between -1 and 1.
    static func isNo(_ value: Bytes) -> Bool {
        if value.equalsIgnoringCase("no") { return true }
        guard let number = number(value) else { return false }
        return number > -1 && number < 1
    }

    /// The value of maximum-scale, or nil where browsers ignore it (negative).
    static func scale(_ value: Bytes) -> Double? {
        if value.equalsIgnoringCase("yes") { return 1 }
        if value.equalsIgnoringCase("device-width") || value.equalsIgnoringCase("device-height") { return 10 }
        guard let number = number(value) else { return value.isEmpty ? nil : 0.1 }
        return number < 0 ? nil : number
    }

    /// The longest prefix that is a decimal number, as C's strtod reads it without exponent.
    private static func number(_ value: Bytes) -> Double? {
        var sign = 1.0
        var rest = value
        if rest.first == 0x2D { sign = -1 }
        if rest.first == 0x2D || rest.first == 0x2B { rest = rest.dropFirst() }
        let whole = rest.prefix(while: \.isASCIIDigit)
        rest = rest[whole.endIndex...]
        let fraction = rest.first == 0x2E ? rest.dropFirst().prefix(while: \.isASCIIDigit) : []
        guard !whole.isEmpty || !fraction.isEmpty else { return nil }
        let digits =
            "\(whole.isEmpty ? "0" : whole.prefix(17).string).\(fraction.isEmpty ? "0" : fraction.prefix(17).string)"
        return Double(digits).map { $0 * sign }
    }
}
