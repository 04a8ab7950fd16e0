// What failed, what a person must decide, and what is advised, kind by kind with examples.

extension HTMLReport {
    func groups(_ entry: SubjectReport, _ html: inout HTMLWriter) {
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
        if let failed = parts.first?.1, !failed.isEmpty { severityChart(failed, entry, &html) }
        for (title, groups) in parts where !groups.isEmpty {
            html.element("h3", text: title)
            for group in groups { self.group(group, entry, &html) }
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
        if entry.suppressed > 0 {
            html.element("p") { html in
                html.text(
                    text(
                        "另有 \(entry.suppressed) 处已屏蔽，不在以上各数之内，见",
                        "\(entry.suppressed.counted("more is", "more are")) suppressed and in none of these numbers; see "
                    )
                )
                html.element("a", [("href", "#suppressed")], text: text("已屏蔽的问题", "Suppressed findings"))
                html.text(text("。", "."))
            }
        }
    }

    private func group(_ group: FindingGroup, _ entry: SubjectReport, _ html: inout HTMLWriter) {
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
                    html.element(
                        "dd",
                        text: requirement.criteria.map { ReportTerms.criterion($0)[language] }.joined(
                            separator: text("；", "; ")
                        )
                    )
                }
                html.element("dt", text: text("整改方法", "How to repair"))
                html.element("dd", text: requirement.fix[language])
                html.element("dt", text: text("规则", "Rule"))
                html.element("dd") { $0.element("code", text: requirement.id) }
            }
            for example in group.examples { self.example(example, entry, &html) }
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
        return "\(severity) · \(group.findings) found · \(group.places.counted(isWeb ? "page" : "place"))"
    }

    private func example(_ stored: StoredFinding, _ entry: SubjectReport, _ html: inout HTMLWriter) {
        let finding = stored.finding
        html.element("p") { html in
            switch finding.place {
            case .node(let node):
                html.address(node.page)
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
        for photo in entry.photos[stored.id] ?? [] { self.photo(photo, &html) }
    }
}
