import Foundation

/// A report as one self-contained HTML file, readable without scripts and without a network.
public struct HTMLReport: Sendable {
    /// Examples shown of one group; the rest is counted, and listed by `audit findings list`.
    public static let maximumExamples = 5

    let report: Report
    let language: Language

    public init(_ report: Report, language: Language) {
        self.report = report
        self.language = language
    }

    /// The whole file, UTF-8.
    public func render() -> [UInt8] {
        HTMLFrame.document(title: report.title[language], toolVersion: report.toolVersion, language: language) {
            body(&$0)
        }
    }

    func text(_ zh: String, _ en: String) -> String { language == .zhHans ? zh : en }
}

// MARK: - Frame

extension HTMLReport {
    private func body(_ html: inout HTMLWriter) {
        html.element("a", [("class", "skip"), ("href", "#main")], text: text("跳到正文", "Skip to the report"))
        html.element("header") { header(&$0) }
        html.element("main", [("id", "main")]) { html in
            summary(&html)
            for (number, subject) in report.subjects.enumerated() { section(subject, number, &html) }
            reading(&html)
        }
        html.element("footer") { footer(&$0) }
    }

    private func header(_ html: inout HTMLWriter) {
        html.element("h1", text: report.title[language])
        html.element("p", [("class", "soft")], text: text("数据截至 ", "Data as of ") + date(report.made))
        html.element("nav", [("aria-label", text("目录", "Contents"))]) { html in
            html.element("ol") { html in
                html.element("li") { $0.element("a", [("href", "#summary")], text: text("结果概览", "Summary")) }
                for (number, subject) in report.subjects.enumerated() {
                    html.element("li") {
                        $0.element("a", [("href", "#subject-\(number + 1)")], text: subject.subject.name)
                    }
                }
                html.element("li") {
                    $0.element("a", [("href", "#reading")], text: text("如何阅读这些数字", "How to read the numbers"))
                }
            }
        }
    }

    private func footer(_ html: inout HTMLWriter) {
        html.element(
            "p",
            text: text(
                "本报告由 audit \(report.toolVersion) 生成，不构成符合任何标准的声明。",
                "Made by audit \(report.toolVersion). It does not claim conformity with any standard."
            )
        )
        html.element("p") { html in
            html.text(text("数据的 SHA-256：", "SHA-256 of the data: "))
            html.element("code", text: report.dataHash)
        }
    }

    func date(_ moment: Timestamp) -> String {
        String(moment.iso8601.prefix(16)).replacingOccurrences(of: "T", with: " ") + " UTC"
    }
}

// MARK: - Summary

extension HTMLReport {
    private func summary(_ html: inout HTMLWriter) {
        html.element("h2", [("id", "summary")], text: text("结果概览", "Summary"))
        for subject in report.subjects {
            html.element("p", [("class", "lead")]) { html in
                html.element("strong", text: subject.subject.name)
                html.text(text("：", ": ") + subject.sentence[language])
            }
        }
        table(
            text("检测对象与问题数", "What was audited and what was found"),
            heads: [
                text("对象", "Subject"), text("种类", "Kind"), text("责任单位", "Responsible unit"),
                text("未通过", "Failed"), text("待人工确认", "Needs review"), text("状态", "State"),
            ],
            numbers: [3, 4],
            rows: report.subjects.map { entry in
                [
                    entry.subject.name, ReportTerms.subjectKind(entry.subject.kind)[language],
                    entry.subject.responsibleUnit ?? text("未填写", "not given"),
                    "\(count(entry, .failed))", "\(count(entry, .cantTell))",
                    ReportTerms.runState(entry.run.state)[language],
                ]
            },
            &html
        )
        firstRepairs(&html)
    }

    private func count(_ subject: SubjectReport, _ outcome: Outcome) -> Int {
        subject.groups.filter { $0.outcome == outcome && $0.requirement.kind != .advice }.map(\.findings).reduce(0, +)
    }

    /// The groups of failures that clear the most, worst severity first.
    private func firstRepairs(_ html: inout HTMLWriter) {
        let failures = report.subjects.flatMap { subject in
            subject.groups.filter { $0.outcome == .failed && $0.requirement.kind == .violation }
                .map { (subject: subject.subject, group: $0) }
        }
        let first = failures.sorted { left, right in
            let (a, b) = (left.group, right.group)
            if a.requirement.severity != b.requirement.severity {
                return a.requirement.severity > b.requirement.severity
            }
            return a.findings == b.findings ? a.requirement.id < b.requirement.id : a.findings > b.findings
        }.prefix(Self.maximumExamples)
        guard !first.isEmpty else { return }
        table(
            text("先做这些：最严重、涉及最多的问题", "First repairs: the most severe and most frequent failures"),
            heads: [
                text("整改", "Repair"), text("对象", "Subject"), text("严重程度", "Severity"), text("处数", "Findings"),
                text("责任单位", "Responsible unit"),
            ],
            numbers: [3],
            rows: first.map { entry in
                [
                    entry.group.requirement.fix[language], entry.subject.name,
                    ReportTerms.severity(entry.group.requirement.severity)[language], "\(entry.group.findings)",
                    entry.subject.responsibleUnit ?? text("未填写", "not given"),
                ]
            },
            &html
        )
    }

    /// Says what the words and numbers of the report mean.
    private func reading(_ html: inout HTMLWriter) {
        html.element("h2", [("id", "reading")], text: text("如何阅读这些数字", "How to read the numbers"))
        html.element("dl") { html in
            for (term, meaning) in Self.readingTerms {
                html.element("dt", text: term[language])
                html.element("dd", text: meaning[language])
            }
        }
    }

    private static let readingTerms: [(LocalizedText, LocalizedText)] = [
        (
            LocalizedText(zh: "未通过", en: "Failed"),
            LocalizedText(zh: "确定不符合所引的准则或条款。", en: "Surely breaks the criterion or clause that is named.")
        ),
        (
            LocalizedText(zh: "待人工确认", en: "Needs human review"),
            LocalizedText(
                zh: "机器或检查表不能判定，须由人回答；不计入通过，也不计入未通过。",
                en: "Neither program nor form can tell; a person must answer. Counts neither as passed nor as failed."
            )
        ),
        (
            LocalizedText(zh: "未检测", en: "Untested"),
            LocalizedText(zh: "没有看过，从不算作通过。", en: "Not looked at, and never counted as passed.")
        ),
        (
            LocalizedText(zh: "建议", en: "Advice"),
            LocalizedText(zh: "良好做法，不影响任何分数。", en: "Good practice that changes no score.")
        ),
        (
            LocalizedText(zh: "无障碍检测指数", en: "Accessibility Check Index"),
            LocalizedText(
                zh: "逐页逐准则计算通过比例，A 级权重 3、AA 级权重 2，再取平均。只反映能自动检测的准则，不等于符合标准。",
                en: "The share passed, page by criterion, weighted 3 for level A and 2 for AA, then averaged. "
                    + "It covers only criteria that can be checked automatically and is not a statement of conformity."
            )
        ),
        (
            LocalizedText(zh: "未核对条款", en: "Unverified clause"),
            LocalizedText(
                zh: "条款号或限值取自二手资料，尚未与正式标准文本核对。",
                en:
                    "The clause or limit comes from secondary sources and has not been checked against the official text."
            )
        ),
    ]
}
