public import Foundation

/// Reads filled forms; a form with any problem is refused as a whole.
public struct FormReader {
    public static let schema = "form/1"
    static let keys = [
        "form", "checklist", "version", "instance", "state", "inspector", "date", "subject", "facts", "sections",
        "selection",
    ]
    static let subjectKeys = [
        "id", "name", "address", "latitude", "longitude", "crs", "responsible_unit", "supervising_department",
    ]
    static let entryKeys = ["name", "latitude", "longitude", "crs", "answers"]
    static let maximumEntries = 500

    let checklist: Checklist
    let log: ProblemLog

    /// - Throws: ``AuditErrors`` with file, line and remedy of every problem, up to ``ProblemLog/maximum``.
    public static func read(
        _ url: URL,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let log = ProblemLog(path: url.relativePath, code: .malformedForm)
        guard FileManager.default.fileExists(atPath: url.path) else {
            throw AuditErrors([
                AuditError(
                    .unreadableFile,
                    at: url.relativePath,
                    LocalizedText(zh: "没有这个文件", en: "there is no such file"),
                    remedy: LocalizedText(zh: "请检查路径", en: "Check the path")
                )
            ])
        }
        let root = YAMLFile.read(url, log: log)
        try log.throwIfAny()
        guard let root else { preconditionFailure("a file that is not read has a problem noted") }
        return try read(root, log: log, library: library)
    }

    /// Reads a form from memory; `path` is what messages call it.
    public static func read(
        _ bytes: [UInt8],
        path: String,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let log = ProblemLog(path: path, code: .malformedForm)
        let root = YAMLNode.read(bytes, log: log)
        try log.throwIfAny()
        guard let root else { preconditionFailure("bytes that are not read have a problem noted") }
        return try read(root, log: log, library: library)
    }

    /// Reads a form that stands as a tree, by the version of the checklist it was filled in for.
    static func read(
        _ root: YAMLNode,
        log: ProblemLog,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        try read(root, log: log) { id, version throws(AuditErrors) in try library.checklist(id, version: version) }
    }

    /// Reads a form whose checklist somebody else looks up.
    static func read(
        _ root: YAMLNode,
        log: ProblemLog,
        checklist: (String, String?) throws(AuditErrors) -> Checklist
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let reader = YAMLReader(root, ("表格", "the form"), keys: keys, log: log)
        guard let reader, let id = header(reader), let checklist = try known(id, reader, checklist) else {
            try log.throwIfAny()
            preconditionFailure("a form without header has a problem noted")
        }
        let form = FormReader(checklist: checklist, log: log).form(reader)
        try log.throwIfAny()
        guard let form else { preconditionFailure("a form that is not read has a problem noted") }
        return (form, checklist)
    }

    /// The id of the checklist, if this is a form at all.
    private static func header(_ reader: YAMLReader) -> String? {
        guard let found = reader.required("form") else { return nil }
        guard found == schema else {
            reader.complain(
                "form",
                "是 \(found.quotedForMessage)，本程序只认识 \(schema)",
                "is \(found.quotedForMessage); this program reads \(schema)",
                "请用 audit checklist new 重新生成表格",
                "Make the form anew with audit checklist new"
            )
            return nil
        }
        return reader.required("checklist")
    }

    /// A form names its checklist; an unknown one is a problem of that line of the form.
    private static func known(
        _ id: String,
        _ reader: YAMLReader,
        _ checklist: (String, String?) throws(AuditErrors) -> Checklist
    ) throws(AuditErrors) -> Checklist? {
        do throws(AuditErrors) {
            return try checklist(id, reader.field("version")?.value.scalar)
        } catch {
            guard let first = error.errors.first, first.code == .unknownChecklist else { throw error }
            reader.log.add(
                reader.line("checklist"),
                LocalizedText(
                    zh: "没有核查表 \(id.quotedForMessage)",
                    en: "there is no checklist \(id.quotedForMessage)"
                ),
                remedy: first.remedy
            )
            return nil
        }
    }
}

// MARK: - The form

