/// A language of messages, reports and checklists.
public enum Language: String, Sendable, Codable, CaseIterable {
    case zhHans = "zh-Hans"
    case en

    /// The language an option names: `zh-Hans`, `zh-CN` and `zh` are one.
    public init?(option: String) {
        switch option.lowercased() {
        case "zh-hans", "zh-cn", "zh": self = .zhHans
        case "en": self = .en
        default: return nil
        }
    }
}

/// One text in both languages of the product; neither is a translation that may be missing.
public struct LocalizedText: Sendable, Hashable, Codable {
    public let zh: String
    public let en: String

    public init(zh: String, en: String) {
        self.zh = zh
        self.en = en
    }

    // By their bytes: texts that only look alike are two, and Chinese is many times slower to hash as Unicode compares it.

    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.zh.utf8.elementsEqual(rhs.zh.utf8) && lhs.en.utf8.elementsEqual(rhs.en.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for text in [zh, en] {
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            hasher.combine(UInt8(0xFF))
        }
    }

    public subscript(language: Language) -> String {
        switch language {
        case .zhHans: zh
        case .en: en
        }
    }
}
