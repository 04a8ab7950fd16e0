/// A unit of length; absolute lengths are turned into pixels as they are read.
enum LengthUnit: UInt8, Sendable {
    case px, em, rem, ex, ch, cap, ic, lh, rlh, percent, vw, vh, vmin, vmax

    /// The unit of that name with the factor that brings it to the case (CSS Values 4 §6); nil if it is no length.
    static func named(_ text: Bytes) -> (unit: LengthUnit, factor: Double)? {
        let name = text.map(\.asciiLowercased)[...]
        guard name.count <= 5, let number = index.find(name) else { return nil }
        let entry = table[Int(number)]
        return (entry.1, entry.2)
    }

    private static let table: [(StaticString, LengthUnit, Double)] = [
        ("px", .px, 1), ("pt", .px, 96.0 / 72), ("pc", .px, 16), ("in", .px, 96), ("cm", .px, 96 / 2.54),
        ("mm", .px, 96 / 25.4), ("q", .px, 96 / 101.6), ("em", .em, 1), ("rem", .rem, 1), ("ex", .ex, 1),
        ("rex", .rem, 0.5), ("ch", .ch, 1), ("rch", .rem, 0.5), ("cap", .cap, 1), ("ic", .ic, 1), ("lh", .lh, 1),
        ("rlh", .rlh, 1), ("vw", .vw, 1), ("vh", .vh, 1), ("vmin", .vmin, 1), ("vmax", .vmax, 1), ("vi", .vw, 1),
        ("vb", .vh, 1), ("svw", .vw, 1), ("lvw", .vw, 1), ("dvw", .vw, 1), ("svh", .vh, 1), ("lvh", .vh, 1),
        ("dvh", .vh, 1), ("svi", .vw, 1), ("svb", .vh, 1), ("lvi", .vw, 1), ("lvb", .vh, 1), ("dvi", .vw, 1),
        ("dvb", .vh, 1), ("svmin", .vmin, 1), ("svmax", .vmax, 1), ("lvmin", .vmin, 1), ("lvmax", .vmax, 1),
        ("dvmin", .vmin, 1), ("dvmax", .vmax, 1),
    ]

    private static let index: ByteInterner = {
        var index = ByteInterner()
        for (name, _, _) in table { _ = index.intern(name.bytes) }
        return index
    }()
}

/// What relative lengths, and colours computed from the text colour, refer to.
///
/// Without font metrics `ex` and `ch` are half an em, `cap` 0.7 em and `ic` one em, the fall-backs of CSS Values 4 §6.1.
struct LengthContext: Sendable {
    var fontSize: Double
    var rootFontSize: Double
    var lineHeight: Double
    var rootLineHeight: Double
    var viewportWidth: Double
    var viewportHeight: Double
    /// The text colour, which `currentColor` within a colour function stands for.
    var currentColor = Color.black

    /// For checking that a value is valid, before anything is known.
    static let initial = LengthContext(
        fontSize: 16,
        rootFontSize: 16,
        lineHeight: 19.2,
        rootLineHeight: 19.2,
        viewportWidth: 1280,
        viewportHeight: 720
    )

    /// The length in pixels; a percentage has none.
    func pixels(_ value: Double, _ unit: LengthUnit) -> Double {
        switch unit {
        case .px: value
        case .em, .ic: value * fontSize
        case .rem: value * rootFontSize
        case .ex, .ch: value * fontSize / 2
        case .cap: value * fontSize * 0.7
        case .lh: value * lineHeight
        case .rlh: value * rootLineHeight
        case .percent: 0
        case .vw: value * viewportWidth / 100
        case .vh: value * viewportHeight / 100
        case .vmin: value * min(viewportWidth, viewportHeight) / 100
        case .vmax: value * max(viewportWidth, viewportHeight) / 100
        }
    }
}

/// Walks over the tokens of one value; white space is passed over.
struct ValueReader {
    let tokens: CSSTokens
    private(set) var index: Int
    let end: Int
    let context: LengthContext
    /// Set once a math function was read: its value then holds for this context only.
    var usesContext = false

    init(_ tokens: CSSTokens, _ range: Range<Int>, context: LengthContext) {
        self.tokens = tokens
        end = range.upperBound
        index = range.lowerBound
        self.context = context
        skipSpace()
    }

