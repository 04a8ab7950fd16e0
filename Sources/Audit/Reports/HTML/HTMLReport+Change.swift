// What changed at one subject, and why.

extension HTMLReport {
    /// Changes of one kind that are listed; all are counted.
    private static let maximumChanges = 20

    /// The two runs that were compared.
    func compared(_ change: RunDifference) -> String {
        let (old, new) = (change.old, change.new)
        func name(_ run: Run) -> String {
            let round = run.start.round.map { text("（\($0)）", " (\($0))") } ?? ""
            return text("第 \(run.id.number) 次\(round)", "run \(run.id.number)\(round)")
        }
        return text(
            "\(name(old))，\(day(old.start.started)) → \(name(new))，\(day(new.start.started))",
            "\(name(old)) of \(day(old.start.started)) → \(name(new)) of \(day(new.start.started))"
        )
    }

    func change(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        guard let change = entry.change else { return }
        html.element("h3", text: text("变化及原因", "What changed, and why"))
        html.element("p", text: compared(change))
        let comparison = change.comparison
        let table = HTMLTable(
            caption: text("变化及原因", "Changes by kind"),
            subject: name(entry),
            heads: [text("变化", "Change"), text("处数", "Findings"), text("原因", "Causes")],
            numbers: [1],
            rows: RunComparison.Kind.allCases.map { kind in
                [
                    .text(head(ReportTerms.change(kind))), .number(comparison.count(kind)),
                    .text(DifferenceListing.causes(of: kind, in: comparison, language: language)),
                ]
            } + [[.text(text("仍然存在", "Persisting")), .number(comparison.persisting), ""]]
        )
        write(table, &html)
        html.element(
            "p",
            [("class", "soft")],
            text: text(
                "没有复测的不算修复；已屏蔽的是新一次检测里由有效的屏蔽覆盖的全部问题。",
                "What was not looked at again is not fixed; suppressed counts all findings of the newer run that a "
                    + "suppression in force covers."
            )
        )
        for kind in RunComparison.Kind.allCases where kind != .suppressed { changes(kind, change, entry, &html) }
    }

    private func changes(
        _ kind: RunComparison.Kind,
        _ change: RunDifference,
        _ entry: SubjectReport,
        _ html: inout HTMLWriter
    ) {
        let changes = change.comparison.changes.filter { $0.kind == kind }
        guard !changes.isEmpty else { return }
        let titles = Dictionary(
            entry.totals.map { ($0.requirement.id, $0.requirement.title[language]) },
            uniquingKeysWith: { first, _ in first }
        )
        html.element("details") { html in
            html.element("summary", text: head(ReportTerms.change(kind)) + text("：", ": ") + "\(changes.count)")
            html.element("ul") { html in
                for one in changes.prefix(Self.maximumChanges) {
                    html.element("li") { html in
                        html.text(ReportTerms.severity(one.severity)[language] + text("：", ": "))
                        html.text((titles[one.requirement] ?? one.requirement) + text("，", ", "))
                        html.address(one.place)
                        let causes = one.causes.map { ReportTerms.cause($0)[language] }
                        if !causes.isEmpty {
                            html.text(
                                text("（", " (") + causes.joined(separator: text("、", ", ")) + text("）", ")")
                            )
                        }
                    }
                }
            }
            rest(changes.count - Self.maximumChanges, &html)
        }
    }
}
