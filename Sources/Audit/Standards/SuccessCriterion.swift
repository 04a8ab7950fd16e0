/// A success criterion of WCAG, with what other standards make of it.
public struct SuccessCriterion: Sendable, Equatable, Identifiable {
    /// Conformance levels of WCAG; never those of GB/T 37668, whose levels hold other items.
    public enum Level: String, Sendable, Codable, CaseIterable, Comparable {
        case a = "A"
        case aa = "AA"
        case aaa = "AAA"

        public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue.utf8.count < rhs.rawValue.utf8.count }
    }

    /// The edition of WCAG in which a criterion first stood.
    public enum Edition: String, Sendable, Codable, CaseIterable {
        case wcag20 = "2.0"
        case wcag21 = "2.1"
        case wcag22 = "2.2"
    }

    /// The four principles of WCAG.
    public enum Principle: Int, Sendable, CaseIterable {
        case perceivable = 1
        case operable, understandable, robust

        public var title: LocalizedText {
            switch self {
            case .perceivable: LocalizedText(zh: "可感知性", en: "Perceivable")
            case .operable: LocalizedText(zh: "可操作性", en: "Operable")
            case .understandable: LocalizedText(zh: "可理解性", en: "Understandable")
            case .robust: LocalizedText(zh: "健壮性", en: "Robust")
            }
        }
    }

    /// "1.4.3".
    public let number: String
    public let level: Level
    public let title: LocalizedText
    public let since: Edition
    /// Whether WCAG 2.2 no longer asks for it (4.1.1 only); kept because other standards still do.
    public let isObsolete: Bool
    /// Who is hit where the criterion is not met.
    public let groups: [FunctionalGroup]

    public var id: String { number }

    public var principle: Principle { Principle(rawValue: Int(number.utf8.first! - 0x30))! }

    /// The title of the guideline's clause in EN 301 549, "9.1.4.3", or nil where it has none.
    ///
    /// Source: EN 301 549 V3.2.1 (2021-03), whose clause 9 numbers the criteria of WCAG 2.1 at levels A and AA.
    public var en301549Clause: String? { since == .wcag22 || level == .aaa ? nil : "9." + number }

    /// The provision of the revised Section 508 standards that asks for this criterion, or nil.
    ///
    /// Source: 36 CFR 1194 Appendix A, E205.4 (2017-01-18): WCAG 2.0 levels A and AA.
    public var section508Provision: String? { since == .wcag20 && level != .aaa ? "E205.4" : nil }

    /// How findings and the listing of rules name the criterion.
    public var key: String { "wcag22:" + number }

    /// Criteria as their numbers say, so that 1.4.10 comes after 1.4.9.
    public static func precedes(_ lhs: String, _ rhs: String) -> Bool {
        let left = lhs.utf8.split(separator: 0x2E).map { Int(String($0)!) ?? 0 }
        let right = rhs.utf8.split(separator: 0x2E).map { Int(String($0)!) ?? 0 }
        return left.lexicographicallyPrecedes(right)
    }
}

/// People as EN 301 549 clause 4.2 groups them: by how they use a product.
///
/// Which criterion serves whom is our own reading of the intent each criterion states (confidence: likely). It has not
/// been compared with the informative table in EN 301 549 Annex B, and reports must not present it as that table.
public enum FunctionalGroup: String, Sendable, Codable, CaseIterable {
    case withoutVision, limitedVision, withoutColour, withoutHearing, limitedHearing, withoutSpeech
    case limitedManipulation, photosensitive, limitedCognition

    public var title: LocalizedText {
        switch self {
        case .withoutVision: LocalizedText(zh: "不能用视力的人", en: "People without vision")
        case .limitedVision: LocalizedText(zh: "低视力的人", en: "People with limited vision")
        case .withoutColour: LocalizedText(zh: "不能辨色的人", en: "People who do not perceive colour")
        case .withoutHearing: LocalizedText(zh: "不能用听力的人", en: "People without hearing")
        case .limitedHearing: LocalizedText(zh: "重听的人", en: "People with limited hearing")
        case .withoutSpeech: LocalizedText(zh: "不能说话或言语不清的人", en: "People with no or limited speech")
        case .limitedManipulation: LocalizedText(zh: "手部活动或力量受限的人", en: "People with limited manipulation or strength")
        case .photosensitive: LocalizedText(zh: "对闪光敏感、可能发作的人", en: "People prone to photosensitive seizures")
        case .limitedCognition:
            LocalizedText(zh: "认知、语言或学习受限的人", en: "People with limited cognition, language or learning")
        }
    }
}
