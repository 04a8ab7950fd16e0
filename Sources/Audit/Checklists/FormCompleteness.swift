/// What can only be checked once the whole form is read: conditions, and that a final form is complete.
struct FormCompleteness {
    let form: FilledForm
    let checklist: Checklist
    let log: ProblemLog
    let reader: YAMLReader

    func check(_ entries: [ReadEntry], factLines: [String: Int]) {
        for entry in entries { checkApplicability(entry) }
        guard form.state == .final else { return }
        let sections = reader.field("sections")?.line ?? reader.node.line
        for fact in checklist.facts where factLines[fact.id] == nil && fact.when == nil {
            missing(fact.id, fact.ask, at: reader.field("facts")?.line ?? reader.node.line)
        }
        for section in checklist.sections {
            let own = entries.filter { $0.section.id == section.id }
            let wanted = section.repeats?.minimum ?? 1
            if own.count < wanted {
                log.add(
                    sections,
                    (
                        "“\(section.title.zh)”至少要 \(wanted) 段，现有 \(own.count) 段",
                        "'\(section.title.en)' needs at least \(wanted), there are \(own.count)"
                    ),
                    remedy: ("请补上，或把 state 改回 draft", "Add them, or set state back to draft")
                )
            }
            for entry in own { checkComplete(entry) }
        }
    }

    /// An answer where none is asked for means that either the answer or the fact is wrong.
    private func checkApplicability(_ entry: ReadEntry) {
        let judge = Judge(form: form, entry: entry.entry, section: entry.section, checklist: checklist)
        for item in entry.section.items where judge.applies(item.when) == false {
            guard let answer = entry.entry.answers[item.id], answer.value != .notApplicable else { continue }
            let condition = item.when?.text ?? ""
            log.add(
                entry.answerLines[item.id] ?? entry.line,
                (
                    "\(item.id) 在此处不适用（仅当 \(condition)）却有答案",
                    "\(item.id) does not apply here (only if \(condition)) but is answered"
                ),
                remedy: ("请删去答案，或改正相关事实", "Remove the answer, or correct the fact")
            )
        }
    }

    private func checkComplete(_ entry: ReadEntry) {
        let judge = Judge(form: form, entry: entry.entry, section: entry.section, checklist: checklist)
        for fact in entry.section.facts where entry.answerLines[fact.id] == nil && judge.applies(fact.when) != false {
            missing(fact.id, fact.ask, at: entry.line)
        }
        for item in entry.section.items where judge.applies(item.when) != false {
            switch (entry.entry.answers[item.id]?.value, item.answer) {
            case (nil, _):
                if entry.answerLines[item.id] == nil { missing(item.id, item.ask, at: entry.line) }
            case (.dimensions(let values)?, .dimensions(let parts)):
                for part in parts where values[part.id] == nil {
                    missing("\(item.id) \(part.id)", part.label, at: entry.answerLines[item.id] ?? entry.line)
                }
            default: break
            }
        }
        if entry.section.repeats?.place == .required, entry.entry.point == nil {
            log.add(
                entry.line,
                (
                    "\(entry.entry.name.quotedForMessage) 没有坐标",
                    "\(entry.entry.name.quotedForMessage) has no coordinates"
                ),
                remedy: ("请填写 latitude 和 longitude", "Fill in latitude and longitude")
            )
        }
    }

    private func missing(_ id: String, _ ask: LocalizedText, at line: Int) {
        log.add(
            line,
            ("定稿缺少 \(id)（\(ask.zh)）", "the final form does not answer \(id) (\(ask.en))"),
            remedy: (
                "请填写，未核查写 not_checked 并说明原因，或把 state 改回 draft",
                "Answer it, write not_checked with a reason, or set state back to draft"
            )
        )
    }
}
