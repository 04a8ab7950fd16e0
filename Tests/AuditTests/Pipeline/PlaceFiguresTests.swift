import Foundation
import Testing

@testable import Audit

/// What a report says of an inspected place in numbers.
struct PlaceFiguresTests {
    private func figures(_ answers: [Inspection.Answer], gate: Bool = false) async throws -> [String: String] {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("a.sqlite"))
        var inspection = Sample.inspection()
        inspection.requirements[0].isGate = gate
        inspection.requirements[0].groups = ["wheelchair"]
        inspection.answers = answers
        _ = try await store.record(inspection)
        let report = try await ReportAssembly(store: store).report()
        let figures = try #require(report.subjects.first).figures
        return Dictionary(uniqueKeysWithValues: figures.map { ($0.label.en, $0.value.en) })
    }

    private func answer(_ entry: String, _ outcome: Outcome) -> Inspection.Answer {
        let kind: Inspection.Answer.Kind =
            switch outcome {
            case .passed: .yes
            case .failed: .no
            case .inapplicable: .na
            default: .notChecked
            }
        let reason = kind == .na || kind == .notChecked ? "why" : nil
        return .init(
            section: "ramp",
            entry: entry,
            item: "curb-ramp.slope",
            kind: kind,
            reason: reason,
            outcome: outcome
        )
    }

    @Test func `a place has grade, gate, coverage and conformity, also by group`() async throws {
        let found = try await figures([
            answer("a", .passed), answer("b", .passed), answer("c", .passed), answer("d", .failed),
            answer("e", .inapplicable),
        ])
        #expect(found["Grade"] == "good")
        #expect(found["Gate"] == "none failed")
        #expect(found["Coverage"] == "100.0%")
        #expect(found["Conformity"] == "75.0%")
        #expect(found["Conformity: wheelchair users"] == "75.0%")
    }

    @Test func `a failed gate makes a place inadequate whatever else conforms`() async throws {
        let passed = (0..<19).map { answer("\($0)", .passed) }
        let found = try await figures(passed + [answer("x", .failed)], gate: true)
        #expect(found["Grade"] == "inadequate")
        #expect(found["Gate"] == "1 failed")
        #expect(found["Conformity"] == "95.0%")
    }

    @Test func `a place of which too little was looked at has no grade`() async throws {
        let found = try await figures([answer("a", .passed), answer("b", .untested), answer("c", .untested)])
        #expect(found["Grade"] == "none")
        #expect(found["Coverage"] == "33.3%")
    }
}
