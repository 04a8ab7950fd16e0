import Glibc

/// Interpolation of two colours in a colour space, as `color-mix()` asks for it (CSS Color 5 §3, CSS Color 4 §12).
struct ColorMixing: Sendable {
    /// Which way round the circle of hues (CSS Color 4 §12.4).
    enum HueMethod: Sendable { case shorter, longer, increasing, decreasing }

    enum Space: Sendable {
        case sRGB, linear, lab, okLab
        case hsl, hwb, lch, okLCh
        /// Valid, but not computed here.
        case other

        /// The space of that name; nil if it is none.
        init?(named name: Bytes) {
            guard let entry = Self.names.first(where: { name.equalsIgnoringCase($0.0) }) else { return nil }
            self = entry.1
        }

        // XYZ and the linear spaces are linear images of linear sRGB, so that mixing gives the same there.
        private static let names: [(StaticString, Space)] = [
            ("srgb", .sRGB), ("srgb-linear", .linear), ("display-p3-linear", .linear), ("xyz", .linear),
            ("xyz-d65", .linear), ("xyz-d50", .linear), ("lab", .lab), ("oklab", .okLab), ("hsl", .hsl),
            ("hwb", .hwb), ("lch", .lch), ("oklch", .okLCh), ("display-p3", .other), ("a98-rgb", .other),
            ("prophoto-rgb", .other), ("rec2020", .other),
        ]

        var isPolar: Bool { self == .hsl || self == .hwb || self == .lch || self == .okLCh }
    }

    let space: Space
    let hue: HueMethod

    /// The mixture, of which the first colour makes up `weight` (0 to 1); nil for spaces not computed here.
    func mix(_ first: Color, _ second: Color, weight: Double) -> (rgb: SIMD3<Double>, alpha: Double)? {
        guard space != .other else { return nil }
        let (a, b) = (Double(first.alpha) * weight, Double(second.alpha) * (1 - weight))
        guard a + b > 0 else { return (.zero, 0) }
        let (one, two) = (coordinates(of: first.vector), coordinates(of: second.vector))
        // Premultiplied, apart from the hue.
        var mixed = (one.values * a + two.values * b) / (a + b)
        if let angle = Self.angle(one.hue, two.hue, weight, hue) { mixed.z = angle }
        return (rgb(from: mixed), a + b)
    }

    /// The colour in the space; in polar ones the hue in degrees comes last, and is nil where the colour has none.
    private func coordinates(of rgb: SIMD3<Double>) -> (values: SIMD3<Double>, hue: Double?) {
        switch space {
        case .sRGB, .other: return (rgb, nil)
        case .linear: return (ColorSpaces.each(rgb, ColorSpaces.linear), nil)
        case .lab: return (ColorSpaces.lab(fromSRGB: rgb), nil)
        case .okLab: return (ColorSpaces.okLab(fromSRGB: rgb), nil)
        case .hsl:
            let (hue, saturation, lightness) = ColorSpaces.hsl(fromSRGB: rgb)
            return (SIMD3(saturation, lightness, hue ?? 0), hue)
        case .hwb:
            let hue = ColorSpaces.hsl(fromSRGB: rgb).hue
            return (SIMD3(rgb.min(), 1 - rgb.max(), hue ?? 0), hue)
        case .lch: return Self.polar(ColorSpaces.lab(fromSRGB: rgb), leastChroma: 0.02)
        case .okLCh: return Self.polar(ColorSpaces.okLab(fromSRGB: rgb), leastChroma: 0.0001)
        }
    }

    private static func polar(_ lab: SIMD3<Double>, leastChroma: Double) -> (SIMD3<Double>, Double?) {
        let (chroma, hue) = ColorSpaces.chromaAndHue(lab)
        return (SIMD3(lab.x, chroma, hue), chroma > leastChroma ? hue : nil)
    }

    private func rgb(from values: SIMD3<Double>) -> SIMD3<Double> {
        switch space {
        case .sRGB, .other: values
        case .linear: ColorSpaces.each(values, ColorSpaces.gamma)
        case .lab: ColorSpaces.sRGB(fromLab: values)
        case .okLab: ColorSpaces.sRGB(fromOKLab: values)
        case .hsl: ColorSpaces.sRGB(hue: values.z, saturation: values.x, lightness: values.y)
        case .hwb: ColorSpaces.sRGB(hue: values.z, whiteness: values.x, blackness: values.y)
        case .lch: ColorSpaces.sRGB(fromLab: ColorSpaces.rectangular(values.x, values.y, values.z))
        case .okLCh: ColorSpaces.sRGB(fromOKLab: ColorSpaces.rectangular(values.x, values.y, values.z))
        }
    }

    /// The hue between two; a colour without one takes that of the other.
    private static func angle(_ first: Double?, _ second: Double?, _ weight: Double, _ method: HueMethod) -> Double? {
        guard var one = first, var two = second else { return first ?? second }
        let difference = two - one
        switch method {
        case .shorter:
            if difference > 180 { one += 360 } else if difference < -180 { two += 360 }
        case .longer:
            if difference > 0, difference < 180 { one += 360 } else if difference > -180, difference <= 0 { two += 360 }
        case .increasing: if difference < 0 { two += 360 }
        case .decreasing: if difference > 0 { one += 360 }
        }
        return one * weight + two * (1 - weight)
    }
}

extension Color {
    /// The three components, without the alpha.
    var vector: SIMD3<Double> { SIMD3(Double(red), Double(green), Double(blue)) }
}

// MARK: - From sRGB

extension ColorSpaces {
    /// Hue in degrees (nil for greys), saturation and lightness from 0 to 1 (CSS Color 4 §7.2).
    static func hsl(fromSRGB rgb: Vector) -> (hue: Double?, saturation: Double, lightness: Double) {
        let (least, most) = (rgb.min(), rgb.max())
        let (lightness, span) = ((least + most) / 2, most - least)
        guard span > 1e-5 else { return (nil, 0, lightness) }
        let saturation = lightness <= 0 || lightness >= 1 ? 0 : (most - lightness) / min(lightness, 1 - lightness)
        let sixths: Double
        if most == rgb.x {
            sixths = (rgb.y - rgb.z) / span + (rgb.y < rgb.z ? 6 : 0)
        } else if most == rgb.y {
            sixths = (rgb.z - rgb.x) / span + 2
        } else {
            sixths = (rgb.x - rgb.y) / span + 4
        }
        return (sixths * 60, saturation, lightness)
    }

    /// Chroma, and hue from 0 to 360 degrees, of rectangular coordinates.
    static func chromaAndHue(_ lab: Vector) -> (chroma: Double, hue: Double) {
        let hue = atan2(lab.z, lab.y) * 180 / .pi
        return (hypot(lab.y, lab.z), hue < 0 ? hue + 360 : hue)
    }
}
