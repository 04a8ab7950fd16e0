/// Gathers from the store what a report says.
public struct ReportAssembly: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The report over the newest run of each subject.
    ///
    /// - Parameters:
    ///   - subject: The id of one subject, or nil for all of them.
    ///   - comparison: The number of a run or the name of a round to compare with; the run before where nil.
    ///   - sample: The number of a sample that its site is scored by; where nil, the sample a run consists of, if any.
    ///   - plan: A plan whose indicators are computed over the whole store.
    ///   - moment: When deadlines and suppressions are judged; the end of the newest run where nil.
    /// - Returns: Sites first, then places.
    /// - Throws: ``AuditError`` `nothingAudited` where there is no run to report on, `usage` where there is nothing to
    ///   compare with, or no such sample of a site in the report.
    public func report(
        subject: String? = nil,
        comparedWith comparison: String? = nil,
        sample: Int64? = nil,
        plan: DevelopmentPlan? = nil,
        at moment: Timestamp? = nil
    ) async throws -> Report {
        var runs: [(Subject, Run)] = []
        for audited in try await store.subjects(unit: nil) where subject == nil || audited.id == subject {
            runs += try await newestRuns(of: audited).map { (audited, $0) }
        }
        guard let made = runs.map({ $0.1.ended ?? $0.1.start.started }).max() else {
            throw Self.nothingToReport(subject)
        }
        let suppressions = try await store.suppressions()
        let scope = ReportScope(
            store: store,
            moment: moment ?? ReportScope.moment(made, suppressions),
            baseline: try await baseline(comparison),
            sample: try await self.sample(sample, among: runs.map(\.1)),
            suppressions: suppressions
        )
        var entries: [SubjectReport] = []
        for (audited, run) in runs {
            entries.append(
                run.start.kind == .scan
                    ? try await SiteSection(scope: scope, subject: audited, run: run).report()
                    : try await PlaceSection(scope: scope, subject: audited, run: run).report()
            )
        }
        if let comparison, entries.allSatisfy({ $0.change == nil }) { throw Self.nothingToCompare(comparison) }
        entries.sort {
            ($0.run.start.kind == .scan ? 0 : 1, $0.subject.id) < ($1.run.start.kind == .scan ? 0 : 1, $1.subject.id)
        }
        let indicators = try await self.indicators(of: plan, at: scope.moment)
        return Report(
            title: LocalizedText(zh: "无障碍检测报告", en: "Accessibility audit report"),
            made: made,
            toolVersion: AuditVersion.current,
            subjects: entries,
            suppressions: scope.suppressions,
            moment: scope.moment,
            indicators: indicators,
            dataHash: ReportHash.hash(entries, scope.suppressions, indicators)
        )
    }

    private func indicators(of plan: DevelopmentPlan?, at moment: Timestamp) async throws -> IndicatorReport? {
        guard let plan else { return nil }
        return try await IndicatorAssembly(store: store, at: moment).report(on: plan)
    }

    private func sample(_ number: Int64?, among runs: [Run]) async throws -> PageSample? {
        guard let number else { return nil }
        let sample = try await SampleSelection(store: store).sample(numbered: number)
        guard runs.contains(where: { $0.subject == sample.subject && $0.start.kind == .scan }) else {
            throw AuditError(
                .usage,
                at: "--sample \(number)",
                LocalizedText(
                    zh: "样本 \(number) 属于 \(sample.subject.quotedForMessage)，报告里没有这个网站",
                    en: "sample \(number) is of \(sample.subject.quotedForMessage), which is not in the report"
                ),
                remedy: LocalizedText(
                    zh: "去掉 --subject，或用 audit sample list 另选一个样本",
                    en: "Leave out --subject, or choose another with audit sample list"
                )
            )
        }
        return sample
    }

    /// What the option means: a number is a run, anything else a round.
    private func baseline(_ name: String?) async throws -> ReportScope.Baseline {
        guard let name else { return .previous }
        guard let number = Int64(name) else {
            guard try await store.runs(of: nil).contains(where: { $0.start.round == name }) else {
                throw RunDifferences.unknown(name)
            }
            return .round(name)
        }
        guard try await store.run(RunID(number)) != nil else { throw RunDifferences.unknown(name) }
        return .run(RunID(number))
    }

    /// The newest scan, and the newest inspection by each checklist.
    private func newestRuns(of subject: Subject) async throws -> [Run] {
        var seen: Set<String> = []
        return try await store.runs(of: subject.id).filter { run in
            seen.insert(
                run.start.kind == .scan
                    ? (run.start.isImport ? run.start.toolVersion : "scan") : "inspection \(run.checklist ?? "")"
            ).inserted
        }
    }

    private static func nothingToReport(_ subject: String?) -> AuditError {
        AuditError(
            .nothingAudited,
            at: subject ?? "report",
            LocalizedText(zh: "数据库里没有可报告的检测", en: "the store holds no run to report on"),
            remedy: LocalizedText(
                zh: "先运行 audit scan 或 audit checklist import",
                en: "Run audit scan or audit checklist import first"
            )
        )
    }

    private static func nothingToCompare(_ name: String) -> AuditError {
        AuditError(
            .usage,
            at: "--compare \(name.quotedForMessage)",
            LocalizedText(
                zh: "报告里没有一个对象能和它比较：它没有同类的检测，或就是最新的一次",
                en:
                    "nothing in the report can be compared with it: it has no run of the same kind, or is the newest one"
            ),
            remedy: LocalizedText(zh: "用 audit runs 查看编号和轮次", en: "See numbers and rounds with audit runs")
        )
    }
}

/// Groups the findings of a run by requirement and outcome, worst first.
struct FindingGrouping {
    let scope: ReportScope
    let run: RunID
    let totals: [RequirementTotal]

    func groups() async throws -> [FindingGroup] {
        let (store, filter) = (scope.store, scope.standing(in: run))
        let suppressed = try await scope.suppressedRequirements(in: run)
        var groups: [FindingGroup] = []
        for count in try await store.counts(filter) {
            guard let total = totals.first(where: { $0.requirement.id == count.requirement }) else { continue }
            var one = filter
            one.requirement = count.requirement
            one.outcomes = [count.outcome]
            let shown = try await store.findings(one, after: nil, limit: HTMLReport.maximumExamples)
            let places =
                suppressed.contains(count.requirement)
                ? try await self.places(one) : max(total.pages[count.outcome] ?? 0, 1)
            groups.append(
                FindingGroup(
                    requirement: total.requirement,
                    outcome: count.outcome,
                    findings: count.findings,
                    places: places,
                    examples: shown.findings
                )
            )
        }
        return groups.sorted { left, right in
            if left.requirement.severity != right.requirement.severity {
                return left.requirement.severity > right.requirement.severity
            }
            return left.findings == right.findings
                ? left.requirement.id < right.requirement.id : left.findings > right.findings
        }
    }

    /// Distinct pages or entries of what the filter lets through.
    private func places(_ filter: FindingFilter) async throws -> Int {
        var places: Set<String> = []
        var cursor: FindingCursor?
        repeat {
            let page = try await scope.store.findings(filter, after: cursor, limit: Self.batch)
            for stored in page.findings {
                switch stored.finding.place {
                case .node(let node): places.insert(node.page)
                case .item(let item): places.insert("\(item.section)\u{1F}\(item.entry)")
                }
            }
            cursor = page.next
        } while cursor != nil
        return places.count
    }

    /// Findings read from the store at once.
    private static let batch = 1000
}
