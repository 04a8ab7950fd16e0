import Testing

@testable import Audit

/// Forms scored by hand; the arithmetic stands beside each.
struct ChecklistScoreTests {
    static let items = [
        item("ramp.slope", .serious, groups: ["wheelchair"]),
        item("ramp.lip", .moderate, groups: ["wheelchair", "elderly"]),
        item("signal.sound", .critical, groups: ["blind"], isGate: true),
        item("signal.height", .minor, groups: ["blind"]),
        item("bench", .serious, kind: .advice),
    ]

    static func item(
        _ id: String,
        _ severity: Severity,
        kind: RuleMetadata.Kind = .violation,
        groups: [String] = [],
        isGate: Bool = false
    ) -> Requirement {
        Requirement(
            id: id,
            domain: .physical,
            title: LocalizedText(zh: id, en: id),
            kind: kind,
            severity: severity,
            criteria: [],
            isGate: isGate,
            groups: groups
        )
    }

    private func score(_ outcomes: [(String, Outcome)]) -> ChecklistScore {
        ChecklistScore(
            answers: outcomes.map { item, outcome in
                Inspection.Answer(section: "s", item: item, kind: .yes, outcome: outcome)
            },
            requirements: Self.items
        )
    }

    @Test func `a form with an item failed, one not applicable and one not checked`() throws {
        let form = score([
            ("ramp.slope", .passed), ("ramp.slope", .failed),  // 3 of 6
            ("ramp.lip", .passed),  // 2 of 2
            ("signal.sound", .passed),  // 5 of 5
            ("signal.height", .untested), ("ramp.lip", .inapplicable), ("bench", .failed), ("unknown", .failed),
        ])
        // Applicable: slope twice, lip once, sound, height = 5; judged 4. 4/5 = 0.8 is just enough for a grade.
        #expect(form.whole.applicable == 5 && form.whole.judged == 4)
        #expect(form.whole.coverage == 0.8)
        // (3 + 2 + 5) / (6 + 2 + 5) = 10/13 = 0.769…
        #expect(abs(try #require(form.whole.conformity) - 10.0 / 13) < 1e-12)
        #expect(form.failedGates.isEmpty && form.grade == .good)
        // wheelchair: (3 + 2) / (6 + 2) = 0.625; blind: 5/5 judged, but height open: 1 of 2.
        #expect(form.groups["wheelchair"]?.conformity == 0.625)
        #expect(form.groups["blind"]?.conformity == 1 && form.groups["blind"]?.coverage == 0.5)
        #expect(form.groups["elderly"]?.conformity == 1)
    }

    @Test func `a failed gate makes the place inadequate whatever the rest`() {
        let form = score(
            Array(repeating: ("ramp.slope", .passed), count: 97) + [
                ("signal.sound", .failed), ("signal.height", .passed),
            ]
        )
        // (97 · 3 + 1) / (97 · 3 + 1 + 5) = 292/297 = 0.983
        #expect((form.whole.conformity ?? 0) > 0.98)
        #expect(form.failedGates.map(\.item) == ["signal.sound"] && form.grade == .inadequate)
    }

    @Test func `less than four fifths judged gives no grade, also where a gate failed`() {
        let half = score([("ramp.slope", .passed), ("ramp.lip", .untested)])
        #expect(half.whole.coverage == 0.5 && half.grade == .none)
        let gate = score([("signal.sound", .failed), ("ramp.lip", .cantTell)])
        #expect(gate.grade == .none && gate.failedGates.count == 1)
        #expect(score([]).grade == .none && score([]).whole.coverage == nil && score([]).whole.conformity == nil)
        #expect(score([("ramp.lip", .inapplicable)]).grade == .none)
    }

    @Test(arguments: [
        (90, ChecklistScore.Grade.excellent), (89, .good), (75, .good), (74, .adequate), (60, .adequate),
        (59, .inadequate),
    ])
    func `bands begin at 60, 75 and 90 per cent`(percent: Int, grade: ChecklistScore.Grade) {
        let form = score((0..<100).map { ("ramp.slope", $0 < percent ? .passed : .failed) })
        #expect(form.grade == grade)
    }

    @Test(arguments: UInt64(1)...40)
    func `numbers are bounded, do not depend on order, and do not fall when a failure is repaired`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var answers = (0..<(1 + random.index(below: 60))).map { _ in
            (Self.items[random.index(below: Self.items.count)].id, Outcome.allCases[random.index(below: 5)])
        }
        let before = score(answers)
        for part in [before.whole] + before.groups.values {
            if let coverage = part.coverage { #expect((0...1).contains(coverage)) }
            if let conformity = part.conformity { #expect((0...1).contains(conformity)) }
        }
        #expect(score(answers.shuffled(using: &random)).whole == before.whole)
        guard let failed = answers.firstIndex(where: { $0.1 == .failed }) else { return }
        answers[failed].1 = .passed
        let after = score(answers)
        #expect((after.whole.conformity ?? 0) >= (before.whole.conformity ?? 0))
        #expect(after.whole.coverage == before.whole.coverage)
    }
}
