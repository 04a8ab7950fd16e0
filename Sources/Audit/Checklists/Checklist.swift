/// What an inspector looks at in one kind of place, composed of sections of items.
public struct Checklist: Sendable, Equatable {
    /// Kebab case and permanent; a short form has its parent's id with `-short`.
    public let id: String
    /// Raised with every change of a limit, a text or a weight.
    public let version: String
    public let title: LocalizedText
    /// What kind of place it is for, as the registry of subjects names it.
    public let subjectKind: String
    /// Asked once for the whole place; conditions refer to them.
    public let facts: [ChecklistFact]
    /// Facts that follow from the choice of the checklist, as the form writes them.
    public let presets: [String: String]
    public let sections: [ChecklistSection]

    /// The item of this id, with the section it stands in.
    public func item(_ id: String, in section: String) -> ChecklistItem? {
        sections.first { $0.id == section }?.items.first { $0.id == id }
    }

    /// Every item, section by section; an item may stand in two sections.
    public var items: [ChecklistItem] { sections.flatMap(\.items) }
}

/// A module of a checklist: everything asked of one ramp, door or bay, or of the place as a whole.
public struct ChecklistSection: Sendable, Equatable {
    public let id: String
    public let title: LocalizedText
    /// nil where the section is answered once.
    public let repeats: Repetition?
    public let facts: [ChecklistFact]
    public let items: [ChecklistItem]

    public struct Repetition: Sendable, Equatable {
        /// How many entries a final form must have.
        public let minimum: Int
        /// What one entry is called: "Ramp".
        public let name: LocalizedText
        /// Whether each entry needs coordinates of its own.
        public let place: PlaceNeed
    }

    public enum PlaceNeed: String, Sendable, CaseIterable {
        case required, optional
    }
}

/// Something that is the case and is not judged: the shape of a ramp, the number of spaces of a car park.
public struct ChecklistFact: Sendable, Equatable {
    public let id: String
    public let ask: LocalizedText
    public let answer: AnswerKind
    public let when: Condition?
    /// Whether it is asked once for the place or for each entry.
    public let scope: Scope

    public enum Scope: String, Sendable, CaseIterable {
        case subject, entry
    }
}

/// One requirement, as a question whose good answer is yes, or as a measure with a limit.
public struct ChecklistItem: Sendable, Equatable {
    /// Permanent: retired, never renamed or reused.
    public let id: String
    public let ask: LocalizedText
    /// What to use, where to hold it, how often.
    public let how: LocalizedText?
    /// What is measured and where the tape lies.
    public let drawing: Drawing?
    public let answer: AnswerKind
    public let when: Condition?
    /// nil where nothing verified limits the value, or the answer is not a number: then it is only recorded.
    public let limit: ChecklistLimit?
    public let sources: [ClauseSource]
    public let photo: PhotoNeed
    public let severity: Severity
    public let force: Force
    public let tier: Tier
    /// Who is kept out: `wheelchair`, `blind`, `low-vision`, `deaf`, `cognitive`, `elderly`.
    public let groups: [String]
    /// Whether a failure caps the grade of the place.
    public let isGate: Bool
    public let weight: Double
    /// How GB 50642-2011 4.3.2 classes the defect.
    public let defectClass: DefectClass
    public let duty: Duty
    public let finding: FindingText
    public let note: LocalizedText?

    public enum PhotoNeed: String, Sendable, CaseIterable {
        case onFail = "on_fail"
        case always, never
    }

    public enum Tier: String, Sendable, CaseIterable {
        case core, extended
    }

    public enum DefectClass: String, Sendable, CaseIterable {
        case systemic, functional, general
    }

    /// How binding the requirement is.
    public enum Force: String, Sendable, CaseIterable {
        case mandatory, law, shall, should, reference

        /// A recommendation or a borrowed figure never counts as a violation.
        public var kind: RuleMetadata.Kind {
            switch self {
            case .mandatory, .law, .shall: .violation
            case .should, .reference: .advice
            }
        }
    }

    public struct Duty: Sendable, Equatable {
        /// The article of the 2023 law that obliges the owner, where one is known.
        public let law: String?
        /// A default that an authority may change, not law.
        public let deadlineDays: Int
    }

    public struct FindingText: Sendable, Equatable {
        public let title: LocalizedText
        public let fix: LocalizedText
    }
}

/// A clause a requirement rests on.
public struct ClauseSource: Sendable, Equatable {
    /// nil where the standard itself is not known.
    public let standard: String?
    /// nil where the number is not known; never invented.
    public let clause: String?
    public let confidence: Certainty
    /// Who read the printed standard and found the clause to say this; nil until somebody did.
    public let verifiedBy: String?
    /// ISO date.
    public let verifiedOn: String?

    public enum Certainty: String, Sendable, CaseIterable {
        case high, medium, low
    }

    /// `GB 55019-2021 2.10.4`; nil where nothing can be cited.
    public var citation: String? {
        guard let standard else { return nil }
        return clause.map { standard + " " + $0 } ?? standard
    }

