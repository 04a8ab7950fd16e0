// The indicators of a plan against their targets, for each round and now.

extension HTMLReport {
    func indicators(_ html: inout HTMLWriter) {
        guard let listing = report.indicators else { return }
        html.element("section", [("class", "page"), ("aria-labelledby", "indicators")]) { html in
            html.element("h2", [("id", "indicators")], text: text("规划指标", "Plan indicators"))
            html.element("p", text: listing.plan.title[language])
            html.element(
                "p",
                [("class", "soft")],
                text: text(
                    "按数据库里全部网站和场所计算，不限于本报告的对象；算不出的写明原因，填报的注明来源。",
                    "Computed over all sites and places of the store, not only those of this report; what cannot be "
                        + "computed says why, what was entered says its source."
                )
            )
            write(table(of: listing), &html)
        }
    }

    private func table(of listing: IndicatorReport) -> HTMLTable {
        HTMLTable(
            caption: text("各指标的数值和进度", "Values and progress of each indicator"),
            heads: [
                text("指标", "Indicator"), text("性质", "Nature"), text("基期", "Baseline"), text("目标", "Target"),
                text("轮次", "Round"), text("数值", "Value"), text("由什么算出", "Computed from"), text("进度", "Progress"),
                text("指标来源", "Source"),
            ],
            rows: listing.rows.flatMap { row in
                row.values.map { cells(of: $0, row.indicator) }
            }
        )
    }

    private func cells(of column: IndicatorReport.Column, _ indicator: DevelopmentPlan.Indicator) -> [HTMLTable.Cell] {
        [
            .text(indicator.name[language] + text("（\(indicator.unit)）", " (\(indicator.unit))")),
            .text(indicator.nature.title[language]), .text(indicator.baseline.map(point) ?? "—"),
            .text(point(indicator.target)), .text(IndicatorReport.name(of: column.round, language)),
            .text(column.value.value?.oneDecimal ?? "—"), .text(column.value.basis[language]),
            .text(IndicatorReport.progress(column.value, indicator)[language]), .text(indicator.source),
        ]
    }

    private func point(_ point: DevelopmentPlan.Point) -> String { "\(point.value.shortText) (\(point.year))" }
}
