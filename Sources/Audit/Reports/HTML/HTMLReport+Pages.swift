// The pages with the most failures.

extension HTMLReport {
    func worstPages(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        guard !entry.worstPages.isEmpty else { return }
        html.element("h3", text: text("问题最多的页面", "Pages with the most failures"))
        let table = HTMLTable(
            caption: text(
                "已检测的 \(entry.run.checked) 个页面中问题最多的 \(entry.worstPages.count) 个",
                "The \(entry.worstPages.count) with the most failures of \(entry.run.checked.counted("checked page"))"
            ),
            subject: name(entry),
            heads: [
                text("页面", "Page"), text("标题", "Title"), text("未通过的元素", "Elements failed"),
                text("待人工确认的元素", "Elements to review"), text("未通过的规则", "Rules failed"),
            ],
            numbers: [2, 3, 4],
            rows: entry.worstPages.map { page in
                [
                    .address(page.address), .text(page.title), .number(page.failed), .number(page.cantTell),
                    .number(page.rules),
                ]
            }
        )
        write(table, &html)
    }
}
