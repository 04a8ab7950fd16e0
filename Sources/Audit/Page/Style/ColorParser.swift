/// What a colour value says.
enum ColorValue: Sendable {
    case color(Color)
    case currentColor
    /// Valid, but not known here (device colours, wide spaces mixed or computed from).
    case unknown
}

extension ValueReader {
    /// Reads a colour (CSS Color 4 §5); nil if it is none.
    mutating func takeColor() -> ColorValue? {
        let value: ColorValue?
        switch kind {
        case .hash: value = Self.hexColor(text).map { .color($0) }
        case .ident:
            if isIdent("transparent") {
                value = .color(.transparent)
            } else if isIdent("currentcolor") {
                value = .currentColor
            } else {
                value = ColorNames.color(text).map { .color($0) }
            }
        case .function: value = colorFunction()
        default: value = nil
        }
        if value != nil { advance() }
        return value
    }

    /// The colour of 3, 4, 6 or 8 hexadecimal digits.
    static func hexColor(_ digits: Bytes) -> Color? {
        guard digits.allSatisfy(\.isASCIIHexDigit) else { return nil }
        let values = digits.map { UInt32($0.hexDigitValue) }
        switch values.count {
        case 3, 4:
            let hex = values[0] * 0x110000 + values[1] * 0x1100 + values[2] * 0x11
            return Color(hex: hex, alpha: values.count == 4 ? Float(values[3]) / 15 : 1)
        case 6, 8:
            let hex = values[..<6].reduce(0) { $0 << 4 | $1 }
            return Color(hex: hex, alpha: values.count == 8 ? Float(values[6] << 4 | values[7]) / 255 : 1)
        default: return nil
        }
    }

    private mutating func colorFunction() -> ColorValue? {
        var arguments = arguments()
        defer { usesContext = usesContext || arguments.usesContext }
        if arguments.isIdent("from") { return arguments.relative(in: text) }
        if isFunction("rgb") || isFunction("rgba") { return arguments.rgb() }
        if isFunction("hsl") || isFunction("hsla") { return arguments.hueColor(isHWB: false) }
        if isFunction("hwb") { return arguments.hueColor(isHWB: true) }
        if isFunction("lab") { return arguments.lab(isOK: false) }
        if isFunction("oklab") { return arguments.lab(isOK: true) }
        if isFunction("lch") { return arguments.lch(isOK: false) }
        if isFunction("oklch") { return arguments.lch(isOK: true) }
        if isFunction("color") { return arguments.predefined() }
        if isFunction("light-dark") {
            let light = arguments.takeColor()
            guard arguments.takeComma(), arguments.takeColor() != nil, arguments.isAtEnd else { return nil }
            return light
        }
        if isFunction("color-mix") { return arguments.mix() }
        return isFunction("device-cmyk") || isFunction("contrast-color") ? .unknown : nil
    }

    // MARK: - Components

    /// Reads one component: a number, a percentage of `whole`, or `none`, which counts as 0.
    private mutating func component(percentOf whole: Double) -> Double? {
        if take("none") { return 0 }
        if kind == .percentage || isPercentMath { return takeNumberOrPercentage().map { $0 * whole } }
        return takeNumber()
    }

    private var isPercentMath: Bool {
        guard kind == .function else { return false }
        var copy = self
        return copy.takeNumber() == nil
    }

    private mutating func hue() -> Double? {
        if take("none") { return 0 }
        if kind == .dimension { return takeAngle() }
        if let number = takeNumber() { return number }
        return takeAngle()
    }

    /// Reads the optional alpha after `separator` (a comma or a slash) and the end.
    private mutating func alpha(afterComma: Bool) -> Double? {
        if isAtEnd { return 1 }
        guard afterComma ? takeComma() : takeDelim("/") else { return nil }
        guard let alpha = component(percentOf: 1), isAtEnd else { return nil }
        return min(max(alpha, 0), 1)
    }

    private static func color(_ rgb: SIMD3<Double>, _ alpha: Double) -> ColorValue {
        let clamped = rgb.clamped(lowerBound: .zero, upperBound: .one)
        return .color(
            Color(red: Float(clamped.x), green: Float(clamped.y), blue: Float(clamped.z), alpha: Float(alpha))
        )
    }

    private mutating func rgb() -> ColorValue? {
        let allPercent = kind == .percentage
        var values: [Double] = []
        var hasCommas = false
        for position in 0..<3 {
            if position == 1 { hasCommas = kind == .comma }
            if position > 0, hasCommas, !takeComma() { return nil }
            if hasCommas, (kind == .percentage) != allPercent { return nil }
            guard let value = component(percentOf: 255) else { return nil }
            values.append(value)
        }
        guard let alpha = alpha(afterComma: hasCommas) else { return nil }
        // Legacy colours are rounded to eight bits a component, as browsers store them.
        let rounded = values.map { min(max($0, 0), 255).rounded() / 255 }
        return Self.color(SIMD3(rounded[0], rounded[1], rounded[2]), alpha)
    }

