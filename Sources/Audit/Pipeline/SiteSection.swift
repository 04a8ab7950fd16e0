/// What a report says of one scanned site.
struct SiteSection {
    let scope: ReportScope
    let subject: Subject
    let run: Run

    private var store: any AuditStore { scope.store }

    func report() async throws -> SubjectReport {
        let totals = try await store.totals(of: run.id)
        let groups = try await FindingGrouping(scope: scope, run: run.id, totals: totals).groups()
        let (tally, sieve) = (PageTally(), AssertionSieve())
        let criteria = CriteriaTally(rules: run.start.requirements)
        try await store.forEachPage(of: run.id) { page in
            tally.add(sieve.sieved(page))
            criteria.add(page)
        }
        let pages = tally.result
        let index = AccessibilityCheckIndex(
            pages: pages.scored,
            rules: run.start.requirements,
            notChecked: pages.lost,
            criteria: .wcag22
        )
        var report = SubjectReport(
            subject: subject,
            run: run,
            sentence: sentence(groups),
            figures: [self.index(index), strict(index), coverage(index), fetched()],
            coverage: coverage(index),
            groups: groups,
            untested: untested(pages, totals),
            totals: totals,
            method: SiteMethod(subject: subject, run: run).facts(pages)
        )
        report.blockers = blockers(index)
        report.criteria = criteria.results
        report.worstPages = criteria.worstPages
        report.suppressed = try await scope.suppressed(in: run.id)
        report.defects = try await DefectGathering(
            store: store,
            run: run,
            totals: totals,
            moment: scope.moment,
            hasSuppressions: !scope.suppressions.isEmpty
        ).defects()
        report.change = try await scope.change(of: run, at: subject)
        return report
    }

    private func blockers(_ index: AccessibilityCheckIndex) -> [SubjectReport.Blocker] {
        index.blockers.map { blocker in
            SubjectReport.Blocker(
                title: blocker.requirement.title,
                fix: blocker.requirement.fix,
                findings: blocker.failed,
                places: blocker.pages,
                of: run.checked
            )
        }
    }

    private func sentence(_ groups: [FindingGroup]) -> LocalizedText {
        let violations = groups.filter { $0.outcome == .failed && $0.requirement.kind == .violation }
        let failures = violations.map(\.findings).reduce(0, +)
        let total = run.checked + run.notChecked
        return LocalizedText(
            zh: "发现 \(total) 个地址，检测了 \(run.checked) 个页面，确定的问题 \(failures) 处，涉及 \(violations.count) 类。",
            en: "\(run.checked) pages were checked of \(total) addresses found; \(failures) sure failures of "
                + "\(violations.count) kinds."
        )
    }
}

// MARK: - Numbers

extension SiteSection {
    private func index(_ site: AccessibilityCheckIndex) -> SubjectReport.Figure {
        let label = LocalizedText(zh: "无障碍检测指数", en: "Accessibility Check Index")
        guard let value = site.value else {
            return SubjectReport.Figure(
                label: label,
                value: LocalizedText(zh: "不足以评分", en: "not enough to score"),
                basis: site.insufficiency?.text ?? LocalizedText(zh: "没有可计算的准则", en: "no criterion could be judged")
            )
        }
        return SubjectReport.Figure(
            label: label,
            value: LocalizedText(zh: "\(value.oneDecimal) 分", en: value.oneDecimal),
            basis: LocalizedText(
                zh: "满分 100；\(site.pages) 个页面、\(site.pairs) 个“页面 × 准则”",
                en: "of 100; \(site.pages) pages, \(site.pairs) pairs of page and criterion"
            ),
            how: Self.arithmetic(site.estimate)
        )
    }

