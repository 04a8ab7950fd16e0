/// The output device a page is judged for.
public struct MediaContext: Sendable, Hashable {
    /// What kind of output it is.
    public enum Medium: String, Sendable {
        case screen, print
    }

    /// What the user prefers or the device can do, as `prefers-…` media features ask it.
    public enum ColorScheme: String, Sendable {
        case light, dark
    }

    public var medium = Medium.screen
    /// Width and height of the viewport in CSS pixels.
    public var width: Double
    public var height: Double
    public var colorScheme = ColorScheme.light
    public var prefersReducedMotion = false
    public var prefersMoreContrast = false
    public var forcesColors = false
    /// Whether a mouse is the main means of input: it hovers and points finely.
    public var hasMouse = true
    /// Device pixels to a CSS pixel.
    public var resolution = 1.0
    /// Whether scripts run; where they do, `noscript` holds nothing.
    public var runsScripts = true

    /// A screen of this size, light, with a mouse, without special wishes.
    public init(width: Double = 1280, height: Double = 720) {
        self.width = width
        self.height = height
    }
}

/// Whether a condition holds; `unknown` where it takes layout, or a feature nobody knows.
enum Ternary: UInt8, Sendable {
    case no, unknown, yes

    init(_ value: Bool) { self = value ? .yes : .no }

    var negated: Ternary { self == .unknown ? .unknown : self == .yes ? .no : .yes }

    static func && (lhs: Ternary, rhs: Ternary) -> Ternary { lhs.rawValue < rhs.rawValue ? lhs : rhs }
    static func || (lhs: Ternary, rhs: Ternary) -> Ternary { lhs.rawValue > rhs.rawValue ? lhs : rhs }
}

/// A comma-separated list of media queries (Media Queries 4 §2).
public struct MediaQueryList: Sendable {
    struct Query: Sendable {
        enum MediaType: Sendable {
            case all, screen, print, other
        }

        var isNegated = false
        var type = MediaType.all
        var condition: MediaCondition?
        /// What could not be read is `not all`.
        var isInvalid = false
    }

    let queries: [Query]

    /// Reads the value of a `media` attribute.
    public init(_ text: some Sequence<UInt8>) {
        let tokens = CSSTokens(Array(text))
        self.init(tokens, 0..<tokens.count)
    }

    init(_ tokens: CSSTokens, _ range: Range<Int>) {
        let trimmed = tokens.trimming(range)
        if trimmed.isEmpty {
            queries = []
            return
        }
        queries = tokens.splittingAtCommas(trimmed).map { MediaQueryParser(tokens).query($0) }
    }

    /// Whether the list applies to the device; an empty list always does.
    public func matches(_ media: MediaContext) -> Bool {
        queries.isEmpty || queries.contains { $0.matches(media) }
    }
}

extension MediaQueryList.Query {
    func matches(_ media: MediaContext) -> Bool {
        if isInvalid { return false }
        let typeMatches =
            switch type {
            case .all: true
            case .screen: media.medium == .screen
            case .print: media.medium == .print
            case .other: false
            }
        // An unknown feature makes the whole query false, negated or not (Media Queries 4 §3.2).
        let inner = Ternary(typeMatches) && (condition?.evaluate(media) ?? .yes)
        return (isNegated ? inner.negated : inner) == .yes
    }
}

/// Conditions joined by `and`, `or` and `not`.
indirect enum MediaCondition: Sendable {
    case feature(MediaFeature)
    case not(MediaCondition)
    case all([MediaCondition])
    case any([MediaCondition])
    case unknown

    func evaluate(_ media: MediaContext) -> Ternary {
        switch self {
        case .feature(let feature): feature.evaluate(media)
        case .not(let condition): condition.evaluate(media).negated
        case .all(let conditions): conditions.reduce(.yes) { $0 && $1.evaluate(media) }
        case .any(let conditions): conditions.reduce(.no) { $0 || $1.evaluate(media) }
        case .unknown: .unknown
        }
    }
}

/// One media feature with what it is compared to.
struct MediaFeature: Sendable {
    enum Comparison: Sendable {
        case present, equal, less, lessOrEqual, greater, greaterOrEqual

