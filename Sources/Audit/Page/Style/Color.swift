import Glibc

/// A colour in sRGB (gamma encoded), each component from 0 to 1.
public struct Color: Sendable, Hashable {
    public var red: Float
    public var green: Float
    public var blue: Float
    public var alpha: Float

    @inlinable public init(red: Float, green: Float, blue: Float, alpha: Float = 1) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// A colour of eight bits a component, as `#rrggbb` writes it.
    public init(hex: UInt32, alpha: Float = 1) {
        self.init(
            red: Float(hex >> 16 & 0xFF) / 255,
            green: Float(hex >> 8 & 0xFF) / 255,
            blue: Float(hex & 0xFF) / 255,
            alpha: alpha
        )
    }

    public static let black = Color(hex: 0)
    public static let white = Color(hex: 0xFFFFFF)
    public static let transparent = Color(hex: 0, alpha: 0)

    public var isOpaque: Bool { alpha >= 1 }
    public var isTransparent: Bool { alpha <= 0 }

    /// The three components as eight bits each, rounded.
    public var hex: UInt32 { Self.byte(red) << 16 | Self.byte(green) << 8 | Self.byte(blue) }

    private static func byte(_ value: Float) -> UInt32 { UInt32((min(max(value, 0), 1) * 255).rounded()) }
}

extension Color {
    /// This colour painted over another (source over, CSS Compositing 1 §5.1).
    public func over(_ backdrop: Color) -> Color {
        if isOpaque { return self }
        let rest = backdrop.alpha * (1 - alpha)
        let total = alpha + rest
        guard total > 0 else { return .transparent }
        return Color(
            red: (red * alpha + backdrop.red * rest) / total,
            green: (green * alpha + backdrop.green * rest) / total,
            blue: (blue * alpha + backdrop.blue * rest) / total,
            alpha: total
        )
    }

    /// The colour with its alpha multiplied, as `opacity` does.
    public func faded(by opacity: Float) -> Color {
        Color(red: red, green: green, blue: blue, alpha: alpha * opacity)
    }

    /// Relative luminance, 0 for black to 1 for white, without regard to alpha (WCAG 2.2, "relative luminance").
    public var relativeLuminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// The contrast ratio of two opaque colours, 1 to 21 (WCAG 2.2, "contrast ratio").
    public func contrastRatio(with other: Color) -> Double {
        let (first, second) = (relativeLuminance, other.relativeLuminance)
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }

    private static func linear(_ component: Float) -> Double {
        let value = Double(min(max(component, 0), 1))
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
}

extension Color: CustomStringConvertible {
    /// `#rrggbb`, followed by the alpha in percent where it is not opaque.
    public var description: String {
        let digits = String(hex, radix: 16)
        let padded = "#" + String(repeating: "0", count: 6 - digits.count) + digits
        return isOpaque ? padded : "\(padded) (\(Int((alpha * 100).rounded()))%)"
    }
}
