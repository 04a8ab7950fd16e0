/// Gathers the open defects of a run for a report: those of templates first.
struct DefectGathering {
    /// Defects of one scope that are read; a listing shows at most ``maximumShown`` of each part.
    private static let read = 400
    /// Defects that a report lists of templates, and as many of the rest.
    static let maximumShown = 50

    let store: any AuditStore
    let run: Run
    let totals: [RequirementTotal]
    /// When suppressions are judged.
    let moment: Timestamp
    let hasSuppressions: Bool

    func defects() async throws -> SubjectReport.DefectList {
        var filter = FindingFilter()
        filter.runs = [run.id]
        filter.outcomes = [.failed]
        filter.kinds = [.violation]
        filter.states = Set(DefectState.allCases.filter(\.isOpen))
        filter.moment = moment
        if hasSuppressions { filter.suppressed = .without }
        let standing = Set(try await store.defects(of: filter))
        let templates = try await best(of: [.template], in: standing)
        let others = try await best(of: [.content, .physical], in: standing)
        return SubjectReport.DefectList(shown: templates + others, total: standing.count)
    }

    private func best(
        of scopes: Set<Defect.Scope>,
        in standing: Set<String>
    ) async throws -> [SubjectReport.ReportedDefect] {
        var filter = DefectFilter()
        filter.subject = run.subject
        filter.states = Set(DefectState.allCases.filter(\.isOpen))
        filter.scopes = scopes
        let requirements = Dictionary(
            totals.map { ($0.requirement.id, $0.requirement) },
            uniquingKeysWith: { first, _ in first }
        )
        let reported = try await store.defects(filter, offset: 0, limit: Self.read).compactMap { defect in
            standing.contains(defect.id)
                ? requirements[defect.requirement].map { SubjectReport.ReportedDefect(defect: defect, requirement: $0) }
                : nil
        }
        var shown = Array(reported.sorted(by: SubjectReport.ReportedDefect.precedes).prefix(Self.maximumShown))
        for index in shown.indices { shown[index].example = try await example(of: shown[index].defect.id) }
        return shown
    }

    private func example(of defect: String) async throws -> StoredFinding? {
        var filter = FindingFilter()
        filter.runs = [run.id]
        filter.defect = defect
        return try await store.findings(filter, after: nil, limit: 1).findings.first
    }
}
