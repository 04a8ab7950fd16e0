/// How a place came to be visited, which decides whether its result may stand for others.
public enum VisitSelection: String, Sendable, Codable, CaseIterable {
    /// Every place of its kind was visited.
    case census
    /// Drawn at random from the register.
    case random
    /// Somebody complained about it.
    case complaint
    /// Somebody chose it.
    case chosen

    public var title: LocalizedText {
        switch self {
        case .census: LocalizedText(zh: "全部核查", en: "All are visited")
        case .random: LocalizedText(zh: "随机抽中", en: "Drawn at random")
        case .complaint: LocalizedText(zh: "投诉", en: "A complaint")
        case .chosen: LocalizedText(zh: "指定", en: "Chosen")
        }
    }

    /// Whether shares over such visits say something of places that were not visited.
    public var isRepresentative: Bool { self == .census || self == .random }
}
