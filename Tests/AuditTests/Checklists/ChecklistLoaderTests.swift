import Foundation
import Testing

@testable import Audit

struct ChecklistLoaderTests {
    static let element = """
        schema: checklist/1
        id: thing
        facts:
          - {id: thing.kind, ask: {zh: 种类, en: Kind}, answer: {type: choice, choices: [{id: a, zh: 甲, en: A}, {id: b, zh: 乙, en: B}]}}
        items:
          - id: thing.height
            ask: {zh: 高度, en: Height}
            answer: {type: measure, unit: mm, plausible: [0, 2000], readings: 3, take: min}
            when: "thing.kind == 'a'"
            limit: {min: 700, max: 850, tolerance: 5}
            source: [{standard: GB 1, clause: "1.1", confidence: high}]
            severity: serious
            force: mandatory
            finding: {title: {zh: 不对, en: Wrong}, fix: {zh: 改, en: Fix}}
        """

    static let checklist = """
        schema: checklist/1
        id: mine
        version: 1
        title: {zh: 我的, en: Mine}
        subject_kind: other
        sections:
          - id: one
            title: {zh: 一, en: One}
            use: [thing]
        """

    /// Loads the two files after one text of either has been replaced.
    static func errors(replacing old: String, with new: String) throws -> [AuditError] {
        #expect(old.isEmpty || element.contains(old) || checklist.contains(old), "'\(old)' is in neither file")
        let files = [
            "mine.yaml": checklist.replacing(old, with: new), "elements/thing.yaml": element.replacing(old, with: new),
        ]
        return try ChecklistFixture.withFolder(files) { folder in
            try ChecklistFixture.errors { _ = try ChecklistLibrary(folders: [folder]).checklist("mine") }
        }
    }

    @Test func `a checklist of one's own is read with defaults where it states none`() throws {
        let files = ["mine.yaml": Self.checklist, "elements/thing.yaml": Self.element]
        let checklist = try ChecklistFixture.withFolder(files) { try ChecklistLibrary(folders: [$0]).checklist("mine") }
        let item = try #require(checklist.item("thing.height", in: "one"))
        #expect(item.weight == 3 && item.duty.deadlineDays == 30 && !item.isGate && item.photo == .onFail)
        #expect(item.limit?.tolerance == 5)
        #expect(checklist.sections[0].facts.map(\.id) == ["thing.kind"])
    }

    @Test(arguments: [
        ("schema: checklist/1", "schema: checklist/2", "this program reads checklist/1"),
        ("severity: serious", "severity: sirious", "unknown value of severity"),
        ("severity: serious", "", "has no 'severity'"), ("unit: mm", "unit: inch", "unknown unit"),
        ("unit: mm, ", "", "has no 'unit'"),
        ("plausible: [0, 2000]", "plausible: [2000, 0]", "must be [least, greatest]"),
        ("readings: 3", "readings: 300", "is not a whole number from 1 to 20"),
        ("take: min", "take: median", "unknown value of take"),
        ("thing.kind == 'a'", "thing.kind == 'c'", "has no choice 'c'"),
        ("thing.kind == 'a'", "thing.sort == 'a'", "does not exist"),
        ("min: 700, max: 850", "min: 900, max: 850", "is above max"), ("min: 700, max: 850, ", "", "has no 'max'"),
        ("min: 700", "min: low", "is not a number"), ("tolerance: 5", "tolerance: -5", "must not be negative"),
        ("confidence: high", "confidence: sure", "unknown value of confidence"), ("clause:", "claus:", "unknown key"),
        ("id: thing.height", "id: Thing Height", "is not a valid id"),
        ("{zh: 高度, en: Height}", "{zh: 高度}", "has no 'en'"),
        ("use: [thing]", "use: [thingy]", "there is no element file"),
        ("use: [thing]", "use: [../thing]", "there is no element file"),
        ("use: [thing]", "use: [thing]\n    only: [thing.width]", "unknown item"),
        ("use: [thing]", "use: []", "has no items"),
        ("subject_kind: other", "", "has no 'subject_kind'"),
        ("type: measure", "type: number", "unknown value of type"),
        (
            "choices: [{id: a, zh: 甲, en: A}, {id: b, zh: 乙, en: B}]", "choices: [{id: a, zh: 甲, en: A}]",
            "needs at least two"
        ),
        ("{id: b, zh", "{id: a, zh", "is used twice"),
    ])
    func `a wrong checklist is refused with file, line and remedy`(old: String, new: String, problem: String) throws {
        let errors = try Self.errors(replacing: old, with: new)
        let error = try #require(errors.first { $0.problem.en.contains(problem) }, "\(errors)")
        #expect(error.code == .malformedChecklist)
        #expect(error.subject.contains(".yaml:"))
        #expect(!error.remedy.zh.isEmpty && !error.remedy.en.isEmpty)
    }

    @Test func `the problem is told in the file it stands in`() throws {
        let errors = try Self.errors(replacing: "severity: serious", with: "severity: dire")
        #expect(errors.count == 1)
        #expect(errors[0].subject.hasSuffix("elements/thing.yaml:12"))
    }

    @Test func `a folder of one's own overrides the shipped one`() throws {
        let files = [
            "crossing.yaml": Self.checklist.replacing("id: mine", with: "id: crossing"),
            "elements/thing.yaml": Self.element,
        ]
        try ChecklistFixture.withFolder(files) { folder in
            let library = ChecklistLibrary(folders: [folder] + ChecklistFixture.library.folders)
            let titles = try ["crossing", "parking"].map { try library.checklist($0).title.en }
            #expect(titles == ["Mine", "Public car park audit"])
        }
    }

    @Test func `an unknown checklist comes with a suggestion`() throws {
        let errors = try ChecklistFixture.errors { _ = try ChecklistFixture.library.checklist("crosing") }
        #expect(errors.map(\.code) == [.unknownChecklist])
        #expect(errors[0].exitCode == 2)
        #expect(errors[0].remedy.en == "Did you mean 'crossing'")
    }

    @Test(arguments: ["../secrets", "/etc/passwd", "elements/door", "", "-short", "a\u{0}b"])
    func `an id never leaves the folders`(id: String) throws {
        let errors = try ChecklistFixture.errors { _ = try ChecklistFixture.library.checklist(id) }
        #expect(errors.map(\.code) == [.unknownChecklist])
    }

    @Test func `an installed command finds its checklists from any folder`() throws {
        let files = [
            "bin/audit": "", "share/audit/checklists/mine.yaml": Self.checklist,
            "share/audit/checklists/elements/thing.yaml": Self.element,
        ]
        try ChecklistFixture.withFolder(files) { folder in
            let library = try ChecklistLibrary.standard(
                environment: [:],
                executable: folder.appending(path: "bin/audit").path,
                current: "/"
            )
            #expect(library.ids.contains("mine"))
            #expect(try library.checklist("mine").items.count == 1)
        }
    }

    @Test func `a folder that is named must exist`() {
        #expect(throws: AuditError.self) {
            _ = try ChecklistLibrary.standard(
                folder: "/no/such/folder",
                environment: [:],
                executable: nil,
                current: "/"
            )
        }
        #expect(throws: AuditError.self) {
            _ = try ChecklistLibrary.standard(
                environment: ["AUDIT_CHECKLISTS": "/no/such"],
                executable: nil,
                current: "/"
            )
        }
    }
}
