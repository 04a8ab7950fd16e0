/// What a filled form says of a place, as three numbers that are never made one: coverage, gate and conformity.
///
/// `conformity = Σ weight · passed / Σ weight · judged`. `na` leaves every denominator; what nobody checked and what
/// could not be told lower the coverage. Recommendations and borrowed figures (advice) count nowhere.
public struct ChecklistScore: Sendable, Equatable {
    /// Raised whenever equal answers may give another number.
    public static let version = 1
    /// A place with less coverage gets no grade.
    public static let minimumCoverage = 0.8

    /// Counts over some of the answers: all of them, or those that bear on one group of people.
    public struct Part: Sendable, Equatable {
        /// Answers that apply, whether judged or not.
        public var applicable = 0
        public var passed = 0
        public var failed = 0
        public var weightPassed = 0.0
        public var weightJudged = 0.0

        public var judged: Int { passed + failed }
        /// From 0 to 1; nil where nothing applies.
        public var coverage: Double? { applicable == 0 ? nil : Double(judged) / Double(applicable) }
        /// From 0 to 1; nil where nothing was judged.
        public var conformity: Double? { weightJudged == 0 ? nil : weightPassed / weightJudged }
    }

    public enum Grade: String, Sendable, CaseIterable {
        /// Not enough was judged.
        case none
        /// A gate item failed, or less than 60 % conforms (不合格).
        case inadequate
        /// 60 %, 75 %, 90 % and above: a convention of this product, not of a standard.
        case adequate, good, excellent

        public var title: LocalizedText {
            switch self {
            case .none: LocalizedText(zh: "不定等级", en: "none")
            case .inadequate: LocalizedText(zh: "不合格", en: "inadequate")
            case .adequate: LocalizedText(zh: "合格", en: "adequate")
            case .good: LocalizedText(zh: "良好", en: "good")
            case .excellent: LocalizedText(zh: "优秀", en: "excellent")
            }
        }
    }

    /// Over the whole form.
    public let whole: Part
    /// By the group of people an item concerns; an item may concern several.
    public let groups: [String: Part]
    /// Gate items that failed, in the order of the form: any of them makes the place inadequate, whatever the score.
    public let failedGates: [Inspection.Answer]

    /// Scores the answers of one form; those to items that `requirements` does not hold count nowhere.
    public init(answers: [Inspection.Answer], requirements: [Requirement]) {
        let items = Dictionary(requirements.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var whole = Part()
        var groups: [String: Part] = [:]
        var gates: [Inspection.Answer] = []
        for answer in answers {
            guard let item = items[answer.item], item.kind == .violation, answer.outcome != .inapplicable else {
                continue
            }
            let weight = item.weight ?? Self.weight(of: item.severity)
            whole.add(answer.outcome, weight: weight)
            for group in Set(item.groups) { groups[group, default: Part()].add(answer.outcome, weight: weight) }
            if item.isGate, answer.outcome == .failed { gates.append(answer) }
        }
        self.whole = whole
        self.groups = groups
        failedGates = gates
    }

    public var grade: Grade {
        guard let coverage = whole.coverage, coverage >= Self.minimumCoverage, let conformity = whole.conformity else {
            return .none
        }
        if !failedGates.isEmpty { return .inadequate }
        switch conformity {
        case 0.9...: return .excellent
        case 0.75...: return .good
        case 0.6...: return .adequate
        default: return .inadequate
        }
    }

    /// What an item without a weight of its own counts: settings of this product, not of a standard.
    public static func weight(of severity: Severity) -> Double {
        switch severity {
        case .critical: 5
        case .serious: 3
        case .moderate: 2
        case .minor: 1
        }
    }
}

extension ChecklistScore.Part {
    fileprivate mutating func add(_ outcome: Outcome, weight: Double) {
        applicable += 1
        guard outcome == .passed || outcome == .failed else { return }
        weightJudged += weight
        if outcome == .passed {
            passed += 1
            weightPassed += weight
        } else {
            failed += 1
        }
    }
}
