// MARK: - Colours computed from another

extension ValueReader {
    /// A colour relative to another (CSS Color 5 §4): the channels' names stand for the other one's channels in the
    /// function's own space, so they are written out as numbers and the function is read again.
    mutating func relative(in function: Bytes) -> ColorValue? {
        guard take("from"), let origin = takeColor() else { return nil }
        guard let color = known(origin) else { return .unknown }
        var space = Bytes()
        if function.equalsIgnoringCase("color") {
            guard kind == .ident else { return nil }
            space = text
            advance()
        }
        guard let channels = Self.channels(of: color, in: function, space) else { return .unknown }
        var (source, hasAlpha) = writingOut(channels + [("alpha", Double(color.alpha))])
        if !hasAlpha { source += Array(" / \(color.alpha)".utf8) }
        let tokens = CSSTokens(Array(function) + Array("(".utf8) + Array(space) + [0x20] + source + Array(")".utf8))
        var reader = ValueReader(tokens, 0..<tokens.count, context: context)
        defer { usesContext = usesContext || reader.usesContext }
        return reader.takeColor()
    }

    /// The source of what is left with channels replaced, and whether it states an alpha.
    private func writingOut(_ channels: [(StaticString, Double)]) -> (source: [UInt8], hasAlpha: Bool) {
        var source: [UInt8] = []
        var hasAlpha = false
        var depth = 0
        for position in index..<end {
            switch tokens.kind(position) {
            case .function, .openParen: depth += 1
            case .closeParen: depth -= 1
            default: break
            }
            if depth == 0, tokens.isDelim(position, "/") { hasAlpha = true }
            if let channel = channels.first(where: { tokens.isIdent(position, $0.0) }) {
                source += Array(" \(channel.1) ".utf8)
            } else {
                source += tokens.source(position..<position + 1)
            }
        }
        return (source, hasAlpha)
    }

    /// The channels of a colour by their names in the function, in the numbers the function takes; nil where the space is
    /// not computed here.
    private static func channels(of color: Color, in function: Bytes, _ space: Bytes) -> [(StaticString, Double)]? {
        let rgb = color.vector
        let name = function.map(\.asciiLowercased)[...]
        if name.equals("rgb") || name.equals("rgba") {
            return [("r", rgb.x * 255), ("g", rgb.y * 255), ("b", rgb.z * 255)]
        }
        if name.equals("hsl") || name.equals("hsla") {
            let (hue, saturation, lightness) = ColorSpaces.hsl(fromSRGB: rgb)
            return [("h", hue ?? 0), ("s", saturation * 100), ("l", lightness * 100)]
        }
        if name.equals("hwb") {
            let hue = ColorSpaces.hsl(fromSRGB: rgb).hue ?? 0
            return [("h", hue), ("w", rgb.min() * 100), ("b", (1 - rgb.max()) * 100)]
        }
        if name.equals("color") {
            if space.equalsIgnoringCase("srgb") { return [("r", rgb.x), ("g", rgb.y), ("b", rgb.z)] }
            guard space.equalsIgnoringCase("srgb-linear") else { return nil }
            let linear = ColorSpaces.each(rgb, ColorSpaces.linear)
            return [("r", linear.x), ("g", linear.y), ("b", linear.z)]
        }
        let isOK = name.starts(with: "ok".utf8)
        let lab = isOK ? ColorSpaces.okLab(fromSRGB: rgb) : ColorSpaces.lab(fromSRGB: rgb)
        if name.equals("lab") || name.equals("oklab") { return [("l", lab.x), ("a", lab.y), ("b", lab.z)] }
        guard name.equals("lch") || name.equals("oklch") else { return nil }
        let (chroma, hue) = ColorSpaces.chromaAndHue(lab)
        return [("l", lab.x), ("c", chroma), ("h", hue)]
    }
}