    /// How the index is computed, in a sentence; with key pages they count half.
    private static func arithmetic(_ estimate: SiteEstimate?) -> LocalizedText {
        let (key, others) = (estimate?.keyPages ?? 0, estimate?.otherPages ?? 0)
        let mean =
            key > 0 && others > 0
            ? LocalizedText(
                zh: "\(key) 个关键页面的平均占一半，其余 \(others) 个页面的平均占一半",
                en: "the mean of \(key) key pages counts half, that of the other \(others) the other half"
            ) : LocalizedText(zh: "各页取平均", en: "the pages' mean is taken")
        return LocalizedText(
            zh: """
                每页每条准则得 1 − 未通过 ÷（通过 + 未通过），有几条规则取最差的；按 A 级 3、AA 级 2 加权平均得页面分；\
                \(mean.zh)，再乘 100。不能判定的、未检测的、建议和 AAA 级不参与
                """,
            en: """
                each criterion of a page gets 1 − failed ÷ (passed + failed), by the worst of its rules; their mean, weighted \
                3 for A and 2 for AA, is the page's score; \(mean.en), times 100. What cannot be told, was not tested, is \
                advice or level AAA does not enter
                """
        )
    }

    private func strict(_ site: AccessibilityCheckIndex) -> SubjectReport.Figure {
        let label = LocalizedText(zh: "达标率", en: "Strict pass rate")
        guard let share = site.strictRate else {
            return SubjectReport.Figure(
                label: label,
                value: LocalizedText(zh: "—", en: "—"),
                basis: LocalizedText(zh: "没有可计算的准则", en: "no criterion could be judged")
            )
        }
        let percent = (share * 100).oneDecimal
        return SubjectReport.Figure(
            label: label,
            value: LocalizedText(zh: "\(percent)%", en: "\(percent)%"),
            basis: LocalizedText(
                zh: "\(site.pairs) 个“页面 × 准则”中有 \(site.clean) 个没有任何未通过",
                en: "\(site.clean) of \(site.pairs) pairs of page and criterion have no failure"
            ),
            how: LocalizedText(
                zh: "\(site.clean) ÷ \(site.pairs)；有一处未通过就不算达标",
                en: "\(site.clean) ÷ \(site.pairs); one failure is enough not to count"
            )
        )
    }

    /// How many criteria the run could say anything about.
    private func coverage(_ site: AccessibilityCheckIndex) -> SubjectReport.Figure {
        let (tested, all) = (site.coverage.tested.count, site.coverage.of)
        return SubjectReport.Figure(
            label: LocalizedText(zh: "自动检测覆盖", en: "Automatic coverage"),
            value: LocalizedText(zh: "\(tested) / \(all) 条准则", en: "\(tested) of \(all) criteria"),
            basis: LocalizedText(
                zh: "WCAG 2.2 的 A、AA 级准则中有自动规则检测过的（只覆盖准则的一部分）；其余需人工检测",
                en: "WCAG 2.2 level A and AA criteria that automatic rules tested, in part; the rest needs people"
            )
        )
    }

    private func fetched() -> SubjectReport.Figure {
        let total = run.checked + run.notChecked
        return SubjectReport.Figure(
            label: LocalizedText(zh: "已检测页面", en: "Pages checked"),
            value: LocalizedText(zh: "\(run.checked)", en: "\(run.checked)"),
            basis: LocalizedText(zh: "共发现 \(total) 个地址", en: "of \(total) addresses found")
        )
    }
}

// MARK: - What is missing, and how it was done

extension SiteSection {
    private func untested(_ pages: PageTally.Result, _ totals: [RequirementTotal]) -> [SubjectReport.Untested] {
        var entries = pages.notChecked.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { reason in
            SubjectReport.Untested(
                what: LocalizedText(zh: "没有检测的地址", en: "addresses not checked"),
                count: reason.value.count,
                reason: ReportTerms.reason(reason.key),
                examples: reason.value.examples
            )
        }
        for total in totals where (total.pages[.untested] ?? 0) > 0 {
            entries.append(
                SubjectReport.Untested(
                    what: total.requirement.title,
                    count: total.pages[.untested] ?? 0,
                    reason: need(total.requirement),
                    examples: [total.requirement.id]
                )
            )
        }
        return entries
    }

    private func need(_ requirement: Requirement) -> LocalizedText {
        switch requirement.needs {
        case .style: LocalizedText(zh: "需要完整的样式表", en: "needs all style sheets")
        case .render: LocalizedText(zh: "需要浏览器渲染", en: "needs rendering by a browser")
        case .interaction: LocalizedText(zh: "需要操作页面", en: "needs interaction with the page")
        case .site: LocalizedText(zh: "需要全站数据", en: "needs the whole site")
        case .source, nil: LocalizedText(zh: "页面未能完整解析", en: "the page could not be parsed in full")
        }
    }
}
