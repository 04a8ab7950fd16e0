import Glibc

/// Calculates math functions (CSS Values 4 §10) in a known context.
///
/// Percentages are carried along beside the rest, so that `calc(100% - 2em)` is a sum of both; where a function would
/// have to compare them with lengths, the value cannot be known and is invalid here.
struct MathParser {
    enum Kind: Sendable {
        case number, length, angle, time
    }

    struct Value: Sendable {
        var kind: Kind
        /// Pixels, degrees, seconds or a plain number.
        var value: Double
        var percent = 0.0
        var hasPercent = false

        var isFinite: Bool { value.isFinite && percent.isFinite }

        static func * (lhs: Value, factor: Double) -> Value {
            Value(kind: lhs.kind, value: lhs.value * factor, percent: lhs.percent * factor, hasPercent: lhs.hasPercent)
        }
    }

    private let tokens: CSSTokens
    private let context: LengthContext
    private var depth = 0

    init(_ tokens: CSSTokens, context: LengthContext) {
        self.tokens = tokens
        self.context = context
    }

    /// Degrees in one of an angle's unit.
    static func degrees(in unit: Bytes) -> Double? {
        if unit.equalsIgnoringCase("deg") { return 1 }
        if unit.equalsIgnoringCase("turn") { return 360 }
        if unit.equalsIgnoringCase("grad") { return 0.9 }
        return unit.equalsIgnoringCase("rad") ? 180 / .pi : nil
    }

    /// Degrees by which a matrix that begins with these two turns the plane.
    static func rotation(a: Double, b: Double) -> Double { atan2(b, a) * 180 / .pi }

    static func isMathFunction(_ tokens: CSSTokens, _ index: Int) -> Bool {
        tokens.kind(index) == .function && names.contains { tokens.isNamed(index, $0) }
    }

    private static let names: [StaticString] = [
        "calc", "min", "max", "clamp", "abs", "sign", "round", "mod", "rem", "sin", "cos", "tan", "asin", "acos",
        "atan", "atan2", "pow", "sqrt", "hypot", "log", "exp", "-webkit-calc",
    ]

    /// The value of the function at an index; nil if it is no math function, or invalid.
    mutating func function(_ index: Int) -> Value? {
        guard depth < StyleLimits.maximumMathNesting else { return nil }
        depth += 1
        defer { depth -= 1 }
        let inside = tokens.inside(index)
        if tokens.isNamed(index, "calc") || tokens.isNamed(index, "-webkit-calc") { return sum(inside) }
        guard Self.isMathFunction(tokens, index) else { return nil }
        var parts = tokens.splittingAtCommas(inside)
        if tokens.isNamed(index, "round"), let first = parts.first, first.count == 1,
            tokens.kind(first.lowerBound) == .ident
        {
            return round(parts, strategy: first.lowerBound)
        }
        parts.removeAll { $0.isEmpty }
        var values: [Value] = []
        for part in parts {
            guard let value = sum(part) else { return nil }
            values.append(value)
        }
        return apply(index, values)
    }

    private mutating func round(_ parts: [Range<Int>], strategy: Int) -> Value? {
        guard parts.count >= 2, let value = sum(parts[1]) else { return nil }
        let step = parts.count > 2 ? sum(parts[2]) : Value(kind: .number, value: 1)
        guard let step, comparable([value, step]), step.value != 0 else { return nil }
        let quotient = value.value / step.value
        let rounded =
            if tokens.isNamed(strategy, "up") {
                quotient.rounded(.up)
            } else if tokens.isNamed(strategy, "down") {
                quotient.rounded(.down)
            } else if tokens.isNamed(strategy, "to-zero") {
                quotient.rounded(.towardZero)
            } else {
                (quotient + 0.5).rounded(.down)
            }
        return Value(kind: value.kind, value: rounded * step.value)
    }

    private func comparable(_ values: [Value]) -> Bool {
        guard let first = values.first else { return false }
        return values.allSatisfy { $0.kind == first.kind && !$0.hasPercent }
    }

    private func apply(_ index: Int, _ values: [Value]) -> Value? {
        // Percentages alone compare among themselves.
        if !values.isEmpty, values.allSatisfy({ $0.hasPercent && $0.value == 0 }) {
            let plain = values.map { Value(kind: .number, value: $0.percent) }
            return compare(index, plain).map { Value(kind: .length, value: 0, percent: $0.value, hasPercent: true) }
        }
        guard comparable(values) else { return nil }
        return compare(index, values) ?? scalar(index, values)
    }

    private func compare(_ index: Int, _ values: [Value]) -> Value? {
        let numbers = values.map(\.value)
        guard let first = values.first, let low = numbers.min(), let high = numbers.max() else { return nil }
        func same(_ value: Double) -> Value { Value(kind: first.kind, value: value) }
        if tokens.isNamed(index, "min") { return same(low) }
        if tokens.isNamed(index, "max") { return same(high) }
        if tokens.isNamed(index, "clamp"), values.count == 3 {
            return same(max(numbers[0], min(numbers[1], numbers[2])))
        }
        if tokens.isNamed(index, "abs"), values.count == 1 { return same(abs(first.value)) }
        if tokens.isNamed(index, "hypot") { return same(numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()) }
        guard values.count == 2, numbers[1] != 0 else { return nil }
        if tokens.isNamed(index, "round") { return same((numbers[0] / numbers[1] + 0.5).rounded(.down) * numbers[1]) }
        if tokens.isNamed(index, "rem") { return same(fmod(numbers[0], numbers[1])) }
        if tokens.isNamed(index, "mod") {
            return same(numbers[0] - numbers[1] * (numbers[0] / numbers[1]).rounded(.down))
        }
        return nil
    }

