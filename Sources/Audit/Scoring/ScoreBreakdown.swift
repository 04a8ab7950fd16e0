/// The index over a part of what was judged: one principle, one level, one group of people, one kind of page.
///
/// Parts are never averaged into the whole: a part has its own denominator.
public struct ScorePart: Sendable, Equatable {
    public enum Dimension: String, Sendable, CaseIterable {
        case principle, level, group, pageKind

        public var title: LocalizedText {
            switch self {
            case .principle: LocalizedText(zh: "原则", en: "principle")
            case .level: LocalizedText(zh: "级别", en: "level")
            case .group: LocalizedText(zh: "人群", en: "group of people")
            case .pageKind: LocalizedText(zh: "页面类型", en: "kind of page")
            }
        }
    }

    public let dimension: Dimension
    /// For programs: `1`, `AA`, `withoutVision`, `article`.
    public let key: String
    public let title: LocalizedText
    public let index: AccessibilityCheckIndex
}

/// Makes the parts of an index from what the whole was made of.
public struct ScoreBreakdown: Sendable {
    public struct Page: Sendable, Equatable {
        public var input: AccessibilityCheckIndex.PageInput
        /// What sort of page it is, where known.
        public var kind: Kind?

        /// A sort of page: its key for programs and its name for people.
        public struct Kind: Sendable, Hashable {
            public let key: String
            public let title: LocalizedText

            public init(key: String, title: LocalizedText) {
                self.key = key
                self.title = title
            }
        }

        public init(_ input: AccessibilityCheckIndex.PageInput, kind: Kind? = nil) {
            self.input = input
            self.kind = kind
        }
    }

    private let pages: [Page]
    private let rules: [Requirement]
    private let frame: [String: Int]

    /// - Parameters:
    ///   - pages: The checked pages.
    ///   - rules: What the rules' ids stand for.
    ///   - frame: As in ``AccessibilityCheckIndex``.
    public init(pages: [Page], rules: [Requirement], frame: [String: Int] = [:]) {
        let digest = CriterionDigest(rules: rules)
        self.pages = pages.map { page in
            var page = page
            page.input.assertions = digest.assertions(of: page.input)
            return page
        }
        self.rules = digest.requirements
        self.frame = frame
    }

    /// The parts in which at least one page has a criterion that was judged.
    public var parts: [ScorePart] {
        let made =
            SuccessCriterion.Principle.allCases.map { principle in
                part(.principle, "\(principle.rawValue)", principle.title) {
                    WCAG.criterion($0)?.principle == principle
                }
            }
            + [SuccessCriterion.Level.a, .aa].map { level in
                part(.level, level.rawValue, LocalizedText(zh: "\(level.rawValue) 级", en: "Level \(level.rawValue)")) {
                    WCAG.criterion($0)?.level == level
                }
            }
            + FunctionalGroup.allCases.map { group in
                part(.group, group.rawValue, group.title) { WCAG.criterion($0)?.groups.contains(group) ?? false }
            } + kinds
        return made.filter { $0.index.pages > 0 }
    }

    private func part(
        _ dimension: ScorePart.Dimension,
        _ key: String,
        _ title: LocalizedText,
        where isIncluded: (String) -> Bool
    ) -> ScorePart {
        ScorePart(
            dimension: dimension,
            key: key,
            title: title,
            index: AccessibilityCheckIndex(
                pages: pages.map(\.input),
                rules: rules,
                frame: frame,
                criteria: ScoredCriteria.wcag22.filtered(isIncluded)
            )
        )
    }

    private var kinds: [ScorePart] {
        let known = Set(pages.compactMap(\.kind)).sorted { $0.key < $1.key }
        return known.map { kind in
            let members = pages.filter { $0.kind == kind }.map(\.input)
            return ScorePart(
                dimension: .pageKind,
                key: kind.key,
                title: kind.title,
                index: AccessibilityCheckIndex(
                    pages: members,
                    rules: rules,
                    frame: sizes(of: members),
                    criteria: .wcag22
                )
            )
        }
    }

    /// How many pages of each stratum are of a kind, by the share of it among those drawn.
    private func sizes(of members: [AccessibilityCheckIndex.PageInput]) -> [String: Int] {
        func counts(_ pages: [AccessibilityCheckIndex.PageInput]) -> [String: Int] {
            Dictionary(pages.filter { !$0.isKey }.map { ($0.stratum, 1) }, uniquingKeysWith: +)
        }
        let (own, drawn) = (counts(members), counts(pages.map(\.input)))
        return frame.reduce(into: [:]) { sizes, stratum in
            guard let share = own[stratum.key], let all = drawn[stratum.key] else { return }
            sizes[stratum.key] = Int((Double(stratum.value * share) / Double(all)).rounded())
        }
    }
}
