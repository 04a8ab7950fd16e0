/// What holds for all parts of one report: the store, when it judges, and with what it compares.
struct ReportScope: Sendable {
    /// What a run is compared with.
    enum Baseline: Sendable {
        /// The run before it of the same kind.
        case previous
        /// One run, by its number.
        case run(RunID)
        /// The last ended run of the subject in a round.
        case round(String)
    }

    let store: any AuditStore
    /// When deadlines and the expiries of suppressions are judged.
    let moment: Timestamp
    let baseline: Baseline
    /// The sample that was asked for.
    let sample: PageSample?
    let suppressions: [StoredSuppression]

    /// The end of the newest run, or the newest suppression: people suppress what a run has found, so after its end.
    static func moment(_ made: Timestamp, _ suppressions: [StoredSuppression]) -> Timestamp {
        max(made, suppressions.map(\.suppression.created).max() ?? made)
    }

    /// The filter of the run's findings that are not suppressed.
    func standing(in run: RunID) -> FindingFilter {
        var filter = FindingFilter()
        filter.runs = [run]
        filter.moment = moment
        if !suppressions.isEmpty { filter.suppressed = .without }
        return filter
    }

    /// How many findings of the run a suppression in force covers.
    func suppressed(in run: RunID) async throws -> Int {
        try await suppressedCounts(in: run).map(\.findings).reduce(0, +)
    }

    /// What such findings are about.
    func suppressedRequirements(in run: RunID) async throws -> Set<String> {
        Set(try await suppressedCounts(in: run).map(\.requirement))
    }

    private func suppressedCounts(in run: RunID) async throws -> [FindingCount] {
        guard !suppressions.isEmpty else { return [] }
        var filter = standing(in: run)
        filter.suppressed = .only
        return try await store.counts(filter)
    }

    /// What changed since the run it is compared with; nil where there is none.
    func change(of run: Run, at subject: Subject) async throws -> RunDifference? {
        guard !run.start.isImport, let old = try await earlier(than: run) else { return nil }
        let comparison = try await store.compare(old.id, with: run.id, at: moment)
        return RunDifference(old: old, new: run, subjectName: subject.name, comparison: comparison)
    }

    private func earlier(than run: Run) async throws -> Run? {
        try await store.runs(of: run.subject).first { old in
            guard old.id != run.id, old.start.kind == run.start.kind, old.checklist == run.checklist,
                !old.start.isImport, old.state != .running
            else { return false }
            switch baseline {
            case .previous: return old.id < run.id
            case .run(let number): return old.id == number
            case .round(let name): return old.start.round == name
            }
        }
    }
}
