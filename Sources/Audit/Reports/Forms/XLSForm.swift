/// A checklist as an XLSForm, which ODK Collect and KoboToolbox take: XLSX with the sheets survey, choices, settings.
///
/// Source: xlsform.org, as pyxform 4 reads it. Constraints refuse slips of the pen and never what breaks a limit; limits
/// stand in the hints. `na` and `not_checked` need a reason, and a form in both languages needs no second file.
struct XLSForm {
    /// Behind the name of a measure: its status has the name itself.
    static let valueSuffix = "_value"

    let checklist: Checklist
    private let names: XLSFormNames
    private(set) var survey: [Row] = []
    private(set) var choices: [Choice] = []

    /// As forms for phones name languages.
    static let languages: [(language: Language, name: String)] = [(.zhHans, "中文 (zh)"), (.en, "English (en)")]

    private static let columns = [
        "type", "name", "label::中文 (zh)", "label::English (en)", "hint::中文 (zh)", "hint::English (en)", "required",
        "relevant", "constraint", "constraint_message::中文 (zh)", "constraint_message::English (en)", "calculation",
        "default", "appearance", "parameters",
    ]

    init(_ checklist: Checklist) {
        self.checklist = checklist
        names = XLSFormNames(checklist)
        fill()
    }

    var title: String { checklist.title.zh + " / " + checklist.title.en }

    /// What a filled form is called on the phone.
    static let instanceName = "concat(${subject_name}, ' ', ${date})"

    func bytes() throws -> [UInt8] {
        let settings = [
            ["form_title", "form_id", "version", "default_language", "instance_name"],
            [
                title, checklist.id, checklist.version, Self.languages[0].name, Self.instanceName,
            ],
        ]
        func sheet(_ name: String, _ rows: [[String]], _ widths: [Int]) -> Workbook.Sheet {
            Workbook.Sheet(name: name, rows: rows.map { $0.map { .text($0) } }, widths: widths)
        }
        let listed = [["list_name", "name", "label::中文 (zh)", "label::English (en)"]] + choices.map(\.cells)
        return try Workbook(sheets: [
            sheet(
                "survey",
                [Self.columns] + survey.map(\.cells),
                [24, 36, 40, 50, 40, 50, 9, 40, 30, 30, 30, 30, 12, 12, 20]
            ),
            sheet("choices", listed, [30, 20, 30, 30]), sheet("settings", settings, [40, 20, 12, 16, 30]),
        ]).bytes()
    }

    // MARK: - Rows

    /// One row of the survey; what is left out stays empty.
    struct Row {
        var type: String
        var name: String
        var label: LocalizedText?
        var hint: LocalizedText?
        var isRequired = false
        var relevant: String?
        var constraint: String?
        var constraintMessage: LocalizedText?
        var calculation: String?
        var preset: String?
        var appearance: String?
        var parameters: String?

        init(_ type: String, _ name: String, _ label: LocalizedText? = nil) {
            self.type = type
            self.name = name
            self.label = label
        }

        fileprivate var cells: [String] {
            [
                type, name, label?.zh ?? "", label?.en ?? "", hint?.zh ?? "", hint?.en ?? "", isRequired ? "yes" : "",
                relevant ?? "", constraint ?? "", constraintMessage?.zh ?? "", constraintMessage?.en ?? "",
                calculation ?? "", preset ?? "", appearance ?? "", parameters ?? "",
            ]
        }
    }

    /// One of the texts of a list.
    struct Choice {
        let list: String
        let id: String
        let label: LocalizedText

        fileprivate var cells: [String] { [list, id, label.zh, label.en] }
    }

    private mutating func add(_ row: Row) { survey.append(row) }

    private mutating func list(_ name: String, _ entries: [(id: String, label: LocalizedText)]) {
        for entry in entries { choices.append(Choice(list: name, id: entry.id, label: entry.label)) }
    }

    private static let yes = (id: "yes", label: LocalizedText(zh: "是", en: "Yes"))
    private static let no = (id: "no", label: LocalizedText(zh: "否", en: "No"))
    private static let aside = [
        (id: "na", label: LocalizedText(zh: "不适用", en: "Does not apply")),
        (id: "not_checked", label: LocalizedText(zh: "未核查", en: "Not checked")),
    ]

