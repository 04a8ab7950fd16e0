/// A form as rows of cells: what workbooks and CSV files of it have in common.
///
/// One row asks one question, so that a block of rows is copied for the next ramp or door. The columns `section` and `id`
/// say what a row is, whatever its sheet is called and wherever it is moved.
struct FormTable {
    enum Column: Hashable {
        case section, id, question, how, unit, answer
        /// The second and further readings.
        case reading(Int)
        case reason, note, photos
    }

    /// The form itself and its place.
    static let headSection = "(form)"
    /// The facts about the whole place.
    static let factSection = "(facts)"
    /// In the first cell of a sheet that holds the texts of lists.
    static let listMark = "(lists)"
    /// Between the names of an item and of one of its dimensions.
    static let partSeparator: Character = "/"

    static let subjectPrefix = "subject."
    static let entryKeys = ["name", "latitude", "longitude", "crs"]

    /// What may be written into the answer of a row.
    enum Input {
        /// Already known and not to be changed.
        case fixed
        case text
        case list([Option])
        case number(AnswerKind.Measure)
    }

    /// One of the texts of a list, and what it is kept as.
    struct Option {
        let id: String
        let label: LocalizedText
    }

    struct Row {
        let section: String
        let id: String
        var question: LocalizedText
        var how: LocalizedText?
        var unit: LocalizedText?
        var input: Input
        /// What is filled in already, the answer first and then further readings.
        var answers: [String] = []
        var reason: String?
        var note: String?
        var photos: [String] = []
        /// Whether reason, note and photos may be given.
        var takesRemarks = false
    }

    /// The rows of one module.
    struct Module {
        let title: LocalizedText
        var rows: [Row]
    }

    let modules: [Module]

    /// As many readings as any question takes.
    var readings: Int {
        modules.flatMap(\.rows).map { row in
            if case .number(let measure) = row.input { max(measure.readings, row.answers.count) } else { 1 }
        }.max() ?? 1
    }

    var columns: [Column] {
        [.section, .id, .question, .how, .unit, .answer] + (2...max(2, readings)).map { .reading($0) }
            + [.reason, .note, .photos]
    }
}

extension FormTable.Column {
    var title: LocalizedText {
        switch self {
        case .section: LocalizedText(zh: "部分", en: "section")
        case .id: LocalizedText(zh: "编号", en: "id")
        case .question: LocalizedText(zh: "问题", en: "question")
        case .how: LocalizedText(zh: "方法、限值、依据", en: "how, limit, source")
        case .unit: LocalizedText(zh: "单位", en: "unit")
        case .answer: LocalizedText(zh: "答案", en: "answer")
        case .reading(let number): LocalizedText(zh: "第 \(number) 次读数", en: "reading \(number)")
        case .reason: LocalizedText(zh: "原因", en: "reason")
        case .note: LocalizedText(zh: "说明", en: "note")
        case .photos: LocalizedText(zh: "照片", en: "photos")
        }
    }

    /// The column of this title, in either language or both.
    init?(title: String) {
        let known: [Self] =
            [.section, .id, .question, .how, .unit, .answer]
            + (2...FormAnswerReader.maximumReadings).map { .reading($0) } + [.reason, .note, .photos]
        let words = title.split { $0.isNewline || $0 == "/" }.map { $0.trimmingSpaces.lowercased() }
        let found = known.first { words.contains($0.title.zh) || words.contains($0.title.en) }
        guard let found else { return nil }
        self = found
    }
}

// MARK: - From a checklist

extension FormTable {
    /// An empty form, or one that says what `form` says.
    ///
    /// - Parameters:
    ///   - checklist: In the extent wanted.
    ///   - instance: Stays with the form for good.
    ///   - form: Of this checklist, with its answers; its instance is not taken over.
    ///   - spare: How many blocks a repeated section has at least.
    init(_ checklist: Checklist, instance: String, form: FilledForm? = nil, spare: Int = 3) {
        var head = Module(
            title: LocalizedText(zh: "表头", en: "Form"),
            rows: Self.head(checklist, instance, form) + Self.subject(form?.subject)
        )
        let words = ConditionWords(checklist)
        head.rows += checklist.facts.flatMap { fact in
            Self.question(
                section: Self.factSection,
                fact,
                words,
                answer: form?.facts[fact.id],
                preset: checklist.presets[fact.id]
            )
        }
        let sections = checklist.sections.map { section in
            let entries = form?.entries.filter { $0.section == section.id } ?? []
            return Module(title: section.title, rows: Self.rows(section, words, entries, spare: spare))
        }
        modules = [head] + sections
    }

