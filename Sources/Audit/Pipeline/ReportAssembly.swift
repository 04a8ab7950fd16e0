/// Gathers from the store what a report says.
public struct ReportAssembly: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The report over the newest run of each subject.
    ///
    /// - Parameter subject: The id of one subject, or nil for all of them.
    /// - Returns: Sites first, then places.
    /// - Throws: ``AuditError`` `nothingAudited` where there is no run to report on.
    public func report(subject: String? = nil) async throws -> Report {
        var entries: [SubjectReport] = []
        for audited in try await store.subjects(unit: nil) where subject == nil || audited.id == subject {
            for run in try await newestRuns(of: audited) {
                entries.append(
                    run.start.kind == .scan
                        ? try await SiteSection(store: store, subject: audited, run: run).report()
                        : try await PlaceSection(store: store, subject: audited, run: run).report()
                )
            }
        }
        guard !entries.isEmpty else { throw Self.nothingToReport(subject) }
        entries.sort {
            ($0.run.start.kind == .scan ? 0 : 1, $0.subject.id) < ($1.run.start.kind == .scan ? 0 : 1, $1.subject.id)
        }
        let made = entries.map { $0.run.ended ?? $0.run.start.started }.max() ?? Timestamp(millisecondsSince1970: 0)
        return Report(
            title: LocalizedText(zh: "无障碍检测报告", en: "Accessibility audit report"),
            made: made,
            toolVersion: AuditVersion.current,
            subjects: entries,
            dataHash: Self.hash(entries)
        )
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

    /// Hashes the counts, the totals and the findings shown, in the order shown.
    private static func hash(_ entries: [SubjectReport]) -> String {
        var writer = JSONWriter()
        writer.array(of: entries) { writer, entry in
            writer.object { writer in
                writer.key("subject")
                writer.value(entry.subject.id)
                writer.key("started")
                writer.value(entry.run.start.started.iso8601)
                writer.key("totals")
                writer.array(of: entry.totals) { writer, total in
                    writer.value("\(total.requirement.id) \(total.failed) \(total.cantTell) \(total.passed)")
                }
                writer.key("examples")
                writer.array(of: entry.groups.flatMap(\.examples)) { writer, example in
                    writer.value("\(example.id) \(example.finding.message.zh)")
                }
                writer.key("untested")
                writer.array(of: entry.untested) { writer, untested in
                    writer.value("\(untested.what.en) \(untested.count)")
                }
            }
        }
        return SHA256.hex(writer.bytes)
    }
}

/// Groups the findings of a run by requirement and outcome, worst first.
struct FindingGrouping {
    let store: any AuditStore
    let run: RunID
    let totals: [RequirementTotal]

    func groups() async throws -> [FindingGroup] {
        var filter = FindingFilter()
        filter.runs = [run]
        var groups: [FindingGroup] = []
        for count in try await store.counts(filter) {
            guard let total = totals.first(where: { $0.requirement.id == count.requirement }) else { continue }
            var one = filter
            one.requirement = count.requirement
            one.outcomes = [count.outcome]
            let shown = try await store.findings(one, after: nil, limit: HTMLReport.maximumExamples)
            groups.append(
                FindingGroup(
                    requirement: total.requirement,
                    outcome: count.outcome,
                    findings: count.findings,
                    places: max(total.pages[count.outcome] ?? 0, 1),
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
}
