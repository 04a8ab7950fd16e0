/// A form being filled in, question by question: what comes next, what an answer means, and the file as it stands.
///
/// A value: who holds it saves ``yaml(state:)`` after each answer, and whoever reads that file goes on where it ends.
public struct FormSession: Sendable {
    public let checklist: Checklist
    public let instance: String
    var head: [Head: String] = [:]
    var facts: [String: FormAnswer] = [:]
    var entries: [SessionEntry] = []
    /// Asked in this sitting and left open.
    var passedOver: Set<Step> = []
    /// Answered in this sitting, in order.
    private var history: [Step] = []
    /// An answer that still needs its reason.
    private var pending: (step: Step, value: FormValue)?

    /// What is asked once about the place and the visit.
    public enum Head: String, Sendable, CaseIterable {
        case inspector, date, selection, id, name, address, point
        case responsibleUnit = "responsible_unit"
        case supervisingDepartment = "supervising_department"
    }

    /// One question.
    public enum Step: Sendable, Hashable {
        case head(Head)
        case fact(String)
        /// The name of one more ramp, door or bay.
        case newEntry(section: String)
        case point(entry: Int)
        /// A fact or item of an entry.
        case question(entry: Int, id: String)
        case reason
    }

    public init(_ checklist: Checklist, instance: String = FormTemplate.newInstance()) {
        self.checklist = checklist
        self.instance = instance
        for section in checklist.sections where section.repeats == nil {
            entries.append(SessionEntry(section: section.id, name: ""))
        }
        for fact in checklist.facts {
            guard let preset = checklist.presets[fact.id] else { continue }
            facts[fact.id] = try? Self.read(preset, fact.id, fact.answer)
        }
    }

    // MARK: - What comes next

    /// nil where everything was answered or passed over.
    public var next: Step? {
        if pending != nil { return .reason }
        for field in Head.allCases where head[field] == nil && isOpen(.head(field)) { return .head(field) }
        let form = form
        for fact in checklist.facts where facts[fact.id] == nil && isOpen(.fact(fact.id)) {
            let entry = FormEntry(section: "", name: "", point: nil, facts: [:], answers: [:])
            guard let section = checklist.sections.first else { break }
            let judge = Judge(form: form, entry: entry, section: section, checklist: checklist)
            if judge.applies(fact.when) != false { return .fact(fact.id) }
        }
        for section in checklist.sections {
            if let step = next(in: section, form) { return step }
        }
        return nil
    }

    private func isOpen(_ step: Step) -> Bool { !passedOver.contains(step) }

    private func next(in section: ChecklistSection, _ form: FilledForm) -> Step? {
        for (index, entry) in entries.enumerated() where entry.section == section.id {
            if section.repeats?.place == .required, entry.point == nil, isOpen(.point(entry: index)) {
                return .point(entry: index)
            }
            let judge = Judge(form: form, entry: entry.formEntry(section), section: section, checklist: checklist)
            for asked in section.questions where entry.answers[asked.id] == nil {
                let step = Step.question(entry: index, id: asked.id)
                if isOpen(step), judge.applies(asked.when) != false { return step }
            }
        }
        let isMore = section.repeats != nil && isOpen(.newEntry(section: section.id))
        return isMore ? .newEntry(section: section.id) : nil
    }

    // MARK: - Answers

    /// Takes an answer; an empty one leaves the question open for now.
    ///
    /// - Throws: ``AuditErrors`` with what is wrong with it; nothing has changed then.
    public mutating func answer(_ text: String, to step: Step) throws(AuditErrors) {
        let text = text.trimmed
        if text.isEmpty {
            pending = nil
            passedOver.insert(step)
            return
        }
        switch step {
        case .head(let field): try answer(text, to: field)
        case .fact(let id):
            guard let fact = checklist.facts.first(where: { $0.id == id }) else { return }
            guard try take(text, id, fact.answer, step) else { return }
        case .newEntry(let section):
            guard !entries.contains(where: { $0.section == section && $0.name == text }) else {
                throw Self.refusal("这个名称已经用过", "this name is used already", "请换一个", "Use another one")
            }
            entries.append(SessionEntry(section: section, name: text))
        case .point(let index): entries[index].point = try WrittenPoint(text)
        case .question(let index, let id):
            guard let answer = kind(of: id, in: entries[index].section) else { return }
            guard try take(text, id, answer, step) else { return }
        case .reason: return giveReason(text)
        }
        history.append(step)
    }

    /// Takes back the answer given last in this sitting; false where there is none.
    public mutating func undo() -> Bool {
        if pending != nil {
            pending = nil
            return true
        }
        guard let step = history.popLast() else { return false }
        switch step {
        case .head(let field): head[field] = nil
        case .fact(let id): facts[id] = nil
        case .newEntry: entries.removeLast()
        case .point(let index): entries[index].point = nil
        case .question(let index, let id): entries[index].answers[id] = nil
        case .reason: break
        }
        return true
    }

    private mutating func answer(_ text: String, to field: Head) throws(AuditErrors) {
        switch field {
        case .date where CalendarDate(text) == nil:
            throw Self.refusal("不是日期", "this is not a date", "请写成 2026-08-20", "Write it as 2026-08-20")
        case .selection where VisitSelection(rawValue: text) == nil:
            let known = VisitSelection.allCases.map(\.rawValue).joined(separator: ", ")
            throw Self.refusal("不是选择方式", "this is no way of choosing", "请写 \(known) 之一", "Write one of \(known)")
        case .point: head[field] = try WrittenPoint(text).text
        default: head[field] = text
        }
    }