        /// The comparison with its sides exchanged.
        var turned: Comparison {
            switch self {
            case .present, .equal: self
            case .less: .greater
            case .lessOrEqual: .greaterOrEqual
            case .greater: .less
            case .greaterOrEqual: .lessOrEqual
            }
        }
    }

    enum Value: Sendable {
        case none
        /// A number, or a ratio as its quotient.
        case number(Double)
        /// CSS pixels.
        case length(Double)
        /// Dots per pixel.
        case resolution(Double)
        /// A keyword in lower case.
        case keyword([UInt8])
    }

    /// In lower case, without `min-` or `max-`.
    var name: [UInt8]
    var comparison: Comparison
    var value: Value

    func evaluate(_ media: MediaContext) -> Ternary {
        if let actual = Self.quantity(name[...], media) { return compare(actual) }
        guard let actual = Self.keyword(name[...], media) else { return .unknown }
        switch (comparison, value) {
        case (.present, _): return Ternary(!actual.bytes.equals("none") && !actual.bytes.equals("no-preference"))
        case (.equal, .keyword(let wanted)): return Ternary(wanted[...].elementsEqual(actual.bytes))
        default: return .unknown
        }
    }

    private func compare(_ actual: (Double, isLength: Bool)) -> Ternary {
        let wanted: Double
        switch value {
        case .none: return Ternary(actual.0 != 0)
        case .number(let number):
            if actual.isLength, number != 0 { return .unknown }
            wanted = number
        case .length(let pixels): wanted = pixels
        case .resolution(let density): wanted = density
        case .keyword: return .unknown
        }
        switch comparison {
        case .present: return .unknown
        case .equal: return Ternary(abs(actual.0 - wanted) < 0.001)
        case .less: return Ternary(actual.0 < wanted)
        case .lessOrEqual: return Ternary(actual.0 <= wanted)
        case .greater: return Ternary(actual.0 > wanted)
        case .greaterOrEqual: return Ternary(actual.0 >= wanted)
        }
    }

    private static func quantity(_ name: Bytes, _ media: MediaContext) -> (Double, isLength: Bool)? {
        if name.equals("width") || name.equals("device-width") { return (media.width, true) }
        if name.equals("height") || name.equals("device-height") { return (media.height, true) }
        if name.equals("aspect-ratio") || name.equals("device-aspect-ratio") {
            return (media.width / max(media.height, 1), false)
        }
        if name.equals("resolution") || name.equals("-webkit-device-pixel-ratio") { return (media.resolution, false) }
        if name.equals("color") { return (8, false) }
        let isZero = name.equals("color-index") || name.equals("monochrome") || name.equals("grid")
        return isZero ? (0, false) : nil
    }

    private static func keyword(_ name: Bytes, _ media: MediaContext) -> StaticString? {
        if name.equals("orientation") { return media.width > media.height ? "landscape" : "portrait" }
        if name.equals("prefers-color-scheme") { return media.colorScheme == .light ? "light" : "dark" }
        if name.equals("prefers-reduced-motion") { return media.prefersReducedMotion ? "reduce" : "no-preference" }
        if name.equals("prefers-contrast") { return media.prefersMoreContrast ? "more" : "no-preference" }
        if name.equals("forced-colors") { return media.forcesColors ? "active" : "none" }
        if name.equals("hover") || name.equals("any-hover") { return media.hasMouse ? "hover" : "none" }
        if name.equals("pointer") || name.equals("any-pointer") { return media.hasMouse ? "fine" : "coarse" }
        if name.equals("scripting") { return media.runsScripts ? "enabled" : "none" }
        for (feature, value) in fixed where name.equals(feature) { return value }
        return nil
    }

    private static let fixed: [(StaticString, StaticString)] = [
        ("prefers-reduced-transparency", "no-preference"), ("prefers-reduced-data", "no-preference"),
        ("inverted-colors", "none"), ("update", "fast"), ("overflow-block", "scroll"), ("overflow-inline", "scroll"),
        ("display-mode", "browser"), ("scan", "progressive"), ("color-gamut", "srgb"), ("dynamic-range", "standard"),
    ]
}
