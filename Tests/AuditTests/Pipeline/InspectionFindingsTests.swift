import Foundation
import Testing

@testable import Audit

struct InspectionFindingsTests {
    static func findings(_ name: String) throws -> InspectionFindings {
        let (form, checklist) = try FormReader.read(
            ChecklistFixture.form(name),
            path: name,
            library: ChecklistFixture.library
        )
        return InspectionFindings(form: form, checklist: checklist)
    }

    @Test func `the crossing's failures are found, each with its place, clause, value and limit`() throws {
        let findings = try Self.findings("crossing").findings
        #expect(
            findings.map { "\($0.requirement) \(entry($0))" } == [
                "curb-ramp.flush 东北角", "curb-ramp.slope-other 东北角", "curb-ramp.bollard-gap 东北角",
                "curb-ramp.warning-distance 东南角", "curb-ramp.present 西南角", "curb-ramp.not-blocked 西北角",
                "pedestrian-signal.audible-works 北侧横道", "pedestrian-signal.tactile 北侧横道",
                "pedestrian-signal.audible-present 东侧横道",
            ]
        )
        let slope = findings[1]
        #expect(slope.criteria == ["GB 55019-2021 2.10.4"])
        #expect(slope.measurement == Measurement(value: 11.2, unit: "%", minimum: nil, maximum: 8.33, tolerance: 0))
        #expect(slope.message.en == "Curb ramp too steep: measured 11.2 %, limit at most 8.33 %")
        #expect(slope.message.zh == "缘石坡道过陡：实测 11.2 %，限值不大于 8.33 %")
        #expect(slope.confidence == .likely && slope.severity == .serious && slope.kind == .violation)
        #expect(findings[7].kind == .advice)
    }

    private func entry(_ finding: Finding) -> String {
        guard case .item(let place) = finding.place else { return "" }
        return place.entry
    }

    @Test func `the same item of the same entry is the same finding at the next inspection`() throws {
        let first = try Self.findings("crossing").findings
        let again = String(decoding: try ChecklistFixture.form("crossing"), as: UTF8.self)
            .replacing("instance: 7c1f0a52", with: "instance: 99999999").replacing("11.2 %", with: "12.9 %")
        let (form, checklist) = try FormReader.read(
            Array(again.utf8),
            path: "again",
            library: ChecklistFixture.library
        )
        let second = InspectionFindings(form: form, checklist: checklist).findings
        #expect(first.map(\.occurrence) == second.map(\.occurrence))
        #expect(Set(first.map(\.occurrence)).count == first.count)
    }

    @Test func `every item of every entry has an answer in the store's terms`() throws {
        for name in ChecklistFixture.formNames {
            let found = try Self.findings(name)
            let inspection = found.inspection(toolVersion: "test")
            #expect(inspection.answers.count == found.judgements.count)
            for answer in inspection.answers {
                #expect((answer.kind == .na) == (answer.outcome == .inapplicable), "\(answer.item)")
                #expect((answer.kind == .notChecked) == (answer.outcome == .untested), "\(answer.item)")
                #expect(answer.kind != .measure || answer.number != nil, "\(answer.item)")
            }
        }
    }

    @Test func `importing a form twice stores it once, and a wrong form stores nothing`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = ChecklistFixture.root.appending(path: "examples/forms/parking.yaml")
        let bad = folder.appending(path: "bad.yaml")
        let text = String(decoding: try ChecklistFixture.form("crossing"), as: UTF8.self)
        try Data(text.replacing("[18, 22, 20]", with: "[18, many]").utf8).write(to: bad)
        let store = try SQLiteStore(path: folder.appending(path: "store.sqlite").path)
        await #expect(throws: AuditErrors.self) {
            _ = try await FormImport.run([good, bad], library: ChecklistFixture.library) { store }
        }
        #expect(try await store.runs(of: nil).isEmpty)
        #expect(try await store.subjects(unit: nil).isEmpty)
        for _ in 0..<100 { _ = try await FormImport.run([good], library: ChecklistFixture.library) { store } }
        #expect(try await store.runs(of: nil).count == 1)
        let subject = try #require(try await store.subject("QH-PK-0003"))
        #expect(subject.kind == .carPark && subject.responsibleUnit == "青禾区静态交通有限公司")
    }

    @Test func `a draft is checked and not stored`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let draft = folder.appending(path: "draft.yaml")
        let text = String(decoding: try ChecklistFixture.form("parking"), as: UTF8.self)
        try Data(text.replacing("state: final", with: "state: draft").utf8).write(to: draft)
        let store = try SQLiteStore(path: folder.appending(path: "store.sqlite").path)
        let results = try await FormImport.run([draft], library: ChecklistFixture.library) { store }
        #expect(results.map(\.fate) == [.checkedOnly])
        #expect(results[0].counts[.failed] == 8)
        #expect(try await store.runs(of: nil).isEmpty)
    }
}
