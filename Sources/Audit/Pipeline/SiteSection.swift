/// What a report says of one scanned site.
struct SiteSection {
    let scope: ReportScope
    let subject: Subject
    let run: Run

    private var store: any AuditStore { scope.store }

    func report() async throws -> SubjectReport {
        let totals = try await store.totals(of: run.id)
        let groups = try await FindingGrouping(scope: scope, run: run.id, totals: totals).groups()
        let sample = try await drawnSample()
        let drawn = sample.flatMap { $0.isUsed ? $0.sample : nil }
        let (tally, sieve) = (PageTally(), AssertionSieve(rules: run.start.requirements))
        let sampled = drawn.map { PageTally(sample: $0) }
        let criteria = CriteriaTally(rules: run.start.requirements)
        try await store.forEachPage(of: run.id) { page in
            let sieved = sieve.sieved(page)
            tally.add(sieved)
            sampled?.add(sieved)
            criteria.add(page)
        }
        let pages = tally.result
        // Blockers and coverage are what was seen, whatever the number is estimated from.
        let whole = self.index(of: pages, nil)
        let index = sampled.map { self.index(of: $0.result, drawn) } ?? whole
        let figures = SiteFigures(run: run, index: index, sample: drawn)
        let coverage = figures.coverage(whole)
        var report = SubjectReport(
            subject: subject,
            run: run,
            sentence: sentence(groups),
            figures: [figures.index, figures.strict, coverage, figures.fetched],
            coverage: coverage,
            groups: groups,
            untested: untested(pages, totals),
            totals: totals,
            method: SiteMethod(subject: subject, run: run, sample: sample).facts(pages)
        )
        report.index = index.value
        report.parts = (sampled?.result ?? pages).parts(rules: run.start.requirements)
        report.blockers = blockers(whole, groups)
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
        report.sample = sample
        if !run.start.isImport { report.health = try await HealthAssembly(run, in: store).health() }
        return report
    }

    /// The sample that was asked for, or that the run consists of; else the newest one drawn from this run, for the record.
    private func drawnSample() async throws -> SubjectReport.DrawnSample? {
        if let asked = scope.sample, asked.subject == subject.id { return .init(asked, isUsed: true) }
        if let own = try await SampleOfRun(store: store).sample(of: run) { return .init(own, isUsed: true) }
        let drawn = try await store.samples(of: subject.id).first { $0.run == run.id }
        return drawn.map { .init($0, isUsed: false) }
    }

    private func index(of pages: PageTally.Result, _ sample: PageSample?) -> AccessibilityCheckIndex {
        AccessibilityCheckIndex(
            pages: pages.scored,
            rules: run.start.requirements,
            frame: pages.sizes,
            notChecked: pages.notChecked(of: sample),
            criteria: .wcag22
        )
    }

    /// Critical violations that stand; what is suppressed is none.
    private func blockers(_ index: AccessibilityCheckIndex, _ groups: [FindingGroup]) -> [SubjectReport.Blocker] {
        let standing = Dictionary(
            groups.filter { $0.outcome == .failed }.map { ($0.requirement.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return index.blockers.compactMap { blocker in
            standing[blocker.requirement.id].map { group in
                SubjectReport.Blocker(
                    title: blocker.requirement.title,
                    fix: blocker.requirement.fix,
                    findings: group.findings,
                    places: group.places,
                    of: run.checked
                )
            }
        }
    }

    private func sentence(_ groups: [FindingGroup]) -> LocalizedText {
        let violations = groups.filter { $0.outcome == .failed && $0.requirement.kind == .violation }
        let failures = violations.map(\.findings).reduce(0, +)
        let total = run.checked + run.notChecked
        return LocalizedText(
            zh: "发现 \(total) 个地址，检测了 \(run.checked) 个页面，确定的问题 \(failures) 处，涉及 \(violations.count) 类。",
            en:
                "\(run.checked.counted("page was", "pages were")) checked of \(total.counted("address", "addresses")) found; \(failures.counted("sure failure")) of "
                + "\(violations.count.counted("kind"))."
        )
    }
}

// MARK: - What is missing

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
