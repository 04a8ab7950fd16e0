import Foundation
import Testing

@testable import Audit

/// Two hundred forms each spoiled in one place: every one is refused with its place, and nothing is stored.
struct SpoiledFormTests {
    enum Kind: String, CaseIterable {
        case yaml, json, xlsx, csv, xml
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let kind: Kind
        let seed: UInt64
        var testDescription: String { "\(kind.rawValue) \(seed)" }
    }

    static let cases = Kind.allCases.flatMap { kind in (0..<40).map { Case(kind: kind, seed: $0) } }

    @Test(arguments: cases) func `a spoiled form is refused with its place, and nothing is stored`(
        each: Case
    ) async throws {
        var generator = SeededGenerator(seed: each.seed * 5 + UInt64(Kind.allCases.firstIndex(of: each.kind) ?? 0))
        let name = try #require(ChecklistFixture.formNames.randomElement(using: &generator))
        let (bytes, what) = try Self.spoiled(each.kind, name, &generator)
        let folder = try TemporaryFolder()
        let bad = folder.url.appending(path: "bad.\(each.kind.rawValue)")
        try Data(bytes).write(to: bad)
        let good = folder.url.appending(path: "good.yaml")
        try Data(try ChecklistFixture.form(name)).write(to: good)
        var isOpened = false
        do {
            _ = try await FormImport.run([good, bad], library: ChecklistFixture.library) {
                isOpened = true
                return try SQLiteStore(path: folder.path("a.sqlite"))
            }
            Issue.record("taken: \(what)")
        } catch let errors as AuditErrors {
            #expect(!isOpened && !FileManager.default.fileExists(atPath: folder.path("a.sqlite")))
            for error in errors.errors {
                #expect(error.exitCode == 2 && error.subject.contains("bad.\(each.kind.rawValue)"), "\(what)")
                #expect(!error.problem.zh.isEmpty && !error.problem.en.isEmpty, "\(what)")
                #expect(!error.remedy.zh.isEmpty && !error.remedy.en.isEmpty, "\(what)")
            }
            let place = errors.errors[0].subject.split(separator: ":").last.map(String.init) ?? ""
            #expect(Self.isPlace(place, each.kind), "\(what): \(errors.errors[0].subject)")
        }
    }

    /// A line, or a cell such as `坡道!F12`.
    private static func isPlace(_ text: String, _ kind: Kind) -> Bool {
        guard kind == .xlsx else { return Int(text).map { $0 > 0 } ?? false }
        guard let cell = text.split(separator: "!").last else { return false }
        // What is no workbook at all has no cells.
        return SheetTable.reference(String(cell)) != nil || text.hasSuffix("bad.xlsx")
    }

    // MARK: - Spoiling

    private static func spoiled(
        _ kind: Kind,
        _ name: String,
        _ generator: inout SeededGenerator
    ) throws -> (bytes: [UInt8], what: String) {
        let (form, checklist) = try FormTableTests.example(name)
        switch kind {
        case .yaml, .json:
            let log = ProblemLog(path: "", code: .malformedForm)
            var tree = try #require(YAMLNode.read(try ChecklistFixture.form(name), log: log))
            guard Int.random(in: 0..<8, using: &generator) > 0 else {
                return (cut(Array(text(tree, kind).utf8), &generator), "cut short")
            }
            let what = spoil(&tree, &generator)
            return (Array(text(tree, kind).utf8), what)
        case .xlsx:
            guard Int.random(in: 0..<8, using: &generator) > 0 else {
                return (cut(try FormTableTests.file(.xlsx, form, checklist, [.zhHans]), &generator), "cut short")
            }
            return try spoiledTable(.xlsx, form, checklist, &generator)
        case .csv: return try spoiledTable(.csv, form, checklist, &generator)
        case .xml:
            let xml = SubmissionTests.submission(of: form, checklist)
            guard Int.random(in: 0..<8, using: &generator) > 0 else {
                return (cut(Array(xml.utf8), &generator), "cut short")
            }
            return spoiledXML(xml, &generator)
        }
    }

