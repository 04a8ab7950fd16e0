/// What a form says about one item of one entry, with everything a finding needs.
public struct Judgement: Sendable, Equatable {
    public let item: ChecklistItem
    public let section: String
    /// What the inspector called this ramp, door or bay; empty where the section does not repeat.
    public let entry: String
    public let outcome: Outcome
    public let measure: JudgedMeasure?
    /// States the measured value and the limit, or why nothing can be said.
    public let message: LocalizedText
    public let point: FormPoint?
    public let answer: FormAnswer?
}

/// A value beside its limit, in the unit of the item.
public struct JudgedMeasure: Sendable, Equatable {
    public let value: Double
    public let unit: MeasureUnit
    /// What is counted, or which part was measured.
    public let label: LocalizedText?
    public let minimum: Double?
    public let maximum: Double?
    public let tolerance: Double
}

extension FilledForm {
    /// One judgement for every item of every entry, answered or not, in the order of the checklist.
    ///
    /// A reading passes up to its limit, and beyond it as far as the stated tolerance. An answer whose condition or
    /// limit hangs on a fact nobody stated can pass nothing and fail nothing: it is `cantTell`. What has no limit is
    /// recorded and leaves the denominator, as `inapplicable`.
    public func judgements(by checklist: Checklist) -> [Judgement] {
        var judgements: [Judgement] = []
        for section in checklist.sections {
            for entry in entries where entry.section == section.id {
                let judge = Judge(form: self, entry: entry, section: section, checklist: checklist)
                judgements += section.items.map(judge.judge)
            }
        }
        return judgements
    }
}

/// Judges the items of one entry.
struct Judge {
    let form: FilledForm
    let entry: FormEntry
    let section: ChecklistSection
    let checklist: Checklist

    struct Ruling {
        var outcome: Outcome
        var message: LocalizedText
        var measure: JudgedMeasure?

        init(_ outcome: Outcome, _ zh: String, _ en: String, _ measure: JudgedMeasure? = nil) {
            self.outcome = outcome
            message = LocalizedText(zh: zh, en: en)
            self.measure = measure
        }
    }

    /// Whether what stands under this condition applies to the entry; nil where an unanswered fact decides.
    func applies(_ condition: Condition?) -> Bool? {
        guard let condition else { return true }
        return condition.holds(value)
    }

    func judge(_ item: ChecklistItem) -> Judgement {
        let answer = entry.answers[item.id]
        let ruling = rule(item, answer)
        return Judgement(
            item: item,
            section: section.id,
            entry: entry.name,
            outcome: ruling.outcome,
            measure: ruling.measure,
            message: ruling.message,
            point: entry.point ?? form.subject.point,
            answer: answer
        )
    }

    private func rule(_ item: ChecklistItem, _ answer: FormAnswer?) -> Ruling {
        let applies = applies(item.when)
        if applies == false { return Ruling(.inapplicable, "此处不适用", "does not apply here") }
        guard let answer else { return Ruling(.untested, "未作答", "not answered") }
        switch answer.value {
        case .notApplicable:
            return Ruling(.inapplicable, "不适用：\(answer.reason ?? "")", "not applicable: \(answer.reason ?? "")")
        case .notChecked:
            return Ruling(.untested, "未核查：\(answer.reason ?? "")", "not checked: \(answer.reason ?? "")")
        default: break
        }
        let ruling = rule(item, answer.value)
        guard applies == nil, ruling.outcome == .failed else { return ruling }
        return Ruling(
            .cantTell,
            ruling.message.zh + "；但不能确定此项是否适用于此处",
            ruling.message.en + "; but it is not known whether this applies here",
            ruling.measure
        )
    }

    private func rule(_ item: ChecklistItem, _ value: FormValue) -> Ruling {
        let title = item.finding.title
        switch (value, item.answer) {
        case (.yes, _): return Ruling(.passed, "符合", "met")
        case (.no, _): return Ruling(.failed, title.zh, title.en)
        case (.choice(let id), .choice(let choices)):
            guard let choice = choices.first(where: { $0.id == id }) else { return mismatch }
            guard item.isJudged else { return recorded }
            guard choice.fails else { return Ruling(.passed, "符合：\(choice.label.zh)", "met: \(choice.label.en)") }
            return Ruling(.failed, "\(title.zh)：\(choice.label.zh)", "\(title.en): \(choice.label.en)")
        case (.readings(let readings), .measure(let measure)), (.readings(let readings), .count(let measure)):
            guard let limit = item.limit else { return recorded }
            return rule(readings, measure, limit, title, label: measure.label)
        case (.dimensions(let values), .dimensions(let parts)):
            return rule(values, parts, title)
        default: return mismatch
        }
    }

    private var recorded: Ruling {
        Ruling(.inapplicable, "只作记录，没有经核实的限值", "recorded only; no verified limit")
    }

    /// A form read against another version of the checklist may hold an answer of another type.
    private var mismatch: Ruling {
        Ruling(.cantTell, "答案类型与此版核查表不符", "the answer does not fit this version of the checklist")
    }

