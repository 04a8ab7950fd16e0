public import Foundation

/// Reads what ODK Collect or KoboToolbox submits of an exported form: the instance as XML.
///
/// The answers go the way of a form in YAML, so that both are checked and refused alike; lines are those of the XML file.
/// The instance's id is the form's, so that the same submission is stored once.
public enum Submission {
    /// Reads one submission; it is final, since a phone submits only what it lets be finished.
    ///
    /// - Throws: ``AuditErrors`` with file, line and remedy of every problem.
    public static func read(
        _ url: URL,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        guard let data = FileManager.default.contents(atPath: url.path) else {
            throw AuditErrors([
                AuditError(
                    .unreadableFile,
                    at: url.relativePath,
                    LocalizedText(zh: "无法读取此文件", en: "cannot read this file"),
                    remedy: LocalizedText(zh: "请检查路径", en: "Check the path")
                )
            ])
        }
        return try read([UInt8](data), path: url.relativePath, library: library)
    }

    static func read(
        _ bytes: [UInt8],
        path: String,
        library: ChecklistLibrary
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let log = ProblemLog(path: path, code: .malformedForm)
        let root: XMLTree.Element
        do throws(XMLTree.Refusal) {
            root = try XMLTree(bytes).root
        } catch {
            log.add(
                error.line,
                error.problem,
                remedy: LocalizedText(zh: "请重新下载提交的 XML", en: "Download the submission as XML again")
            )
            try log.throwIfAny()
            preconditionFailure("a refusal is a problem noted")
        }
        return try read(root, log: log) { id, version throws(AuditErrors) in
            try library.checklist(id, version: version)
        }
    }

    /// Reads an instance that stands as a tree, wherever it came from.
    static func read(
        _ root: XMLTree.Element,
        log: ProblemLog,
        checklist: (String, String?) throws(AuditErrors) -> Checklist
    ) throws(AuditErrors) -> (form: FilledForm, checklist: Checklist) {
        let known = try? checklist(root.attributes["id"] ?? "", root.attributes["version"])
        let node = SubmissionReader(root: root, checklist: known).form()
        return try FormReader.read(node, log: log, checklist: checklist)
    }
}

/// Turns an instance into the tree that a form in YAML is read as.
private struct SubmissionReader {
    let root: XMLTree.Element
    let checklist: Checklist?

    func form() -> YAMLNode {
        let about = root.child("about")
        var fields = [
            scalar("form", FormReader.schema, root.line), scalar("checklist", root.attributes["id"], root.line),
            scalar("version", root.attributes["version"], root.line),
            copy("instance", root.child("meta")?.child("instanceID")), scalar("state", "final", root.line),
            copy("inspector", about?.child("inspector")), copy("date", about?.child("date")),
            copy("selection", about?.child("selection")),
        ]
        var subject = [
            copy("id", about?.child("subject_id")), copy("name", about?.child("subject_name")),
            copy("address", about?.child("subject_address")),
            copy("responsible_unit", about?.child("responsible_unit")),
            copy("supervising_department", about?.child("supervising_department")),
        ]
        subject += point(about?.child("subject_point"))
        fields.append(.init(key: "subject", line: about?.line ?? root.line, value: mapping(subject, about)))
        guard let checklist else { return mapping(fields, root) }
        let names = XLSFormNames(checklist)
        let facts = checklist.facts.compactMap { answer(names.name($0.id), $0.id, $0.answer, in: root) }
        fields.append(.init(key: "facts", line: root.line, value: mapping(facts, root)))
        let sections = checklist.sections.compactMap { section($0, names) }
        fields.append(.init(key: "sections", line: root.line, value: mapping(sections, root)))
        return mapping(fields, root)
    }