extension FormReader {
    private func form(_ reader: YAMLReader) -> FilledForm? {
        checkVersion(reader)
        let instance = instance(reader)
        if reader.field("state") == nil { reader.complainMissing("state") }
        let state = reader.choice("state", FilledForm.State.self) ?? .draft
        let inspector = state == .final ? reader.required("inspector") : reader.text("inspector")
        let date = date(reader)
        let subject = subject(reader)
        let answers = FormAnswerReader(log: log)
        let facts = answers.answers(
            reader.field("facts")?.value,
            questions: checklist.facts.map { ($0.id, $0.answer) },
            place: LocalizedText(zh: "facts", en: "facts")
        )
        let entries = entries(reader, answers)
        guard let instance, let date, let subject else { return nil }
        let form = FilledForm(
            checklist: checklist.id,
            version: checklist.version,
            instance: instance,
            state: state,
            inspector: inspector ?? "",
            date: date,
            subject: subject,
            facts: facts.good,
            entries: entries.map(\.entry),
            selection: reader.choice("selection", VisitSelection.self)
        )
        FormCompleteness(form: form, checklist: checklist, log: log, reader: reader)
            .check(entries, factLines: facts.lines)
        return form
    }

    private func checkVersion(_ reader: YAMLReader) {
        guard let version = reader.required("version"), version != checklist.version else { return }
        reader.complain(
            "version",
            "是 \(version.quotedForMessage)，现有核查表是 \(checklist.version)",
            "is \(version.quotedForMessage); the checklist at hand is \(checklist.version)",
            "请把该版放进 versions 文件夹（audit checklist freeze），或用 --checklists 指明它，或重新生成表格后抄入",
            "Keep that version (audit checklist freeze) or name its folder (--checklists), or copy the answers to a new form"
        )
    }

    private func instance(_ reader: YAMLReader) -> String? {
        guard let text = reader.required("instance") else { return nil }
        let isValid =
            (8...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isASCIIAlpha || $0.isASCIIDigit || "-:_.".utf8.contains($0) }
        if isValid { return text }
        reader.complain(
            "instance",
            " \(text.quotedForMessage) 不是有效的编号",
            "\(text.quotedForMessage) is not a valid id",
            "请保留生成时的编号（8 到 64 个字母、数字、-:_.）",
            "Keep the one the form was made with (8 to 64 letters, digits, -:_.)"
        )
        return nil
    }

    private func date(_ reader: YAMLReader) -> String? {
        guard let text = reader.required("date") else { return nil }
        if CalendarDate(text) != nil { return text }
        reader.complain(
            "date",
            " \(text.quotedForMessage) 不是日期",
            "\(text.quotedForMessage) is not a date",
            "请写成 2026-08-20",
            "Write it as 2026-08-20"
        )
        return nil
    }

    private func subject(_ reader: YAMLReader) -> FormSubject? {
        guard let field = reader.field("subject") else {
            reader.complainMissing("subject")
            return nil
        }
        guard let inner = YAMLReader(field.value, ("subject", "subject"), keys: Self.subjectKeys, log: log) else {
            return nil
        }
        let id = inner.required("id")
        let name = inner.required("name")
        let point = point(inner)
        guard let id, let name else { return nil }
        return FormSubject(
            id: id,
            name: name,
            address: inner.text("address") ?? "",
            point: point,
            responsibleUnit: inner.text("responsible_unit"),
            supervisingDepartment: inner.text("supervising_department")
        )
    }

    /// Both coordinates or neither, in degrees of the system named.
    private func point(_ reader: YAMLReader, fallback: CoordinateSystem = .wgs84) -> FormPoint? {
        let system = reader.choice("crs", CoordinateSystem.self) ?? fallback
        let latitude = coordinate(reader, "latitude", limit: 90)
        let longitude = coordinate(reader, "longitude", limit: 180)
        guard let latitude, let longitude else {
            if (latitude == nil) != (longitude == nil),
                reader.text("latitude") == nil || reader.text("longitude") == nil
            {
                reader.complainMissing(latitude == nil ? "latitude" : "longitude")
            }
            return nil
        }
        let point = system.wgs84(latitude: latitude, longitude: longitude)
        return FormPoint(latitude: point.latitude, longitude: point.longitude, captured: system)
    }

