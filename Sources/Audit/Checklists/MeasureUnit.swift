/// The unit of a measured answer; units of one dimension convert into each other.
public enum MeasureUnit: String, Sendable, Codable, CaseIterable {
    case millimetre = "mm"
    case centimetre = "cm"
    case metre = "m"
    case squareMetre = "m2"
    case percent = "%"
    /// Rise to run, written `1:12`; the value is the run.
    case ratio = "1:n"
    case degree = "deg"
    case newton = "N"
    case lux = "lx"
    case second = "s"
    case hertz = "Hz"
    case decibel = "dB"
    case per100Metres = "/100m"
    /// Whole things; what they are is said by the item's unit label.
    case count

    enum Dimension { case length, area, slope, force, illuminance, time, frequency, sound, density, count }

    var dimension: Dimension {
        switch self {
        case .millimetre, .centimetre, .metre: .length
        case .squareMetre: .area
        case .percent, .ratio, .degree: .slope
        case .newton: .force
        case .lux: .illuminance
        case .second: .time
        case .hertz: .frequency
        case .decibel: .sound
        case .per100Metres: .density
        case .count: .count
        }
    }

    /// The unit a person means by this text, such as `mm`, `毫米` or `°`.
    public init?(written text: String) {
        switch text.lowercased() {
        case "mm", "毫米": self = .millimetre
        case "cm", "厘米": self = .centimetre
        case "m", "米": self = .metre
        case "m2", "m²", "㎡", "平方米": self = .squareMetre
        case "%", "％", "percent": self = .percent
        case "1:n": self = .ratio
        case "deg", "°", "度": self = .degree
        case "n", "牛": self = .newton
        case "lx", "勒克斯": self = .lux
        case "s", "秒": self = .second
        case "hz", "赫兹": self = .hertz
        case "db", "分贝": self = .decibel
        case "/100m", "处/100m": self = .per100Metres
        case "个", "处", "部", "台", "间", "套", "场/年": self = .count
        default: return nil
        }
    }

    /// The value in `target`, or nil where the two measure different things or the value has no equivalent.
    ///
    /// Slopes are rounded to 0.01 % when they come from a ratio or an angle, as the standards' own tables round them
    /// (1:12 is 8.33 %, 1:30 is 3.33 %): a ramp of exactly 1:12 meets a limit of 8.33 %.
    public func convert(_ value: Double, to target: MeasureUnit) -> Double? {
        guard value.isFinite, dimension == target.dimension else { return nil }
        if self == target { return value }
        switch dimension {
        case .length: return value * millimetres / target.millimetres
        case .slope:
            guard let percent = percent(of: value) else { return nil }
            return target.slope(percent: percent)
        default: return value
        }
    }

    private var millimetres: Double {
        switch self {
        case .centimetre: 10
        case .metre: 1000
        default: 1
        }
    }
}

// MARK: - Display

extension MeasureUnit {
    /// How the unit stands behind a number; empty for counts, whose label the item has.
    public func symbol(_ language: Language) -> String {
        switch self {
        case .squareMetre: "m²"
        case .degree: "°"
        case .per100Metres: language == .zhHans ? "处/100m" : "per 100 m"
        case .count, .ratio: ""
        default: rawValue
        }
    }

    /// `8.9 %`, `1.2 m`, `3`; a ratio as `1:12`.
    public func text(_ value: Double, _ language: Language) -> String {
        if self == .ratio { return "1:" + value.shortText }
        let symbol = symbol(language)
        return symbol.isEmpty ? value.shortText : value.shortText + " " + symbol
    }
}

extension Double {
    /// The number with at most three decimals and no trailing zeros, independent of the locale.
    public var shortText: String {
        guard isFinite, magnitude < 1e12 else { return "\(self)" }
        let thousandths = Int64((magnitude * 1000).rounded())
        var text = "\(thousandths / 1000)"
        var rest = thousandths % 1000
        if rest > 0 {
            var digits = 3
            while rest % 10 == 0 {
                rest /= 10
                digits -= 1
            }
            let decimals = "\(rest)"
            text += "." + String(repeating: "0", count: digits - decimals.count) + decimals
        }
        return self < 0 && thousandths > 0 ? "-" + text : text
    }
}
