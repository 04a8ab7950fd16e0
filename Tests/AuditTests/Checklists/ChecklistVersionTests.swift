import Foundation
import Testing

@testable import Audit

/// Forms that come after their checklist was changed.
struct ChecklistVersionTests {
    private static let elements = """
        schema: checklist/1
        id: step
        items:
          - id: step.height
            ask: {zh: 台阶高度, en: Height of the step}
            answer: {type: measure, unit: mm, plausible: [0, 400]}
            limit: {max: 20}
            severity: serious
            force: shall
            source: [{standard: GB 55019-2021, clause: 2.1.1, confidence: high}]
            finding:
              title: {zh: 台阶过高, en: Step too high}
              fix: {zh: 降低, en: Lower it}
        """

    private static func checklist(_ version: String) -> String {
        """
        schema: checklist/1
        id: door
        version: "\(version)"
        title: {zh: 门, en: Door}
        subject_kind: other
        sections:
          - id: step
            title: {zh: 台阶, en: Step}
            use: [step]
        """
    }

    private static func form(_ version: String) -> [UInt8] {
        Array(
            """
            form: form/1
            checklist: door
            version: "\(version)"
            instance: form-0001
            state: final
            inspector: u-1
            date: 2026-08-20
            subject: {id: D-1, name: 东门}
            sections:
              step:
                answers:
                  step.height: 18
            """.utf8
        )
    }

    /// A folder whose checklist was kept as 2026.1 and then made stricter as 2026.2.
    private static func withChanged(_ body: (URL, ChecklistLibrary) throws -> Void) throws {
        let files = ["door.yaml": checklist("2026.1"), "elements/step.yaml": elements]
        try ChecklistFixture.withFolder(files) { folder in
            let library = ChecklistLibrary(folders: [folder])
            let kept = try ChecklistVersions.keep("door", of: library, in: folder)
            #expect(kept.isNew)
            let stricter = elements.replacing("max: 20", with: "max: 15")
            try Data(stricter.utf8).write(to: folder.appending(path: "elements/step.yaml"))
            try Data(checklist("2026.2").utf8).write(to: folder.appending(path: "door.yaml"))
            try body(folder, library)
        }
    }

    @Test func `a late form is read and judged by the version it was filled in for`() throws {
        try Self.withChanged { _, library in
            for (version, outcome) in [("2026.1", Outcome.passed), ("2026.2", .failed)] {
                let (form, checklist) = try FormReader.read(Self.form(version), path: "f.yaml", library: library)
                #expect(form.version == version && checklist.version == version)
                #expect(form.judgements(by: checklist).map(\.outcome) == [outcome])
                let session = try FormSession(resuming: Self.form(version), path: "f.yaml", library: library)
                #expect(session.checklist.version == version)
            }
        }
    }

    @Test func `a version nobody kept is refused, and no version leads out of the folder`() throws {
        try Self.withChanged { _, library in
            for version in ["2025.9", "../2026.1", "..", "2026.1/", ""] {
                let errors = try ChecklistFixture.errors {
                    _ = try FormReader.read(Self.form(version), path: "f.yaml", library: library)
                }
                #expect(errors.count == 1 && errors[0].subject.hasPrefix("f.yaml:"), "\(version): \(errors)")
            }
        }
    }

    @Test func `a version is kept once and never overwritten`() throws {
        try Self.withChanged { folder, library in
            #expect(try ChecklistVersions.keep("door", of: library, in: folder).isNew)
            #expect(try !ChecklistVersions.keep("door", of: library, in: folder).isNew)
            try Data(Self.elements.utf8).write(to: folder.appending(path: "elements/step.yaml"))
            #expect(throws: AuditError.self) { try ChecklistVersions.keep("door", of: library, in: folder) }
            let (_, checklist) = try FormReader.read(Self.form("2026.2"), path: "f.yaml", library: library)
            #expect(checklist.items.count == 1)
        }
    }

    @Test func `an extent of a kept version is an extent of that version`() throws {
        try Self.withChanged { _, library in
            let checklist = try library.checklist("door-short", version: "2026.1")
            #expect(checklist.id == "door-short" && checklist.version == "2026.1")
            #expect(throws: AuditErrors.self) { try library.checklist("dor", version: "2026.1") }
        }
    }
}
