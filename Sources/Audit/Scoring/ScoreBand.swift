/// Where an index stands among four bands: a convention of this product, not of a standard.
///
/// The lowest limit is not the pass mark of any scheme that also says 60.
public enum ScoreBand: String, Sendable, CaseIterable {
    case from90, from75, from60, below60

    /// The band of an index as it is shown, with one decimal.
    public init(_ index: Double) {
        switch (index * 10).rounded() / 10 {
        case 90...: self = .from90
        case 75...: self = .from75
        case 60...: self = .from60
        default: self = .below60
        }
    }

    public var title: LocalizedText {
        switch self {
        case .from90: LocalizedText(zh: "90 分及以上", en: "90 and above")
        case .from75: LocalizedText(zh: "75 分至不足 90 分", en: "75 to below 90")
        case .from60: LocalizedText(zh: "60 分至不足 75 分", en: "60 to below 75")
        case .below60: LocalizedText(zh: "不足 60 分", en: "below 60")
        }
    }
}
