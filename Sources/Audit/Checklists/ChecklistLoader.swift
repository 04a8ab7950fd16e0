import Foundation

/// Reads checklists from folders; all of one or nothing of it.
struct ChecklistLoader {
    static let schema = "checklist/1"
    static let checklistKeys = ["schema", "id", "version", "title", "subject_kind", "presets", "sections"]
    static let elementKeys = ["schema", "id", "facts", "items"]
    static let sectionKeys = ["id", "title", "repeat", "use", "only", "except", "items", "facts"]
    static let maximumSections = 60

    /// Searched in order; a user's own folder stands before the shipped one.
    let folders: [URL]

    /// - Throws: ``AuditErrors`` with file and line of every problem.
    func checklist(at url: URL) throws(AuditErrors) -> Checklist { try load(url).checklist }

    /// The checklist, and the files of elements and drawings it was read from.
    ///
    /// - Throws: ``AuditErrors`` with file and line of every problem.
    func load(_ url: URL) throws(AuditErrors) -> (checklist: Checklist, parts: [URL]) {
        let log = ProblemLog(path: url.relativePath, code: .malformedChecklist)
        let run = LoaderRun(folders: folders, log: log)
        let checklist = YAMLFile.read(url, log: log).flatMap { run.checklist($0) }
        var errors: [AuditError] = []
        for each in [log] + run.elementLogs + run.drawings.logs {
            do throws(AuditErrors) { try each.throwIfAny() } catch { errors += error.errors }
        }
        if !errors.isEmpty { throw AuditErrors(errors) }
        guard let checklist else { preconditionFailure("a checklist that is not read has a problem noted") }
        return (checklist, run.elementFiles + run.drawings.files)
    }
}

enum YAMLFile {
    /// The root node, or a note in the log and nil; never reads more than the bound.
    static func read(_ url: URL, log: ProblemLog) -> YAMLNode? {
        guard let handle = try? FileHandle(forReadingFrom: url),
            let data = try? handle.read(upToCount: YAMLNode.Bound.bytes + 1)
        else {
            // An empty file reads as nil too, but opens.
            if (try? FileHandle(forReadingFrom: url)) != nil { return YAMLNode.read([], log: log) }
            log.add(
                1,
                ("无法读取文件", "the file cannot be read"),
                remedy: ("请检查路径和权限", "Check the path and its permissions")
            )
            return nil
        }
        return YAMLNode.read([UInt8](data), log: log)
    }
}

/// Loading one checklist: what was read of the element files it uses, and where their problems go.
private final class LoaderRun {
    let folders: [URL]
    let log: ProblemLog
    let drawings: DrawingShelf
    private(set) var elementLogs: [ProblemLog] = []
    private(set) var elementFiles: [URL] = []
    private var elements: [String: Element] = [:]

    struct Element {
        var facts: [Source] = []
        var items: [Source] = []
    }

    /// A node with the log of the file it stands in.
    struct Source {
        let node: YAMLNode
        let log: ProblemLog
        var id: String { node["id"]?.scalar ?? "" }
    }

    init(folders: [URL], log: ProblemLog) {
        self.folders = folders
        self.log = log
        drawings = DrawingShelf(folders: folders)
    }

    func checklist(_ root: YAMLNode) -> Checklist? {
        guard
            let reader = YAMLReader(root, ("核查表", "a checklist"), keys: ChecklistLoader.checklistKeys, log: log),
            checkSchema(reader)
        else { return nil }
        let id = reader.identifier("id")
        let version = reader.required("version")
        let title = reader.requiredLocalized("title")
        let kind = reader.required("subject_kind")
        let subjectFacts = subjectFacts()
        let sections = sections(reader, subjectFacts: subjectFacts)
        guard let id, let version, let title, let kind, let sections else {
            if log.isEmpty { reader.complainMissing("sections") }
            return nil
        }
        return Checklist(
            id: id,
            version: version,
            title: title,
            subjectKind: kind,
            facts: subjectFacts,
            presets: presets(reader, facts: subjectFacts),
            sections: sections
        ).keeping(id: id, title: title) { _ in true }
    }

