// What was not tested and why, and every check with its denominator.

extension HTMLReport {
    func untested(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        html.element("h3", text: text("没有检测的内容及原因", "What was not tested, and why"))
        let silent = entry.criteria.filter { $0.outcome == .untested }
        if !silent.isEmpty {
            html.element(
                "p",
                text: text(
                    "下列 \(silent.count) 条准则没有任何自动规则检测过，须由人检测：",
                    "No automatic rule tested these \(silent.count.counted("criterion", "criteria")); people must: "
                ) + silent.map(\.criterion.number).joined(separator: text("、", ", ")) + text("。", ".")
            )
        }
        guard !entry.untested.isEmpty else {
            html.element("p", text: text("没有遗漏的页面或项目。", "No page or item was left out."))
            return
        }
        let table = HTMLTable(
            caption: text("未检测内容", "Not tested"),
            subject: name(entry),
            heads: [text("内容", "What"), text("数量", "Count"), text("原因", "Reason"), text("例", "Examples")],
            numbers: [1],
            rows: entry.untested.map { untested in
                [
                    .text(untested.what[language]), .number(untested.count), .text(untested.reason[language]),
                    .text(untested.examples.joined(separator: "\n")),
                ]
            }
        )
        write(table, &html)
    }

    func totals(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        let (judged, silent) = entry.totals.split { $0.failed + $0.cantTell + $0.passed > 0 }
        html.element("h3", text: text("每条检查的分母", "Every check with its denominator"))
        if !judged.isEmpty { write(denominators(judged, entry), &html) }
        if !silent.isEmpty {
            html.element(
                "p",
                [("class", "soft")],
                text: text(
                    "另有 \(silent.count) 条检查没有可判定的内容（不适用或未检测）：",
                    "\(silent.count.counted("more check")) had nothing to judge (inapplicable or untested): "
                ) + silent.map(\.requirement.id).joined(separator: text("、", ", ")) + text("。", ".")
            )
        }
    }

    private func denominators(_ totals: [RequirementTotal], _ entry: SubjectReport) -> HTMLTable {
        HTMLTable(
            caption: entry.isSite
                ? text("每条规则检查了多少个元素、多少个页面", "Elements and pages each rule looked at")
                : text("每项检查的结果", "Result of each item"),
            subject: name(entry),
            heads: [
                text("检查", "Check"), text("依据", "Criteria"), text("未通过", "Failed"), text("待确认", "Review"),
                text("通过", "Passed"),
                entry.isSite ? text("不适用的页面", "Pages inapplicable") : text("不适用", "Inapplicable"),
                entry.isSite ? text("未检测的页面", "Pages untested") : text("未检查", "Not checked"),
            ],
            numbers: [2, 3, 4, 5, 6],
            rows: totals.map { total in
                [
                    .text(total.requirement.title[language]),
                    .text(total.requirement.criteria.joined(separator: " ")),
                    .number(total.failed), .number(total.cantTell), .number(total.passed),
                    .number(total.pages[.inapplicable] ?? 0), .number(total.pages[.untested] ?? 0),
                ]
            }
        )
    }
}

extension [RequirementTotal] {
    /// Those that satisfy the condition, and the others, each in their order.
    fileprivate func split(where condition: (RequirementTotal) -> Bool) -> (Self, Self) {
        (filter(condition), filter { !condition($0) })
    }
}
