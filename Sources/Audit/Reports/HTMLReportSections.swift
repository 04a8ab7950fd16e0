// What a report says of one site or place.

extension HTMLReport {
    func section(_ entry: SubjectReport, _ number: Int, _ html: inout HTMLWriter) {
        html.line()
        html.element("section", [("aria-labelledby", "subject-\(number + 1)")]) { html in
            html.element("h2", [("id", "subject-\(number + 1)")], text: entry.subject.name)
            html.element("p", text: entry.sentence[language])
            figures(entry.figures, &html)
            groups(entry, &html)
            untested(entry.untested, of: entry.subject.name, &html)
            totals(entry, &html)
            method(entry.method, &html)
        }
    }

    private func figures(_ figures: [SubjectReport.Figure], _ html: inout HTMLWriter) {
        guard !figures.isEmpty else { return }
        html.element("ul", [("class", "figures")]) { html in
            for figure in figures {
                html.element("li") { html in
                    html.text(figure.label[language])
                    html.element("strong", text: figure.value[language])
                    html.element("span", [("class", "soft")], text: figure.basis[language])
                }
            }
        }
    }

    private func groups(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        let parts: [(String, [FindingGroup])] = [
            (
                text("未通过的检查", "What failed"),
                entry.groups.filter { $0.outcome == .failed && $0.requirement.kind != .advice }
            ),
            (
                text("待人工确认", "What a person must decide"),
                entry.groups.filter { $0.outcome == .cantTell && $0.requirement.kind != .advice }
            ),
            (text("建议", "Advice"), entry.groups.filter { $0.requirement.kind == .advice }),
        ]
        for (title, groups) in parts where !groups.isEmpty {
            html.element("h3", text: title)
            for group in groups { self.group(group, &html) }
        }
        if entry.groups.isEmpty {
            html.element(
                "p",
                text: text(
                    "所做的检查没有发现问题；未检测的内容见下。",
                    "The checks that were made found nothing; see below for what was not checked."
                )
            )
        }
    }

    private func group(_ group: FindingGroup, _ html: inout HTMLWriter) {
        let requirement = group.requirement
        html.element("article", [("class", "finding")]) { html in
            html.element("h4", text: requirement.title[language])
            html.element("p") { html in
                html.element("span", [("class", "tag \(group.outcome.rawValue)")]) {
                    $0.text(ReportTerms.outcome(group.outcome)[language])
                }
                html.text(" " + self.counts(group))
            }
            if !requirement.impact[language].isEmpty { html.element("p", text: requirement.impact[language]) }
            html.element("dl") { html in
                if !requirement.criteria.isEmpty {
                    html.element("dt", text: text("依据", "Criteria"))
                    html.element("dd", text: requirement.criteria.joined(separator: text("；", "; ")))
                }
                html.element("dt", text: text("整改方法", "How to repair"))
                html.element("dd", text: requirement.fix[language])
                html.element("dt", text: text("规则", "Rule"))
                html.element("dd") { $0.element("code", text: requirement.id) }
            }
            for example in group.examples { self.example(example, &html) }
            if group.findings > group.examples.count {
                html.element(
                    "p",
                    [("class", "soft")],
                    text: text(
                        "另有 \(group.findings - group.examples.count) 处，用 audit findings list --rule \(requirement.id) 列出。",
                        "\(group.findings - group.examples.count) more; "
                            + "list them with audit findings list --rule \(requirement.id)."
                    )
                )
            }
        }
    }

    private func counts(_ group: FindingGroup) -> String {
        let severity = ReportTerms.severity(group.requirement.severity)[language]
        let isWeb = group.requirement.domain == .web
        if language == .zhHans {
            return "\(severity) · \(group.findings) 处 · \(group.places) \(isWeb ? "个页面" : "个位置")"
        }
        let places = isWeb ? (group.places == 1 ? "page" : "pages") : (group.places == 1 ? "place" : "places")
        return "\(severity) · \(group.findings) found · \(group.places) \(places)"
    }