    private func scalar(_ index: Int, _ values: [Value]) -> Value? {
        guard let first = values.first else { return nil }
        if tokens.isNamed(index, "sign") {
            return Value(kind: .number, value: first.value == 0 ? 0 : first.value > 0 ? 1 : -1)
        }
        if tokens.isNamed(index, "atan2"), values.count == 2 {
            return Value(kind: .angle, value: atan2(first.value, values[1].value) * 180 / .pi)
        }
        let radians = first.kind == .angle ? first.value * .pi / 180 : first.value
        if tokens.isNamed(index, "sin") { return Value(kind: .number, value: sin(radians)) }
        if tokens.isNamed(index, "cos") { return Value(kind: .number, value: cos(radians)) }
        if tokens.isNamed(index, "tan") { return Value(kind: .number, value: tan(radians)) }
        guard first.kind == .number else { return nil }
        if tokens.isNamed(index, "sqrt") { return Value(kind: .number, value: first.value.squareRoot()) }
        if tokens.isNamed(index, "exp") { return Value(kind: .number, value: exp(first.value)) }
        if tokens.isNamed(index, "log") {
            let base = values.count == 2 ? log(values[1].value) : 1
            return Value(kind: .number, value: log(first.value) / base)
        }
        if tokens.isNamed(index, "pow"), values.count == 2 {
            return Value(kind: .number, value: pow(first.value, values[1].value))
        }
        if tokens.isNamed(index, "asin") { return Value(kind: .angle, value: asin(first.value) * 180 / .pi) }
        if tokens.isNamed(index, "acos") { return Value(kind: .angle, value: acos(first.value) * 180 / .pi) }
        if tokens.isNamed(index, "atan") { return Value(kind: .angle, value: atan(first.value) * 180 / .pi) }
        return nil
    }
}

// MARK: - Sums and products

extension MathParser {
    private mutating func sum(_ part: Range<Int>) -> Value? {
        let range = tokens.trimming(part)
        var index = range.lowerBound
        guard var total = product(&index, range.upperBound) else { return nil }
        while index < range.upperBound {
            // Both signs need white space on either side (CSS Values 4 §10.1).
            let isPlus = tokens.isDelim(index, "+")
            guard isPlus || tokens.isDelim(index, "-"), tokens.kind(index - 1) == .whitespace,
                tokens.kind(index + 1) == .whitespace
            else { return nil }
            index = tokens.skippingSpace(index + 1)
            guard let next = product(&index, range.upperBound), let added = add(total, next * (isPlus ? 1 : -1)) else {
                return nil
            }
            total = added
        }
        return total
    }

    private func add(_ lhs: Value, _ rhs: Value) -> Value? {
        // A bare percentage is read as a length; nothing that is kept here takes percentages of anything else.
        guard lhs.kind == rhs.kind else { return nil }
        return Value(
            kind: lhs.kind,
            value: lhs.value + rhs.value,
            percent: lhs.percent + rhs.percent,
            hasPercent: lhs.hasPercent || rhs.hasPercent
        )
    }

    private mutating func product(_ index: inout Int, _ end: Int) -> Value? {
        guard var total = leaf(&index, end) else { return nil }
        while index < end, tokens.isDelim(index, "*") || tokens.isDelim(index, "/") {
            let divides = tokens.isDelim(index, "/")
            index = tokens.skippingSpace(index + 1)
            guard let next = leaf(&index, end) else { return nil }
            if divides {
                guard next.kind == .number, !next.hasPercent else { return nil }
                total = total * (1 / next.value)
            } else if next.kind == .number, !next.hasPercent {
                total = total * next.value
            } else if total.kind == .number, !total.hasPercent {
                total = next * total.value
            } else {
                return nil
            }
        }
        return total
    }

    private mutating func leaf(_ index: inout Int, _ end: Int) -> Value? {
        guard index < end else { return nil }
        let token = tokens[index]
        let value: Value?
        switch token.kind {
        case .number: value = Value(kind: .number, value: token.number)
        case .percentage: value = Value(kind: .length, value: 0, percent: token.number, hasPercent: true)
        case .dimension: value = dimension(index)
        case .openParen:
            guard depth < StyleLimits.maximumMathNesting else { return nil }
            depth += 1
            value = sum(tokens.inside(index))
            depth -= 1
        case .function: value = function(index)
        case .ident: value = constant(index)
        default: value = nil
        }
        // White space is only skipped here where a product goes on; a sum looks for it around its sign.
        var next = tokens.skipping(index)
        let afterSpace = tokens.skippingSpace(next)
        if afterSpace >= end || tokens.kind(afterSpace) == .delim { next = afterSpace }
        index = next
        return value
    }

    private func dimension(_ index: Int) -> Value? {
        let (unit, number) = (tokens.text(index), tokens[index].number)
        if let (unit, factor) = LengthUnit.named(unit) {
            return Value(kind: .length, value: context.pixels(number * factor, unit))
        }
        if let factor = Self.degrees(in: unit) { return Value(kind: .angle, value: number * factor) }
        if unit.equalsIgnoringCase("s") { return Value(kind: .time, value: number) }
        return unit.equalsIgnoringCase("ms") ? Value(kind: .time, value: number / 1000) : nil
    }

    private func constant(_ index: Int) -> Value? {
        if tokens.isNamed(index, "pi") { return Value(kind: .number, value: .pi) }
        if tokens.isNamed(index, "e") { return Value(kind: .number, value: M_E) }
        if tokens.isNamed(index, "infinity") { return Value(kind: .number, value: 1e30) }
        return tokens.isNamed(index, "-infinity") ? Value(kind: .number, value: -1e30) : nil
    }
}
