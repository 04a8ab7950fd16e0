/// One question as the rows that ask it.
extension XLSForm {
    struct Question {
        let name: String
        let ask: LocalizedText
        let hint: LocalizedText?
        let answer: AnswerKind
        let relevant: String?
        let preset: String?
        let photo: ChecklistItem.PhotoNeed
        var drawing: Drawing? = nil
    }

    mutating func question(_ question: Question) {
        var row = Row("select_one yes_no", question.name, question.ask)
        row.hint = question.hint
        row.image = question.drawing?.fileName
        row.relevant = question.relevant
        row.preset = question.preset
        row.isRequired = true
        switch question.answer {
        case .yesNo: add(row)
        case .choice(let options):
            row.type = "select_one \(question.name)"
            list(question.name, options.map { ($0.id, $0.label) } + Self.aside)
            add(row)
        case .measure(let measure), .count(let measure):
            row.type = "select_one measured"
            row.preset = "measured"
            add(row)
            readings(question.name, measure, question.ask, when: "${\(question.name)} = 'measured'")
        case .dimensions(let parts):
            row.type = "select_one measured"
            row.preset = "measured"
            add(row)
            for part in parts {
                let name = XLSFormNames.part(part.id, of: question.name)
                readings(name, part.measure, part.label, when: "${\(question.name)} = 'measured'")
            }
        }
        remarks(question)
    }

    /// One row a reading, and one that picks what counts.
    private mutating func readings(
        _ name: String,
        _ measure: AnswerKind.Measure,
        _ label: LocalizedText,
        when condition: String
    ) {
        let isWhole = measure.unit == .count
        let rows = (1...measure.readings).map { "\(name)_\($0)" }
        for (index, reading) in rows.enumerated() {
            var row = Row(isWhole ? "integer" : "decimal", reading)
            row.label = Self.label(label, measure, index)
            row.relevant = condition
            // The first must be there; further ones are better but not always possible.
            row.isRequired = index == 0
            let (low, high) = (measure.plausible.lowerBound.shortText, measure.plausible.upperBound.shortText)
            row.constraint = ". >= \(low) and . <= \(high)"
            row.constraintMessage = LocalizedText(
                zh: "超出可信范围 \(low) 至 \(high)，请核对单位和小数点",
                en: "Outside \(low) to \(high): check unit and decimal point"
            )
            add(row)
        }
        var value = Row("calculate", name + Self.valueSuffix)
        value.calculation = Self.calculation(rows, measure.take)
        value.relevant = condition
        add(value)
    }

    private static func label(_ label: LocalizedText, _ measure: AnswerKind.Measure, _ index: Int) -> LocalizedText {
        func text(_ language: Language) -> String {
            let unit = measure.unit == .count ? measure.label?[language] ?? "" : measure.unit.symbol(language)
            let shown = unit.isEmpty ? label[language] : "\(label[language]) (\(unit))"
            guard measure.readings > 1 else { return shown }
            return shown + (language == .zhHans ? "，第 \(index + 1) 次" : ", reading \(index + 1)")
        }
        return LocalizedText(zh: text(.zhHans), en: text(.en))
    }

    /// What conditions compare: the reading that counts, of those that were taken.
    private static func calculation(_ rows: [String], _ take: AnswerKind.Take) -> String {
        let first = "${\(rows[0])}"
        guard rows.count > 1 else { return first }
        switch take {
        case .max, .all, .min:
            let others = rows.dropFirst().map { "coalesce(${\($0)}, \(first))" }
            return "\(take == .min ? "min" : "max")(\(([first] + others).joined(separator: ", ")))"
        case .mean:
            let sum = rows.dropFirst().map { "coalesce(${\($0)}, 0)" }
            let count = rows.dropFirst().map { "if(${\($0)} = '', 0, 1)" }
            return "(\(([first] + sum).joined(separator: " + "))) div (\((["1"] + count).joined(separator: " + ")))"
        }
    }

    private mutating func remarks(_ question: Question) {
        let own = "${\(question.name)}"
        var reason = Row("text", question.name + "_reason", LocalizedText(zh: "原因", en: "Why"))
        reason.relevant = "\(own) = 'na' or \(own) = 'not_checked'"
        reason.isRequired = true
        add(reason)
        let looked = "\(own) != '' and \(own) != 'na' and \(own) != 'not_checked'"
        var photo = Row("image", question.name + "_photo", LocalizedText(zh: "照片", en: "Photo"))
        photo.relevant = looked
        if question.photo == .onFail, case .yesNo = question.answer { photo.relevant = "\(own) = 'no'" }
        photo.isRequired = question.photo == .always
        if question.photo != .never { add(photo) }
        var note = Row("text", question.name + "_note", LocalizedText(zh: "说明", en: "Note"))
        note.relevant = looked
        if case .yesNo = question.answer { note.relevant = "\(own) = 'no'" }
        add(note)
    }
}
