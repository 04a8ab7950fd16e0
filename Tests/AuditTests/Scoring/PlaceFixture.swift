@testable import Audit

/// Visits made for a test.
enum PlaceFixture {
    static func answer(
        _ item: String,
        _ outcome: Outcome,
        section: String = "s",
        entry: String = "",
        number: Double? = nil,
        unit: String? = nil,
        kind: Inspection.Answer.Kind = .yes,
        text: String? = nil
    ) -> Inspection.Answer {
        Inspection.Answer(
            section: section,
            entry: entry,
            item: item,
            kind: kind,
            text: text,
            number: number,
            unit: unit,
            outcome: outcome
        )
    }

    static func visit(
        _ id: String,
        _ kind: Subject.Kind = .crossing,
        road: String? = nil,
        selection: VisitSelection? = nil,
        geometry: Geometry? = nil,
        at moment: Int64 = 0,
        entries: [Visit.Entry] = [],
        _ answers: [Inspection.Answer]
    ) -> PlaceVisit {
        let subject = Subject(id: id, kind: kind, name: "场所 \(id)", geometry: geometry, parent: road)
        let start = RunStart(
            kind: .inspection,
            started: Timestamp(millisecondsSince1970: moment),
            toolVersion: "1",
            requirements: [],
            mode: "inspection",
            options: Visit(selection: selection, entries: entries).json
        )
        let run = Run(
            id: RunID(1),
            subject: id,
            start: start,
            ended: nil,
            state: .done,
            stopReason: nil,
            checked: 0,
            notChecked: 0,
            failed: 0,
            cantTell: 0,
            advice: 0,
            checklist: "c"
        )
        return PlaceVisit(subject: subject, run: run, answers: answers, requirements: [])
    }

    /// Corners of a junction: `passed` with a ramp, `failed` without.
    static func corners(_ id: String, passed: Int, failed: Int, selection: VisitSelection? = nil) -> PlaceVisit {
        let outcomes = Array(repeating: Outcome.passed, count: passed) + Array(repeating: .failed, count: failed)
        return visit(
            id,
            selection: selection,
            outcomes.enumerated().map { answer(RoadFigures.Item.corner, $1, entry: "\($0)") }
        )
    }

    /// A line due north of about this many metres.
    static func line(metres: Double) -> Geometry {
        let degrees = metres / 111_195.08
        return Geometry(
            shape: .line,
            coordinates: [
                Geometry.Coordinate(latitude: 31, longitude: 117),
                Geometry.Coordinate(latitude: 31 + degrees, longitude: 117),
            ]
        )
    }
}