    private mutating func hueColor(isHWB: Bool) -> ColorValue? {
        guard let hue = hue() else { return nil }
        let hasCommas = takeComma()
        guard !(isHWB && hasCommas), let second = component(percentOf: 100) else { return nil }
        if hasCommas, !takeComma() { return nil }
        guard let third = component(percentOf: 100), let alpha = alpha(afterComma: hasCommas) else { return nil }
        let (a, b) = (max(second, 0) / 100, max(third, 0) / 100)
        let rgb =
            isHWB
            ? ColorSpaces.sRGB(hue: hue, whiteness: a, blackness: b)
            : ColorSpaces.sRGB(hue: hue, saturation: min(a, 1), lightness: min(b, 1))
        let rounded = ColorSpaces.each(rgb) { ($0 * 255).rounded() / 255 }
        return Self.color(rounded, alpha)
    }

    private mutating func lab(isOK: Bool) -> ColorValue? {
        let (white, reach) = isOK ? (1.0, 0.4) : (100.0, 125.0)
        guard let lightness = component(percentOf: white), let a = component(percentOf: reach),
            let b = component(percentOf: reach), let alpha = alpha(afterComma: false)
        else { return nil }
        let lab = SIMD3(min(max(lightness, 0), white), a, b)
        return Self.color(isOK ? ColorSpaces.sRGB(fromOKLab: lab) : ColorSpaces.sRGB(fromLab: lab), alpha)
    }

    private mutating func lch(isOK: Bool) -> ColorValue? {
        let (white, reach) = isOK ? (1.0, 0.4) : (100.0, 150.0)
        guard let lightness = component(percentOf: white), let chroma = component(percentOf: reach), let hue = hue(),
            let alpha = alpha(afterComma: false)
        else { return nil }
        let lab = ColorSpaces.rectangular(min(max(lightness, 0), white), max(chroma, 0), hue)
        return Self.color(isOK ? ColorSpaces.sRGB(fromOKLab: lab) : ColorSpaces.sRGB(fromLab: lab), alpha)
    }

    private mutating func predefined() -> ColorValue? {
        guard kind == .ident else { return nil }
        let space = text
        advance()
        var values = SIMD3<Double>.zero
        for position in 0..<3 {
            guard let value = component(percentOf: 1) else { return nil }
            values[position] = value
        }
        guard let alpha = alpha(afterComma: false) else { return nil }
        guard let rgb = ColorSpaces.sRGB(values, in: space) else {
            return space.starts(with: "--".utf8) ? .unknown : nil
        }
        return Self.color(rgb, alpha)
    }

    // MARK: - Mixing

    /// `color-mix()` (CSS Color 5 §3).
    private mutating func mix() -> ColorValue? {
        guard take("in"), kind == .ident, let space = ColorMixing.Space(named: text) else { return nil }
        advance()
        var hue = ColorMixing.HueMethod.shorter
        if kind != .comma {
            guard space.isPolar, let method = hueMethod() else { return nil }
            hue = method
        }
        guard takeComma(), let first = mixPart(), takeComma(), let second = mixPart(), isAtEnd else { return nil }
        guard let one = known(first.color), let two = known(second.color) else { return .unknown }
        let share = first.share ?? second.share.map { 1 - $0 } ?? 0.5
        let other = second.share ?? 1 - share
        guard share + other > 0 else { return nil }
        let weight = share / (share + other)
        guard let mixed = ColorMixing(space: space, hue: hue).mix(one, two, weight: weight) else { return .unknown }
        return Self.color(mixed.rgb, mixed.alpha * min(share + other, 1))
    }

    private mutating func hueMethod() -> ColorMixing.HueMethod? {
        let methods: [(StaticString, ColorMixing.HueMethod)] = [
            ("shorter", .shorter), ("longer", .longer), ("increasing", .increasing), ("decreasing", .decreasing),
        ]
        for (name, method) in methods where take(name) { return take("hue") ? method : nil }
        return nil
    }

    /// The colour of a value; that of the text where it says so, which then holds for this element only.
    mutating func known(_ value: ColorValue) -> Color? {
        switch value {
        case .color(let color): return color
        case .currentColor:
            usesContext = true
            return context.currentColor
        case .unknown: return nil
        }
    }

    private mutating func mixPart() -> (color: ColorValue, share: Double?)? {
        var share: Double?
        if kind == .percentage { share = takeNumberOrPercentage() }
        guard let color = takeColor() else { return nil }
        if share == nil, kind == .percentage { share = takeNumberOrPercentage() }
        return (color, share)
    }
}
