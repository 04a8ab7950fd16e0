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

    public init(store: any AuditStore) { self.store = store }

    /// The scores of the newest run of each subject, or of one run.
    ///
    /// - Throws: ``AuditError`` `nothingAudited` where there is no run to score.
    public func scores(subject: String? = nil, entered: Entered = Entered()) async throws -> ScoreReport {
        var sites: [ScoreReport.Site] = []
        var places: [ScoreReport.Place] = []
        for audited in try await store.subjects(unit: nil) where subject == nil || audited.id == subject {
            var seen: Set<String> = []
            for run in try await store.runs(of: audited.id) {
                guard seen.insert(run.start.kind == .scan ? "" : run.checklist ?? "-").inserted else { continue }
                switch run.start.kind {
                case .scan: sites.append(try await site(audited, run, entered))
                case .inspection: places.append(try await place(audited, run))
                }
            }
        }
        guard !sites.isEmpty || !places.isEmpty else {
            throw AuditError(
                .nothingAudited,
                at: subject ?? "score",
                LocalizedText(zh: "数据库里没有可评分的检测", en: "the store holds no run to score"),
                remedy: LocalizedText(
                    zh: "先运行 audit scan 或 audit checklist import",
                    en: "Run audit scan or audit checklist import first"
                )
            )
        }
        return ScoreReport(
            sites: sites.sorted { $0.subject.id < $1.subject.id },
            places: places.sorted { ($0.subject.id, $0.checklist) < ($1.subject.id, $1.checklist) }
        )
    }

    private func site(_ subject: Subject, _ run: Run, _ entered: Entered) async throws -> ScoreReport.Site {
        let tally = PageTally()
        try await store.forEachPage(of: run.id) { page in tally.add(page) }
        let pages = tally.result
        let rules = run.start.requirements
        let kinds = zip(pages.scored, pages.kinds).map { ScoreBreakdown.Page($0, kind: $1.flatMap(Self.kind)) }
        var input = ScoreModel.Input(pages: kinds, rules: rules, elements: pages.elements)
        input.satisfaction = entered.satisfaction
        input.selfAssessment = entered.selfAssessment
        input.vetoes = entered.vetoes
        return ScoreReport.Site(
            subject: subject,
            run: run,
            index: AccessibilityCheckIndex(
                pages: pages.scored,
                rules: rules,
                notChecked: pages.lost,
                criteria: .wcag22
            ),
            parts: ScoreBreakdown(pages: kinds, rules: rules).parts,
            models: ScoreModel.all.map { (model: $0, result: $0.result(input)) }
        )
    }

    private static func kind(_ name: String) -> ScoreBreakdown.Page.Kind? {
        PageKind(rawValue: name).map { ScoreBreakdown.Page.Kind(key: name, title: $0.name) }
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
