extension FormSession {
    /// What to put to the person: the question, and what may be answered.
    public func prompt(for step: Step, in language: Language) -> String {
        func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        switch step {
        case .head(let field): return Self.ask(field)[language]
        case .fact(let id):
            guard let fact = checklist.facts.first(where: { $0.id == id }) else { return id }
            return question(fact.ask, fact.answer, language)
        case .newEntry(let id):
            let section = checklist.sections.first { $0.id == id }
            let count = entries.count { $0.section == id }
            let name = section?.repeats?.name ?? LocalizedText(zh: id, en: id)
            return text(
                "\(section?.title.zh ?? id)：已有 \(count) 处。下一处\(name.zh)的名称（没有了就直接回车）",
                "\(section?.title.en ?? id): \(count) so far. Name of the next \(name.en.lowercased()) (empty if there is none)"
            )
        case .point(let index):
            return "\(entries[index].name): " + Self.ask(.point)[language]
        case .question(let index, let id):
            let place = entries[index].name.isEmpty ? "" : "[\(entries[index].name)] "
            guard let section = checklist.sections.first(where: { $0.id == entries[index].section }) else { return id }
            if let fact = section.facts.first(where: { $0.id == id }) {
                return place + question(fact.ask, fact.answer, language)
            }
            guard let item = section.items.first(where: { $0.id == id }) else { return id }
            return place + question(item.ask, item.answer, language)
        case .reason: return text("原因", "Why")
        }
    }

    /// How to measure, the limit and the clause; nil where there is nothing to add.
    public func help(for step: Step, in language: Language) -> String? {
        guard case .question(let index, let id) = step,
            let item = checklist.item(id, in: entries[index].section)
        else { return nil }
        func text(_ zh: String, _ en: String) -> String { LocalizedText(zh: zh, en: en)[language] }
        var lines = [item.how.map { text("方法：", "How: ") + $0[language] }].compactMap(\.self)
        if let limit = item.limitText(language, ConditionWords(checklist)) {
            lines.append(text("限值：", "Limit: ") + limit)
        }
        lines.append(text("依据：", "Source: ") + item.sourceText(language))
        if let note = item.note { lines.append(text("说明：", "Note: ") + note[language]) }
        return lines.joined(separator: "\n")
    }

    /// What the answer just given means: passed, failed and why; nil where it is not judged.
    public func verdict(on step: Step, in language: Language) -> String? {
        guard case .question(let index, let id) = step,
            let section = checklist.sections.first(where: { $0.id == entries[index].section }),
            let item = section.items.first(where: { $0.id == id }), entries[index].answers[id] != nil
        else { return nil }
        let entry = entries[index].formEntry(section)
        let judgement = Judge(form: form, entry: entry, section: section, checklist: checklist).judge(item)
        guard judgement.outcome == .failed || judgement.outcome == .cantTell else { return nil }
        return judgement.message[language]
    }

    /// How many questions have an answer.
    public var answered: Int { facts.count + entries.reduce(0) { $0 + $1.answers.count } }

    private func question(_ ask: LocalizedText, _ answer: AnswerKind, _ language: Language) -> String {
        switch answer {
        case .choice(let choices):
            let list = choices.enumerated().map { "\($0.offset + 1) = \($0.element.label[language])" }
            return "\(ask[language]) [\(list.joined(separator: language == .zhHans ? "，" : ", "))]"
        case .dimensions(let parts):
            let list = parts.map { "\($0.label[language]) (\($0.measure.unit.symbol(language)))" }
            return "\(ask[language]) [\(list.joined(separator: "; "))]"
        case .yesNo, .measure, .count: return "\(ask[language]) [\(answer.hint(language))]"
        }
    }

    private static func ask(_ field: Head) -> LocalizedText {
        switch field {
        case .inspector: LocalizedText(zh: "核查人（账号）", en: "Inspector (account)")
        case .date: LocalizedText(zh: "日期，如 2026-08-20", en: "Date, such as 2026-08-20")
        case .selection:
            LocalizedText(
                zh: "怎样选到这里（random 随机抽中，census 全部核查，complaint 投诉，chosen 指定）",
                en: "How the place was chosen (random, census, complaint, chosen)"
            )
        case .id: LocalizedText(zh: "台账中的永久编号", en: "Permanent id in the registry")
        case .name: LocalizedText(zh: "场所名称", en: "Name of the place")
        case .address: LocalizedText(zh: "地址", en: "Address")
        case .point:
            LocalizedText(
                zh: "纬度, 经度（后面可加 gcj02 或 bd09）",
                en: "Latitude, longitude (with gcj02 or bd09 behind where not WGS-84)"
            )
        case .responsibleUnit: LocalizedText(zh: "责任单位", en: "Responsible unit")
        case .supervisingDepartment: LocalizedText(zh: "主管部门", en: "Supervising department")
        }
    }
}
