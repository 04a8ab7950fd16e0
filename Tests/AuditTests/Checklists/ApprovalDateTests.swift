import Testing

@testable import Audit

/// Bays of a housing estate: the share asked depends on when it was approved.
struct ApprovalDateTests {
    @Test(arguments: [
        (FormValue.yes, 1.0, Outcome.failed, Outcome.inapplicable), (.yes, 2, .passed, .inapplicable),
        (.no, 1, .inapplicable, .passed), (.no, 0, .inapplicable, .failed), (.notChecked, 1, .cantTell, .passed),
        (.notChecked, 0, .cantTell, .cantTell), (.notChecked, 2, .passed, .passed),
    ])
    func `of 200 spaces two are needed since 2022-04-01 and one before`(
        approvedSince2022: FormValue,
        bays: Double,
        current: Outcome,
        older: Outcome
    ) throws {
        let checklist = try ChecklistFixture.library.checklist("housing-estate")
        let section = try #require(
            checklist.sections.first { $0.items.contains { $0.id == "parking.share-residential" } }
        )
        let entry = FormEntry(
            section: section.id,
            name: "",
            point: nil,
            facts: ["parking.total": LimitJudgementTests.answer(.readings([200]))],
            answers: [
                "parking.share": LimitJudgementTests.answer(.readings([bays])),
                "parking.share-residential": LimitJudgementTests.answer(.readings([bays])),
            ]
        )
        let form = FilledForm(
            checklist: checklist.id,
            version: checklist.version,
            instance: "12345678",
            state: .draft,
            inspector: "",
            date: "2026-08-20",
            subject: FormSubject(
                id: "S",
                name: "S",
                address: "",
                point: nil,
                responsibleUnit: nil,
                supervisingDepartment: nil
            ),
            facts: [
                "site.kind": LimitJudgementTests.answer(.choice("housing")),
                "building.approved-since-2022": LimitJudgementTests.answer(approvedSince2022),
            ],
            entries: [entry]
        )
        let judge = Judge(form: form, entry: entry, section: section, checklist: checklist)
        func outcome(_ id: String) throws -> Outcome {
            judge.judge(try #require(checklist.item(id, in: section.id))).outcome
        }
        #expect(try outcome("parking.share") == current)
        #expect(try outcome("parking.share-residential") == older)
    }
}
