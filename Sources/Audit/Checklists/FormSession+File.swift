extension FormSession {
    /// The form as it stands, for ``Judge`` and for the file.
    var form: FilledForm {
        FilledForm(
            checklist: checklist.id,
            version: checklist.version,
            instance: instance,
            state: .draft,
            inspector: head[.inspector] ?? "",
            date: head[.date] ?? "",
            subject: FormSubject(
                id: head[.id] ?? "",
                name: head[.name] ?? "",
                address: head[.address] ?? "",
                point: nil,
                responsibleUnit: head[.responsibleUnit],
                supervisingDepartment: head[.supervisingDepartment]
            ),
            facts: facts,
            entries: []
        )
    }

    // MARK: - Writing

    /// The form as a YAML file that ``FormReader`` and ``init(resuming:path:library:)`` read.
    public func yaml(state: FilledForm.State = .draft) -> [UInt8] {
        var lines = [
            "form: \(FormReader.schema)", "checklist: \(checklist.id)", "version: \(quoted(checklist.version))",
            "instance: \(quoted(instance))", "state: \(state.rawValue)",
        ]
        lines += [line("inspector", head[.inspector]), line("date", head[.date])]
        lines += [line("selection", head[.selection]), "subject:"]
        for field in [Head.id, .name, .address, .responsibleUnit, .supervisingDepartment] {
            lines.append("  " + line(field.rawValue, head[field]))
        }
        if let text = head[.point], let point = try? WrittenPoint(text) { lines += self.point(point, indent: "  ") }
        lines.append("facts:")
        for fact in checklist.facts { lines += answer(facts[fact.id], to: fact.id, indent: "  ") }
        lines.append("sections:")
        for section in checklist.sections { lines += self.section(section) }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    private func section(_ section: ChecklistSection) -> [String] {
        var lines = ["  \(section.id):"]
        for entry in entries where entry.section == section.id {
            let isRepeated = section.repeats != nil
            let indent = isRepeated ? "      " : "    "
            if isRepeated { lines.append("    - " + line("name", entry.name)) }
            if let point = entry.point { lines += self.point(point, indent: indent) }
            lines.append(indent + "answers:")
            for id in section.facts.map(\.id) + section.items.map(\.id) {
                lines += answer(entry.answers[id], to: id, indent: indent + "  ")
            }
        }
        return lines
    }

    private func point(_ point: WrittenPoint, indent: String) -> [String] {
        [
            "\(indent)latitude: \(point.latitude)", "\(indent)longitude: \(point.longitude)",
            "\(indent)crs: \(point.system.rawValue)",
        ]
    }

    private func answer(_ answer: FormAnswer?, to id: String, indent: String) -> [String] {
        guard let answer else { return [] }
        var lines = ["\(indent)\(id):"]
        switch answer.value {
        case .yes: lines.append("\(indent)  answer: yes")
        case .no: lines.append("\(indent)  answer: no")
        case .notApplicable: lines.append("\(indent)  answer: na")
        case .notChecked: lines.append("\(indent)  answer: not_checked")
        case .choice(let id): lines.append("\(indent)  answer: \(quoted(id))")
        case .readings(let readings): lines.append("\(indent)  answer: \(list(readings))")
        case .dimensions(let parts):
            lines.append("\(indent)  answer:")
            for (part, readings) in parts.sorted(by: { $0.key < $1.key }) {
                lines.append("\(indent)    \(part): \(list(readings))")
            }
        }
        if let reason = answer.reason { lines.append("\(indent)  reason: \(quoted(reason))") }
        if let note = answer.note { lines.append("\(indent)  note: \(quoted(note))") }
        if !answer.photos.isEmpty {
            lines.append("\(indent)  photos: [\(answer.photos.map(quoted).joined(separator: ", "))]")
        }
        return lines
    }

    private func list(_ readings: [Double]) -> String {
        // Written in full: a reading must be what it was when it is read again.
        "[" + readings.map { $0 == $0.rounded() && abs($0) < 1e15 ? "\(Int64($0))" : "\($0)" }.joined(separator: ", ")
            + "]"
    }

    private func line(_ key: String, _ value: String?) -> String { value.map { "\(key): \(quoted($0))" } ?? "\(key):" }

    /// A JSON string is a double-quoted scalar of YAML 1.2.
    private func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.value(text)
        return writer.bytes.string
    }
}

