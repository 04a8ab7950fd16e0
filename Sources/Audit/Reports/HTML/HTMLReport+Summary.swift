// The first page, for the official: how good, of how much, what changed, what blocks people, what to repair first.

extension HTMLReport {
    /// Repairs that the summary proposes.
    private static let firstRepairs = 5
    /// Subjects whose result is said in a sentence; more are read in the table.
    private static let maximumSentences = 5
    /// Blockers that the summary names; the subjects' sections have all of them.
    private static let maximumBlockers = 6

    func summary(_ html: inout HTMLWriter) {
        html.element("section", [("aria-labelledby", "summary")]) { html in
            html.element("h2", [("id", "summary")], text: text("结果概览", "Summary"))
            if report.subjects.count <= Self.maximumSentences { sentences(&html) }
            results(&html)
            summaries(&html)
            changes(&html)
            blockers(&html)
            repairs(&html)
        }
    }

    private func sentences(_ html: inout HTMLWriter) {
        for entry in report.subjects {
            html.element("p", [("class", "lead")]) { html in
                html.element("strong", text: name(entry))
                html.text(text("：", ": ") + entry.sentence[language])
            }
        }
    }

    private func results(_ html: inout HTMLWriter) {
        let table = HTMLTable(
            caption: text("检测了什么，结果如何", "What was audited, and how it came out"),
            heads: [
                text("对象", "Subject"), text("结果", "Result"), text("由什么算出", "Computed from"),
                text("覆盖", "Coverage"), text("未通过", "Failed"), text("待人工确认", "Needs review"),
                text("状态", "State"),
            ],
            numbers: [4, 5],
            short: [6],
            rows: report.subjects.enumerated().map { number, entry in
                [
                    .link(name(entry), to: "#" + Self.id(number)),
                    entry.headline.map { .figure($0.label[language], $0.value[language]) } ?? "—",
                    .text(entry.headline?.basis[language] ?? "—"),
                    .text(entry.coverage.map { $0.value[language] + text("：", ": ") + $0.basis[language] } ?? "—"),
                    .number(count(entry, .failed)), .number(count(entry, .cantTell)),
                    .text((entry.review?.state.title ?? ReportTerms.runState(entry.run.state))[language]),
                ]
            }
        )
        write(table, &html)
        html.element("p", [("class", "soft")]) { html in
            html.text(
                text(
                    "“未通过”“待人工确认”是处数，不含建议和已屏蔽的问题。每个数字怎样算出，见各对象一节和",
                    "Failed and needs review count findings, without advice and what is suppressed. How each number is "
                        + "computed is said in the subject's section and under "
                )
            )
            html.element("a", [("href", "#reading")], text: text("如何阅读这些数字", "How to read the numbers"))
            html.text(text("。", "."))
        }
    }

    func count(_ entry: SubjectReport, _ outcome: Outcome) -> Int {
        entry.groups.filter { $0.outcome == outcome && $0.requirement.kind != .advice }.map(\.findings).reduce(0, +)
    }

    // MARK: Change

    private func changes(_ html: inout HTMLWriter) {
        let changed = report.subjects.compactMap(\.change)
        html.element("h3", text: text("与以前相比", "Change"))
        guard !changed.isEmpty else {
            html.element(
                "p",
                text: text("没有可以比较的以前的检测。", "There is no earlier run to compare with.")
            )
            return
        }
        let kinds = RunComparison.Kind.allCases
        let table = HTMLTable(
            caption: text("与以前的检测相比的处数", "Findings compared with an earlier run"),
            heads: [text("对象", "Subject"), text("比较", "Compared")]
                + kinds.map { head(ReportTerms.change($0)) } + [text("仍然存在", "Persisting")],
            numbers: Set(2..<(kinds.count + 3)),
            rows: changed.map { change in
                [.text(change.subjectName), .text(compared(change))]
                    + kinds.map { .number(change.comparison.count($0)) }
                    + [.number(change.comparison.persisting)]
            }
        )
        write(table, &html)
    }

    // MARK: Blockers