    private func section(_ section: ChecklistSection, _ names: XLSFormNames) -> YAMLNode.Field? {
        let name = names.group(section)
        let groups = root.children.filter { $0.name == name }
        guard let first = groups.first else { return nil }
        let entries = groups.map { group in
            var fields: [YAMLNode.Field] = []
            if section.repeats != nil {
                fields.append(copy("name", group.child(name + "_entry")))
                fields += point(group.child(name + "_point"))
            }
            let facts = section.facts.compactMap { answer(names.name($0.id, in: section), $0.id, $0.answer, in: group) }
            let items = section.items.compactMap { answer(names.name($0.id, in: section), $0.id, $0.answer, in: group) }
            fields.append(.init(key: "answers", line: group.line, value: mapping(facts + items, group)))
            return mapping(fields, group)
        }
        let isRepeated = section.repeats != nil
        let value = isRepeated ? YAMLNode(line: first.line, content: .sequence(entries)) : entries[0]
        return .init(key: section.id, line: first.line, value: value)
    }

    // MARK: - Answers

    private func answer(
        _ name: String,
        _ id: String,
        _ kind: AnswerKind,
        in group: XMLTree.Element
    ) -> YAMLNode.Field? {
        guard let element = group.child(name), !element.text.isEmpty else { return nil }
        var fields = [YAMLNode.Field(key: "answer", line: element.line, value: value(element, name, kind, in: group))]
        for key in ["reason", "note"] {
            if let remark = group.child("\(name)_\(key)"), !remark.text.isEmpty { fields.append(copy(key, remark)) }
        }
        if let photo = group.child(name + "_photo"), !photo.text.isEmpty {
            let list = YAMLNode(line: photo.line, content: .sequence([node(photo)]))
            fields.append(.init(key: "photos", line: photo.line, value: list))
        }
        return .init(key: id, line: element.line, value: mapping(fields, element))
    }

    private func value(
        _ element: XMLTree.Element,
        _ name: String,
        _ kind: AnswerKind,
        in group: XMLTree.Element
    ) -> YAMLNode {
        guard element.text == "measured" else { return node(element) }
        switch kind {
        case .yesNo, .choice: return node(element)
        case .measure(let measure), .count(let measure): return readings(name, measure, in: group, at: element)
        case .dimensions(let parts):
            let fields = parts.map { part in
                let own = names(part, of: name)
                return YAMLNode.Field(
                    key: part.id,
                    line: element.line,
                    value: readings(own, part.measure, in: group, at: element)
                )
            }
            return mapping(fields, element)
        }
    }

    private func names(_ part: AnswerKind.Part, of name: String) -> String {
        XLSFormNames.part(part.id, of: name)
    }

    /// The readings that were taken; nothing where there are none.
    private func readings(
        _ name: String,
        _ measure: AnswerKind.Measure,
        in group: XMLTree.Element,
        at element: XMLTree.Element
    ) -> YAMLNode {
        let taken = (1...measure.readings).compactMap { group.child("\(name)_\($0)") }.filter { !$0.text.isEmpty }
        guard !taken.isEmpty else { return YAMLNode(line: element.line, content: .null) }
        return YAMLNode(line: element.line, content: .sequence(taken.map(node)))
    }

    // MARK: - Nodes

    /// A geopoint is latitude, longitude, altitude and accuracy in WGS-84.
    private func point(_ element: XMLTree.Element?) -> [YAMLNode.Field] {
        let words = (element?.text ?? "").split(separator: " ")
        guard let element, words.count >= 2 else { return [] }
        return [
            scalar("latitude", String(words[0]), element.line), scalar("longitude", String(words[1]), element.line),
        ]
    }

    private func node(_ element: XMLTree.Element) -> YAMLNode {
        YAMLNode(line: element.line, content: .scalar(element.text))
    }

    private func copy(_ key: String, _ element: XMLTree.Element?) -> YAMLNode.Field {
        scalar(key, element?.text, element?.line ?? root.line)
    }

    private func scalar(_ key: String, _ text: String?, _ line: Int) -> YAMLNode.Field {
        let content: YAMLNode.Content = text.map { $0.isEmpty ? .null : .scalar($0) } ?? .null
        return .init(key: key, line: line, value: YAMLNode(line: line, content: content))
    }

    private func mapping(_ fields: [YAMLNode.Field], _ element: XMLTree.Element?) -> YAMLNode {
        YAMLNode(line: element?.line ?? root.line, content: .mapping(fields))
    }
}