    private func checkSchema(_ reader: YAMLReader) -> Bool {
        guard let schema = reader.required("schema") else { return false }
        guard schema == ChecklistLoader.schema else {
            reader.complain(
                "schema",
                "是 \(schema.quotedForMessage)，本程序只认识 \(ChecklistLoader.schema)",
                "is \(schema.quotedForMessage); this program reads \(ChecklistLoader.schema)",
                "请改为 \(ChecklistLoader.schema) 或更新程序",
                "Write \(ChecklistLoader.schema), or update the program"
            )
            return false
        }
        return true
    }

    private func presets(_ reader: YAMLReader, facts: [ChecklistFact]) -> [String: String] {
        var presets: [String: String] = [:]
        for field in reader.field("presets")?.value.fields ?? [] {
            guard facts.contains(where: { $0.id == field.key }) else {
                log.addUnknown(field.key, at: field.line, among: facts.map(\.id), zh: "事实", en: "fact")
                continue
            }
            guard let value = field.value.scalar, isAnswer(value, to: field.key, facts) else {
                log.add(
                    field.line,
                    ("\(field.key) 不能取这个值", "\(field.key) cannot have this value"),
                    remedy: ("请用该事实的一个选项，或 yes、no", "Use one of its choices, or yes or no")
                )
                continue
            }
            presets[field.key] = value
        }
        return presets
    }

    private func isAnswer(_ value: String, to id: String, _ facts: [ChecklistFact]) -> Bool {
        switch facts.first(where: { $0.id == id })?.answer.conditionKind {
        case .choice(let choices)?: choices.contains(value)
        case .yesNo?: value == "yes" || value == "no"
        default: Double(value) != nil
        }
    }

    /// The facts about the place as a whole, from `elements/site.yaml` of every folder.
    private func subjectFacts() -> [ChecklistFact] {
        guard let element = element("site", required: false) else { return [] }
        let reader = ItemReader(symbols: symbols(of: element.facts), drawings: drawings)
        return element.facts.compactMap { reader.fact($0.node, log: $0.log) }.filter { $0.scope == .subject }
    }

    private func sections(_ reader: YAMLReader, subjectFacts: [ChecklistFact]) -> [ChecklistSection]? {
        guard let nodes = reader.field("sections")?.value.items, !nodes.isEmpty else {
            reader.complainMissing("sections")
            return nil
        }
        guard nodes.count <= ChecklistLoader.maximumSections else {
            reader.complain("sections", "太多", "has too many entries", "请分成几个核查表", "Split the checklist")
            return nil
        }
        var seen: Set<String> = []
        return nodes.compactMap { node in
            guard let section = section(node, subjectFacts: subjectFacts) else { return nil }
            if !seen.insert(section.id).inserted {
                log.add(
                    node.line,
                    ("部分 \(section.id.quotedForMessage) 重复", "section \(section.id.quotedForMessage) appears twice"),
                    remedy: ("请改名", "Use another id")
                )
            }
            return section
        }
    }
}

// MARK: - Sections

extension LoaderRun {
    private func section(_ node: YAMLNode, subjectFacts: [ChecklistFact]) -> ChecklistSection? {
        guard let reader = YAMLReader(node, ("部分", "a section"), keys: ChecklistLoader.sectionKeys, log: log) else {
            return nil
        }
        let id = reader.identifier("id")
        let title = reader.requiredLocalized("title")
        var sources = Element()
        for (name, line) in reader.list("use") {
            guard let element = element(name, required: true, line: line) else { continue }
            sources.facts += element.facts
            sources.items += element.items
        }
        sources.items = trimmed(sources.items, reader)
        sources.items += (reader.field("items")?.value.items ?? []).map { Source(node: $0, log: log) }
        sources.facts += (reader.field("facts")?.value.items ?? []).map { Source(node: $0, log: log) }
        guard let id, let title else { return nil }
        guard !sources.items.isEmpty else {
            log.add(
                node.line,
                ("部分 \(id.quotedForMessage) 没有检查项", "section \(id.quotedForMessage) has no items"),
                remedy: ("请写 use 或 items", "Write use or items")
            )
            return nil
        }
        return compose(id, title, repetition(reader), sources, subjectFacts)
    }