// MARK: - Reading

extension FormSession {
    /// Goes on with a form that was begun, by this command or with `audit checklist new`.
    ///
    /// - Throws: ``AuditErrors`` with line and remedy where the file is no such form.
    public init(resuming bytes: [UInt8], path: String, library: ChecklistLibrary) throws(AuditErrors) {
        let log = ProblemLog(path: path, code: .malformedForm)
        let root = YAMLNode.read(bytes, log: log)
        try log.throwIfAny()
        guard let root, root["form"]?.scalar == FormReader.schema, let id = root["checklist"]?.scalar,
            let instance = root["instance"]?.scalar
        else {
            throw AuditErrors([
                AuditError(
                    .malformedForm,
                    at: path,
                    LocalizedText(
                        zh: "不是 \(FormReader.schema) 表格",
                        en: "is not a form of the kind \(FormReader.schema)"
                    ),
                    remedy: LocalizedText(zh: "请换一个文件名，重新开始", en: "Name another file and begin anew")
                )
            ])
        }
        let checklist = try library.checklist(id, version: root["version"]?.scalar)
        guard root["version"]?.scalar == checklist.version else {
            throw AuditErrors([
                AuditError(
                    .malformedForm,
                    at: "\(path):\(root["version"]?.line ?? 1)",
                    LocalizedText(
                        zh: "表格的核查表版本与现有的 \(checklist.version) 不同",
                        en: "the form is of another version than the checklist at hand, \(checklist.version)"
                    ),
                    remedy: LocalizedText(
                        zh: "请用 --checklists 指明该版的文件夹",
                        en: "Name the folder with that version (--checklists)"
                    )
                )
            ])
        }
        self.init(checklist, instance: instance)
        restore(root, log: log)
        try log.throwIfAny()
    }

    private mutating func restore(_ root: YAMLNode, log: ProblemLog) {
        for field in Head.allCases {
            let isOfVisit = field == .inspector || field == .date || field == .selection
            let place = isOfVisit ? root : root["subject"]
            guard let text = place?[field.rawValue]?.scalar, !text.isEmpty else { continue }
            head[field] = text
        }
        head[.point] = root["subject"].flatMap(Self.point)?.text
        let reader = FormAnswerReader(log: log)
        let found = reader.answers(
            root["facts"],
            questions: checklist.facts.map { ($0.id, $0.answer) },
            place: LocalizedText(zh: "facts", en: "facts")
        )
        facts.merge(found.good) { _, new in new }
        for section in checklist.sections {
            guard let node = root["sections"]?[section.id], !node.isNull else { continue }
            for each in node.items ?? [node] { restore(each, section, reader) }
        }
        closeSectionsBefore()
    }

    /// Whoever has begun a later section has said of the earlier ones that there are no more.
    private mutating func closeSectionsBefore() {
        let begun = Set(entries.filter { !$0.answers.isEmpty || !$0.name.isEmpty }.map(\.section))
        guard let last = checklist.sections.lastIndex(where: { begun.contains($0.id) }) else { return }
        for section in checklist.sections[..<last] { passedOver.insert(.newEntry(section: section.id)) }
    }

    private mutating func restore(_ node: YAMLNode, _ section: ChecklistSection, _ reader: FormAnswerReader) {
        let answers = reader.answers(
            node["answers"],
            questions: section.facts.map { ($0.id, $0.answer) } + section.items.map { ($0.id, $0.answer) },
            place: section.title
        ).good
        guard section.repeats != nil else {
            let index = entries.firstIndex { $0.section == section.id }
            if let index { entries[index].answers = answers }
            return
        }
        guard let name = node["name"]?.scalar, !name.isEmpty else { return }
        entries.append(SessionEntry(section: section.id, name: name, point: Self.point(node), answers: answers))
    }

    private static func point(_ node: YAMLNode) -> WrittenPoint? {
        guard let latitude = node["latitude"]?.scalar, let longitude = node["longitude"]?.scalar else { return nil }
        return try? WrittenPoint("\(latitude) \(longitude) \(node["crs"]?.scalar ?? "wgs84")")
    }
}