    private func blockers(_ html: inout HTMLWriter) {
        let blockers = blockersInTurn
        html.element("h3", text: text("阻断问题", "Blockers"))
        html.element(
            "p",
            text: blockers.isEmpty
                ? text(
                    "检测过的内容里没有发现让人完全无法使用的问题（致命问题、一票否决项）。",
                    "Nothing that keeps people out altogether (critical violations, gate items) was found in what was "
                        + "tested."
                )
                : text(
                    "下列问题让一部分人完全无法使用，分数高也不能抵消。",
                    "These keep some people out altogether; no score makes up for them."
                )
        )
        guard !blockers.isEmpty else { return }
        let table = HTMLTable(
            caption: text("阻断问题", "Blockers"),
            heads: [
                text("没有达到的要求", "Requirement not met"), text("对象", "Subject"), text("涉及", "On"),
                text("处数", "Findings"),
            ],
            numbers: [3],
            rows: blockers.prefix(Self.maximumBlockers).map { entry, blocker in
                [
                    .text(blocker.title[language]), .text(name(entry)),
                    .text(share(blocker.places, of: blocker.of, isWeb: entry.isSite)), .number(blocker.findings),
                ]
            }
        )
        write(table, &html)
        rest(blockers.count - Self.maximumBlockers, &html)
    }

    /// The first of each subject, then the second of each: what is cut off leaves no subject out before its turn.
    private var blockersInTurn: [(entry: SubjectReport, blocker: SubjectReport.Blocker)] {
        report.subjects.enumerated().flatMap { number, entry in
            entry.blockers.enumerated().map { (turn: $0, number: number, entry: entry, blocker: $1) }
        }.sorted { ($0.turn, $0.number) < ($1.turn, $1.number) }.map { ($0.entry, $0.blocker) }
    }

    // MARK: Repairs

    private func repairs(_ html: inout HTMLWriter) {
        let ranked = report.subjects.flatMap { entry in entry.defects.shown.map { (entry: entry, defect: $0) } }
            .sorted { SubjectReport.ReportedDefect.precedes($0.defect, $1.defect) }
        guard !ranked.isEmpty else { return }
        html.element("h3", text: text("最值得先做的五项整改", "The five most useful repairs"))
        let table = HTMLTable(
            caption: text("先按严重程度，再按一次整改能消除的范围排列", "By severity, then by how much one repair clears"),
            heads: [
                text("整改", "Repair"), text("对象", "Subject"), text("例", "Example"), text("严重程度", "Severity"),
                text("一次整改消除", "One repair clears"), text("责任单位", "Responsible unit"), text("期限", "Deadline"),
            ],
            short: [3, 6],
            rows: ranked.prefix(Self.firstRepairs).map { entry, reported in
                [
                    .text(reported.requirement.title[language] + text("：", ": ") + reported.requirement.fix[language]),
                    .text(name(entry)), reported.example.map(example) ?? "—",
                    .text(ReportTerms.severity(reported.defect.severity)[language]), .text(clears(reported, of: entry)),
                    .text(unit(reported.defect.unit)),
                    .text(deadline(reported.defect)),
                ]
            }
        )
        write(table, &html)
    }

    /// What one repair does: findings, on how many of how many pages.
    func clears(_ reported: SubjectReport.ReportedDefect, of entry: SubjectReport) -> String {
        let defect = reported.defect
        let findings = text("\(defect.occurrences) 处", "\(defect.occurrences) found")
        guard entry.isSite else { return findings }
        return findings + text("，", ", ") + share(defect.places, of: entry.run.checked, isWeb: true)
    }

    func deadline(_ defect: Defect) -> String {
        let overdue = defect.isOverdue(at: report.moment) ? text("（已逾期）", " (overdue)") : ""
        return (defect.deadline.map(day) ?? text("待定", "to be set")) + overdue
    }

    /// Says how many were left out of a list; nothing where none was.
    func rest(_ count: Int, _ html: inout HTMLWriter) {
        guard count > 0 else { return }
        html.element(
            "p",
            [("class", "soft")],
            text: text("另有 \(count) 项未列出。", "\(count.counted("more is", "more are")) not listed.")
        )
    }
}