    var isAtEnd: Bool { index >= end }
    var kind: CSSToken.Kind { isAtEnd ? .endOfFile : tokens.kind(index) }
    var token: CSSToken { tokens[index] }
    var text: Bytes { tokens.text(index) }
    var inside: Range<Int> { tokens.inside(index) }

    private mutating func skipSpace() {
        while index < end, tokens.kind(index) == .whitespace { index += 1 }
    }

    /// Goes to the next value, past the whole bracket or function if it is one.
    mutating func advance() {
        index = min(tokens.skipping(index), end)
        skipSpace()
    }

    func isIdent(_ lowercase: StaticString) -> Bool { !isAtEnd && tokens.isIdent(index, lowercase) }
    func isFunction(_ lowercase: StaticString) -> Bool { !isAtEnd && tokens.isFunction(index, lowercase) }
    func isDelim(_ character: Unicode.Scalar) -> Bool { !isAtEnd && tokens.isDelim(index, character) }

    mutating func take(_ lowercase: StaticString) -> Bool {
        guard isIdent(lowercase) else { return false }
        advance()
        return true
    }

    mutating func takeDelim(_ character: Unicode.Scalar) -> Bool {
        guard isDelim(character) else { return false }
        advance()
        return true
    }

    mutating func takeComma() -> Bool {
        guard kind == .comma else { return false }
        advance()
        return true
    }

    /// A reader of the arguments of the function or bracket at hand.
    func arguments() -> ValueReader { ValueReader(tokens, inside, context: context) }

    /// A number from a table of keywords.
    mutating func take(_ table: [(StaticString, UInt8)]) -> UInt8? {
        guard kind == .ident else { return nil }
        for (name, value) in table where tokens.isNamed(index, name) {
            advance()
            return value
        }
        return nil
    }
}

// MARK: - Numbers and lengths

extension ValueReader {
    /// A length or a percentage as it is written.
    enum Size: Sendable {
        case length(Double, LengthUnit)
        case sum(pixels: Double, percent: Double)
    }

    mutating func takeNumber() -> Double? {
        if kind == .number {
            let value = token.number
            advance()
            return value
        }
        guard let value = math(), value.kind == .number, !value.hasPercent else { return nil }
        advance()
        return value.value
    }

    /// A number, or a percentage as a fraction of 1.
    mutating func takeNumberOrPercentage() -> Double? {
        if kind == .percentage {
            let value = token.number / 100
            advance()
            return value
        }
        if let value = takeNumber() { return value }
        guard let value = math(), value.hasPercent, value.value == 0 else { return nil }
        advance()
        return value.percent / 100
    }

    /// A length or percentage; a number other than 0 is none unless `allowsNumbers`.
    mutating func takeSize(allowsNumbers: Bool = false) -> Size? {
        switch kind {
        case .dimension:
            guard let (unit, factor) = LengthUnit.named(text) else { return nil }
            let value = token.number * factor
            advance()
            return .length(value, unit)
        case .percentage:
            let value = token.number
            advance()
            return .length(value, .percent)
        case .number where token.number == 0 || allowsNumbers:
            let value = token.number
            advance()
            return .length(value, .px)
        case .function:
            guard let value = math(), value.kind == .length || (value.hasPercent && value.value == 0) else {
                return nil
            }
            advance()
            return .sum(pixels: value.value, percent: value.percent)
        default: return nil
        }
    }

    /// An angle in degrees.
    mutating func takeAngle() -> Double? {
        if kind == .number, token.number == 0 {
            advance()
            return 0
        }
        if kind == .dimension {
            guard let factor = MathParser.degrees(in: text) else { return nil }
            let value = token.number * factor
            advance()
            return value
        }
        guard let value = math(), value.kind == .angle else { return nil }
        advance()
        return value.value
    }

    /// A time in seconds.
    mutating func takeTime() -> Double? {
        if kind == .dimension {
            let factor = text.equalsIgnoringCase("s") ? 1 : text.equalsIgnoringCase("ms") ? 0.001 : 0
            guard factor > 0 else { return nil }
            let value = token.number * factor
            advance()
            return value
        }
        guard let value = math(), value.kind == .time else { return nil }
        advance()
        return value.value
    }

    /// The value of the math function at hand, which stays where it is.
    private mutating func math() -> MathParser.Value? {
        guard kind == .function else { return nil }
        var parser = MathParser(tokens, context: context)
        guard let value = parser.function(index), value.isFinite else { return nil }
        usesContext = true
        return value
    }
}
