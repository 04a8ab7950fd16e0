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
        "type", "name", "label::中文 (zh)", "label::English (en)", "hint::中文 (zh)", "hint::English (en)",
        "media::image::中文 (zh)", "media::image::English (en)", "required",
        "relevant", "constraint", "constraint_message::中文 (zh)", "constraint_message::English (en)", "calculation",
        "default", "appearance", "parameters",
    ]

    /// Whether questions show their drawing, whose files lie in the form's folder of media.
    private let hasDrawings: Bool

    init(_ checklist: Checklist, hasDrawings: Bool = false) {
        self.checklist = checklist
        self.hasDrawings = hasDrawings
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
                [24, 36, 40, 50, 40, 50, 20, 20, 9, 40, 30, 30, 30, 30, 12, 12, 20]
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
        /// The name of a file.
        var image: String?
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
                type, name, label?.zh ?? "", label?.en ?? "", hint?.zh ?? "", hint?.en ?? "", image ?? "", image ?? "",
                isRequired ? "yes" : "", relevant ?? "", constraint ?? "", constraintMessage?.zh ?? "",
                constraintMessage?.en ?? "",
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

    mutating func add(_ row: Row) { survey.append(row) }

    mutating func list(_ name: String, _ entries: [(id: String, label: LocalizedText)]) {
        for entry in entries { choices.append(Choice(list: name, id: entry.id, label: entry.label)) }
    }

    static let yes = (id: "yes", label: LocalizedText(zh: "是", en: "Yes"))
    static let no = (id: "no", label: LocalizedText(zh: "否", en: "No"))
    static let aside = [
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
        let words = ConditionWords(checklist)
        for asked in section.questions {
            let (name, relevant) = (names.name(asked.id, in: section), relevance.xpath(asked.when))
            switch asked {
            case .fact(let fact):
                question(
                    Question(
                        name: name,
                        ask: fact.ask,
                        hint: nil,
                        answer: fact.answer,
                        relevant: relevant,
                        preset: nil,
                        photo: .never
                    )
                )
            case .item(let item):
                question(
                    Question(
                        name: name,
                        ask: item.ask,
                        hint: hint(item, words),
                        answer: item.answer,
                        relevant: relevant,
                        preset: nil,
                        photo: item.photo,
                        drawing: hasDrawings ? item.drawing : nil
                    )
                )
            }
        }
        add(Row(section.repeats == nil ? "end_group" : "end_repeat", name))
    }

    private func hint(_ item: ChecklistItem, _ words: ConditionWords) -> LocalizedText {
        func text(_ language: Language) -> String {
            let isChinese = language == .zhHans
            var parts = [item.how?[language]].compactMap(\.self)
            // What the letters in it stand for.
            if hasDrawings, let drawing = item.drawing { parts.append(drawing.description[language]) }
            if let limit = item.limitText(language, words) { parts.append((isChinese ? "限值：" : "Limit: ") + limit) }
            parts.append((isChinese ? "依据：" : "Source: ") + item.sourceText(language))
            return parts.joined(separator: isChinese ? "。" : ". ")
        }
        return LocalizedText(zh: text(.zhHans), en: text(.en))
    }
}
