@testable import Audit

/// Fills a checklist as somebody at the place would: at random, but plausibly, and with every kind of answer and remark.
struct FormFiller {
    let checklist: Checklist
    /// Whether a second photo may stand beside an answer, which phones do not ask for.
    let takesMorePhotos: Bool
    private var generator: SeededGenerator
    private var photos = 0

    init(_ checklist: Checklist, seed: UInt64, takesMorePhotos: Bool) {
        self.checklist = checklist
        self.takesMorePhotos = takesMorePhotos
        generator = SeededGenerator(seed: seed)
    }

    /// A final form.
    mutating func form() -> FilledForm {
        var facts: [String: FormAnswer] = [:]
        for fact in checklist.facts {
            facts[fact.id] = checklist.presets[fact.id].map { Self.preset($0, fact.answer) } ?? answer(fact.answer, nil)
        }
        var entries: [FormEntry] = []
        for section in checklist.sections {
            let count = section.repeats.map { max(2, $0.minimum) } ?? 1
            for number in 1...count { entries.append(entry(section, number, facts)) }
        }
        return form(facts, entries)
    }

    private func form(_ facts: [String: FormAnswer], _ entries: [FormEntry]) -> FilledForm {
        FilledForm(
            checklist: checklist.id,
            version: checklist.version,
            instance: "uuid:6a0e7d52-\(checklist.id)",
            state: .final,
            inspector: "u-17",
            date: "2026-08-20",
            subject: FormSubject(
                id: "QH-0001",
                name: "东城“一号” \"East\" & <1>",
                address: "人民路 1 号, 2 层; #3",
                point: FormPoint(latitude: 31.018772, longitude: 117.099213, captured: .wgs84),
                responsibleUnit: "区住建局",
                supervisingDepartment: "市残联"
            ),
            facts: facts,
            entries: entries,
            selection: .random
        )
    }

    private mutating func entry(_ section: ChecklistSection, _ number: Int, _ facts: [String: FormAnswer]) -> FormEntry
    {
        var point: FormPoint?
        if section.repeats != nil, section.repeats?.place == .required || Bool.random(using: &generator) {
            point = FormPoint(latitude: 31 + Double(number) / 1000, longitude: 117.5, captured: .wgs84)
        }
        let name = section.repeats == nil ? "" : "第 \(number) 处 / no. \(number)"
        var own: [String: FormAnswer] = [:]
        for fact in section.facts { own[fact.id] = answer(fact.answer, nil) }
        var answers: [String: FormAnswer] = [:]
        for item in section.items {
            let soFar = FormEntry(section: section.id, name: name, point: point, facts: own, answers: answers)
            let judge = Judge(form: form(facts, []), entry: soFar, section: section, checklist: checklist)
            guard judge.applies(item.when) != false else { continue }
            answers[item.id] = answer(item.answer, item.photo)
        }
        return FormEntry(section: section.id, name: name, point: point, facts: own, answers: answers)
    }

    // MARK: - Answers

    /// `photo` is nil for facts, which take none.
    private mutating func answer(_ kind: AnswerKind, _ photo: ChecklistItem.PhotoNeed?) -> FormAnswer {
        if let photo, photo != .always, Int.random(in: 0..<6, using: &generator) == 0 {
            let value: FormValue = Bool.random(using: &generator) ? .notApplicable : .notChecked
            return FormAnswer(value: value, reason: "没有仪器: # \"at hand\", 第 \(photos) 次", note: nil, photos: [])
        }
        let value = value(kind)
        var isLooked = true
        if case .yesNo = kind { isLooked = value == .no }
        var names: [String] = []
        if photo == .always || (photo == .onFail && isLooked && Bool.random(using: &generator)) {
            for _ in 0..<(takesMorePhotos ? 2 : 1) {
                photos += 1
                names.append("照片 \(photos).jpg")
            }
        }
        let isNoted = photo != nil && isLooked && Bool.random(using: &generator)
        return FormAnswer(value: value, reason: nil, note: isNoted ? Self.note : nil, photos: names)
    }

    /// What breaks formats that quote badly.
    private static let note = "两辆车占道, \"共享单车\"; <b>&amp; 100 % = 满 'x' # 1\n第二行"

    private mutating func value(_ kind: AnswerKind) -> FormValue {
        switch kind {
        case .yesNo: return Bool.random(using: &generator) ? .yes : .no
        case .measure(let measure), .count(let measure): return .readings(readings(measure))
        case .choice(let choices):
            return .choice(choices[Int.random(in: 0..<choices.count, using: &generator)].id)
        case .dimensions(let parts):
            return .dimensions(Dictionary(uniqueKeysWithValues: parts.map { ($0.id, readings($0.measure)) }))
        }
    }

    /// Hundredths within what is plausible; whole numbers where things are counted.
    private mutating func readings(_ measure: AnswerKind.Measure) -> [Double] {
        let range = measure.plausible
        return (0..<Int.random(in: 1...measure.readings, using: &generator)).map { _ in
            let number = Double.random(in: range, using: &generator)
            let step = measure.unit == .count ? 1.0 : 100.0
            return min(range.upperBound, max(range.lowerBound, (number * step).rounded() / step))
        }
    }

    /// What follows from the choice of the checklist.
    private static func preset(_ text: String, _ kind: AnswerKind) -> FormAnswer {
        let value: FormValue =
            switch kind {
            case .yesNo: text == "yes" ? .yes : .no
            case .choice: .choice(text)
            default: .readings([Double(text) ?? 0])
            }
        return FormAnswer(value: value, reason: nil, note: nil, photos: [])
    }
}