    private static func head(_ checklist: Checklist, _ instance: String, _ form: FilledForm?) -> [Row] {
        func row(_ id: String, _ zh: String, _ en: String, _ input: Input, _ value: String?) -> Row {
            Row(
                section: headSection,
                id: id,
                question: LocalizedText(zh: zh, en: en),
                input: input,
                answers: value.map { $0.isEmpty ? [] : [$0] } ?? []
            )
        }
        let ask = LocalizedText(
            zh: "状态：草稿可以不完整，定稿每项都要有答案",
            en: "A draft may be incomplete; a final form answers every item"
        )
        let state = row("state", ask.zh, ask.en, .list(states), form?.state.rawValue ?? "draft")
        return [
            row("form", "表格格式，勿改", "Kind of form, leave as it is", .fixed, FormReader.schema),
            row("checklist", checklist.title.zh, checklist.title.en, .fixed, checklist.id),
            row("version", "核查表版本，勿改", "Version of the checklist, leave as it is", .fixed, checklist.version),
            row("instance", "表格编号，勿改", "Id of this form, leave as it is", .fixed, instance), state,
            row("inspector", "核查人（账号，不写姓名）", "Inspector (an account, not a name)", .text, form?.inspector),
            row("date", "核查日期，如 2026-08-20", "Date of the visit, as 2026-08-20", .text, form?.date),
            row(
                "selection",
                "怎样选到这里；不知道就空着",
                "How the place was chosen; leave it empty if unknown",
                .list(VisitSelection.allCases.map { Option(id: $0.rawValue, label: $0.title) }),
                form?.selection?.rawValue
            ),
        ]
    }

    static let states = [
        Option(id: "draft", label: LocalizedText(zh: "草稿", en: "draft")),
        Option(id: "final", label: LocalizedText(zh: "定稿", en: "final")),
    ]

    private static func subject(_ subject: FormSubject?) -> [Row] {
        let texts: [(String, String, String, String?)] = [
            ("id", "台账中的永久编号", "Permanent id in the registry", subject?.id),
            ("name", "名称", "Name", subject?.name), ("address", "地址", "Address", subject?.address),
            ("responsible_unit", "责任单位", "Responsible unit", subject?.responsibleUnit),
            ("supervising_department", "主管部门", "Supervising department", subject?.supervisingDepartment),
        ]
        let rows = texts.map { id, zh, en, value in
            Row(
                section: headSection,
                id: subjectPrefix + id,
                question: LocalizedText(zh: zh, en: en),
                input: .text,
                answers: value.map { $0.isEmpty ? [] : [$0] } ?? []
            )
        }
        return rows + point(subject?.point, section: headSection, prefix: subjectPrefix)
    }

    /// Points are written in WGS-84, as they are kept.
    private static func point(_ point: FormPoint?, section: String, prefix: String = "") -> [Row] {
        let systems = CoordinateSystem.allCases.map {
            Option(id: $0.rawValue, label: LocalizedText(zh: $0.rawValue, en: $0.rawValue))
        }
        let rows: [(String, String, String, Input, String?)] = [
            ("latitude", "纬度（十进制度）", "Latitude (decimal degrees)", .text, point.map { "\($0.latitude)" }),
            ("longitude", "经度（十进制度）", "Longitude (decimal degrees)", .text, point.map { "\($0.longitude)" }),
            (
                "crs", "坐标系：wgs84（手机定位）、gcj02（高德、腾讯）、bd09（百度）",
                "Coordinates: wgs84 (phone), gcj02 (Amap, Tencent), bd09 (Baidu)", .list(systems),
                CoordinateSystem.wgs84.rawValue
            ),
        ]
        return rows.map { id, zh, en, input, value in
            Row(
                section: section,
                id: prefix + id,
                question: LocalizedText(zh: zh, en: en),
                input: input,
                answers: value.map { [$0] } ?? []
            )
        }
    }

    private static func rows(
        _ section: ChecklistSection,
        _ words: ConditionWords,
        _ entries: [FormEntry],
        spare: Int
    ) -> [Row] {
        guard let repeats = section.repeats else { return questions(section, words, entries.first) }
        let blocks = max(entries.count, repeats.minimum, spare)
        return (0..<blocks).flatMap { index in
            let entry = entries.indices.contains(index) ? entries[index] : nil
            let name = Row(
                section: section.id,
                id: "name",
                question: LocalizedText(
                    zh: "\(repeats.name.zh)的名称；每处一段，不够就复制整段",
                    en: "\(repeats.name.en): its name; one block for each, copy the block for more"
                ),
                input: .text,
                answers: entry.map { [$0.name] } ?? []
            )
            return [name] + point(entry?.point, section: section.id) + questions(section, words, entry)
        }
    }

    private static func questions(
        _ section: ChecklistSection,
        _ words: ConditionWords,
        _ entry: FormEntry?
    ) -> [Row] {
        section.questions.flatMap { asked in
            switch asked {
            case .fact(let fact):
                question(section: section.id, fact, words, answer: entry?.facts[fact.id], preset: nil)
            case .item(let item): question(section: section.id, item, words, answer: entry?.answers[item.id])
            }
        }
    }
}
