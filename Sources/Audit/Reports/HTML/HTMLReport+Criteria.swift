// Every success criterion at levels A and AA: failed, cannot tell, passed, untested, with counts of pages.

extension HTMLReport {
    func criteria(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        guard !entry.criteria.isEmpty else { return }
        html.element("h3", text: text("逐条准则的结果", "Criterion by criterion"))
        html.element(
            "p",
            text: text(
                """
                WCAG 2.2 的 A、AA 级准则共 \(entry.criteria.count) 条。每个页面对每条准则只取一个结果，取最差的一个\
                （未通过、待人工确认、通过、不适用、未检测依次），所以每行相加等于已检测的 \(entry.run.checked) 个页面。\
                “通过”只表示自动规则所能看到的部分没有问题，不等于符合该准则。
                """,
                """
                WCAG 2.2 has \(entry.criteria.count.counted("criterion", "criteria")) at levels A and AA. Each page has one result for each \
                criterion, the worst (failed, needs review, passed, inapplicable, untested, in this order), so each row \
                adds up to the \(entry.run.checked.counted("checked page")). Passed means only that what automatic rules can see \
                is in order; it does not mean that the criterion is met.
                """
            )
        )
        principleChart(entry, &html)
        let orders = SubjectReport.CriterionResult.order
        let table = HTMLTable(
            caption: text("各准则的页面数", "Pages by criterion"),
            subject: name(entry),
            heads: [text("准则", "Criterion"), text("级别", "Level"), text("结果", "Result")]
                + orders.map { head(ReportTerms.outcome($0)) } + [text("规则数", "Rules")],
            numbers: Set(3..<(orders.count + 4)),
            rows: entry.criteria.map { result in
                [
                    .text("\(result.criterion.number) \(result.criterion.title[language])"),
                    .text(result.criterion.level.rawValue), .outcome(result.outcome),
                ] + orders.map { .number(result.pages[$0] ?? 0) } + [.number(result.rules)]
            }
        )
        write(table, &html)
    }
}