    /// Whether the answer is complete; `na` and `not_checked` wait for their reason.
    private mutating func take(
        _ text: String,
        _ id: String,
        _ kind: AnswerKind,
        _ step: Step
    ) throws(AuditErrors) -> Bool {
        let answer = try Self.read(text, id, kind)
        if answer.value == .notApplicable || answer.value == .notChecked {
            pending = (step, answer.value)
            return false
        }
        store(answer, for: step)
        return true
    }

    private mutating func giveReason(_ reason: String) {
        guard let (step, value) = pending else { return }
        pending = nil
        store(FormAnswer(value: value, reason: reason, note: nil, photos: []), for: step)
        history.append(step)
    }

    private mutating func store(_ answer: FormAnswer, for step: Step) {
        switch step {
        case .fact(let id): facts[id] = answer
        case .question(let index, let id): entries[index].answers[id] = answer
        default: break
        }
    }

    private func kind(of id: String, in section: String) -> AnswerKind? {
        guard let section = checklist.sections.first(where: { $0.id == section }) else { return nil }
        return section.facts.first { $0.id == id }?.answer ?? section.items.first { $0.id == id }?.answer
    }

    /// The answer as a form in YAML would be read: readings parted by commas, dimensions by semicolons.
    private static func read(_ text: String, _ id: String, _ kind: AnswerKind) throws(AuditErrors) -> FormAnswer {
        func scalar(_ text: some StringProtocol) -> YAMLNode {
            YAMLNode(line: 1, content: .scalar(String(text).trimmed))
        }
        func readings(_ text: some StringProtocol) -> YAMLNode {
            YAMLNode(line: 1, content: .sequence(text.split { ",，、".contains($0) }.map { scalar($0) }))
        }
        let isAside = ["na", "n/a", "不适用", "not_checked", "未核查"].contains(text.lowercased())
        var value = scalar(text)
        switch kind {
        case _ where isAside: value = YAMLNode(line: 1, content: .mapping([]))
        case .measure, .count: value = readings(text)
        case .choice(let choices):
            if let number = Int(text), choices.indices.contains(number - 1) { value = scalar(choices[number - 1].id) }
        case .dimensions(let parts):
            let texts = text.split { ";；".contains($0) }
            guard texts.count == parts.count else {
                let names = parts.map(\.id).joined(separator: "; ")
                throw refusal(
                    "应有 \(parts.count) 个尺寸",
                    "there must be \(parts.count.counted("dimension"))",
                    "请依次写 \(names)",
                    "Write \(names) in this order"
                )
            }
            let fields = zip(parts, texts).map { YAMLNode.Field(key: $0.id, line: 1, value: readings($1)) }
            value = YAMLNode(line: 1, content: .mapping(fields))
        case .yesNo: break
        }
        if isAside {
            let isNotChecked = ["not_checked", "未核查"].contains(text.lowercased())
            return FormAnswer(value: isNotChecked ? .notChecked : .notApplicable, reason: nil, note: nil, photos: [])
        }
        let log = ProblemLog(path: id, code: .malformedForm)
        let block = YAMLNode(line: 1, content: .mapping([YAMLNode.Field(key: "answer", line: 1, value: value)]))
        let node = YAMLNode(line: 1, content: .mapping([YAMLNode.Field(key: id, line: 1, value: block)]))
        let answers = FormAnswerReader(log: log).answers(
            node,
            questions: [(id, kind)],
            place: LocalizedText(zh: id, en: id)
        )
        try log.throwIfAny()
        guard let answer = answers.good[id] else {
            throw refusal("没有读出答案", "no answer was found in this", "请重写", "Write it again")
        }
        return answer
    }

    static func refusal(_ zh: String, _ en: String, _ remedyZh: String, _ remedyEn: String) -> AuditErrors {
        AuditErrors([
            AuditError(
                .malformedForm,
                at: "answer",
                LocalizedText(zh: zh, en: en),
                remedy: LocalizedText(zh: remedyZh, en: remedyEn)
            )
        ])
    }
}

/// One entry of a section, or the section itself where it does not repeat.
struct SessionEntry: Sendable {
    let section: String
    let name: String
    var point: WrittenPoint?
    /// Of facts and items.
    var answers: [String: FormAnswer] = [:]

    func formEntry(_ section: ChecklistSection) -> FormEntry {
        let facts = Set(section.facts.map(\.id))
        return FormEntry(
            section: section.id,
            name: name,
            point: nil,
            facts: answers.filter { facts.contains($0.key) },
            answers: answers.filter { !facts.contains($0.key) }
        )
    }
}

/// Coordinates as a person gave them, kept so: `31.01877, 117.09921`, with `gcj02` or `bd09` behind where not WGS-84.
struct WrittenPoint: Sendable, Equatable {
    let latitude: String
    let longitude: String
    let system: CoordinateSystem

    var text: String { "\(latitude), \(longitude) \(system.rawValue)" }

    init(latitude: String, longitude: String, system: CoordinateSystem) {
        (self.latitude, self.longitude, self.system) = (latitude, longitude, system)
    }

    init(_ text: String) throws(AuditErrors) {
        let words = text.split { " ,，\t".contains($0) }.map(String.init)
        let system = words.count == 3 ? CoordinateSystem(rawValue: words[2].lowercased()) : .wgs84
        guard (2...3).contains(words.count), let system, let latitude = Double(words[0]),
            let longitude = Double(words[1]), abs(latitude) <= 90, abs(longitude) <= 180
        else {
            throw FormSession.refusal(
                "不是“纬度, 经度”",
                "this is not 'latitude, longitude'",
                "请写成 31.01877, 117.09921，后面可加 gcj02 或 bd09",
                "Write 31.01877, 117.09921, with gcj02 or bd09 behind where it is not WGS-84"
            )
        }
        self.init(latitude: words[0], longitude: words[1], system: system)
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