    private func coordinate(_ reader: YAMLReader, _ key: String, limit: Double) -> Double? {
        guard let value = reader.number(key) else { return nil }
        guard abs(value) <= limit else {
            reader.complain(
                key,
                "超出 ±\(Int(limit)) 度",
                "is beyond ±\(Int(limit)) degrees",
                "请检查经纬度是否写反",
                "Check whether latitude and longitude are swapped"
            )
            return nil
        }
        return value
    }
}

// MARK: - Entries

/// An entry and where its answers stand in the file.
struct ReadEntry {
    let entry: FormEntry
    let section: ChecklistSection
    let line: Int
    let answerLines: [String: Int]
}

extension FormReader {
    private func entries(_ reader: YAMLReader, _ answers: FormAnswerReader) -> [ReadEntry] {
        guard let field = reader.field("sections"), !field.value.isNull else {
            reader.complainMissing("sections")
            return []
        }
        let ids = checklist.sections.map(\.id)
        guard let sections = YAMLReader(field.value, ("sections", "sections"), keys: ids, log: log) else { return [] }
        var entries: [ReadEntry] = []
        for section in checklist.sections {
            guard let found = sections.field(section.id), !found.value.isNull else { continue }
            guard section.repeats != nil else {
                entry(found.value, section, answers).map { entries.append($0) }
                continue
            }
            guard let nodes = found.value.items else {
                sections.complain(
                    section.id,
                    "应当是列表，每处一段，以“- name:”开头",
                    "must be a list with one block for each, beginning '- name:'",
                    "请参照生成的表格",
                    "Compare with a newly made form"
                )
                continue
            }
            guard nodes.count <= Self.maximumEntries else {
                sections.complain(section.id, "太多", "has too many entries", "请分成几份表格", "Split the form")
                continue
            }
            let read = nodes.compactMap { entry($0, section, answers) }
            checkNames(read)
            entries += read
        }
        return entries
    }

    private func checkNames(_ entries: [ReadEntry]) {
        var seen: Set<String> = []
        for entry in entries where !seen.insert(entry.entry.name).inserted {
            log.add(
                entry.line,
                (
                    "名称 \(entry.entry.name.quotedForMessage) 重复",
                    "the name \(entry.entry.name.quotedForMessage) is used twice"
                ),
                remedy: ("请给每处不同的名称", "Give each one its own name")
            )
        }
    }

    private func entry(_ node: YAMLNode, _ section: ChecklistSection, _ answers: FormAnswerReader) -> ReadEntry? {
        let isRepeated = section.repeats != nil
        let keys = isRepeated ? Self.entryKeys : ["answers"]
        let title = section.title
        guard let reader = YAMLReader(node, (title.zh, title.en), keys: keys, log: log) else { return nil }
        if isRepeated, reader.field("name")?.value.isNull ?? true,
            FormAnswerReader.isBlank(reader.field("answers")?.value)
        {
            return nil
        }
        let name = isRepeated ? reader.required("name") : ""
        let questions = section.facts.map { ($0.id, $0.answer) } + section.items.map { ($0.id, $0.answer) }
        let found = answers.answers(reader.field("answers")?.value, questions: questions, place: title)
        guard let name else { return nil }
        let factIDs = Set(section.facts.map(\.id))
        return ReadEntry(
            entry: FormEntry(
                section: section.id,
                name: name,
                point: isRepeated ? point(reader) : nil,
                facts: found.good.filter { factIDs.contains($0.key) },
                answers: found.good.filter { !factIDs.contains($0.key) }
            ),
            section: section,
            line: node.line,
            answerLines: found.lines
        )
    }
}

/// A day of the Gregorian calendar, written `2026-08-20`.
struct CalendarDate: Equatable {
    let year: Int
    let month: Int
    let day: Int

    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts.map(\.utf8.count) == [4, 2, 2],
            text.utf8.allSatisfy({ $0.isASCIIDigit || $0 == UInt8(ascii: "-") }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1900...2999).contains(year), (1...12).contains(month)
        else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Counted in years that begin in March, so that the leap day is the last.
    var daysSince1970: Int {
        let shifted = month > 2 ? year : year - 1
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}
