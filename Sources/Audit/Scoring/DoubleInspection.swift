/// Places that two inspectors looked at apart from each other, item by item.
public struct DoubleInspection: Sendable {
    /// One item over all places.
    public struct Item: Sendable, Equatable {
        public let id: String
        public let ask: LocalizedText
        /// Of answers; of measures whether they pass.
        public let answers: Agreement
        /// nil where the item is not measured, or nothing was measured twice.
        public let measures: MeasurementAgreement?
        public let unit: MeasureUnit?
        /// Answered by one of the two only.
        public let unpaired: Int
    }

    /// Both forms of a place.
    public struct Pair: Sendable {
        public let checklist: Checklist
        public let first: FilledForm
        public let second: FilledForm

        public init(checklist: Checklist, first: FilledForm, second: FilledForm) {
            self.checklist = checklist
            self.first = first
            self.second = second
        }
    }

    /// Ids of the places both forms of which are here, each once.
    public let subjects: [String]
    /// In the order of the checklists.
    public let items: [Item]

    public init(_ pairs: [Pair]) {
        subjects = Set(pairs.map(\.first.subject.id)).sorted()
        var order: [String] = []
        var drafts: [String: Draft] = [:]
        for pair in pairs {
            let first = Self.answers(pair.first, pair.checklist)
            let second = Self.answers(pair.second, pair.checklist)
            for place in Set(first.keys).union(second.keys).sorted() {
                guard let item = (first[place] ?? second[place])?.item else { continue }
                if drafts[item.id] == nil { order.append(item.id) }
                drafts[item.id, default: Draft(item: item)].add(first[place], second[place])
            }
        }
        items = order.compactMap { drafts[$0]?.summary() }
    }

    /// Which question of which entry, in the order of the form.
    private struct Place: Hashable, Comparable {
        let position: Int
        let section: String
        let entry: String
        let item: String

        static func < (one: Place, other: Place) -> Bool {
            (one.position, one.entry) < (other.position, other.entry)
        }
    }

    private struct Answer {
        let item: ChecklistItem
        let category: String
        let value: Double?
    }

    /// What was said of each item; what nobody looked at is left out.
    private static func answers(_ form: FilledForm, _ checklist: Checklist) -> [Place: Answer] {
        var positions: [String: Int] = [:]
        for section in checklist.sections {
            for item in section.items { positions["\(section.id) \(item.id)"] = positions.count }
        }
        var answers: [Place: Answer] = [:]
        for judgement in form.judgements(by: checklist) {
            guard let value = judgement.answer?.value, let category = category(value, judgement) else { continue }
            let place = Place(
                position: positions["\(judgement.section) \(judgement.item.id)"] ?? 0,
                section: judgement.section,
                entry: judgement.entry,
                item: judgement.item.id
            )
            var measured: Double?
            if case .readings(let readings) = value { measured = judgement.measure?.value ?? readings.first }
            answers[place] = Answer(item: judgement.item, category: category, value: measured)
        }
        return answers
    }

    private static func category(_ value: FormValue, _ judgement: Judgement) -> String? {
        switch value {
        case .yes: "yes"
        case .no: "no"
        case .notApplicable: "na"
        case .choice(let id): id
        case .readings, .dimensions: judgement.outcome.rawValue
        case .notChecked: nil
        }
    }

    /// How much of what was drawn for a second inspection is compared here.
    public func coverage(of drawn: SecondInspections) -> Coverage {
        let wanted = drawn.places.map(\.subject)
        let compared = Set(subjects)
        return Coverage(
            draw: drawn.number,
            drawn: wanted.count,
            missing: wanted.filter { !compared.contains($0) },
            others: compared.subtracting(wanted).sorted()
        )
    }

    /// What is compared of a draw.
    public struct Coverage: Sendable, Equatable {
        /// Number of the draw in its store.
        public let draw: Int64
        /// Places drawn to be inspected twice.
        public let drawn: Int
        /// Ids of those that are not compared.
        public let missing: [String]
        /// Ids of places compared that were not drawn for it.
        public let others: [String]

        public var compared: Int { drawn - missing.count }
    }

    private struct Draft {
        let item: ChecklistItem
        var answers: [(String, String)] = []
        var values: [(Double, Double)] = []
        var unpaired = 0

        init(item: ChecklistItem) { self.item = item }

        mutating func add(_ first: Answer?, _ second: Answer?) {
            guard let first, let second else {
                unpaired += 1
                return
            }
            answers.append((first.category, second.category))
            if let one = first.value, let other = second.value { values.append((one, other)) }
        }

        func summary() -> Item {
            let unit: MeasureUnit? =
                switch item.answer {
                case .measure(let measure), .count(let measure): measure.unit
                default: nil
                }
            return Item(
                id: item.id,
                ask: item.ask,
                answers: Agreement(answers),
                measures: MeasurementAgreement(values),
                unit: unit,
                unpaired: unpaired
            )
        }
    }
}
