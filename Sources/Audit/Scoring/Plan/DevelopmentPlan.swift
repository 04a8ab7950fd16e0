/// The indicators of a plan, as the table at the end of a five-year plan lists them.
public struct DevelopmentPlan: Sendable, Equatable {
    public var title: LocalizedText
    public var indicators: [Indicator]

    public struct Indicator: Sendable, Equatable {
        /// For programs, kebab case, unique in the plan.
        public var id: String
        public var name: LocalizedText
        /// `%`, `分`, `处`: as the plan writes it.
        public var unit: String
        public var nature: Nature
        /// nil where the plan states none.
        public var baseline: Point?
        public var target: Point
        public var better: Direction
        /// Where baseline and target are written.
        public var source: String
        public var basis: Basis
    }

    /// What binds whoever made the plan, and what is expected of others.
    public enum Nature: String, Sendable, CaseIterable {
        case binding, expected

        public var title: LocalizedText {
            switch self {
            case .binding: LocalizedText(zh: "约束性", en: "binding")
            case .expected: LocalizedText(zh: "预期性", en: "expected")
            }
        }
    }

    public enum Direction: String, Sendable, CaseIterable {
        case higher, lower
    }

    /// A value in a year.
    public struct Point: Sendable, Equatable {
        public var year: Int
        public var value: Double
    }

    /// Where an indicator's values come from.
    public enum Basis: Sendable, Equatable {
        case computed(PlanMeasure)
        case entered([Entry])
    }

    /// A value that no store can give, with who says so.
    public struct Entry: Sendable, Equatable {
        public var round: String
        public var value: Double
        public var source: String
    }
}

/// What can be computed from a store: a closed set, each with its denominator.
public struct PlanMeasure: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Sites whose index is at least `at-least`, in per cent of the sites.
        case sitesWithIndex = "sites-with-index"
        /// The unweighted mean of the sites' indices.
        case meanIndex = "mean-index"
        /// Sites without a blocker, in per cent of the sites.
        case sitesWithoutBlockers = "sites-without-blockers"
        /// Answers to `item` that passed, in per cent of those judged.
        case itemsMet = "items-met"
        /// Places inspected with `checklist` whose grade is at least `grade`, in per cent of the places.
        case placesWithGrade = "places-with-grade"
        /// Open failures of at least `severity`.
        case openDefects = "open-defects"
        /// Defects of at least `severity` closed by their deadline, in per cent of those whose deadline has passed or
        /// that are closed.
        case repairedInTime = "repaired-in-time"

        /// The keys it takes beside `measure`; those it must have first.
        var keys: (required: [String], optional: [String]) {
            switch self {
            case .sitesWithIndex: (["at-least"], ["district"])
            case .meanIndex, .sitesWithoutBlockers: ([], ["district"])
            case .itemsMet: (["item"], ["checklist", "district"])
            case .placesWithGrade: (["checklist", "grade"], ["district"])
            case .openDefects, .repairedInTime: ([], ["severity", "domain", "district"])
            }
        }
    }

    public var kind: Kind
    public var atLeast: Double?
    public var item: String?
    public var checklist: String?
    public var grade: ChecklistScore.Grade?
    public var severity: Severity = .minor
    public var domain: Finding.Domain?
    /// Sites and places of one district only.
    public var district: String?

    public init(_ kind: Kind) { self.kind = kind }
}

/// The value of an indicator at one time, with what it was made over.
public struct PlanValue: Sendable, Equatable {
    /// nil where it cannot be computed; `basis` says why.
    public var value: Double?
    /// What counted, of how many; nil for values that are no shares.
    public var count: Int?
    public var of: Int?
    public var basis: LocalizedText

    public init(value: Double? = nil, count: Int? = nil, of: Int? = nil, basis: LocalizedText) {
        self.value = value
        self.count = count
        self.of = of
        self.basis = basis
    }
}

extension DevelopmentPlan.Indicator {
    /// How much of the way from baseline to target was gone: 1 is all of it; nil where there is no way to go.
    public func progress(_ value: Double) -> Double? {
        guard let baseline, baseline.value != target.value else { return nil }
        return (value - baseline.value) / (target.value - baseline.value)
    }

    public func isReached(_ value: Double) -> Bool {
        better == .higher ? value >= target.value - 1e-9 : value <= target.value + 1e-9
    }
}
