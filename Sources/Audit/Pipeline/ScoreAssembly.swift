/// Gathers from the store what `audit score` says.
public struct ScoreAssembly: Sendable {
    let store: any AuditStore
    /// What a bureau adds for the two-stage model.
    public struct Entered: Sendable {
        /// From 0 to 100.
        public var satisfaction: Double?
        public var selfAssessment: Double?
        public var vetoes: Int?

        public init(satisfaction: Double? = nil, selfAssessment: Double? = nil, vetoes: Int? = nil) {
            self.satisfaction = satisfaction
            self.selfAssessment = selfAssessment
            self.vetoes = vetoes
        }
    }

    let models: [ScoreModel]

    /// - Parameters:
    ///   - store: Where the runs are.
    ///   - models: Beside the index, with the parameters that are in force.
    public init(store: any AuditStore, models: [ScoreModel] = ScoreModel.all) {
        self.store = store
        self.models = models
    }

    /// The scores of the newest run of each subject.
    ///
    /// - Parameters:
    ///   - subject: The id of one subject, or nil for all of them.
    ///   - entered: What a bureau adds.
    /// - Returns: Sites and places by id.
    /// - Throws: ``AuditError`` `nothingAudited` where there is no run to score.
    public func scores(subject: String? = nil, entered: Entered = Entered()) async throws -> ScoreReport {
        let report = try await scoresIfAny(subject: subject, entered: entered)
        guard !report.sites.isEmpty || !report.places.isEmpty else { throw Self.nothingToScore(subject ?? "score") }
        return report
    }

    /// The same of the runs of one round where `round` is given; nothing is in it where there is no run.
    func scoresIfAny(
        subject: String? = nil,
        round: String? = nil,
        entered: Entered = Entered()
    ) async throws -> ScoreReport {
        var sites: [ScoreReport.Site] = []
        var places: [ScoreReport.Place] = []
        var unscanned: [Subject] = []
        for audited in try await store.subjects(unit: nil) where subject == nil || audited.id == subject {
            var seen: Set<String> = []
            for run in try await store.runs(of: audited.id)
            where !run.start.isImport && (round == nil || run.start.round == round) {
                guard seen.insert(run.start.kind == .scan ? "" : run.checklist ?? "-").inserted else { continue }
                switch run.start.kind {
                case .scan:
                    let sample = try await SampleOfRun(store: store).sample(of: run)
                    sites.append(try await site(audited, run, sample, entered))
                case .inspection: places.append(try await place(audited, run))
                }
            }
            if audited.kind == .site, !seen.contains("") { unscanned.append(audited) }
        }
        return report(sites: sites, places: places, unscanned: unscanned)
    }

    /// The score of the sampled pages, as the run of the sample or another one of its site found them.
    ///
    /// - Throws: ``AuditError`` `usage` where the store holds no such sample or run, or the run is of another site.
    public func scores(
        sample number: Int64,
        run: Int64? = nil,
        entered: Entered = Entered()
    ) async throws -> ScoreReport {
        let sample = try await SampleSelection(store: store).sample(numbered: number)
        let scan = try await RunSelection(store: store).scan(numbered: run ?? sample.run.number)
        guard scan.subject == sample.subject, let subject = try await store.subject(sample.subject) else {
            throw SampleSelection.otherSite(number, run: scan.id)
        }
        return report(sites: [try await site(subject, scan, sample, entered)], places: [], unscanned: [])
    }

    private func report(sites: [ScoreReport.Site], places: [ScoreReport.Place], unscanned: [Subject]) -> ScoreReport {
        ScoreReport(
            sites: sites.sorted { $0.subject.id < $1.subject.id },
            places: places.sorted { ($0.subject.id, $0.checklist) < ($1.subject.id, $1.checklist) },
            unscanned: unscanned.sorted { $0.id < $1.id }
        )
    }

    private static func nothingToScore(_ subject: String) -> AuditError {
        AuditError(
            .nothingAudited,
            at: subject,
            LocalizedText(zh: "数据库里没有可评分的检测", en: "the store holds no run to score"),
            remedy: LocalizedText(
                zh: "先运行 audit scan 或 audit checklist import",
                en: "Run audit scan or audit checklist import first"
            )
        )
    }

    private func site(
        _ subject: Subject,
        _ run: Run,
        _ sample: PageSample?,
        _ entered: Entered
    ) async throws -> ScoreReport.Site {
        let tally = PageTally(sample: sample)
        try await store.forEachPage(of: run.id) { page in tally.add(page) }
        let pages = tally.result
        let rules = run.start.requirements
        var input = ScoreModel.Input(pages: pages.withKinds, rules: rules, elements: pages.elements)
        input.frame = pages.sizes
        input.satisfaction = entered.satisfaction
        input.selfAssessment = entered.selfAssessment
        input.vetoes = entered.vetoes
        return ScoreReport.Site(
            subject: subject,
            run: run,
            sample: sample,
            index: AccessibilityCheckIndex(
                pages: pages.scored,
                rules: rules,
                frame: pages.sizes,
                notChecked: pages.notChecked(of: sample),
                criteria: .wcag22
            ),
            parts: pages.parts(rules: rules),
            models: models.map { (model: $0, result: $0.result(input)) }
        )
    }

    private func place(_ subject: Subject, _ run: Run) async throws -> ScoreReport.Place {
        let requirements = try await store.totals(of: run.id).map(\.requirement)
        return ScoreReport.Place(
            subject: subject,
            run: run,
            checklist: run.checklist ?? "",
            score: ChecklistScore(answers: try await store.answers(of: run.id), requirements: requirements)
        )
    }
}
