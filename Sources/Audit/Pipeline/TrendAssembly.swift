import Synchronization

/// Compares the scores of two runs or rounds on the pages both checked.
public struct TrendAssembly: Sendable {
    let store: any AuditStore

    public init(store: any AuditStore) { self.store = store }

    /// The change of each site that both have.
    ///
    /// - Parameters:
    ///   - old: The number of a run or the name of a round.
    ///   - new: Likewise; the newest sample of its run is the panel, else all pages that both runs checked.
    ///   - onCommonRules: Whether to score both anew with what they asked alike where their rules differ.
    /// - Returns: Sites by id.
    /// - Throws: ``AuditError`` `usage` where a name means no run, the runs are of different sites or used different
    ///   rules, `nothingAudited` where no site is in both.
    public func trends(from old: String, to new: String, onCommonRules: Bool = false) async throws -> TrendReport {
        var sites: [TrendReport.Site] = []
        for (before, after) in try await RunDifferences(store: store).pairs(old, new)
        where after.start.kind == .scan {
            guard before.subject == after.subject, before.start.kind == .scan else {
                throw Self.differentSites(before, after)
            }
            let rules = RuleSetChange(from: before.start.requirements, to: after.start.requirements)
            guard rules.isNone || onCommonRules else { throw Self.differentRules(before, after, rules) }
            sites.append(try await site(before, after, rules))
        }
        guard !sites.isEmpty else {
            throw AuditError(
                .nothingAudited,
                at: "\(old) \(new)",
                LocalizedText(zh: "没有两次都检测过的网站", en: "no site was scanned in both"),
                remedy: LocalizedText(zh: "用 audit runs 查看检测", en: "See the runs with audit runs")
            )
        }
        return TrendReport(sites: sites.sorted { $0.subject.id < $1.subject.id })
    }

    private func site(_ old: Run, _ new: Run, _ rules: RuleSetChange) async throws -> TrendReport.Site {
        let sample = try await store.samples(of: new.subject).first { $0.run == new.id }
        let before = try await pages(of: old, sample)
        let after = try await pages(of: new, sample)
        let earlier = Dictionary(before.map { ($0.key, $0.input) }, uniquingKeysWith: { first, _ in first })
        let panel = after.compactMap { page in
            earlier[page.key].map { old in
                ScoreTrend.Page(
                    before: old.assertions,
                    after: page.input.assertions,
                    stratum: page.input.stratum,
                    isKey: page.input.isKey
                )
            }
        }
        return TrendReport.Site(
            subject: try await store.subject(new.subject) ?? Subject(id: new.subject, kind: .site, name: new.subject),
            old: old,
            new: new,
            sample: sample,
            rules: rules,
            onlyOld: before.count - panel.count,
            onlyNew: after.count - panel.count,
            trend: ScoreTrend(panel, rules: rules.common, frame: sample?.sizes ?? [:])
        )
    }

    private func pages(
        of run: Run,
        _ sample: PageSample?
    ) async throws -> [(key: String, input: AccessibilityCheckIndex.PageInput)] {
        let tally = PageTally(sample: sample)
        try await store.forEachPage(of: run.id) { page in tally.add(page) }
        let result = tally.result
        return zip(result.pages, result.scored).map { ($0.key, $1) }
    }

    private static func differentSites(_ old: Run, _ new: Run) -> AuditError {
        AuditError(
            .usage,
            at: "\(old.id.number) \(new.id.number)",
            LocalizedText(zh: "不是同一个网站的两次检测", en: "these are not two scans of one site"),
            remedy: LocalizedText(zh: "用 audit runs 查看编号", en: "See the numbers with audit runs")
        )
    }

    private static func differentRules(_ old: Run, _ new: Run, _ rules: RuleSetChange) -> AuditError {
        let (added, removed, changed) = (rules.added.count, rules.removed.count, rules.changed.count)
        return AuditError(
            .usage,
            at: "\(old.id.number) \(new.id.number)",
            LocalizedText(
                zh: "两次检测的规则不同（新增 \(added) 条，去掉 \(removed) 条，改版 \(changed) 条），分数不可比",
                en: """
                    the two runs used different rules (\(added) added, \(removed) removed, \(changed) in another version), so \
                    their scores cannot be compared
                    """
            ),
            remedy: LocalizedText(
                zh: "加 --common-rules，用两次共同的 \(rules.common.count) 条规则重新评分后比较",
                en: "Add --common-rules to score both anew with the \(rules.common.count.counted("rule")) they share"
            )
        )
    }
}