    private func example(_ stored: StoredFinding, _ html: inout HTMLWriter) {
        let finding = stored.finding
        html.element("p") { html in
            switch finding.place {
            case .node(let node):
                html.element("a", [("href", node.page.hasPrefix("http") ? node.page : nil)].filter { $0.1 != nil }) {
                    $0.text(node.page)
                }
                html.text(
                    text(" 第 \(node.line) 行第 \(node.column) 列：", ", line \(node.line) column \(node.column): ")
                )
            case .item(let item):
                html.element("strong", text: item.entry.isEmpty ? item.section : "\(item.section) · \(item.entry)")
                html.text(text("：", ": "))
            }
            html.text(finding.message[language])
        }
        if case .node(let node) = finding.place, !node.snippet.isEmpty {
            html.element("pre") { $0.element("code", text: node.snippet) }
        }
        if case .item(let item) = finding.place, !item.note.isEmpty {
            html.element("p", [("class", "soft")], text: text("现场备注：", "Inspector's note: ") + item.note)
        }
    }

    private func untested(
        _ untested: [SubjectReport.Untested],
        of subject: String,
        _ html: inout HTMLWriter
    ) {
        html.element("h3", text: text("没有检测的内容及原因", "What was not tested, and why"))
        guard !untested.isEmpty else {
            html.element("p", text: text("没有遗漏的页面或项目。", "No page or item was left out."))
            return
        }
        table(
            text("未检测内容", "Not tested"),
            of: subject,
            heads: [text("内容", "What"), text("数量", "Count"), text("原因", "Reason"), text("例", "Examples")],
            numbers: [1],
            rows: untested.map { entry in
                [
                    entry.what[language], "\(entry.count)", entry.reason[language],
                    entry.examples.joined(separator: "\n"),
                ]
            },
            &html
        )
    }

    private func totals(_ entry: SubjectReport, _ html: inout HTMLWriter) {
        let isSite = entry.run.start.kind == .scan
        html.element("h3", text: text("每条检查的分母", "Every check with its denominator"))
        table(
            isSite
                ? text("每条规则检查了多少个元素、多少个页面", "Elements and pages each rule looked at")
                : text("每项检查的结果", "Result of each item"),
            of: entry.subject.name,
            heads: [
                text("检查", "Check"), text("依据", "Criteria"), text("未通过", "Failed"), text("待确认", "Review"),
                text("通过", "Passed"), isSite ? text("不适用的页面", "Pages inapplicable") : text("不适用", "Inapplicable"),
                isSite ? text("未检测的页面", "Pages untested") : text("未检查", "Not checked"),
            ],
            numbers: [2, 3, 4, 5, 6],
            rows: entry.totals.map { total in
                [
                    total.requirement.title[language], total.requirement.criteria.joined(separator: " "),
                    "\(total.failed)", "\(total.cantTell)", "\(total.passed)",
                    "\(total.pages[.inapplicable] ?? 0)", "\(total.pages[.untested] ?? 0)",
                ]
            },
            &html
        )
    }

    private func method(_ facts: [SubjectReport.Fact], _ html: inout HTMLWriter) {
        html.element("h3", text: text("检测方法", "How it was done"))
        html.element("dl") { html in
            for fact in facts {
                html.element("dt", text: fact.label[language])
                html.element("dd", text: fact.value[language])
            }
        }
    }

    /// A table with a caption whose first column heads its rows; `subject` tells it from others of that caption.
    func table(
        _ caption: String,
        of subject: String? = nil,
        heads: [String],
        numbers: Set<Int>,
        rows: [[String]],
        _ html: inout HTMLWriter
    ) {
        let label = subject.map { caption + text("：", ": ") + $0 } ?? caption
        html.element("div", [("class", "scroll"), ("role", "region"), ("aria-label", label), ("tabindex", "0")]) {
            html in
            html.element("table") { html in
                html.element("caption", text: caption)
                html.element("thead") { html in
                    html.element("tr") { html in
                        for (column, head) in heads.enumerated() {
                            let style = numbers.contains(column) ? [("class" as StaticString, "number" as String?)] : []
                            html.element("th", [("scope", "col")] + style, text: head)
                        }
                    }
                }
                html.element("tbody") { html in
                    for row in rows { self.row(row, numbers: numbers, &html) }
                }
            }
        }
        html.line()
    }

    private func row(_ cells: [String], numbers: Set<Int>, _ html: inout HTMLWriter) {
        html.element("tr") { html in
            for (column, cell) in cells.enumerated() {
                if column == 0 {
                    html.element("th", [("scope", "row")], text: cell)
                } else {
                    html.element("td", numbers.contains(column) ? [("class", "number")] : [], text: cell)
                }
            }
        }
    }
}
