import Foundation

/// The archive ODK Central gives out: a table of submissions, one more for each repeat, and a folder of media.
///
/// Each submission is read as the XML a phone sent would be. It is known by its `KEY`, which stays when somebody edits it.
struct CentralArchive {
    /// What a submission names, wherever the table has it.
    private enum Column {
        static let key = "KEY"
        static let parent = "PARENT_KEY"
        static let version = "FormVersion"
    }

    private struct Table {
        /// Without `.csv`.
        let name: String
        let columns: [String]
        let rows: [CSVTable.Row]

        func cell(_ column: String, _ row: CSVTable.Row) -> String? {
            columns.firstIndex(of: column).flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil }
        }
    }

    private let path: String
    private let main: Table
    /// The rows of each repeat by the submission they belong to.
    private let repeats: [String: [String: [CSVTable.Row]]]
    private let tables: [String: Table]

    /// - Throws: ``AuditErrors`` with table, line and remedy of every problem of every submission.
    static func read(_ file: URL, library: ChecklistLibrary) throws(AuditErrors) -> [FormFile.Read] {
        let path = file.relativePath
        let archive: ZIPFile
        do throws(ZIPFile.Refusal) {
            archive = try ZIPFile(path: file.path)
        } catch {
            throw refusal(path, error.problem)
        }
        let central = try CentralArchive(archive, path: path)
        return try central.forms(library) { name in
            guard ZIPFile.isPlain(name) else { return nil }
            do throws(ZIPFile.Refusal) {
                return try archive.content("media/" + name)
            } catch {
                throw refusal(path, error.problem)
            }
        }
    }

    private static func refusal(_ path: String, _ problem: LocalizedText) -> AuditErrors {
        let remedy = LocalizedText(
            zh: "请从 ODK Central 重新下载（全部提交和附件，CSV）",
            en: "Download it from ODK Central again (submissions and attachments as CSV)"
        )
        return AuditErrors([AuditError(.malformedForm, at: path, problem, remedy: remedy)])
    }

    private init(_ archive: ZIPFile, path: String) throws(AuditErrors) {
        var tables: [Table] = []
        for name in archive.names where name.lowercased().hasSuffix(".csv") && ZIPFile.isPlain(name) {
            tables.append(try Self.table(name, archive, path))
        }
        let mains = tables.filter { $0.columns.contains(Column.key) && !$0.columns.contains(Column.parent) }
        guard mains.count == 1 else {
            throw Self.refusal(
                path,
                LocalizedText(
                    zh: "里面应有且只有一个提交总表（有 KEY 列）",
                    en: "it should hold exactly one table of submissions (with a column KEY)"
                )
            )
        }
        self.path = path
        main = mains[0]
        var repeats: [String: [String: [CSVTable.Row]]] = [:]
        var named: [String: Table] = [:]
        for table in tables where table.columns.contains(Column.parent) {
            // `crossing-section_ramp` is the repeat `section_ramp` of `crossing`.
            let group = String(table.name.split(separator: "-").last ?? "")
            named[group] = table
            repeats[group] = Dictionary(grouping: table.rows) { table.cell(Column.parent, $0) ?? "" }
        }
        self.repeats = repeats
        self.tables = named
    }

    private static func table(_ name: String, _ archive: ZIPFile, _ path: String) throws(AuditErrors) -> Table {
        let bytes: [UInt8]
        do throws(ZIPFile.Refusal) {
            bytes = try archive.content(name) ?? []
        } catch {
            throw refusal(path, error.problem)
        }
        do {
            let table = try CSVTable(bytes, path: "\(path):\(name)")
            return Table(name: String(name.dropLast(4)), columns: table.header, rows: table.rows)
        } catch {
            throw AuditErrors([error as? AuditError ?? AtomicFile.unwritable(path)])
        }
    }

    // MARK: - Submissions

    private func forms(
        _ library: ChecklistLibrary,
        attachment: @escaping (String) throws -> [UInt8]?
    ) throws(AuditErrors) -> [FormFile.Read] {
        var known: [String: Checklist] = [:]
        var problems: [AuditError] = []
        var omitted = 0
        var read: [FormFile.Read] = []
        for row in main.rows {
            let log = ProblemLog(path: path, code: .malformedForm)
            let version = main.cell(Column.version, row)
            // Where there is none the form says so when it is read.
            let named = try? known[version ?? ""] ?? library.checklist(main.name, version: version)
            let root = submission(row, groups: named.map(Self.groups) ?? [], log: log)
            do throws(AuditErrors) {
                let (form, checklist) = try Submission.read(root, log: log) { id, version throws(AuditErrors) in
                    if let checklist = known[version ?? ""] { return checklist }
                    let checklist = try library.checklist(id, version: version)
                    known[version ?? ""] = checklist
                    return checklist
                }
                let place = "\(path):\(main.name).csv:\(row.line)"
                read.append(.init(path: place, form: form, checklist: checklist, attachment: attachment))
            } catch {
                problems += error.errors
                omitted += error.omitted
            }
        }
        guard problems.isEmpty else {
            throw AuditErrors(
                Array(problems.prefix(ProblemLog.maximum)),
                omitted: omitted + max(0, problems.count - ProblemLog.maximum)
            )
        }
        return read
    }

    /// The groups of a checklist that do not repeat; an export without the names of groups does not tell them.
    private static func groups(_ checklist: Checklist) -> [String] {
        checklist.sections.filter { $0.repeats == nil }.map { XLSFormNames(checklist).group($0) }
    }

    private func submission(_ row: CSVTable.Row, groups: [String], log: ProblemLog) -> XMLTree.Element {
        let key = main.cell(Column.key, row) ?? ""
        let line = mark(main, row, log)
        let own = elements(main, row, line)
        func element(_ name: String, _ children: [XMLTree.Element]) -> XMLTree.Element {
            XMLTree.Element(name: name, attributes: [:], line: line, children: children)
        }
        let id = XMLTree.Element(name: "instanceID", attributes: [:], line: line, text: key)
        var children = own + [element("about", own), element("meta", [id])]
        // Names are unique in a form, so that a group that does not repeat may hold all of them.
        for name in Set(main.columns.compactMap(Self.group) + groups).sorted() { children.append(element(name, own)) }
        for (name, table) in tables.sorted(by: { $0.key < $1.key }) {
            for inner in repeats[name]?[key] ?? [] {
                let line = mark(table, inner, log)
                children.append(
                    XMLTree.Element(name: name, attributes: [:], line: line, children: elements(table, inner, line))
                )
            }
        }
        var attributes = ["id": main.name]
        attributes["version"] = main.cell(Column.version, row)
        return XMLTree.Element(name: "data", attributes: attributes, line: line, children: children)
    }

    /// A number of its own for each row, which problems tell as table and line.
    private func mark(_ table: Table, _ row: CSVTable.Row, _ log: ProblemLog) -> Int {
        let line = log.places.count + 1
        log.places[line] = "\(table.name).csv:\(row.line)"
        return line
    }

    /// `section_signal-signal__sound` is in the group `section_signal`.
    private static func group(_ column: String) -> String? {
        column.split(separator: "-").map(String.init).first { $0.hasPrefix("section_") && $0 != column }
    }

    /// The cells of a row by the names of questions; of a point latitude and longitude stand in columns of their own.
    private func elements(_ table: Table, _ row: CSVTable.Row, _ line: Int) -> [XMLTree.Element] {
        var elements: [XMLTree.Element] = []
        var points: [String: [String: String]] = [:]
        for (column, cell) in zip(table.columns, row.cells) where !cell.isEmpty {
            let parts = column.split(separator: "-").map(String.init)
            guard let name = parts.last else { continue }
            if ["Latitude", "Longitude"].contains(name), parts.count > 1 {
                points[parts[parts.count - 2], default: [:]][name] = cell
            } else {
                elements.append(XMLTree.Element(name: name, attributes: [:], line: line, text: cell))
            }
        }
        for (name, point) in points.sorted(by: { $0.key < $1.key }) {
            let text = [point["Latitude"], point["Longitude"]].compactMap(\.self).joined(separator: " ")
            elements.append(XMLTree.Element(name: name, attributes: [:], line: line, text: text))
        }
        return elements
    }
}