    private mutating func fill() {
        list("yes_no", [Self.yes, Self.no] + Self.aside)
        list("measured", [(id: "measured", label: LocalizedText(zh: "已测量", en: "Measured"))] + Self.aside)
        head()
        let relevance = XLSFormRelevance(names: names, section: nil, checklist: checklist)
        for fact in checklist.facts {
            question(
                Question(
                    name: names.name(fact.id),
                    ask: fact.ask,
                    hint: nil,
                    answer: fact.answer,
                    relevant: relevance.xpath(fact.when),
                    preset: checklist.presets[fact.id],
                    photo: .never
                )
            )
        }
        for section in checklist.sections { block(section) }
    }

    /// Who, when and where, and the log of changes.
    private mutating func head() {
        add(Row("start", "start"))
        add(Row("end", "end"))
        var log = Row("audit", "audit")
        log.parameters = "track-changes=true"
        add(log)
        add(Row("begin_group", "about", LocalizedText(zh: "场所", en: "The place")))
        for (type, name, zh, en, isRequired) in [
            ("text", "inspector", "核查人（账号，不写姓名）", "Inspector (an account, not a name)", true),
            ("date", "date", "核查日期", "Date of the visit", true),
            ("text", "subject_id", "台账中的永久编号", "Permanent id in the registry", true),
            ("text", "subject_name", "名称", "Name", true), ("text", "subject_address", "地址", "Address", false),
            ("geopoint", "subject_point", "位置", "Where it is", false),
            ("text", "responsible_unit", "责任单位", "Responsible unit", false),
            ("text", "supervising_department", "主管部门", "Supervising department", false),
        ] {
            var row = Row(type, name, LocalizedText(zh: zh, en: en))
            row.isRequired = isRequired
            if type == "date" { row.preset = "today()" }
            add(row)
        }
        let selection = LocalizedText(zh: "怎样选到这里", en: "How the place was chosen")
        list("selection", VisitSelection.allCases.map { ($0.rawValue, $0.title) })
        add(Row("select_one selection", "selection", selection))
        add(Row("end_group", "about"))
    }

    private mutating func block(_ section: ChecklistSection) {
        let name = names.group(section)
        add(Row(section.repeats == nil ? "begin_group" : "begin_repeat", name, section.title))
        if let repeats = section.repeats {
            var entry = Row("text", name + "_entry", repeats.name)
            entry.hint = LocalizedText(zh: "每处起一个不同的名称", en: "Give each one its own name")
            entry.isRequired = true
            add(entry)
            var point = Row("geopoint", name + "_point", LocalizedText(zh: "位置", en: "Where it is"))
            point.isRequired = repeats.place == .required
            add(point)
        }
        let relevance = XLSFormRelevance(names: names, section: section, checklist: checklist)
        for fact in section.facts {
            question(
                Question(
                    name: names.name(fact.id, in: section),
                    ask: fact.ask,
                    hint: nil,
                    answer: fact.answer,
                    relevant: relevance.xpath(fact.when),
                    preset: nil,
                    photo: .never
                )
            )
        }
        for item in section.items {
            question(
                Question(
                    name: names.name(item.id, in: section),
                    ask: item.ask,
                    hint: hint(item),
                    answer: item.answer,
                    relevant: relevance.xpath(item.when),
                    preset: nil,
                    photo: item.photo
                )
            )
        }
        add(Row(section.repeats == nil ? "end_group" : "end_repeat", name))
    }

    private func hint(_ item: ChecklistItem) -> LocalizedText {
        func text(_ language: Language) -> String {
            let isChinese = language == .zhHans
            var parts = [item.how?[language]].compactMap(\.self)
            if let limit = item.limitText(language) { parts.append((isChinese ? "限值：" : "Limit: ") + limit) }
            parts.append((isChinese ? "依据：" : "Source: ") + item.sourceText(language))
            return parts.joined(separator: isChinese ? "。" : ". ")
        }
        return LocalizedText(zh: text(.zhHans), en: text(.en))
    }
}

// MARK: - Questions

extension XLSForm {
    private struct Question {
        let name: String
        let ask: LocalizedText
        let hint: LocalizedText?
        let answer: AnswerKind
        let relevant: String?
        let preset: String?
        let photo: ChecklistItem.PhotoNeed
    }

    private mutating func question(_ question: Question) {
        var row = Row("select_one yes_no", question.name, question.ask)
        row.hint = question.hint
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