    /// Several measures make one judgement: the worst.
    private func rule(_ values: [String: [Double]], _ parts: [AnswerKind.Part], _ title: LocalizedText) -> Ruling {
        var worst: Ruling?
        func rank(_ outcome: Outcome) -> Int { [.failed: 3, .cantTell: 2, .passed: 1][outcome] ?? 0 }
        for part in parts {
            guard let limit = part.limit else { continue }
            let ruling: Ruling
            if let readings = values[part.id] {
                ruling = rule(readings, part.measure, limit, title, label: part.label)
            } else {
                ruling = Ruling(.cantTell, "没有量\(part.label.zh)", "\(part.label.en) was not measured")
            }
            if rank(ruling.outcome) > rank(worst?.outcome ?? .untested) { worst = ruling }
        }
        return worst ?? recorded
    }
}

// MARK: - Limits

extension Judge {
    private func rule(
        _ readings: [Double],
        _ measure: AnswerKind.Measure,
        _ limit: ChecklistLimit,
        _ title: LocalizedText,
        label: LocalizedText?
    ) -> Ruling {
        guard let bounds = bounds(limit) else {
            return Ruling(
                .cantTell,
                "\(title.zh)？限值取决于没有填写的事实",
                "\(title.en)? The limit hangs on a fact that was not stated"
            )
        }
        let candidates = measure.take.candidates(readings)
        let judged = candidates.max { bounds.excess($0) < bounds.excess($1) }
        guard let value = judged else { return mismatch }
        let result = JudgedMeasure(
            value: value,
            unit: measure.unit,
            label: label,
            minimum: bounds.minimum,
            maximum: bounds.maximum,
            tolerance: limit.tolerance
        )
        if bounds.excess(value) <= limit.tolerance || bounds.excess(value).isSame(as: limit.tolerance) {
            return Ruling(.passed, result.text(.zhHans), result.text(.en), result)
        }
        return Ruling(
            .failed,
            "\(title.zh)：\(result.text(.zhHans))",
            "\(title.en): \(result.text(.en))",
            result
        )
    }

    struct Bounds {
        var minimum: Double?
        var maximum: Double?

        /// How far a value lies outside; 0 or less within.
        func excess(_ value: Double) -> Double {
            max(minimum.map { $0 - value } ?? -.infinity, maximum.map { value - $0 } ?? -.infinity)
        }
    }

    /// The limits of the first case that holds; nil where that cannot be told or none holds.
    private func bounds(_ limit: ChecklistLimit) -> Bounds? {
        for each in limit.cases {
            switch each.when.map({ $0.holds(value) }) ?? true {
            case false?: continue
            case nil: return nil
            case true?:
                let minimum = each.minimum.map { $0.value(value) }
                let maximum = each.maximum.map { $0.value(value) }
                if case .some(nil) = minimum { return nil }
                if case .some(nil) = maximum { return nil }
                return Bounds(minimum: minimum ?? nil, maximum: maximum ?? nil)
            }
        }
        return nil
    }

    /// What a name in a condition stands for in this entry.
    func value(_ name: String) -> Condition.Value? {
        guard let answer = entry.answers[name] ?? entry.facts[name] ?? form.facts[name] else { return nil }
        switch answer.value {
        case .yes: return .yesNo(true)
        case .no: return .yesNo(false)
        case .choice(let id): return .choice(id)
        case .readings(let readings):
            let take = section.items.first { $0.id == name }?.answer.take ?? .max
            return take.candidates(readings).max().map { .quantity($0) }
        case .notApplicable, .notChecked, .dimensions: return nil
        }
    }
}

extension AnswerKind {
    var take: Take? {
        switch self {
        case .measure(let measure), .count(let measure): measure.take
        default: nil
        }
    }
}

extension AnswerKind.Take {
    /// The values to be held against the limit.
    func candidates(_ readings: [Double]) -> [Double] {
        guard let least = readings.min(), let greatest = readings.max() else { return [] }
        switch self {
        case .min: return [least]
        case .max: return [greatest]
        case .mean: return [readings.reduce(0, +) / Double(readings.count)]
        case .all: return readings
        }
    }
}

extension JudgedMeasure {
    /// `clear height: measured 640 mm, at least 650 mm required`.
    func text(_ language: Language) -> String {
        let value = named(unit.text(self.value, language), language)
        let limit = LimitText.bounds(minimum: minimum, maximum: maximum, unit: unit, language)
        let slack = tolerance > 0 ? LimitText.tolerance(tolerance, unit, language) : ""
        switch language {
        case .zhHans: return "\(value)，限值\(limit)\(slack)"
        case .en: return "\(value), limit \(limit)\(slack)"
        }
    }

    private func named(_ value: String, _ language: Language) -> String {
        guard let label else { return language == .zhHans ? "实测 \(value)" : "measured \(value)" }
        if unit == .count { return language == .zhHans ? "实有 \(value) \(label.zh)" : "found \(value) \(label.en)" }
        return language == .zhHans ? "\(label.zh)实测 \(value)" : "\(label.en) measured \(value)"
    }
}
