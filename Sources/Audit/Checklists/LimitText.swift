/// How forms, findings and reports put a limit, an answer and a source into words.
enum LimitText {
    static func bounds(minimum: Double?, maximum: Double?, unit: MeasureUnit, _ language: Language) -> String {
        let low = minimum.map { unit.text($0, language) }
        let high = maximum.map { unit.text($0, language) }
        switch (low, high, language) {
        case (let low?, let high?, .zhHans): return low == high ? "为 \(low)" : " \(low) 至 \(high)"
        case (let low?, let high?, .en): return low == high ? "exactly \(low)" : "\(low) to \(high)"
        case (let low?, nil, .zhHans): return "不小于 \(low)"
        case (let low?, nil, .en): return "at least \(low)"
        case (nil, let high?, .zhHans): return "不大于 \(high)"
        case (nil, let high?, .en): return "at most \(high)"
        case (nil, nil, .zhHans): return "无"
        case (nil, nil, .en): return "none"
        }
    }

    static func tolerance(_ value: Double, _ unit: MeasureUnit, _ language: Language) -> String {
        language == .zhHans ? "（容差 \(unit.text(value, language))）" : " (tolerance \(unit.text(value, language)))"
    }

    /// The limit in words; `words` puts questions in place of ids, which stay where they are what the reader writes behind.
    static func limit(
        _ limit: ChecklistLimit,
        _ unit: MeasureUnit,
        _ language: Language,
        _ words: ConditionWords? = nil
    ) -> String {
        let cases = limit.cases.map { each -> String in
            let text = amounts(each, unit, language, words)
            guard let condition = each.when else {
                guard limit.cases.count > 1 else { return text }
                return (language == .zhHans ? "其他" : "otherwise ") + text
            }
            return (words?.text(condition, language) ?? condition.text) + (language == .zhHans ? "：" : ": ") + text
        }
        let slack = limit.tolerance > 0 ? tolerance(limit.tolerance, unit, language) : ""
        return cases.joined(separator: language == .zhHans ? "；" : "; ") + slack
    }

    private static func amounts(
        _ each: ChecklistLimit.Case,
        _ unit: MeasureUnit,
        _ language: Language,
        _ words: ConditionWords?
    ) -> String {
        func fixed(_ amount: ChecklistLimit.Amount?) -> Double? {
            if case .fixed(let value) = amount { value } else { nil }
        }
        if each.minimum.map({ fixed($0) != nil }) ?? true, each.maximum.map({ fixed($0) != nil }) ?? true {
            return bounds(minimum: fixed(each.minimum), maximum: fixed(each.maximum), unit: unit, language)
        }
        let parts = [(each.minimum, "不少于 ", "at least "), (each.maximum, "不多于 ", "at most ")]
        return parts.compactMap { amount, zh, en in
            amount.map { (language == .zhHans ? zh : en) + Self.amount($0, language, words) }
        }.joined(separator: language == .zhHans ? "，" : ", ")
    }

    private static func amount(
        _ amount: ChecklistLimit.Amount,
        _ language: Language,
        _ words: ConditionWords?
    ) -> String {
        let asked = amount.name.map { words?.question($0, language) ?? $0 } ?? ""
        switch (amount, language) {
        case (.fixed(let value), _): return value.shortText
        case (.share(let share, _, let least), .zhHans):
            let floor = least > 0 ? "，且至少 \(least.shortText)" : ""
            return "\(asked) 的 \((share * 100).shortText) %（进位取整）\(floor)"
        case (.share(let share, _, let least), .en):
            let floor = least > 0 ? " and at least \(least.shortText)" : ""
            return "\((share * 100).shortText) % of \(asked), rounded up\(floor)"
        case (.steps(let base, _, let over, let step), .zhHans):
            return "\(base.shortText)，\(asked) 超过 \(over.shortText) 后每 \(step.shortText)（不足也算）加 1"
        case (.steps(let base, _, let over, let step), .en):
            return "\(base.shortText), plus 1 for each \(step.shortText) or part beyond \(over.shortText) of \(asked)"
        }
    }
}

extension ChecklistItem {
    /// The limit in words; nil where there is none.
    public func limitText(_ language: Language) -> String? { limitText(language, nil) }

    /// The same with questions in place of ids.
    func limitText(_ language: Language, _ words: ConditionWords?) -> String? {
        switch answer {
        case .measure(let measure), .count(let measure):
            return limit.map { LimitText.limit($0, measure.unit, language, words) }
        case .dimensions(let parts):
            let texts = parts.compactMap { part in
                part.limit.map { part.label[language] + " " + LimitText.limit($0, part.measure.unit, language, words) }
            }
            return texts.isEmpty ? nil : texts.joined(separator: language == .zhHans ? "；" : "; ")
        default: return nil
        }
    }

    /// Each clause with a mark where nobody has read it in the printed standard.
    public func sourceText(_ language: Language) -> String {
        let texts = sources.map { source -> String in
            guard let standard = source.standard, let original = source.citation else {
                return language == .zhHans ? "条文不明，待核实" : "clause unknown, unverified"
            }
            let citation =
                language == .zhHans ? original : CitationText.english(standard, clause: source.clause)
            if source.verifiedBy != nil { return citation }
            return citation + (language == .zhHans ? "（未核对原文）" : " (unverified)")
        }
        return texts.joined(separator: language == .zhHans ? "；" : "; ")
    }
}

extension AnswerKind {
    /// What to write: `yes / no`, the unit and the number of readings, or the choices.
    public func hint(_ language: Language) -> String {
        switch self {
        case .yesNo: return "yes / no"
        case .measure(let measure): return measure.hint(language)
        case .count(let measure):
            let label = measure.label?[language]
            let named = label.map { language == .zhHans ? "（\($0)）" : " (\($0))" } ?? ""
            return (language == .zhHans ? "整数" : "whole number") + named
        case .choice(let choices):
            return choices.map { "\($0.id) = \($0.label[language])" }.joined(
                separator: language == .zhHans ? "；" : "; "
            )
        case .dimensions(let parts):
            return parts.map { "\($0.id) = \($0.label[language]) (\($0.measure.unit.symbol(language)))" }
                .joined(separator: language == .zhHans ? "；" : "; ")
        }
    }
}

extension AnswerKind.Measure {
    fileprivate func hint(_ language: Language) -> String {
        let symbol = unit.symbol(language)
        guard readings > 1 else { return symbol }
        switch (language, take) {
        case (.zhHans, .max): return "\(symbol)，读 \(readings) 次取最大，如 [1, 2, 3]"
        case (.zhHans, .min): return "\(symbol)，读 \(readings) 次取最小，如 [1, 2, 3]"
        case (.zhHans, .mean): return "\(symbol)，读 \(readings) 次取平均，如 [1, 2, 3]"
        case (.zhHans, .all): return "\(symbol)，读 \(readings) 次，每次都须合格，如 [1, 2, 3]"
        case (.en, .max): return "\(symbol), \(readings.counted("reading")), the largest counts, as [1, 2, 3]"
        case (.en, .min): return "\(symbol), \(readings.counted("reading")), the smallest counts, as [1, 2, 3]"
        case (.en, .mean): return "\(symbol), \(readings.counted("reading")), their mean counts, as [1, 2, 3]"
        case (.en, .all): return "\(symbol), \(readings.counted("reading")), all must meet the limit, as [1, 2, 3]"
        }
    }
}