    private static func cut(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        Array(bytes.prefix(Int.random(in: 0...(bytes.count * 3 / 4), using: &generator)))
    }

    /// Words that are no answer to anything.
    private static let nonsense = ["§§", "maybe", "1e999", "--", "12 parsec", "是否"]

    // MARK: YAML and JSON

    private static func spoil(_ tree: inout YAMLNode, _ generator: inout SeededGenerator) -> String {
        let heads: [(key: String, text: String?)] = [
            ("form", "form/7"), ("form", nil), ("checklist", "no-such-list"), ("checklist", nil), ("version", "1.0"),
            ("version", nil), ("instance", "x"), ("instance", nil), ("state", "finished"), ("state", nil),
            ("date", "19.6.2026"), ("date", "2026-02-30"), ("inspector", nil), ("subject", "here"), ("sections", nil),
        ]
        let answers = paths(tree).filter { $0.contains("answers") && $0.last != "reason" && $0.last != "note" }
        switch Int.random(in: 0..<4, using: &generator) {
        case 0:
            guard let head = heads.randomElement(using: &generator) else { return "" }
            tree = changing(tree, [head.key]) { _ in head.text.map { .init(key: head.key, line: 1, value: node($0)) } }
            return "\(head.key): \(head.text ?? "nothing")"
        case 1:
            let path = Array((answers.randomElement(using: &generator) ?? []).prefix { $0 != "answer" })
            tree = changing(tree, path) { .init(key: $0.key + "x", line: 1, value: $0.value) }
            return "\(path) renamed"
        case 2:
            let path = Array((answers.randomElement(using: &generator) ?? []).prefix { $0 != "answer" })
            tree = changing(tree, path) { .init(key: $0.key, line: 1, value: node("na")) }
            return "\(path) na without a reason"
        default:
            let path = answers.randomElement(using: &generator) ?? []
            let word = nonsense.randomElement(using: &generator) ?? "§§"
            tree = changing(tree, path) { .init(key: $0.key, line: 1, value: node(word)) }
            return "\(path): \(word)"
        }
    }

    private static func node(_ text: String) -> YAMLNode { YAMLNode(line: 1, content: .scalar(text)) }

    /// The ways to all values that are no mappings; elements of lists are called by their number.
    private static func paths(_ node: YAMLNode, _ path: [String] = []) -> [[String]] {
        if let fields = node.fields { return fields.flatMap { paths($0.value, path + [$0.key]) } }
        guard let items = node.items, path.last != "photos", items.contains(where: { $0.fields != nil }) else {
            return node.isNull || path.contains("photos") ? [] : [path]
        }
        return items.enumerated().flatMap { paths($0.element, path + ["\($0.offset)"]) }
    }

    private static func changing(
        _ node: YAMLNode,
        _ path: [String],
        _ change: (YAMLNode.Field) -> YAMLNode.Field?
    ) -> YAMLNode {
        guard let key = path.first else { return node }
        let rest = Array(path.dropFirst())
        if let items = node.items {
            let changed = items.enumerated().map {
                "\($0.offset)" == key ? changing($0.element, rest, change) : $0.element
            }
            return YAMLNode(line: 1, content: .sequence(changed))
        }
        let fields = (node.fields ?? []).compactMap { field -> YAMLNode.Field? in
            guard field.key == key else { return field }
            return rest.isEmpty
                ? change(field) : .init(key: key, line: 1, value: changing(field.value, rest, change))
        }
        return YAMLNode(line: 1, content: .mapping(fields))
    }

