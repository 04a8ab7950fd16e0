/// The rows that ask one question, and what stands beside it.
extension FormTable {
    static func question(
        section: String,
        _ fact: ChecklistFact,
        _ words: ConditionWords,
        answer: FormAnswer?,
        preset: String?
    ) -> [Row] {
        let how = fact.when.map { condition in
            LocalizedText(
                zh: "仅当：" + words.text(condition, .zhHans),
                en: "Only if: " + words.text(condition, .en)
            )
        }
        return rows(section, fact.id, fact.ask, how, fact.answer, answer, preset)
    }

    static func question(
        section: String,
        _ item: ChecklistItem,
        _ words: ConditionWords,
        answer: FormAnswer?
    ) -> [Row] {
        func how(_ language: Language) -> String {
            let isChinese = language == .zhHans
            var lines = [item.how?[language]].compactMap(\.self)
            if let limit = item.limitText(language, words) { lines.append((isChinese ? "限值：" : "Limit: ") + limit) }
            if let when = item.when { lines.append((isChinese ? "仅当：" : "Only if: ") + words.text(when, language)) }
            if let note = item.note { lines.append((isChinese ? "说明：" : "Note: ") + note[language]) }
            lines.append((isChinese ? "依据：" : "Source: ") + item.sourceText(language))
            return lines.joined(separator: "\n")
        }
        let hint = LocalizedText(zh: how(.zhHans), en: how(.en))
        return rows(section, item.id, item.ask, hint, item.answer, answer, nil)
    }

    private static func rows(
        _ section: String,
        _ id: String,
        _ ask: LocalizedText,
        _ how: LocalizedText?,
        _ kind: AnswerKind,
        _ answer: FormAnswer?,
        _ preset: String?
    ) -> [Row] {
        var row = Row(section: section, id: id, question: ask, how: how, input: .text, takesRemarks: true)
        row.answers = answer.map { texts($0.value, kind) } ?? preset.map { [$0] } ?? []
        row.reason = answer?.reason
        row.note = answer?.note
        row.photos = answer?.photos ?? []
        switch kind {
        case .yesNo: row.input = .list(yesNo + aside)
        case .choice(let choices): row.input = .list(choices.map { Option(id: $0.id, label: $0.label) } + aside)
        case .measure(let measure), .count(let measure):
            row.input = .number(measure)
            row.unit = unit(measure)
        case .dimensions(let parts):
            row.input = .list(aside)
            return [row] + parts.map { self.row($0, of: row, answer) }
        }
        return [row]
    }

    private static func row(_ part: AnswerKind.Part, of item: Row, _ answer: FormAnswer?) -> Row {
        var row = Row(
            section: item.section,
            id: "\(item.id)\(partSeparator)\(part.id)",
            question: part.label,
            unit: unit(part.measure),
            input: .number(part.measure)
        )
        if case .dimensions(let values) = answer?.value { row.answers = (values[part.id] ?? []).map(written) }
        return row
    }

    private static let yesNo = [
        Option(id: "yes", label: LocalizedText(zh: "是", en: "yes")),
        Option(id: "no", label: LocalizedText(zh: "否", en: "no")),
    ]

    private static let aside = [
        Option(id: "na", label: LocalizedText(zh: "不适用", en: "na")),
        Option(id: "not_checked", label: LocalizedText(zh: "未核查", en: "not_checked")),
    ]

    static func unit(_ measure: AnswerKind.Measure) -> LocalizedText {
        func text(_ language: Language) -> String {
            measure.unit == .count ? measure.label?[language] ?? "" : measure.unit.symbol(language)
        }
        return LocalizedText(zh: text(.zhHans), en: text(.en))
    }

    /// An answer as the form's reader takes it.
    private static func texts(_ value: FormValue, _ kind: AnswerKind) -> [String] {
        switch value {
        case .yes: ["yes"]
        case .no: ["no"]
        case .notApplicable: ["na"]
        case .notChecked: ["not_checked"]
        case .choice(let id): [id]
        case .readings(let readings): readings.map(written)
        case .dimensions: []
        }
    }

    /// Written in full: a reading must be what it was when it is read again.
    private static func written(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
