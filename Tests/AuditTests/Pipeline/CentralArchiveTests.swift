import Foundation
import Testing

@testable import Audit

/// What ODK Central gives out of submissions: tables in an archive.
struct CentralArchiveTests {
    /// The tables of submissions as Central writes them, with or without the names of groups.
    static func archive(
        _ forms: [FilledForm],
        _ checklist: Checklist,
        groupNames: Bool = true,
        media: [(name: String, content: [UInt8])] = []
    ) throws -> [UInt8] {
        var tables: [String: [[String: String]]] = [:]
        let repeats = Dictionary(
            uniqueKeysWithValues: checklist.sections.filter { $0.repeats != nil }
                .map { (XLSFormNames(checklist).group($0), "\(checklist.id)-\(XLSFormNames(checklist).group($0))") }
        )
        for form in forms {
            let xml = SubmissionTests.submission(of: form, checklist)
            let root = try XMLTree(Array(xml.utf8)).root
            var main = ["KEY": form.instance, "meta-instanceID": form.instance, "FormVersion": form.version]
            for child in root.children where child.name != "meta" {
                if let table = repeats[child.name] {
                    var row = [
                        "PARENT_KEY": form.instance, "KEY": "\(form.instance)/\(tables[table, default: []].count)",
                    ]
                    cells(child.children, "", &row)
                    tables[table, default: []].append(row)
                } else if child.children.isEmpty {
                    cells([child], "", &main)
                } else {
                    cells(child.children, groupNames ? child.name + "-" : "", &main)
                }
            }
            tables[checklist.id, default: []].append(main)
        }
        let files: [(name: String, content: [UInt8])] = tables.map { name, rows in
            ("\(name).csv", Array(csv(rows).utf8))
        }
        return ZIPWriter.archive(files + media.map { ("media/" + $0.name, $0.content) })
    }

    private static func cells(_ elements: [XMLTree.Element], _ prefix: String, _ row: inout [String: String]) {
        for element in elements {
            guard element.name.hasSuffix("_point") else {
                row[prefix + element.name] = element.text
                continue
            }
            let words = element.text.split(separator: " ").map(String.init)
            let parts = ["Latitude", "Longitude", "Altitude", "Accuracy"]
            for (part, word) in zip(parts, words) { row["\(prefix)\(element.name)-\(part)"] = word }
        }
    }

    private static func csv(_ rows: [[String: String]]) -> String {
        let columns = Set(rows.flatMap(\.keys)).sorted()
        let lines = [columns] + rows.map { row in columns.map { row[$0] ?? "" } }
        return lines.map { cells in
            cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
        }.joined()
    }

    private static func write(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> URL {
        let file = folder.url.appending(path: "export.zip")
        try Data(bytes).write(to: file)
        return file
    }

    private static func copy(_ form: FilledForm, instance: String) -> FilledForm {
        FilledForm(
            checklist: form.checklist,
            version: form.version,
            instance: instance,
            state: form.state,
            inspector: form.inspector,
            date: form.date,
            subject: form.subject,
            facts: form.facts,
            entries: form.entries,
            selection: form.selection
        )
    }

    @Test(arguments: ChecklistFixture.formNames, [true, false])
    func `the archive says what the forms say`(name: String, groupNames: Bool) throws {
        let (form, checklist) = try FormTableTests.example(name)
        let forms = [form, Self.copy(form, instance: "uuid:0000-2")]
        let folder = try TemporaryFolder()
        let file = try Self.write(Self.archive(forms, checklist, groupNames: groupNames), in: folder)
        let read = try FormFile.read(file, library: ChecklistFixture.library)
        #expect(read.map(\.form.instance) == forms.map(\.instance))
        for (got, wanted) in zip(read, forms) {
            #expect(got.form.facts == wanted.facts)
            #expect(got.form.entries.map(\.name) == wanted.entries.map(\.name))
            for (one, other) in zip(got.form.entries, wanted.entries) {
                #expect(one.facts == other.facts)
                #expect(one.answers.mapValues(\.value) == other.answers.mapValues(\.value))
            }
        }
    }

    @Test func `importing it a hundred times is one inspection a submission`() async throws {
        let (form, checklist) = try FormTableTests.example("parking")
        let folder = try TemporaryFolder()
        let file = try Self.write(Self.archive([form], checklist), in: folder)
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        for _ in 0..<10 {
            let files = [URL](repeating: file, count: 10)
            _ = try await FormImport.run(files, library: ChecklistFixture.library) { store }
        }
        #expect(try await store.runs(of: nil).count == 1)
    }

    @Test func `photos come with the submission that names them`() throws {
        let (form, checklist) = try FormTableTests.example("parking")
        let folder = try TemporaryFolder()
        let media: [(name: String, content: [UInt8])] = [("1.jpg", [UInt8]("photo".utf8))]
        let file = try Self.write(Self.archive([form], checklist, media: media), in: folder)
        let read = try #require(try FormFile.read(file, library: ChecklistFixture.library).first)
        let attachment = try #require(read.attachment)
        #expect(try attachment("1.jpg") == Array("photo".utf8))
        #expect(try attachment("2.jpg") == nil)
        #expect(try attachment("../parking.csv") == nil)
    }

    @Test func `a mistake is told with its table and line, and nothing is read`() throws {
        let (form, checklist) = try FormTableTests.example("parking")
        let folder = try TemporaryFolder()
        let bad = FilledForm(
            checklist: form.checklist,
            version: "1999.1",
            instance: "uuid:0000-2",
            state: .final,
            inspector: form.inspector,
            date: "yesterday",
            subject: form.subject,
            facts: form.facts,
            entries: form.entries,
            selection: form.selection
        )
        let file = try Self.write(Self.archive([form, bad], checklist), in: folder)
        let errors = try ChecklistFixture.errors { _ = try FormFile.read(file, library: ChecklistFixture.library) }
        #expect(errors.count == 2, "\(errors)")
        #expect(errors.allSatisfy { $0.subject.hasSuffix("export.zip:parking.csv:3") }, "\(errors.map(\.subject))")
    }

    @Test func `an archive that is none of Central's is refused`() throws {
        let folder = try TemporaryFolder()
        let archives = [
            [], Array("PK".utf8), ZIPWriter.archive([("a.txt", [1])]),
            ZIPWriter.archive([("a.csv", Array("KEY\n1\n".utf8)), ("b.csv", Array("KEY\n1\n".utf8))]),
            ZIPWriter.archive([("parking.csv", Array("KEY,x\n\"1".utf8))]),
        ]
        for bytes in archives {
            let file = try Self.write(bytes, in: folder)
            let errors = try ChecklistFixture.errors { _ = try FormFile.read(file, library: ChecklistFixture.library) }
            #expect(errors.count == 1 && errors[0].subject.contains("export.zip"), "\(errors)")
        }
    }
}
