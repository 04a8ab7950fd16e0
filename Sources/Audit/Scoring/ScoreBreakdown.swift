/// The index over a part of what was judged: one principle, one level, one group of people, one kind of page.
///
/// Parts are never averaged into the whole: a part has its own denominator.
public struct ScorePart: Sendable, Equatable {
    public enum Dimension: String, Sendable, CaseIterable {
        case principle, level, group, pageKind
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

    public init(pages: [Page], rules: [Requirement]) {
        self.pages = pages
        self.rules = rules
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
                criteria: ScoredCriteria.wcag22.filtered(isIncluded)
            )
        )
    }

    private var kinds: [ScorePart] {
        let known = Set(pages.compactMap(\.kind)).sorted { $0.key < $1.key }
        return known.map { kind in
            ScorePart(
                dimension: .pageKind,
                key: kind.key,
                title: kind.title,
                index: AccessibilityCheckIndex(
                    pages: pages.filter { $0.kind == kind }.map(\.input),
                    rules: rules,
                    criteria: .wcag22
                )
            )
        }
    }
}
