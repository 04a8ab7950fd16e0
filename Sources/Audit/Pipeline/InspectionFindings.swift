/// Turns a filled form into what the store keeps: answers, and findings of the same type as those of web pages.
public struct InspectionFindings: Sendable {
    public let form: FilledForm
    public let judgements: [Judgement]
    private let checklist: Checklist

    public init(form: FilledForm, checklist: Checklist) {
        self.form = form
        self.checklist = checklist
        judgements = form.judgements(by: checklist)
    }

    /// One for each failure and each doubt, in the order of the form.
    public var findings: [Finding] { judgements.compactMap(finding) }

    public func inspection(toolVersion: String) -> Inspection {
        let day = CalendarDate(form.date)?.daysSince1970 ?? 0
        let moment = Timestamp(millisecondsSince1970: Int64(day) * 86_400_000)
        var seen: Set<String> = []
        return Inspection(
            form: form.instance,
            checklist: checklist.id,
            checklistVersion: checklist.version,
            subject: subject,
            started: moment,
            ended: moment,
            inspector: form.inspector.isEmpty ? nil : form.inspector,
            toolVersion: toolVersion,
            requirements: checklist.items.filter { seen.insert($0.id).inserted }.map(requirement),
            answers: judgements.map(answer),
            findings: findings,
            visit: visit
        )
    }

    private var visit: Visit {
        Visit(
            selection: form.selection,
            facts: form.facts.compactMapValues(\.value.text),
            entries: form.entries.map { entry in
                Visit.Entry(
                    section: entry.section,
                    name: entry.name,
                    latitude: entry.point?.latitude,
                    longitude: entry.point?.longitude,
                    facts: entry.facts.compactMapValues(\.value.text)
                )
            }
        )
    }

    private var subject: Subject {
        let subject = form.subject
        return Subject(
            id: subject.id,
            kind: Subject.Kind(rawValue: checklist.subjectKind) ?? .other,
            name: subject.name,
            address: subject.address,
            geometry: subject.point.map { point in
                Geometry(
                    shape: .point,
                    coordinates: [Geometry.Coordinate(latitude: point.latitude, longitude: point.longitude)],
                    captured: Geometry.CapturedSystem(rawValue: point.captured.rawValue) ?? .wgs84
                )
            },
            responsibleUnit: subject.responsibleUnit,
            supervisingDepartment: subject.supervisingDepartment
        )
    }

    /// What a person tests on a website is a finding of the website.
    private var domain: Finding.Domain { subject.kind == .site || subject.kind == .app ? .web : .physical }

    /// The criteria of a finding or requirement; an item without any citable clause has none.
    private func requirement(_ item: ChecklistItem) -> Requirement {
        Requirement(
            id: item.id,
            domain: domain,
            title: item.ask,
            kind: item.force.kind,
            severity: item.severity,
            criteria: item.criteria,
            fix: item.finding.fix,
            isGate: item.isGate,
            weight: item.weight,
            groups: item.groups
        )
    }

    private func finding(_ judgement: Judgement) -> Finding? {
        guard judgement.outcome == .failed || judgement.outcome == .cantTell else { return nil }
        let item = judgement.item
        let place = ItemPlace(
            form: form.instance,
            section: judgement.section,
            entry: judgement.entry,
            latitude: judgement.point?.latitude,
            longitude: judgement.point?.longitude,
            note: PersonalData.masked(judgement.answer?.note ?? "")
        )
        let signals = place.signals(item: item.id, subject: form.subject.id)
        return Finding(
            domain: domain,
            requirement: item.id,
            outcome: judgement.outcome,
            kind: item.force.kind,
            confidence: judgement.outcome == .cantTell ? .review : item.confidence,
            severity: item.severity,
            criteria: item.criteria,
            message: judgement.message,
            place: .item(place),
            measurement: judgement.measure.map(measurement),
            occurrence: signals.occurrence.text,
            defect: signals.pattern(site: form.subject.id).text,
            signals: signals
        )
    }

    private func measurement(_ measure: JudgedMeasure) -> Measurement {
        Measurement(
            value: measure.value,
            unit: measure.unit.rawValue,
            minimum: measure.minimum,
            maximum: measure.maximum,
            tolerance: measure.tolerance
        )
    }
}

// MARK: - Answers

extension InspectionFindings {
    private func answer(_ judgement: Judgement) -> Inspection.Answer {
        var answer = Inspection.Answer(
            section: judgement.section,
            entry: judgement.entry,
            item: judgement.item.id,
            kind: .notChecked,
            reason: judgement.answer?.reason,
            outcome: judgement.outcome
        )
        switch judgement.outcome {
        case .inapplicable:
            answer.kind = .na
            answer.reason = answer.reason ?? judgement.message.zh + " / " + judgement.message.en
        case .untested: answer.kind = .notChecked
        default: break
        }
        fill(&answer, from: judgement)
        return answer
    }

    /// What was answered, also where it was only recorded; the store wants `na` exactly where nothing is judged.
    private func fill(_ answer: inout Inspection.Answer, from judgement: Judgement) {
        let isJudged = judgement.outcome != .inapplicable && judgement.outcome != .untested
        switch judgement.answer?.value {
        case .yes: if isJudged { answer.kind = .yes }
        case .no: if isJudged { answer.kind = .no }
        case .choice(let id):
            answer.text = id
            if isJudged { answer.kind = .choice }
        case .readings(let readings):
            answer.number = judgement.measure?.value ?? readings.first
            answer.unit = unit(of: judgement.item)?.rawValue
            answer.text = readings.count > 1 ? readings.map(\.shortText).joined(separator: ", ") : nil
            if isJudged { answer.kind = answer.unit == MeasureUnit.count.rawValue ? .count : .measure }
        case .dimensions(let values):
            answer.text = values.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value.map(\.shortText).joined(separator: ", "))" }.joined(separator: "; ")
            answer.number = judgement.measure?.value
            answer.unit = judgement.measure?.unit.rawValue
            if isJudged { answer.kind = answer.number == nil ? .text : .measure }
        case .notApplicable, .notChecked, nil: break
        }
    }

    private func unit(of item: ChecklistItem) -> MeasureUnit? {
        switch item.answer {
        case .measure(let measure), .count(let measure): measure.unit
        default: nil
        }
    }
}

extension FormValue {
    /// A fact as text; nil where nothing was stated.
    fileprivate var text: String? {
        switch self {
        case .yes: "yes"
        case .no: "no"
        case .choice(let id): id
        case .readings(let readings): readings.map(\.shortText).joined(separator: ", ")
        case .dimensions, .notApplicable, .notChecked: nil
        }
    }
}
