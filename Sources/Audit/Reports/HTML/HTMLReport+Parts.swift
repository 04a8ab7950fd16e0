// The index part by part, each with its own denominator, and by district and unit.

extension HTMLReport {
    /// The index of one site by principle, level, group of people and kind of page.
    func parts(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        guard !entry.parts.isEmpty else { return }
        html.element("h3", text: text("分项指数", "The index, part by part"))
        html.element(
            "p",
            [("class", "soft")],
            text: text(
                "同一算法，只算相应的准则或页面；各有各的分母，不能相加或平均成总指数。",
                "The same formula over fewer criteria or pages. Each part has a denominator of its own; parts are never "
                    + "averaged into the whole."
            )
        )
        let table = HTMLTable(
            caption: text("按原则、级别、人群和页面类型的指数", "Index by principle, level, group of people and kind of page"),
            subject: name(entry),
            heads: [
                text("部分", "Part"), text("按", "By"), text("指数", "Index"), text("页面", "Pages"),
                text("页面 × 准则", "Pairs of page and criterion"), text("其中没有未通过", "Of these without a failure"),
            ],
            numbers: [2, 3, 4, 5],
            rows: entry.parts.map { part in
                [
                    .text(head(part.title)), .text(part.dimension.title[language]), .text(value(of: part.index)),
                    .number(part.index.pages), .number(part.index.pairs), .number(part.index.clean),
                ]
            }
        )
        write(table, &html)
    }

    private func value(_ value: Double?) -> String { value?.oneDecimal ?? text("不足以评分", "not enough to score") }

    private func value(of index: AccessibilityCheckIndex) -> String {
        let around = index.estimate?.interval.map { "\($0.lowerBound.oneDecimal)–\($0.upperBound.oneDecimal)" }
        return value(index.value) + (around.map { text("（95%：\($0)）", " (95%: \($0))") } ?? "")
    }

    /// The indices of several sites by district and unit, which all count alike.
    func summaries(_ html: inout HTMLWriter) {
        let summaries = report.summaries
        guard let all = summaries.first, all.sites > 1 else { return }
        let table = HTMLTable(
            caption: text("各地区、各单位的网站（各网站权重相同）", "Sites by district and responsible unit (every site counts alike)"),
            heads: [
                text("地区或单位", "District or unit"), text("网站", "Sites"), text("可评分", "Scored"),
                text("指数平均", "Mean index"), text("中位数", "Median"),
            ],
            numbers: [1, 2, 3, 4],
            rows: summaries.map { summary in
                [
                    .text(summary.name(in: language)), .number(summary.sites), .number(summary.scored),
                    .text(summary.mean?.oneDecimal ?? "—"), .text(summary.median?.oneDecimal ?? "—"),
                ]
            }
        )
        write(table, &html)
    }
}
