// How well a portal is kept, beside the accessibility index and never inside it.

extension HTMLReport {
    func health(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        guard let health = entry.health else { return }
        let listing = HealthReport(health)
        html.element("h3", text: text("网站运行健康", "Portal health"))
        html.element("p", [("class", "soft")], text: listing.note[language])
        let table = HTMLTable(
            caption: text("运行指标", "Indicators of health"),
            subject: name(entry),
            heads: [text("指标", "Indicator"), text("结果", "Result"), text("由什么算出", "Computed from")],
            rows: listing.rows.map { row in
                [.text(row.label[language]), .text(row.value[language]), .text(row.basis[language])]
            }
        )
        write(table, &html)
        for row in listing.rows where !row.details.isEmpty { details(row, &html) }
    }

    /// What a person would look at first; `audit health --format json` has all of it.
    private func details(_ row: HealthReport.Row, _ html: inout HTMLWriter) {
        html.element("details") { html in
            html.element("summary", text: row.label[language] + text("：", ": ") + "\(row.details.count)")
            html.element("ul") { html in
                for detail in row.details.prefix(HealthReport.shownDetails) {
                    html.element("li", text: detail[language])
                }
            }
            rest(row.details.count - HealthReport.shownDetails, &html)
        }
    }
}
