import Foundation
import Testing

@testable import Audit

/// A filled form of every checklist comes back from every way of handing it in as it was.
struct RoundTripTests {
    struct Extent: Sendable, CustomTestStringConvertible {
        let id: String
        let seed: UInt64
        var testDescription: String { "\(id), seed \(seed)" }
    }

    /// Every item there is; the usual and the short forms hold fewer of the same.
    static let extents = ChecklistFixture.library.ids.map { Extent(id: $0 + "-full", seed: 1) }

    private static func filled(_ extent: Extent, morePhotos: Bool) throws -> (form: FilledForm, checklist: Checklist) {
        let checklist = try ChecklistFixture.library.checklist(extent.id)
        var filler = FormFiller(checklist, seed: extent.seed, takesMorePhotos: morePhotos)
        return (filler.form(), checklist)
    }

    /// The first answer that is another one, for the message of a failed test.
    private static func difference(_ got: FilledForm, _ wanted: FilledForm) -> String {
        for (one, other) in zip(got.entries, wanted.entries) {
            for (id, answer) in other.answers where one.answers[id] != answer {
                return "\(other.section) \(other.name) \(id): \(String(describing: one.answers[id])) for \(answer)"
            }
        }
        return "\(got.entries.map(\.name)) for \(wanted.entries.map(\.name)), facts \(got.facts) for \(wanted.facts)"
    }

    private static func expect(_ got: FilledForm, _ wanted: FilledForm, _ way: String) {
        let (one, other) = (FormTableTests.content(got), FormTableTests.content(wanted))
        #expect(one == other, "\(way): \(difference(one, other))")
    }

    @Test(arguments: extents) func `as JSON and as YAML`(extent: Extent) throws {
        let (form, _) = try Self.filled(extent, morePhotos: true)
        let library = ChecklistFixture.library
        let json = try Self.json(form)
        Self.expect(try FormReader.read(json: json, path: "f.json", library: library).form, form, "JSON")
        Self.expect(try FormReader.read(json, path: "f.yaml", library: library).form, form, "JSON as YAML")
        let yaml = try FormSession(resuming: json, path: "f.yaml", library: library).yaml(state: .final)
        Self.expect(try FormReader.read(yaml, path: "f.yaml", library: library).form, form, "YAML")
    }

    @Test(arguments: extents) func `as a workbook and as CSV`(extent: Extent) throws {
        let (form, checklist) = try Self.filled(extent, morePhotos: true)
        for kind in FormTableTests.Kind.allCases {
            let bytes = try FormTableTests.file(kind, form, checklist, [.zhHans, .en])
            Self.expect(try FormTableTests.read(kind, bytes), form, kind.rawValue)
        }
    }

    @Test(arguments: extents) func `as a phone submits it`(extent: Extent) throws {
        let (form, checklist) = try Self.filled(extent, morePhotos: false)
        let xml = Array(SubmissionTests.submission(of: form, checklist).utf8)
        let library = ChecklistFixture.library
        Self.expect(try Submission.read(xml, path: "s.xml", library: library).form, form, "XML")
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "export.zip")
        for groupNames in [true, false] {
            try Data(try CentralArchiveTests.archive([form], checklist, groupNames: groupNames)).write(to: file)
            let read = try FormFile.read(file, library: library)
            #expect(read.count == 1)
            if let one = read.first { Self.expect(one.form, form, "Central, group names \(groupNames)") }
        }
    }

    /// What is submitted by name is asked by that name, and every choice is in its list.
    @Test(arguments: extents) func `the exported form asks for all a phone submits`(extent: Extent) throws {
        let (form, checklist) = try Self.filled(extent, morePhotos: false)
        let exported = XLSForm(checklist)
        let rows = Dictionary(exported.survey.map { ($0.name, $0) }) { first, _ in first }
        let lists = Dictionary(grouping: exported.choices, by: \.list).mapValues { Set($0.map(\.id)) }
        func look(_ elements: [XMLTree.Element]) throws {
            for element in elements where element.name != "orx:meta" && element.name != "meta" {
                if !element.children.isEmpty {
                    #expect(rows[element.name]?.type.hasPrefix("begin_") == true, "\(element.name)")
                } else if !element.text.isEmpty {
                    let row = try #require(rows[element.name], "\(element.name) is not asked")
                    guard row.type.hasPrefix("select_one ") else { continue }
                    let list = lists[String(row.type.dropFirst(11))] ?? []
                    #expect(list.contains(element.text), "\(element.name): \(element.text)")
                }
                // One level of groups or repeats holds the questions.
                for child in element.children where child.children.isEmpty && !child.text.isEmpty {
                    let row = try #require(rows[child.name], "\(child.name) is not asked")
                    guard row.type.hasPrefix("select_one ") else { continue }
                    let list = lists[String(row.type.dropFirst(11))] ?? []
                    #expect(list.contains(child.text), "\(child.name): \(child.text)")
                }
            }
        }
        try look(try XMLTree(Array(SubmissionTests.submission(of: form, checklist).utf8)).root.children)
    }

    // MARK: - JSON

    /// The form as a program would write it, by the keys of `audit schema form`.
    private static func json(_ form: FilledForm) throws -> [UInt8] {
        var subject: [String: Any] = [
            "id": form.subject.id, "name": form.subject.name, "address": form.subject.address,
        ]
        subject["responsible_unit"] = form.subject.responsibleUnit
        subject["supervising_department"] = form.subject.supervisingDepartment
        subject.merge(point(form.subject.point)) { $1 }
        var sections: [String: [[String: Any]]] = [:]
        for entry in form.entries {
            var object: [String: Any] = ["answers": answers(entry.facts.merging(entry.answers) { $1 })]
            if !entry.name.isEmpty { object["name"] = entry.name }
            object.merge(point(entry.point)) { $1 }
            sections[entry.section, default: []].append(object)
        }
        let root: [String: Any] = [
            "form": FormReader.schema, "checklist": form.checklist, "version": form.version, "instance": form.instance,
            "state": form.state.rawValue, "inspector": form.inspector, "date": form.date, "subject": subject,
            "selection": form.selection?.rawValue ?? "", "facts": answers(form.facts),
            "sections": sections.mapValues { entries -> Any in
                entries.count == 1 && entries[0]["name"] == nil ? entries[0] : entries
            },
        ]
        return [UInt8](try JSONSerialization.data(withJSONObject: root, options: [.sortedKeys, .prettyPrinted]))
    }

    private static func point(_ point: FormPoint?) -> [String: Any] {
        point.map { ["latitude": $0.latitude, "longitude": $0.longitude, "crs": "wgs84"] } ?? [:]
    }

    private static func answers(_ answers: [String: FormAnswer]) -> [String: Any] {
        answers.mapValues { answer in
            var object: [String: Any] = [:]
            object["answer"] =
                switch answer.value {
                case .yes: "yes"
                case .no: "no"
                case .notApplicable: "na"
                case .notChecked: "not_checked"
                case .choice(let id): id
                case .readings(let readings): readings
                case .dimensions(let parts): parts
                }
            object["reason"] = answer.reason
            object["note"] = answer.note
            if !answer.photos.isEmpty { object["photos"] = answer.photos }
            return object
        }
    }
}
