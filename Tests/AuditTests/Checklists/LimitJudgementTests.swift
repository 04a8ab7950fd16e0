import Testing

@testable import Audit

/// Each limit of each shipped item at the limit, just inside and just outside, with its tolerance.
struct LimitJudgementTests {
    /// Values that decide one case of a limit.
    typealias Facts = [String: FormAnswer]

    static func answer(_ value: FormValue) -> FormAnswer {
        FormAnswer(value: value, reason: nil, note: nil, photos: [])
    }

    /// Judges one item alone, with these facts.
    static func judge(_ item: ChecklistItem, _ value: FormValue, facts: Facts, of checklist: Checklist) -> Judgement {
        let section = ChecklistSection(
            id: "one",
            title: item.ask,
            repeats: nil,
            facts: [],
            items: [item.withoutCondition]
        )
        let entry = FormEntry(section: "one", name: "", point: nil, facts: facts, answers: [item.id: answer(value)])
        let form = FilledForm(
            checklist: checklist.id,
            version: checklist.version,
            instance: "12345678",
            state: .draft,
            inspector: "",
            date: "2026-08-20",
            subject: FormSubject(
                id: "S",
                name: "S",
                address: "",
                point: nil,
                responsibleUnit: nil,
                supervisingDepartment: nil
            ),
            facts: [:],
            entries: [entry]
        )
        return Judge(form: form, entry: entry, section: section, checklist: checklist).judge(item.withoutCondition)
    }

    /// Facts under which exactly this case is the first that holds, found by trying.
    static func facts(
        for index: Int,
        in limit: ChecklistLimit,
        section: ChecklistSection,
        _ checklist: Checklist
    ) -> Facts? {
        let names = Array(Set(limit.names)).sorted()
        var environments: [[String: Condition.Value]] = [[:]]
        for name in names {
            let kind =
                (section.facts + checklist.facts).first { $0.id == name }?.answer.conditionKind
                ?? section.items.first { $0.id == name }?.answer.conditionKind
            let values: [Condition.Value] =
                switch kind {
                case .yesNo: [.yesNo(true), .yesNo(false)]
                case .choice(let ids): ids.map { .choice($0) }
                case .quantity:
                    [0, 10, 49, 50, 99, 100, 150, 250, 300, 350, 450, 500, 600, 700, 850, 900, 1100].map {
                        .quantity($0)
                    }
                case nil: []
                }
            environments = environments.flatMap { each in values.map { each.merging([name: $0]) { $1 } } }
        }
        let found = environments.first { environment in
            let held = limit.cases.firstIndex { $0.when.map { $0.holds { environment[$0] } == true } ?? true }
            return held == index
        }
        return found?.mapValues { value in
            switch value {
            case .yesNo(let flag): answer(flag ? .yes : .no)
            case .choice(let id): answer(.choice(id))
            case .quantity(let number): answer(.readings([number]))
            }
        }
    }

    @Test func `every limit is judged right at, inside and outside`() throws {
        var judged = 0
        for checklist in try ChecklistFixture.all() {
            for section in checklist.sections {
                for item in section.items {
                    for (part, measure, limit) in item.limits {
                        for index in limit.cases.indices {
                            let facts = try #require(
                                Self.facts(for: index, in: limit, section: section, checklist),
                                "no facts reach case \(index) of \(item.id)"
                            )
                            check(item, part, measure, limit, index, facts, checklist)
                            judged += 1
                        }
                    }
                }
            }
        }
        #expect(judged > 100)
    }

    private func check(
        _ item: ChecklistItem,
        _ part: String?,
        _ measure: AnswerKind.Measure,
        _ limit: ChecklistLimit,
        _ index: Int,
        _ facts: Facts,
        _ checklist: Checklist
    ) {
        let lookUp: (String) -> Condition.Value? = { name in
            guard case .readings(let readings)? = facts[name]?.value else { return nil }
            return readings.first.map { .quantity($0) }
        }
        let step = measure.unit == .count ? 1 : measure.unit == .percent ? 0.01 : 0.001
        let each = limit.cases[index]
        for (amount, sign) in [(each.minimum, -1.0), (each.maximum, 1.0)] {
            guard let bound = amount?.value(lookUp) else { continue }
            let edge = bound + sign * limit.tolerance
            let rows: [(Double, Outcome)] = [
                (bound - sign * step, .passed), (bound, .passed), (edge, .passed), (edge + sign * step, .failed),
            ]
            for (value, outcome) in rows {
                if outcome == .passed, isOutsideOther(value, each, limit.tolerance, lookUp) { continue }
                let given: FormValue =
                    part == nil ? .readings([value]) : .dimensions(item.good(part ?? "", value, lookUp))
                let found = Self.judge(item, given, facts: facts, of: checklist)
                #expect(found.outcome == outcome, "\(item.id) \(part ?? "") at \(value): \(found.message.en)")
            }
        }
    }

    /// A range narrower than the step has no inside.
    private func isOutsideOther(
        _ value: Double,
        _ each: ChecklistLimit.Case,
        _ tolerance: Double,
        _ lookUp: (String) -> Condition.Value?
    ) -> Bool {
        let low = each.minimum?.value(lookUp) ?? -.infinity
        let high = each.maximum?.value(lookUp) ?? .infinity
        return value < low - tolerance || value > high + tolerance
    }
}

extension ChecklistItem {
    var withoutCondition: ChecklistItem {
        ChecklistItem(
            id: id,
            ask: ask,
            how: how,
            drawing: drawing,
            answer: answer,
            when: nil,
            limit: limit,
            sources: sources,
            photo: photo,
            severity: severity,
            force: force,
            tier: tier,
            groups: groups,
            isGate: isGate,
            weight: weight,
            defectClass: defectClass,
            duty: duty,
            finding: finding,
            note: note
        )
    }

    /// Every limit of the item; `part` names the dimension it belongs to.
    var limits: [(part: String?, measure: AnswerKind.Measure, limit: ChecklistLimit)] {
        switch answer {
        case .measure(let measure), .count(let measure): limit.map { [(nil, measure, $0)] } ?? []
        case .dimensions(let parts):
            parts.compactMap { part in part.limit.map { (part.id, part.measure, $0) } }
        default: []
        }
    }

    /// Dimensions of which all meet their limits but the one that is tried.
    func good(_ tried: String, _ value: Double, _ lookUp: (String) -> Condition.Value?) -> [String: [Double]] {
        guard case .dimensions(let parts) = answer else { return [:] }
        var values: [String: [Double]] = [:]
        for part in parts {
            let each = part.limit?.cases.first
            values[part.id] = [each?.minimum?.value(lookUp) ?? each?.maximum?.value(lookUp) ?? 1]
            // Of several cases the largest minimum meets them all.
            let minima = part.limit?.cases.compactMap { $0.minimum?.value(lookUp) } ?? []
            if let most = minima.max(), each?.maximum == nil { values[part.id] = [most] }
        }
        values[tried] = [value]
        return values
    }
}