    private func compose(
        _ id: String,
        _ title: LocalizedText,
        _ repeats: ChecklistSection.Repetition?,
        _ sources: Element,
        _ subjectFacts: [ChecklistFact]
    ) -> ChecklistSection {
        var symbols = symbols(of: sources.facts + sources.items)
        for fact in subjectFacts { symbols[fact.id] = fact.answer.conditionKind }
        let reader = ItemReader(symbols: symbols, drawings: drawings)
        let facts = sources.facts.compactMap { reader.fact($0.node, log: $0.log) }.filter { $0.scope == .entry }
        var seen: Set<String> = []
        let items = sources.items.compactMap { source -> ChecklistItem? in
            guard let item = reader.item(source.node, log: source.log) else { return nil }
            if !seen.insert(item.id).inserted {
                source.log.add(
                    source.node.line,
                    ("检查项 \(item.id.quotedForMessage) 重复", "item \(item.id.quotedForMessage) appears twice"),
                    remedy: ("请用 except 去掉一个", "Drop one with except")
                )
            }
            return item
        }
        return ChecklistSection(id: id, title: title, repeats: repeats, facts: facts, items: items)
            .keeping { _ in true }
    }

    /// What the answers of facts and items are, before their conditions can be read; problems are noted later.
    private func symbols(of sources: [Source]) -> [String: Condition.Kind] {
        var symbols: [String: Condition.Kind] = [:]
        for source in sources {
            let silent = ProblemLog(path: "", code: .malformedChecklist)
            guard let reader = YAMLReader(source.node, ("", ""), keys: ItemReader.itemKeys, log: silent) else {
                continue
            }
            symbols[source.id] = AnswerReader(symbols: [:], log: silent).answer(in: reader)?.conditionKind
        }
        return symbols
    }

    private func trimmed(_ items: [Source], _ reader: YAMLReader) -> [Source] {
        let only = reader.list("only")
        let except = reader.list("except")
        let known = items.map(\.id)
        for name in only + except where !known.contains(name.text) {
            log.addUnknown(name.text, at: name.line, among: known, zh: "检查项", en: "item")
        }
        return items.filter { item in
            (only.isEmpty || only.contains { $0.text == item.id }) && !except.contains { $0.text == item.id }
        }
    }

    private func repetition(_ reader: YAMLReader) -> ChecklistSection.Repetition? {
        guard let field = reader.field("repeat"), !field.value.isNull,
            let inner = YAMLReader(field.value, ("repeat", "repeat"), keys: ["min", "name", "place"], log: log),
            let name = inner.requiredLocalized("name")
        else { return nil }
        return ChecklistSection.Repetition(
            minimum: inner.integer("min", in: 0...100) ?? 1,
            name: name,
            place: inner.choice("place", ChecklistSection.PlaceNeed.self) ?? .optional
        )
    }

    /// The element file of this name from the first folder that has it, read once.
    private func element(_ name: String, required: Bool, line: Int = 1) -> Element? {
        if let element = elements[name] { return element }
        let isPlain = name.utf8.allSatisfy { $0.isASCIILower || $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
        let files = folders.map { $0.appendingPathComponent("elements/\(name).yaml") }
        guard isPlain, let url = files.first(where: { FileManager.default.fileExists(atPath: $0.path) }) else {
            if required {
                log.add(
                    line,
                    ("没有元素文件 elements/\(name).yaml", "there is no element file elements/\(name).yaml"),
                    remedy: ("请检查名称，或在自己的文件夹中建立它", "Check the name, or write it in your own folder")
                )
            }
            return nil
        }
        let elementLog = ProblemLog(path: url.relativePath, code: .malformedChecklist)
        elementLogs.append(elementLog)
        elementFiles.append(url)
        var element = Element()
        if let root = YAMLFile.read(url, log: elementLog),
            let reader = YAMLReader(
                root,
                ("元素文件", "an element file"),
                keys: ChecklistLoader.elementKeys,
                log: elementLog
            )
        {
            element.facts = (reader.field("facts")?.value.items ?? []).map { Source(node: $0, log: elementLog) }
            element.items = (reader.field("items")?.value.items ?? []).map { Source(node: $0, log: elementLog) }
        }
        elements[name] = element
        return element
    }
}
