// What is repaired as one: faults of templates first, with how many pages one repair clears.

extension HTMLReport {
    func defects(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        let list = entry.defects
        guard !list.shown.isEmpty else { return }
        html.element("h3", text: text("缺陷：整改一次算一个", "Defects: each is repaired once"))
        html.element(
            "p",
            text: entry.isSite
                ? text(
                    "同一模板里的同一个错误，在多少页面出现都算一个缺陷，改一次就都消除。共 \(list.total) 个未整改的缺陷。",
                    "A fault in a template is one defect on however many pages it shows, and one repair clears them all. "
                        + "\(list.total.counted("defect is", "defects are")) open."
                )
                : text("共 \(list.total) 个未整改的缺陷。", "\(list.total.counted("defect is", "defects are")) open.")
        )
        let table = HTMLTable(
            caption: text("未整改的缺陷", "Open defects"),
            subject: name(entry),
            heads: [
                text("没有达到的要求", "Requirement not met"), text("范围", "Scope"), text("严重程度", "Severity"),
                text("一次整改消除", "One repair clears"), text("例", "Example"), text("责任单位", "Responsible unit"),
                text("期限", "Deadline"), text("编号", "Id"),
            ],
            short: [1, 2, 6, 7],
            rows: list.shown.map { reported in
                [
                    .text(reported.requirement.title[language]),
                    .text(ReportTerms.scope(reported.defect.scope)[language]),
                    .text(ReportTerms.severity(reported.defect.severity)[language]),
                    .text(clears(reported, of: entry)),
                    reported.example.map(example) ?? "—",
                    .text(unit(reported.defect.unit)), .text(deadline(reported.defect)),
                    .code(String(reported.defect.id.prefix(10))),
                ]
            }
        )
        write(table, &html)
        rest(list.total - list.shown.count, &html)
    }

    func example(_ stored: StoredFinding) -> HTMLTable.Cell {
        switch stored.finding.place {
        case .node(let node): .address(node.page)
        case .item: .text(FindingListing.place(stored.finding.place))
        }
    }
}

extension ReportTerms {
    static func scope(_ scope: Defect.Scope) -> LocalizedText {
        switch scope {
        case .template: LocalizedText(zh: "模板", en: "template")
        case .content: LocalizedText(zh: "页面内容", en: "content")
        case .physical: LocalizedText(zh: "现场", en: "on site")
        }
    }
}