    /// How findings name what was not met: `wcag22:1.4.3` for a criterion of WCAG 2.2, else the citation.
    public var criterion: String? {
        guard standard == "WCAG 2.2", let clause, WCAG.criterion(clause) != nil else { return citation }
        return "wcag22:" + clause
    }
}

/// What kind of answer a question takes.
public enum AnswerKind: Sendable, Equatable {
    case yesNo
    case measure(Measure)
    case count(Measure)
    case choice([Choice])
    /// Several measures that make one judgement: width, height and depth of a knee space.
    case dimensions([Part])

    public struct Measure: Sendable, Equatable {
        public let unit: MeasureUnit
        /// What is counted: 个, spaces; nil where the unit says it all.
        public let label: LocalizedText?
        /// Beyond this the entry is a slip of the pen, not a bad place.
        public let plausible: ClosedRange<Double>
        /// How many readings to take.
        public let readings: Int
        public let take: Take
    }

    /// Which of several readings is judged.
    public enum Take: String, Sendable, CaseIterable {
        case max, min, mean
        /// Each of them; the one furthest outside is reported.
        case all
    }

    public struct Choice: Sendable, Equatable {
        public let id: String
        public let label: LocalizedText
        /// Whether choosing it is a failure.
        public let fails: Bool
    }

    public struct Part: Sendable, Equatable {
        public let id: String
        public let label: LocalizedText
        public let measure: Measure
        public let limit: ChecklistLimit?
    }
}

/// What a measured value may be, in the unit of the answer.
public struct ChecklistLimit: Sendable, Equatable {
    /// The first whose condition holds decides.
    public let cases: [Case]
    /// How far beyond a limit a reading may lie and still pass; stated in the form, 0 unless a source gives it.
    public let tolerance: Double

    public struct Case: Sendable, Equatable {
        /// nil holds always.
        public let when: Condition?
        public let minimum: Amount?
        public let maximum: Amount?
    }

    /// A number, or one that follows from a count asked elsewhere in the section.
    public enum Amount: Sendable, Equatable {
        case fixed(Double)
        /// `share` of the count, rounded up to whole things, and at least `least`.
        case share(Double, of: String, least: Double)
        /// `base`, and one more for each `step` or part of it beyond `over`.
        case steps(base: Double, of: String, over: Double, step: Double)
    }

    /// The facts and items that decide the limit.
    var names: [String] {
        cases.flatMap { each in
            (each.when?.names ?? []) + [each.minimum, each.maximum].compactMap { $0?.name }
        }
    }
}

extension ChecklistLimit.Amount {
    var name: String? {
        switch self {
        case .fixed: nil
        case .share(_, let name, _), .steps(_, let name, _, _): name
        }
    }

    /// nil where the count it depends on is not known.
    func value(_ lookUp: (String) -> Condition.Value?) -> Double? {
        func count(_ name: String) -> Double? {
            if case .quantity(let value) = lookUp(name) { value } else { nil }
        }
        switch self {
        case .fixed(let value): return value
        case .share(let share, let name, let least):
            // 2 % of 150 is 3, not 3.0000000000000004 rounded up to 4.
            return count(name).map { max(least, (share * $0 - 1e-9).rounded(.up)) }
        case .steps(let base, let name, let over, let step):
            return count(name).map { base + max(0, (($0 - over) / step - 1e-9).rounded(.up)) }
        }
    }
}

extension AnswerKind {
    /// How conditions may use the answer; nil where they cannot.
    var conditionKind: Condition.Kind? {
        switch self {
        case .yesNo: .yesNo
        case .measure(let measure), .count(let measure): .quantity(measure.unit)
        case .choice(let choices): .choice(choices.map(\.id))
        case .dimensions: nil
        }
    }
}

extension ChecklistItem {
    /// Facts and items that decide whether and how it is judged.
    var names: [String] {
        var names = (when?.names ?? []) + (limit?.names ?? [])
        if case .dimensions(let parts) = answer { names += parts.flatMap { $0.limit?.names ?? [] } }
        return names
    }

    /// Whether an answer can pass or fail; otherwise it is recorded.
    public var isJudged: Bool {
        switch answer {
        case .yesNo: true
        case .measure, .count: limit != nil
        case .choice(let choices): choices.contains(where: \.fails)
        case .dimensions(let parts): parts.contains { $0.limit != nil }
        }
    }

    /// What can be cited, the clause that judges first.
    public var citations: [String] { sources.compactMap(\.citation) }

    /// The clauses as findings name them.
    public var criteria: [String] { sources.compactMap(\.criterion) }

    /// Whether a person read the deciding clause in the printed standard.
    public var isVerified: Bool { sources.first?.verifiedBy != nil }

    /// How sure a failure is: certain only with a verified clause, a review where nothing better than a guess stands.
    public var confidence: Confidence {
        if isVerified { return .certain }
        return sources.contains { $0.clause != nil && $0.confidence != .low } ? .likely : .review
    }
}
