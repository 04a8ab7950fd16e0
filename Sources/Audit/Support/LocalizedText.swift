import Glibc

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
        areEqual(lhs.zh, rhs.zh) && areEqual(lhs.en, rhs.en)
    }

    private static func areEqual(_ first: String, _ second: String) -> Bool {
        var (first, second) = (first, second)
        return first.withUTF8 { first in
            second.withUTF8 { second in
                guard let start = first.baseAddress, let other = second.baseAddress else {
                    return first.isEmpty && second.isEmpty
                }
                return first.count == second.count && memcmp(start, other, first.count) == 0
            }
        }
    }

    /// Two texts that differ mostly do so in both languages.
    public func hash(into hasher: inout Hasher) {
        var text = zh
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }

    public subscript(language: Language) -> String {
        switch language {
        case .zhHans: zh
        case .en: en
        }
    }
}
