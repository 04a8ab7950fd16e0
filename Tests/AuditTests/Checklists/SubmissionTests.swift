import Foundation
import Testing

@testable import Audit

/// What a phone submits of an exported form, read back.
struct SubmissionTests {
    /// The instance a phone would submit for a form, by the names of the exported form.
    static func submission(of form: FilledForm, _ checklist: Checklist) -> String {
        let names = XLSFormNames(checklist)
        func element(_ name: String, _ text: String?) -> String {
            "<\(name)>" + XMLText.escaped(text ?? "").string + "</\(name)>"
        }
        func point(_ point: FormPoint?) -> String { point.map { "\($0.latitude) \($0.longitude) 0 4.5" } ?? "" }
        func answer(_ answer: FormAnswer?, _ name: String) -> String {
            guard let answer else { return "" }
            var xml = ""
            switch answer.value {
            case .yes: xml = element(name, "yes")
            case .no: xml = element(name, "no")
            case .notApplicable: xml = element(name, "na")
            case .notChecked: xml = element(name, "not_checked")
            case .choice(let id): xml = element(name, id)
            case .readings(let readings):
                xml = element(name, "measured")
                for (index, reading) in readings.enumerated() { xml += element("\(name)_\(index + 1)", "\(reading)") }
            case .dimensions(let parts):
                xml = element(name, "measured")
                for (part, readings) in parts {
                    let own = XLSFormNames.part(part, of: name)
                    for (index, reading) in readings.enumerated() {
                        xml += element("\(own)_\(index + 1)", "\(reading)")
                    }
                }
            }
            xml += element(name + "_reason", answer.reason) + element(name + "_note", answer.note)
            return xml + element(name + "_photo", answer.photos.first)
        }
        var xml =
            "<?xml version=\"1.0\"?>\n<data id=\"\(form.checklist)\" version=\"\(form.version)\" xmlns:orx=\"http://openrosa.org/xforms\">\n"
        xml += "<about>" + element("inspector", form.inspector) + element("date", form.date)
        xml += element("selection", form.selection?.rawValue)
        xml += element("subject_id", form.subject.id) + element("subject_name", form.subject.name)
        xml += element("subject_address", form.subject.address) + element("subject_point", point(form.subject.point))
        xml += element("responsible_unit", form.subject.responsibleUnit)
        xml += element("supervising_department", form.subject.supervisingDepartment) + "</about>\n"
        for fact in checklist.facts { xml += answer(form.facts[fact.id], names.name(fact.id)) }
        for section in checklist.sections {
            let group = names.group(section)
            for entry in form.entries where entry.section == section.id {
                xml +=
                    "\n<\(group)>" + element(group + "_entry", entry.name)
                    + element(group + "_point", point(entry.point))
                for fact in section.facts { xml += answer(entry.facts[fact.id], names.name(fact.id, in: section)) }
                for item in section.items { xml += answer(entry.answers[item.id], names.name(item.id, in: section)) }
                xml += "</\(group)>"
            }
        }
        return xml + "\n<orx:meta><orx:instanceID>\(form.instance)</orx:instanceID></orx:meta></data>\n"
    }

    private static func example(_ name: String) throws -> (form: FilledForm, checklist: Checklist, xml: String) {
        let bytes = try ChecklistFixture.form(name)
        let (form, checklist) = try FormReader.read(bytes, path: name, library: ChecklistFixture.library)
        return (form, checklist, submission(of: form, checklist))
    }

    @Test(arguments: ChecklistFixture.formNames)
    func `a submission says what the form in YAML says`(name: String) throws {
        let (form, _, xml) = try Self.example(name)
        let read = try Submission.read(Array(xml.utf8), path: "s.xml", library: ChecklistFixture.library).form
        #expect(read.facts == form.facts && read.selection == form.selection)
        #expect(read.subject.id == form.subject.id && read.subject.responsibleUnit == form.subject.responsibleUnit)
        #expect(read.entries.map(\.name) == form.entries.map(\.name))
        for (got, wanted) in zip(read.entries, form.entries) {
            #expect(got.facts == wanted.facts, "\(wanted.name)")
            for (id, answer) in wanted.answers {
                #expect(got.answers[id]?.value == answer.value, "\(id)")
                #expect(got.answers[id]?.reason == answer.reason && got.answers[id]?.note == answer.note, "\(id)")
            }
            #expect(got.answers.count == wanted.answers.count)
        }
        #expect(read.instance == form.instance && read.state == .final)
    }

    @Test func `every name a submission may have is in the exported form`() throws {
        let (_, checklist, xml) = try Self.example("crossing")
        let sheets = try XLSFormTests.Sheets(XLSForm(checklist).bytes())
        let known = Set(sheets.survey.compactMap { $0["name"] })
        let used = Set(try XMLRecord(Array(xml.utf8)).elements.keys)
        let odd = used.subtracting(known).subtracting(["data", "orx:meta", "orx:instanceID"])
        #expect(odd.filter { !$0.hasSuffix("_photo") && !$0.hasSuffix("_note") && !$0.hasSuffix("_reason") } == [])
    }

    @Test func `the same submission a hundred times is one inspection`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "s.xml")
        try Data(try Self.example("parking").xml.utf8).write(to: file)
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        for _ in 0..<10 {
            let files = [URL](repeating: file, count: 10)
            _ = try await FormImport.run(files, library: ChecklistFixture.library) { store }
        }
        #expect(try await store.runs(of: nil).count == 1)
    }

    @Test(arguments: [
        ("not xml", ""), ("unended", "<data id=\"parking\" version=\"2026.1\"><about>"), ("another root", "<html/>"),
        ("entities", "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><data id=\"parking\">&b;</data>"),
        (
            "an outside entity",
            "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><data id=\"parking\">&x;</data>"
        ),
        ("too deep", String(repeating: "<a>", count: 100_000)),
        (
            "an unknown checklist",
            "<data id=\"parkin\" version=\"2026.1\"><meta><instanceID>uuid:12345678</instanceID></meta></data>"
        ),
        (
            "another version",
            "<data id=\"parking\" version=\"1999.1\"><meta><instanceID>uuid:12345678</instanceID></meta></data>"
        ),
        ("nothing", "<data id=\"parking\" version=\"2026.1\"/>"),
    ])
    func `a file that is no submission is refused with its line`(name: String, xml: String) throws {
        let errors = try ChecklistFixture.errors {
            _ = try Submission.read(Array(xml.utf8), path: "s.xml", library: ChecklistFixture.library)
        }
        #expect(!errors.isEmpty)
        #expect(errors.allSatisfy { $0.subject.hasPrefix("s.xml:") })
    }

    @Test(arguments: 0..<200)
    func `a damaged submission is refused or says what it said, and never traps`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var bytes = Array(try Self.example("parking").xml.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            if Bool.random(using: &generator) {
                bytes[index] = UInt8.random(in: 0...255, using: &generator)
            } else {
                bytes.remove(at: index)
            }
        }
        let errors = try ChecklistFixture.errors {
            let form = try Submission.read(bytes, path: "s.xml", library: ChecklistFixture.library).form
            #expect(form.state == .final)
        }
        #expect(errors.allSatisfy { $0.subject.hasPrefix("s.xml") && !$0.remedy.en.isEmpty })
    }
}