    /// JSON over many lines, or the same in the block style of YAML.
    private static func text(_ node: YAMLNode, _ kind: Kind, _ indent: String = "") -> String {
        func quoted(_ text: String) -> String {
            var writer = JSONWriter()
            writer.value(text)
            return writer.bytes.string
        }
        let deeper = indent + "  "
        switch node.content {
        case .null: return "null"
        case .scalar(let text): return quoted(text)
        case .sequence(let items):
            if items.isEmpty { return "[]" }
            if kind == .yaml, items.contains(where: { $0.fields != nil }) {
                return items.map { "\n\(indent)-" + text($0, kind, deeper) }.joined()
            }
            return "[" + items.map { text($0, .json, deeper) }.joined(separator: ", ") + "]"
        case .mapping(let fields):
            if fields.isEmpty { return "{}" }
            guard kind == .json else {
                let lines = fields.map { field in "\n\(indent)\(quoted(field.key)): " + text(field.value, kind, deeper)
                }
                return lines.joined()
            }
            let lines = fields.map { "\(deeper)\(quoted($0.key)): " + text($0.value, kind, deeper) }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
        }
    }

    // MARK: Tables

    private static func spoiledTable(
        _ kind: FormTableTests.Kind,
        _ form: FilledForm,
        _ checklist: Checklist,
        _ generator: inout SeededGenerator
    ) throws -> (bytes: [UInt8], what: String) {
        var sheet = try FormTableTests.Sheet(form, checklist)
        let changes: [(id: String, column: String, text: String)] = [
            ("form", "answer", "form/7"), ("checklist", "answer", "no-such-list"), ("checklist", "answer", ""),
            ("version", "answer", "1.0"), ("instance", "answer", ""), ("state", "answer", "finished"),
            ("date", "answer", "19.6.2026"), ("inspector", "answer", ""), ("subject.latitude", "answer", "400"),
            ("subject.id", "answer", ""), ("subject.name", "section", "nowhere"), ("date", "id", ""),
        ]
        let asked = sheet.tables.flatMap(\.rows).filter { $0.cells[5] != nil }.compactMap { $0.cells[1] }
            .filter { id in checklist.items.contains { $0.id == id } }
        let id = asked.randomElement(using: &generator) ?? ""
        let word = nonsense.randomElement(using: &generator) ?? "§§"
        let change =
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: changes.randomElement(using: &generator) ?? changes[0]
            case 1: (id: id, column: "id", text: id + "x")
            case 2: (id: id, column: "section", text: "no-such-section")
            default: (id: id, column: "answer", text: word)
            }
        _ = try sheet.set(change.id, change.column, change.text)
        let what = "\(change.id) \(change.column): \(change.text)"
        guard kind == .csv else { return (try sheet.bytes(), what) }
        let width = sheet.tables.flatMap(\.rows).flatMap(\.cells.keys).max() ?? 0
        var lines: [String] = []
        for (index, table) in sheet.tables.enumerated() where table.rows.first?.cells[0] != FormTable.listMark {
            // One head for all; the columns of the sheets are the same.
            for row in index == 0 ? table.rows[...] : table.rows.dropFirst() {
                let cells = (0...width).map { "\"" + (row.cells[$0] ?? "").replacing("\"", with: "\"\"") + "\"" }
                lines.append(cells.joined(separator: ",") + "\r\n")
            }
        }
        return (Array(lines.joined().utf8), what)
    }

    // MARK: XML

    private static func spoiledXML(
        _ xml: String,
        _ generator: inout SeededGenerator
    ) -> (bytes: [UInt8], what: String) {
        let changes = [
            (">yes<", ">§§<"), (">no<", ">perhaps<"), (">measured<", ">guessed<"), ("\" version=\"", "\" version=\"0."),
            ("id=\"", "id=\"no-"), ("<orx:instanceID>", "<orx:instanceID>!"), ("<date>", "<date>19."),
            ("<inspector>", "<inspector/><other>"), ("</about>", "</abut>"), ("<data", "<!DOCTYPE d><data"),
            ("<subject_id>", "<subject_id/><x>"), (">measured<", "/><x>"),
        ]
        let usable = changes.filter { xml.contains($0.0) }
        let (old, new) = usable.randomElement(using: &generator) ?? changes[0]
        let ranges = xml.ranges(of: old)
        guard let range = ranges.randomElement(using: &generator) else { return (Array(xml.utf8), "nothing") }
        var spoiled = xml
        spoiled.replaceSubrange(range, with: new)
        return (Array(spoiled.utf8), "\(old) became \(new)")
    }
}
